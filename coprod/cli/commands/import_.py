"""`coprod import`: add the sessions of a sheet, by a mapping of its columns that is seen, and kept."""

from typing import TYPE_CHECKING, Annotated

import typer

from coprod.cli import exits, parse
from coprod.cli.options import Color, DryRun, File, NoInput, Today
from coprod.cli.terminal import may_ask, print_note, print_text
from coprod.words import visible

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from pathlib import Path

    from coprod.cli.target import Target
    from coprod.model import Project
    from coprod.sheets.choose import Mappings, Sitting
    from coprod.sheets.mapping import SheetMapping
    from coprod.sheets.proposal import Proposal
    from coprod.store.change import Change
    from coprod.store.read import Document

#: The mappings that a project keeps, in a file beside it.
KEPT = "imports.toml"


def import_(
    sheet: Annotated[
        str | None,
        typer.Argument(metavar="FILE", help="The sheet: .csv, .tsv, .xlsx or .ods, or - for standard input."),
    ] = None,
    mapping: Annotated[
        str | None,
        typer.Option("--with", metavar="NAME|FILE", help="The mapping: kept, built in, or a TOML file."),
    ] = None,
    propose: Annotated[
        bool, typer.Option("--propose", help="Print the proposed mapping as TOML, and write nothing.")
    ] = False,
    save_as: Annotated[
        str | None, typer.Option("--save-as", metavar="NAME", help="Keep the mapping, together with what is recorded.")
    ] = None,
    mappings: Annotated[
        bool,
        typer.Option("--mappings", help="List the mappings that are kept and built in; with a NAME, print that one."),
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Write without asking. It answers nothing else.")] = False,
    phase: Annotated[
        list[str] | None,
        typer.Option(
            "--phase",
            metavar="PHASE[=FROM..TO]",
            help="The phase, where no column names it; with days, of the sessions from one to the other. Repeatable.",
        ),
    ] = None,
    level: Annotated[
        list[str] | None,
        typer.Option(
            "--level",
            metavar="[PHASE=]LEVEL",
            help="How far the community's part went, where no column names it. Repeatable.",
        ),
    ] = None,
    date: Annotated[
        str | None, typer.Option("--date", metavar="DATE", help="The day, where nothing in the sheet says it.")
    ] = None,
    side: Annotated[
        list[str] | None,
        typer.Option(
            "--side",
            metavar="WHO=SIDE|FILE",
            help="community, professional, supporting, or out to leave out, of a person as the sheet has them, of an "
            "end of addresses (@council.example), or of the rest; or a CSV with the columns person and side. "
            "Repeatable.",
        ),
    ] = None,
    into: Annotated[
        str | None,
        typer.Option(
            "--into",
            metavar="SESSION|new",
            help="The session on record that the sheet's one session is added to; new keeps it apart.",
        ),
    ] = None,
    dry_run: DryRun = False,
    file: File = None,
    today: Today = None,
    color: Color = "auto",
    no_input: NoInput = False,
) -> int:
    """Add the sessions of a sheet: say once what each column means, see what becomes of every row, keep the mapping.

    Only those who came are recorded. All is added or nothing, and what is on record already is not doubled. Addresses
    tell people apart, and are not stored. coprod import --mappings lists the mappings.
    """
    from coprod.cli.target import find, phase_progress
    from coprod.sheets.own import is_sayings

    if mappings:
        print_text(_mappings_told(_kept(file), sheet))
        return exits.DONE
    if sheet is None:
        raise typer.BadParameter("name the sheet", param_hint="FILE")
    if save_as is not None and (not save_as.strip() or save_as == "format"):
        raise typer.BadParameter("is no name for a mapping", param_hint="--save-as")
    target = find(file)
    project = target.load().project
    day = parse.today(today)
    ask = may_ask(no_input=no_input)
    data = _bytes(sheet)
    if is_sayings(data):
        _require_yes(yes=yes or dry_run, ask=ask)
        _add_sayings(target, data, sheet, dry_run=dry_run)
        return exits.DONE
    sitting = _sitting(sheet, data, file, date=date, day=day, sides=side or (), phases=phase or (), levels=level or ())
    if into is not None:
        _take_into(sitting, into, project, day)
    if propose:
        print_text(_proposed(sitting))
        return exits.DONE
    sitting.mapping = _mapping(sitting, mapping, ask=ask)
    if date is not None and sitting.mapping and (said := sitting.mapping.content.get("day", "ask")) != "ask":
        raise typer.BadParameter(f"the mapping says where the day stands: {visible(str(said))}", param_hint="--date")
    if ask:
        from coprod.cli.prompts.import_ import sit

        save_as = sit(sitting, project, write=not (yes or dry_run), name=save_as)
    change = _write(sitting, target, save_as, shown=ask, yes=yes or ask, dry_run=dry_run)
    _tell_doubts(change, day)
    if change.records and not dry_run:
        print_text(f"\n{phase_progress(change.after, day, color)}")
    return exits.DONE


#: So many doubts are told, and the number of the others.
_TOLD = 5


def _tell_doubts(change: "Change", today: "dt.date") -> None:
    """Say what is hardly meant in the sessions; names that are near each other were told row by row."""
    from coprod.framework import CAPACITIES
    from coprod.model import Session
    from coprod.model.doubts import about_entry
    from coprod.model.labels import TypedName

    lines = []
    for session in change.records:
        if isinstance(session, Session):
            people = {side: [TypedName(label, quoted=True) for label in getattr(session, side)] for side in CAPACITIES}
            groups = [*session.heard, *session.asked]
            doubts = about_entry(change.before.project, today, session.date, people, groups)
            lines += [f"{session.id}: {doubt.words} {doubt.question}" for doubt in doubts]
    for line in lines[:_TOLD]:
        print_note(visible(line))
    if len(lines) > _TOLD:
        print_note(f"and {len(lines) - _TOLD} more of the kind")


def _sitting(
    sheet: str,
    data: bytes,
    file: str | None,
    *,
    date: str | None,
    day: "dt.date",
    sides: "Sequence[str]",
    phases: "Sequence[str]",
    levels: "Sequence[str]",
) -> "Sitting":
    """The sheet, with all that the command line says of it."""
    from coprod.sheets.choose import Sitting
    from coprod.sheets.people import Answers
    from coprod.sheets.proposal import Supplied
    from coprod.sheets.tables import opened
    from coprod.store.read import limit

    answers = Answers(day, parse.silent_day(date, day) if date is not None else None)
    supplied = Supplied(*parse.phases_by_day(phases), *parse.levels_by_phase(levels))
    sitting = Sitting(sheet, opened(data, sheet, limit()), _kept(file), answers, supplied)
    _take_sides(sitting, sides)
    return sitting


def _require_yes(*, yes: bool, ask: bool) -> None:
    """Go on only if somebody wants it written: nobody said so on the command line."""
    from coprod.cli.prompts import prompt

    if yes:
        return
    if not ask:
        nothing = "nothing was written: add --yes to write it, or import at a terminal"
        raise typer.BadParameter(nothing, param_hint="--yes")
    if (
        prompt.until_read("What was said and answered, as coprod wrote it. Write? [Enter], [q]uit", str.lower, "")
        == "q"
    ):
        raise typer.Abort


def _kept(file: str | None) -> "Mappings":
    """The mappings that a project keeps, beside those that are built in; none are kept without a project."""
    from coprod.cli.target import find
    from coprod.errors import Unusable
    from coprod.sheets.choose import Mappings
    from coprod.sheets.mapping import kept
    from coprod.store.read import read_bytes, text_of

    try:
        place = find(file).path.resolve().parent / KEPT
    except Unusable:
        return Mappings({})
    return Mappings(kept(text_of(read_bytes(place, KEPT), KEPT), KEPT) if place.exists() else {})


def _mappings_told(known: "Mappings", name: str | None) -> str:
    """The names of all mappings, or the text of one."""
    from coprod.sheets.mapping import as_toml

    if name is None:
        lines = [f"{visible(one)}  kept in {KEPT}" for one in known.kept]
        lines += [f"{one}  built in" for one in known.texts if one not in known.kept]
        return "".join(f"{line}\n" for line in lines)
    text = as_toml(known.named(name).content) if name in known.kept else ""
    known.named(name)
    return "".join(f"{visible(line)}\n" for line in (text or known.texts[name]).splitlines())


def _bytes(sheet: str) -> bytes:
    from pathlib import Path

    from coprod.cli.target import STANDARD_INPUT, standard_input_bytes
    from coprod.store.read import read_bytes

    return standard_input_bytes() if sheet == STANDARD_INPUT else read_bytes(Path(sheet), sheet)


def _take_sides(sitting: "Sitting", words: "Sequence[str]") -> None:
    """Take the sides that are given: of people, of ends of addresses, of the rest, and of everybody in a sheet."""
    from coprod.framework import CAPACITIES
    from coprod.sheets.cells import folded
    from coprod.sheets.mapping import OUT
    from coprod.sheets.people import REST, sides_of_sheet
    from coprod.sheets.tables import opened
    from coprod.store.read import limit

    answers, named = sitting.answers, []
    for word in words:
        who, equals, side = word.rpartition("=")
        if not equals or side.strip().lower() not in {*CAPACITIES, OUT}:
            if equals and not word.endswith((".csv", ".tsv", ".xlsx", ".ods")):
                known = ", ".join((*CAPACITIES, OUT))
                raise typer.BadParameter(f'"{side}" is no side: {known}', param_hint="--side")
            if word.strip().lower() in CAPACITIES:
                raise typer.BadParameter(f'of whom? For everybody who is left, "rest={word}"', param_hint="--side")
            answers.sides = sides_of_sheet(opened(_bytes(word), word, limit()).tables, word) | answers.sides
            continue
        side, person = side.strip().lower(), folded(who)
        if person == REST:
            before, answers.rest = answers.rest, side
        elif person.startswith("@"):
            before, answers.ends[person] = answers.ends.get(person, ""), side
        else:
            before = answers.sides.get(person, "") if person in named else ""
            answers.sides[person] = side
            named.append(person)
        if before not in {"", side}:
            raise typer.BadParameter(f'"{who}" is given two sides', param_hint="--side")
    sitting.named = named


def _take_into(sitting: "Sitting", into: str, project: "Project", today: "dt.date") -> None:
    """Take the session on record that the sheet is added to; what the sheet does not say of a session, it says."""
    from coprod.cli import records
    from coprod.sheets.proposal import NEW

    if into == NEW:
        sitting.supplied.into = NEW
        return
    session = records.begun(project, into, today, "--into")
    sitting.supplied.into, sitting.into_day = session.id, session.date
    sitting.supplied.phases, sitting.supplied.spans = session.phase, ()


def _proposed(sitting: "Sitting") -> str:
    """The mapping that is proposed for a sheet, as TOML."""
    from coprod.sheets.mapping import as_toml
    from coprod.sheets.propose import propose, without_names

    fitting = sitting.mappings.fitting(sitting.file)
    if fitting:
        content = sitting.mappings.named(fitting[0]).content
    else:
        guess = propose(sitting.file.tables, base=sitting.mappings.base(sitting.file))
        if "name" not in guess.content:
            raise without_names(guess)
        content = guess.content
    return "".join(f"{visible(line)}\n" for line in as_toml(content).splitlines())


def _mapping(sitting: "Sitting", given: str | None, *, ask: bool) -> "SheetMapping | None":
    """The mapping that is named, or the one that fits; None if there is none and a person is there to make it."""
    from pathlib import Path

    from coprod.errors import Problem, Unusable
    from coprod.sheets.mapping import from_text
    from coprod.sheets.propose import propose, without_names
    from coprod.store.read import text_of

    known = sitting.mappings
    if given is not None:
        if given in known.kept or given in known.texts or not (given.endswith(".toml") or Path(given).exists()):
            sitting.called = given if given in known.kept else ""
            return known.named(given)
        return from_text(text_of(_bytes(given), given), given)
    fitting = known.fitting(sitting.file)
    if len(fitting) > 1:
        raise Unusable(
            Problem(sitting.name, f"fits several mappings: choose one, --with {' or --with '.join(fitting)}")
        )
    if fitting:
        print_note(f"Read by the mapping {visible(fitting[0])}.")
        sitting.called = fitting[0] if fitting[0] in known.kept else ""
        return known.named(fitting[0])
    if ask:
        return None
    guess = propose(sitting.file.tables)
    if "name" not in guess.content:
        raise without_names(guess)
    none = (
        "fits no mapping that is kept or built in: print one with --propose, keep it in a file, and give it with --with"
    )
    raise Unusable(Problem(sitting.name, f"{none}; or import at a terminal"))


def _write(
    sitting: "Sitting", target: "Target", save_as: str | None, *, shown: bool, yes: bool, dry_run: bool
) -> "Change":
    """Write what is proposed, and the mapping if it is to be kept: both or neither."""
    from coprod.cli.target import apply
    from coprod.errors import Unusable, first_hundred
    from coprod.output.imported import levels_told, result_told, table_told
    from coprod.sheets.proposal import open_problems
    from coprod.store.change import Change, add_unchanged, replaced

    told: list[str] = []

    def change_of(document: "Document") -> "Change":
        proposal = sitting.proposal(document.project)
        if not shown and not told:
            print_note((table_told(proposal) + levels_told(proposal)).rstrip("\n"))
        told.append(result_told(proposal, document.file, done=not dry_run))
        if problems := list(open_problems(proposal)):
            raise Unusable(*first_hundred(problems))
        _require_yes(yes=yes or dry_run, ask=False)
        sessions = document.project.sessions
        places = {
            ("sessions", sessions.index(draft.record)): draft.together for draft in proposal.changed if draft.record
        }
        change = replaced(document, places) if places else Change((), document, document)  # type: ignore[arg-type]
        added = add_unchanged(change.after, proposal.new)
        if save_as is not None and not dry_run:
            _keep(sitting, target, save_as, proposal)
        return Change((*change.records, *added.records), document, added.after)

    place = target.path.resolve().parent / KEPT
    before = place.read_bytes() if place.exists() else None
    try:
        change = apply(target, change_of, lambda _: told[-1], dry_run=dry_run)
    except BaseException:
        _restore(place, before)
        raise
    if dry_run:
        print_text(told[-1])
    return change


def _keep(sitting: "Sitting", target: "Target", name: str, proposal: "Proposal") -> None:
    """Keep the mapping under a name."""
    from coprod.errors import Problem, Unusable
    from coprod.sheets.choose import personal_words
    from coprod.sheets.mapping import with_kept
    from coprod.store.disk import as_unusable, put
    from coprod.store.read import read_bytes, text_of
    from coprod.words import short

    content = sitting.mapping.content if sitting.mapping else {}
    if words := personal_words(content, proposal):
        named = f'holds "{short(words[0])}", a name, an address or a number: write a pattern with * in the mapping'
        raise Unusable(Problem(name, named))
    place = target.path.resolve().parent / KEPT
    text = text_of(read_bytes(place, KEPT), KEPT) if place.exists() else "format = 1\n"
    with as_unusable(KEPT):
        put(place, [with_kept(text, KEPT, name, content).encode()])


def _restore(place: "Path", before: bytes | None) -> None:
    """Put back the kept mappings as they were, since what they were kept with was not written."""
    from coprod.store.disk import put

    if before is None:
        place.unlink(missing_ok=True)
    elif place.read_bytes() != before:
        put(place, [before])


def _add_sayings(target: "Target", data: bytes, sheet: str, *, dry_run: bool) -> None:
    """Add the sayings and answers of a sheet that a project does not have, all or none."""
    from coprod.cli.target import apply
    from coprod.output.words import counted
    from coprod.sheets.own import read_sayings, with_sayings
    from coprod.store.read import limit

    found = read_sayings(data, sheet, limit())

    def added(change: "Change") -> str:
        said = sum(record in found.said for record in change.records)
        answers = len(change.records) - said
        there = len(found.said) + len(found.answers) - len(change.records)
        rest = f" {there} were recorded already." if there else ""
        return f"Added {counted(said, 'thing')} said and {counted(answers, 'answer')} to {target.shown}.{rest}\n"

    apply(target, lambda document: with_sayings(document, found), added, dry_run=dry_run)
