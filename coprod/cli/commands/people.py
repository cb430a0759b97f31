"""`coprod people`: list everyone on record."""

from typing import TYPE_CHECKING, Annotated

import typer

from coprod.cli import exits
from coprod.cli.input import parse
from coprod.cli.input.options import File
from coprod.cli.terminal import pour, say
from coprod.visible import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coprod.sheets.export.people import Entry


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
    from coprod.cli.input.projects import one
    from coprod.sheets.export.people import as_json, entries, rows
    from coprod.sheets.tables.cells import written
    from coprod.store.read import load

    wanted = parse.table_format(format)
    document = load(*one(file))
    found = entries(document.project)
    if wanted == "text":
        say(_page(found))
    else:
        text = written(rows(found)) if wanted == "csv" else as_json(document.file, found)
        pour(text.encode("utf-8", "backslashreplace"))
    return exits.DONE


def _page(found: "Sequence[Entry]") -> str:
    from coprod.output.words import counted

    if not found:
        return "Nobody is on record yet; coprod log records who came.\n"
    names = [visible(f"{one.label} ({one.name})" if one.name else one.label) for one in found]
    sides = [" and ".join(one.sides) or "never came" for one in found]
    times = [counted(one.sessions, "session") for one in found]
    rooms = [max(map(len, column)) for column in (names, sides, times)]
    lines = []
    for one, *cells in zip(found, names, sides, times, strict=True):
        line = "  ".join(f"{cell:<{room}}" for cell, room in zip(cells, rooms, strict=True))
        lines.append(f"{line}  {_days(one)}".rstrip())
        lines += [f"  is that {visible(other)}? coprod rename joins two labels of one person" for other in one.like[:1]]
    return "\n".join([*lines, "", f"{_counted_people(len(found))} on record.", ""])


def _counted_people(number: int) -> str:
    return "1 person" if number == 1 else f"{number} people"


def _days(one: "Entry") -> str:
    if one.first is None or one.last is None:
        return ""
    return str(one.first) if one.first == one.last else f"{one.first} to {one.last}"
