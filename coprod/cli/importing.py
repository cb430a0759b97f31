"""What `coprod import` takes from a command line, and how it writes what is proposed, and its mapping, or nothing."""

import datetime as dt
import errno
import hashlib
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

import typer

from coprod.cli import parse, records
from coprod.cli.call import Call
from coprod.cli.target import STANDARD_INPUT, Target, find, standard_input_bytes
from coprod.cli.terminal import print_note, print_text
from coprod.errors import Problem, Unusable, first_hundred
from coprod.framework import CAPACITIES
from coprod.model import Project, Session
from coprod.model.doubts import about_entry
from coprod.model.labels import TypedName
from coprod.output.imported import levels_told, result_told, table_told
from coprod.output.words import counted
from coprod.sheets.advice import open_problems
from coprod.sheets.cells import folded
from coprod.sheets.choose import Mappings, Sitting, personal_words
from coprod.sheets.entries import NEW, Answers, Proposal
from coprod.sheets.mapping import OUT, SheetMapping, as_toml, from_text, kept, parsed, with_kept
from coprod.sheets.own import SayingsRead, with_sayings
from coprod.sheets.people import sides_of_sheet
from coprod.sheets.tables import File, opened
from coprod.store.change import Change
from coprod.store.disk import as_unusable, put
from coprod.store.read import Document, limit, read_bytes, text_of
from coprod.words import short, visible

#: The mappings that a project keeps, in a file beside it.
KEPT = "imports.toml"

#: So many doubts are told, and the number of the others.
_TOLD = 5


def file_of(sheet: str) -> File:
    """What a sheet holds, a file or standard input."""
    return opened(_bytes(sheet), sheet, limit())


def _bytes(name: str) -> bytes:
    return standard_input_bytes() if name == STANDARD_INPUT else read_bytes(Path(name), name)


def _kept(target: Target) -> Path:
    return target.path.resolve().parent / KEPT


def _mappings(target: Target) -> Mappings:
    place = _kept(target)
    with suppress(OSError):
        _keep_staged(place, target.path.read_bytes())
    return Mappings(kept(text_of(read_bytes(place, KEPT), KEPT), KEPT) if place.exists() else {})


def _staged(place: Path, project: bytes) -> Path:
    """Where mappings wait until the project holds what they are kept with, which is in the name."""
    return place.with_name(f".{place.name}.{hashlib.sha256(project).hexdigest()[:16]}.next")


def _keep_staged(place: Path, project: bytes) -> None:
    """Keep the mappings that wait for what the project holds now, also those of a command that was killed."""
    staged = _staged(place, project)
    if staged.is_file():
        with suppress(FileNotFoundError):
            shutil.copymode(place, staged)
        staged.replace(place)


def mappings_told(file: str | None, name: str | None) -> str:
    """The names of all mappings, or the text of one; without a project, of those that are built in."""
    try:
        target = find(file)
    except Unusable:
        known = Mappings({})
    else:
        known = _mappings(target)
    if name is None:
        lines = [f"{visible(one)}  kept in {KEPT}" for one in known.kept]
        lines += [f"{one}  built in" for one in known.texts]
        return "".join(f"{line}\n" for line in lines)
    mapping = known.named(name)
    return _shown(as_toml(mapping.content) if name in known.kept else known.texts[name])


def _shown(toml: str) -> str:
    """TOML that is harmless to show, and reads back as the same: TOML's own escapes stand for what is not shown."""
    shown = (char if char == "\n" or visible(char) == char else f"\\U{ord(char):08x}" for char in toml)
    return "".join(shown).replace("##[", "##\\u005b")


def sitting_of(sheet: str, file: File, target: Target, *, date: str | None, day: dt.date) -> Sitting:
    """A sheet, and the day that the command line says of it."""
    answers = Answers(day, parse.silent_day(date, day) if date is not None else None)
    return Sitting(sheet, file, _mappings(target), answers)


def take_sides(answers: Answers, words: Iterable[str]) -> None:
    """Take the sides that are given: of people, of ends of addresses, of the rest, and of everybody in a sheet."""
    known = (*CAPACITIES, OUT)
    given: dict[str, str] = {}
    for word in words:
        who, equals, said = word.rpartition("=")
        side = said.strip().lower()
        if equals and side in known:
            if given.setdefault(folded(who), side) != side:
                raise parse.refused("--side", f'"{who}" is given two sides')
        elif equals and not word.endswith((".csv", ".tsv", ".xlsx", ".ods")):
            raise parse.refused("--side", f'"{said}" is no side: {", ".join(known)}')
        elif side in CAPACITIES:
            raise parse.refused("--side", f'of whom? For everybody who is left, "rest={word}"')
        else:
            answers.sides = sides_of_sheet(file_of(word).tables, word) | answers.sides
    answers.rest = given.pop("rest", "")
    answers.ends = {who: side for who, side in given.items() if who.startswith("@")}
    answers.named = [who for who in given if who not in answers.ends]
    answers.sides |= {who: given[who] for who in answers.named}


def take_sessions(
    answers: Answers, project: Project, *, phases: Iterable[str], levels: Iterable[str], into: str | None
) -> None:
    """Take what is given of sessions; what the sheet does not say of one, that on record says."""
    answers.phases, answers.spans = parse.phases_by_day(phases)
    answers.level, answers.levels = parse.levels_by_phase(levels)
    answers.into = into or ""
    if into not in {None, NEW}:
        session = records.begun(project, answers.into, answers.today, "--into")
        answers.into, answers.date = session.id, answers.date or session.date
        answers.phases, answers.spans = session.phase, ()


def proposed(sitting: Sitting) -> str:
    """The mapping that fits a sheet, or that is proposed for it, as TOML."""
    fitting = sitting.mappings.fitting(sitting.file)
    return _shown(as_toml(sitting.mappings.named(fitting[0]).content if fitting else _guessed(sitting)))


def _guessed(sitting: Sitting) -> Mapping[str, object]:
    from coprod.sheets.propose import propose, without_names

    guess = propose(sitting.file.tables, base=sitting.mappings.base(sitting.file))
    if "name" not in guess.content:
        raise without_names(guess)
    return guess.content


def mapping_of(sitting: Sitting, given: str | None, *, ask: bool) -> SheetMapping:
    """The mapping that is named, or the one that fits; empty if there is none and a person is there to make it."""
    known = sitting.mappings
    if given and given not in {*known.kept, *known.texts} and (given.endswith(".toml") or Path(given).exists()):
        return from_text(text_of(_bytes(given), given), given)
    names = [given] if given is not None else known.fitting(sitting.file)
    if len(names) > 1:
        several = f"fits several mappings: choose one, --with {' or --with '.join(names)}"
        raise Unusable(Problem(sitting.name, several))
    if not names and ask:
        return parsed({}, "")
    if not names and _guessed(sitting):
        none = "fits no mapping that is kept or built in: print one with --propose, keep it in a file, and give it with"
        raise Unusable(Problem(sitting.name, f"{none} --with; or import at a terminal"))
    if given is None:
        print_note(f"Read by the mapping {visible(names[0])}.")
    sitting.called = names[0] if names[0] in known.kept else ""
    return known.named(names[0])


def write(call: Call, sitting: Sitting, *, yes: bool) -> Change:
    """Write what is proposed, and the mapping if it is to be kept: both or neither."""
    told: list[str] = []
    waiting: list[Path] = []

    def change_of(document: Document) -> Change:
        proposal = sitting.proposal(document.project)
        if not call.asks and not told:
            print_note((table_told(proposal) + levels_told(proposal)).rstrip("\n"))
        told.append(result_told(proposal, document.file, done=not call.dry_run))
        if problems := list(open_problems(proposal)):
            raise Unusable(*first_hundred(problems))
        if not (yes or call.dry_run):
            raise _unconfirmed()
        change = proposal.change(document)
        if sitting.keep_as and not call.dry_run:
            waiting.append(_stage(sitting, place, sitting.keep_as, proposal, change))
        return change

    place = _kept(call.target)
    try:
        change = call.apply(change_of, lambda _: told[-1])
    finally:
        with suppress(OSError):
            for staged in waiting:
                _keep_staged(place, call.target.path.read_bytes())
                staged.unlink(missing_ok=True)
    if call.dry_run:
        print_text(told[-1])
    return change


def _stage(sitting: Sitting, place: Path, name: str, proposal: Proposal, change: Change) -> Path:
    """Have the mapping wait for the change, and return where; what waited for one that did not come goes."""
    content, staged = sitting.mapping.content, _staged(place, change.after.data)
    if words := personal_words(content, proposal):
        named = f'holds "{short(words[0])}", a name, an address or a number: write a pattern with * in the mapping'
        raise Unusable(Problem(name, named))
    with as_unusable(KEPT):
        _keep_staged(place, change.before.data)
        for left in place.parent.glob(f".{place.name}.*.next"):
            left.unlink()
        if place.is_symlink():
            raise OSError(errno.ELOOP, "it is a link; name the file that it leads to")
        text = text_of(read_bytes(place, KEPT), KEPT) if place.exists() else "format = 1\n"
        put(staged, [with_kept(text, KEPT, name, content).encode()])
    return staged


def tell_doubts(change: Change, today: dt.date) -> None:
    """Say what is hardly meant in the sessions; names that are near each other were told row by row."""
    lines = []
    for session in change.records:
        if isinstance(session, Session):
            people = {side: [TypedName(label, quoted=True) for label in getattr(session, side)] for side in CAPACITIES}
            groups = [*session.heard, *session.asked]
            doubts = about_entry(change.before.project, today, session.date, people, groups)
            lines += [f"{session.id}: {doubt}" for doubt in doubts]
    for line in lines[:_TOLD]:
        print_note(visible(line))
    if len(lines) > _TOLD:
        print_note(f"and {len(lines) - _TOLD} more of the kind")


def add_sayings(call: Call, found: SayingsRead, *, yes: bool) -> None:
    """Add the sayings and answers that a project does not have, all or none, if somebody wants it written."""
    if not yes:
        question = "What was said and answered, as coprod wrote it. Write? [Enter], [q]uit"
        if not call.asks:
            raise _unconfirmed()
        from coprod.cli.prompts import prompt

        if prompt.ask(question, str.lower, "") == "q":
            raise typer.Abort

    def added(change: Change) -> str:
        said = sum(record in found.said for record in change.records)
        answers = len(change.records) - said
        there = len(found.said) + len(found.answers) - len(change.records)
        rest = f" {there} were recorded already." if there else ""
        return f"Added {counted(said, 'thing')} said and {counted(answers, 'answer')} to {call.target.shown}.{rest}\n"

    call.apply(lambda document: with_sayings(document, found), added)


def _unconfirmed() -> typer.BadParameter:
    return parse.refused("--yes", "nothing was written: add --yes to write it, or import at a terminal")
