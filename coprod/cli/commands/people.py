"""`coprod people` and `rename`: everyone on record, and under another label."""

from typing import TYPE_CHECKING, Annotated

import typer

from coprod.cli import complete, exits, parse
from coprod.cli.options import Color, DryRun, File, NoInput, Today, Yes
from coprod.cli.terminal import may_ask, print_note, print_text, write_bytes
from coprod.words import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coprod.cli.mentions import Search
    from coprod.output.exports import PersonEntry
    from coprod.store.change import Change
    from coprod.store.people import Person
    from coprod.store.read import Document


def people(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]",
            autocompletion=complete.people,
            help="Somebody on record: tells everything that the record holds about them.",
        ),
    ] = None,
    format: Annotated[
        str,
        typer.Option(
            "--format",
            metavar=f"<{'|'.join(parse.TABLES)}>",
            autocompletion=lambda: parse.TABLES,
            help="text, json, or of everyone csv (a row for each label).",
        ),
    ] = "text",
    file: File = None,
) -> int:
    """List everyone on record: label or id, sides, sessions, first and last day; or tell everything about one person.

    Those whose labels differ by a slip stand beside each other. coprod rename joins them where they are one person.
    Of one person, the sessions that they came to are told, and every text that names them or may do so.
    """
    from coprod.cli import records
    from coprod.cli.target import find
    from coprod.output.exports import people_entries, people_json, people_rows
    from coprod.output.person import held, person_json, person_text
    from coprod.sheets.cells import written

    wanted = parse.table_format(format)
    document = find(file).load()
    if name is not None:
        if wanted == "csv":
            raise typer.BadParameter("csv lists everyone; one person is told as text or json", param_hint="--format")
        about = held(document, records.person(document.project, name, "NAME"))
        text = person_text(about) if wanted == "text" else person_json(about)
        write_bytes(text.encode("utf-8", "backslashreplace")) if wanted == "json" else print_text(text)
        return exits.DONE
    found = people_entries(document.project)
    if wanted == "text":
        print_text(_page(found))
    else:
        text = written(people_rows(found)) if wanted == "csv" else people_json(document.file, found)
        write_bytes(text.encode("utf-8", "backslashreplace"))
    return exits.DONE


def _page(entries: "Sequence[PersonEntry]") -> str:
    from coprod.output.layout import aligned
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

    Titles, notes and what people said that hold the name are shown and asked about, as coprod forget does. With --yes,
    what is certain is changed; afterwards it says where the old name still stands.
    """
    from coprod.cli import records
    from coprod.cli.mentions import chosen, left, require_same, search
    from coprod.cli.prompts.prompt import confirm
    from coprod.cli.target import apply, find, print_diff, with_progress
    from coprod.store.people import keeping_name, renamed, somebody, with_id

    if (new is None) == (to_id is None):
        raise typer.BadParameter("name the new label, or give --to-id an id", param_hint="NEW")
    target = find(file)
    judged_on = parse.today(today)
    document = target.load()
    person = records.person(document.project, old, "OLD")
    wanted = _label(new, "NEW") if new is not None else _label(to_id or "", "--to-id")
    records.only_bearer(document.project, wanted, "NEW")
    other = somebody(document.project, wanted)
    change_labels = renamed if new is not None else with_id
    if change_labels(document, old, wanted).after.data == document.data:
        print_text(f"Unchanged: {visible(old)} is called so already in {target.shown}.\n")
        return exits.DONE
    # An id that becomes another is no name to look for.
    names = search(document, {} if old in document.project.people else {person: wanted}, by_id=False)
    asks = may_ask(no_input=no_input) and not yes and not dry_run
    texts = chosen(names, asks=asks, yes=yes or dry_run)

    former = _former(change_labels(document, old, wanted, texts), person, wanted, names)

    def change_of(now: "Document") -> "Change":
        require_same(document, now)
        change = change_labels(now, old, wanted, texts)
        return keeping_name(change, *former) if former else change

    print_diff(change_of(document))
    if dry_run:
        return exits.DONE
    if other is not None and other.label != person.label:
        confirm(
            f"{visible(wanted)} is on record already: {visible(old)} and {visible(wanted)} become one person. Go on?",
            yes=yes,
            no_input=no_input,
        )
    recorded = with_progress(f"{visible(old)} is {visible(wanted)} in {target.shown} now.", judged_on, color)
    after = apply(target, change_of, recorded).after
    for _ in left(target.path, names, after):
        pass
    if former:
        print_note(f"[people] keeps the old name as {former[0]}, so that pages go on leaving it out of these texts.")
    return exits.DONE


def _former(change: "Change", person: "Person", wanted: str, names: "Search") -> tuple[str, str] | None:
    """An id for the old name, and that name, if texts still hold it and a page would not leave it out any more."""
    from coprod.store.people import drawn_id
    from coprod.store.traces import finder, mentions
    from coprod.words import is_code

    after, people = finder(change.after), change.after.project.people
    shown = [
        mention.text[place.begin : place.end] in after.leave_out(mention.text).text
        for mention in mentions(change.after, names.finder, names.instead)
        for place in mention.places
        if not place.ordinary
    ]
    if not any(shown):
        return None
    free = is_code(wanted) and wanted not in people
    return wanted if free else drawn_id(change.before.project, person), person.name or person.label


def _label(text: str, option: str) -> str:
    """A label as it was typed, if it is one line of text that a file can hold."""
    from pydantic import TypeAdapter, ValidationError

    from coprod.model.types import Text

    [label] = parse.labels([text], option)
    try:
        return str(TypeAdapter(Text).validate_python(label))
    except ValidationError as error:
        raise typer.BadParameter("must be a line of text that says something", param_hint=option) from error
