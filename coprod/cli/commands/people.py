"""`coprod people`, `rename` and `forget`: everyone on record, under another label, or no longer by name."""

from typing import TYPE_CHECKING, Annotated

import typer

from coprod.cli import complete, exits, parse
from coprod.cli.options import Color, DryRun, File, NoInput, Today, Yes
from coprod.cli.terminal import may_ask, print_note, print_text, write_bytes
from coprod.words import visible

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from coprod.assess import Assessment
    from coprod.output.exports import PersonEntry
    from coprod.store.change import Change
    from coprod.store.people import Mention, Name, Person
    from coprod.store.read import Document


def people(
    format: Annotated[
        str,
        typer.Option(
            "--format",
            metavar=f"<{'|'.join(parse.TABLES)}>",
            autocompletion=lambda: parse.TABLES,
            help="text, csv (a row for each label) or json.",
        ),
    ] = "text",
    file: File = None,
) -> int:
    """List everyone on record: label or id, sides, sessions, first and last day.

    Those whose labels differ by a slip stand beside each other. coprod rename joins them where they are one person.
    """
    from coprod.cli.target import find
    from coprod.output.exports import people_entries, people_json, people_rows
    from coprod.sheets.tables.cells import written

    wanted = parse.table_format(format)
    document = find(file).load()
    found = people_entries(document.project)
    if wanted == "text":
        print_text(_page(found))
    else:
        text = written(people_rows(found)) if wanted == "csv" else people_json(document.file, found)
        write_bytes(text.encode("utf-8", "backslashreplace"))
    return exits.DONE


def _page(entries: "Sequence[PersonEntry]") -> str:
    from coprod.output.strip import aligned
    from coprod.output.words import counted

    if not entries:
        return "Nobody is on record yet; coprod log records who came.\n"
    rows = []
    for entry in entries:
        name = visible(f"{entry.label} ({entry.name})" if entry.name else entry.label)
        days = " to ".join(dict.fromkeys(str(day) for day in (entry.first, entry.last) if day))
        rows.append((name, " and ".join(entry.sides) or "never came", counted(entry.sessions, "session"), days))
    lines = []
    for entry, line in zip(entries, aligned(rows), strict=True):
        like = [f"  is that {visible(other)}? coprod rename joins two labels of one person" for other in entry.like[:1]]
        lines += [line, *like]
    number = "1 person" if len(entries) == 1 else f"{len(entries)} people"
    return "\n".join([*lines, "", f"{number} on record.", ""])


def rename(
    old: Annotated[
        str,
        typer.Argument(
            metavar="OLD",
            autocompletion=complete.people,
            help="The label, the name or the id of somebody on record.",
        ),
    ],
    new: Annotated[
        str | None,
        typer.Argument(
            metavar="[NEW]", autocompletion=complete.people, help="What to call them; somebody on record joins the two."
        ),
    ] = None,
    to_id: Annotated[
        str | None,
        typer.Option("--to-id", metavar="ID", help="An id to stand in their name's place; [people] keeps the name."),
    ] = None,
    yes: Yes = False,
    dry_run: DryRun = False,
    file: File = None,
    today: Today = None,
    color: Color = "auto",
    no_input: NoInput = False,
) -> int:
    """Give somebody another label everywhere on record, or join two labels of one person.

    Titles, notes and what people said are left as they are, and told where they hold the name.
    """
    from coprod.cli import records
    from coprod.cli.prompts.prompt import confirm
    from coprod.cli.target import apply, find, print_diff, with_progress
    from coprod.store.people import renamed, somebody, with_id

    if (new is None) == (to_id is None):
        raise typer.BadParameter("name the new label, or give --to-id an id", param_hint="NEW")
    target = find(file)
    judged_on = parse.today(today)
    document = target.load()
    person = records.person(document.project, old, "OLD")
    wanted = _label(new, "NEW") if new is not None else _label(to_id or "", "--to-id")
    other = somebody(document.project, wanted)

    def change_of(now: "Document") -> "Change":
        records.person(now.project, old, "OLD")
        return (renamed if new is not None else with_id)(now, old, wanted)

    change = change_of(document)
    if change.after.data == document.data:
        print_text(f"Unchanged: {visible(old)} is called so already in {target.shown}.\n")
        return exits.DONE
    print_diff(change)
    _tell_of_texts(change, person)
    if dry_run:
        return exits.DONE
    if other is not None and other.label != person.label:
        confirm(
            f"{visible(wanted)} is on record already: {visible(old)} and {visible(wanted)} become one person. Go on?",
            yes=yes,
            no_input=no_input,
        )
    recorded = with_progress(f"{visible(old)} is {visible(wanted)} in {target.shown} now.", judged_on, color)
    apply(target, change_of, recorded)
    return exits.DONE


def _label(text: str, option: str) -> str:
    """A label as it was typed, if it is one line of text that a file can hold."""
    from pydantic import TypeAdapter, ValidationError

    from coprod.model.types import Text

    [label] = parse.labels([text], option)
    try:
        return str(TypeAdapter(Text).validate_python(label))
    except ValidationError as error:
        raise typer.BadParameter("must be a line of text that says something", param_hint=option) from error


def _tell_of_texts(change: "Change", person: "Person") -> None:
    from coprod.store.people import mentions, name_of

    name = name_of(person)
    for place in mentions(change.after, name):
        if name.stands_in(place.text):
            where = f"{visible(change.after.file)}:{place.line}"
            print_note(f"{where}: holds the name in a text, which is left: {visible(place.text)}")


def forget(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            autocompletion=complete.people,
            help="The label, the name or the id of somebody on record.",
        ),
    ],
    as_count: Annotated[
        bool,
        typer.Option("--as-count", help="Count them instead of giving them an id; what that changes is told first."),
    ] = False,
    yes: Yes = False,
    dry_run: DryRun = False,
    file: File = None,
    today: Today = None,
    color: Color = "auto",
    no_input: NoInput = False,
) -> int:
    """Take somebody's name out of a project: their attendance stays, under an id without a name.

    Every title, note, decision, saying, reading and comment that names them is shown and asked about. With --yes, those
    that certainly do are changed, and the others told. Afterwards it says where the name still is: in commits, drafts
    and pages. This cannot be undone.
    """
    from coprod.cli import records
    from coprod.cli.prompts.prompt import confirm
    from coprod.cli.target import apply, find, phase_progress, print_diff
    from coprod.store.people import SOMEBODY, forgotten, id_for, mentions, name_of
    from coprod.store.write import forget_step

    target = find(file)
    judged_on = parse.today(today)
    document = target.load()
    person = records.person(document.project, name, "NAME")
    label = None if as_count else id_for(document.project, person)
    called = name_of(person)
    if as_count:
        _tell_of_judgement(forgotten(document, person, None, {}), judged_on)
    places = mentions(document, called)
    asks = may_ask(no_input=no_input) and not yes and not dry_run
    chosen = _chosen(places, called, label or SOMEBODY, document.file, asks=asks)

    def change_of(now: "Document") -> "Change":
        _require_same(document, now)
        return forgotten(now, person, label, chosen)

    change = change_of(document)
    if change.after.data == document.data:
        if not dry_run:
            forget_step(target.path)
        print_text(f"Unchanged: {target.shown} holds no name of {visible(person.label)}.\n")
        _tell_what_is_left(target.path, person, called, label or SOMEBODY, document)
        return exits.DONE
    if dry_run:
        print_diff(change)
        return exits.DONE
    who = f"{visible(name)} {f'becomes {visible(label)}' if label else 'is counted, and no longer named'}"
    confirm(f"{who} in {target.shown}. This cannot be undone. Go on?", yes=yes, no_input=no_input)

    def recorded(change: "Change") -> str:
        standing = phase_progress(change.after, judged_on, color)
        return f"Done: {who} in {target.shown}.\n{_carried(change)}\n{standing}"

    change = apply(target, change_of, recorded, undoable=False)
    _tell_what_is_left(target.path, person, called, label or SOMEBODY, change.after)
    return exits.DONE


def _chosen(places: "Sequence[Mention]", name: "Name", instead: str, file: str, *, asks: bool) -> "dict[Mention, str]":
    """Show every text that names somebody, and ask whether to change it; if nobody is asked, the certain ones are."""
    from coprod.cli.prompts import prompt

    chosen = {}
    for place in places:
        where = f"{visible(file)}:{place.line}: {visible(place.text)}"
        new = (name.replaced if asks else name.certainly_replaced)(place.text, instead)
        if new == place.text:
            print_note(f"{where}\n  is left: it may be another word. Look at it, and change it with coprod edit.")
            continue
        print_note(f"{where}\n  becomes: {visible(new)}")
        if not asks or prompt.yes("  Change it?"):
            chosen[place] = new
    return chosen


def _require_same(before: "Document", now: "Document") -> None:
    """Refuse to change a file that is no longer what the person was shown."""
    from coprod.errors import Problem, Unusable

    if now.data != before.data:
        raise Unusable(Problem(now.file, "was changed by another program meanwhile, and was left as it is; try again"))


def _carried(change: "Change") -> str:
    """What became of the readings of sessions whose wording was changed."""
    from coprod.output.words import counted

    pairs = zip(change.before.project.readings, change.after.project.readings, strict=True)
    carried = sum(old.read != new.read for old, new in pairs)
    if not carried:
        return ""
    return (
        f"Carried over: {counted(carried, 'reading')} of sessions whose title or decisions were changed; "
        "they go on being of the present wording.\n"
    )


def _tell_of_judgement(change: "Change", today: "dt.date") -> None:
    """Say what the record shows otherwise once somebody is counted and no longer told apart from others."""
    lines = list(_judgement(change, today))
    print_note(
        "Counted people are not told apart. What the record shows changes so:" if lines else "What is judged stays."
    )
    for line in lines:
        print_note(f"  {line}")


def _judgement(change: "Change", today: "dt.date") -> "Iterator[str]":
    from coprod.assess import Gate, assess

    def judged(document: "Document") -> "Assessment":
        return assess(document.project, today, document.line_of, file=document.file, gate=Gate())

    old, new = judged(change.before), judged(change.after)
    if old.verdict != new.verdict:
        yield f"the verdict: {old.verdict} becomes {new.verdict}"
    for was, now in zip(old.phases, new.phases, strict=True):
        if was.status != now.status:
            yield f"{was.phase}: {was.status} becomes {now.status}"
        if was.partners.people != now.partners.people:
            yield f"{was.phase}: partners who are told apart, {was.partners.people} becomes {now.partners.people}"
    keys = [{(found.code, found.phase, found.message) for found in judged.findings} for judged in (old, new)]
    for sign, codes in (("no longer", keys[0] - keys[1]), ("now", keys[1] - keys[0])):
        for code, phase, message in sorted(codes, key=str):
            yield f"{sign} {code}{f' ({phase})' if phase else ''}: {visible(message)}"


def _tell_what_is_left(path: "Path", person: "Person", name: "Name", instead: str, after: "Document") -> None:
    """List the places that still hold the name, and what only a person can do about them."""
    from coprod.output.words import counted
    from coprod.store.git import commits_with
    from coprod.store.people import bare_name, files_with
    from coprod.store.read import text_of

    lines = text_of(after.data, after.file).split("\n")
    for number, line in enumerate(lines, 1):
        if name.may_stand_in(line):
            print_note(f"{visible(after.file)}:{number}: still holds the name, or a word like it.")
    for file in files_with(name, path):
        print_note(f"{visible(_near(file))}: holds the name. Delete it, or write it again.")
    called = bare_name(person.name or person.label)
    commits = commits_with(called, path)
    if commits is None:
        print_note("git: could not search this folder's history; the name may stand in commits.")
    elif commits:
        print_note(
            f"git: {counted(commits, 'commit')} in this folder's history added or took out the name, and every clone "
            "has them. Somebody who may rewrite history would run these two, and ask the others to clone again:\n"
            "  git filter-repo --replace-text names.txt\n"
            "  git push --force --all\n"
            f"where names.txt, outside of the folder, holds the line: {visible(called)}==>{visible(instead)}"
        )
    print_note("Other machines may keep a step to undo that holds the name, until they record something else.")


def _near(file: "Path") -> str:
    """A file as somebody in this folder would name it."""
    import os

    try:
        return os.path.relpath(file).replace(os.sep, "/")
    except ValueError:
        # Another drive than this folder's.
        return file.as_posix()
