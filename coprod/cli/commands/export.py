"""`coprod export`: write records for spreadsheets and other programs."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from coprod.cli import exits, parse
from coprod.cli.options import File, Paths, Today
from coprod.cli.terminal import print_errors, write_bytes

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from coprod.assess import Assessment
    from coprod.errors import Unusable
    from coprod.store.read import Document


def export(
    paths: Paths = None,
    what: Annotated[
        str,
        typer.Option(
            "--what",
            metavar=f"<{'|'.join(parse.EXPORTS)}>",
            autocompletion=lambda: parse.EXPORTS,
            help="attendance: a row for each person and session of one project, which coprod import reads back; "
            "sessions: a row for each session; phases: a row for each phase; said: a row for each answer to "
            "something said, by PIRIT's questions, which coprod import reads back; readings: a row for each time a "
            "session was read back; assessment: a line of JSON for each project, as in check.",
        ),
    ] = "attendance",
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="Write to a file; - for standard output.")
    ] = "-",
    names: Annotated[
        bool,
        typer.Option(
            "--names",
            help="Show names in the attendance, and the readers' own words in readings. Otherwise ids stay ids, a "
            "label that may be a name becomes person-1, person-2 and so on, and words are left out.",
        ),
    ] = False,
    excel: Annotated[
        bool, typer.Option("--excel", help="Begin with the byte-order mark by which Excel knows UTF-8.")
    ] = False,
    file: File = None,
    today: Today = None,
) -> int:
    """Write records for spreadsheets and other programs.

    As CSV, no cell can become a formula: an apostrophe stands before what would make it one, and import takes it
    away again.
    """
    from coprod.cli import deliver, target
    from coprod.errors import Unusable

    what = parse.export(what)
    if names and what not in _NAMES_SOMEBODY:
        raise typer.BadParameter(f"{what} holds no names; only attendance and readings do", param_hint="--names")
    if excel and what == "assessment":
        raise typer.BadParameter("assessment is JSON, and not for Excel", param_hint="--excel")
    files = list(target.chosen(paths or (), file))
    named = [one for one in files if isinstance(one, str)]
    if what in ("attendance", "said") and len(files) > 1:
        one = f"{what} is of one project at a time: name one, or export --what sessions or phases of all"
        raise typer.BadParameter(one, param_hint="PATH")
    deliver.require_no_project(output, named)
    found = list(_found(what, files, parse.today(today)))
    problems = [problem for one in found if isinstance(one, Unusable) for problem in one.problems]
    print_errors(problems)
    usable = [one for one in found if not isinstance(one, Unusable)]
    if usable:
        text = ("\ufeff" if excel else "") + _text(what, usable, names=names)
        if output == deliver.STANDARD_OUTPUT:
            write_bytes(text.encode("utf-8", "backslashreplace"))
        else:
            deliver.write(output, [text])
    return exits.UNUSABLE if problems else exits.DONE


#: What can name people, or tell who they are.
_NAMES_SOMEBODY = ("attendance", "readings")


def _found(
    what: str, files: "Sequence[str | Unusable]", today: "dt.date"
) -> "Iterable[Document | Assessment | Unusable]":
    """Each project, read or judged as it takes, or what makes it unusable."""
    from coprod.assess import Gate
    from coprod.cli import many, target

    if what in ("phases", "assessment"):
        return many.judged(files, today, Gate(), None)
    return map(target.read, files)


def _text(what: str, found: "Iterable[Any]", *, names: bool) -> str:
    from coprod.output import exports
    from coprod.output.formats import json
    from coprod.sheets.tables.cells import written

    match what:
        case "attendance":
            return "".join(written(exports.attendance(document.project, names=names)) for document in found)
        case "said":
            return "".join(written(exports.sayings(document.project)) for document in found)
        case "sessions":
            rows = (row for document in found for row in exports.sessions(document))
            return written([exports.SESSION_HEADINGS, *rows])
        case "readings":
            headings = [*exports.READING_HEADINGS, *([exports.WORDS] if names else [])]
            rows = (row for document in found for row in exports.readings(document, names=names))
            return written([headings, *rows])
        case "phases":
            return written([exports.PHASE_HEADINGS, *(row for one in found for row in exports.phases(one))])
        case _:
            return "".join(map(json.line, found))
