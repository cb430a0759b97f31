"""`coprod agenda`: the next meeting's agenda, made from the record."""

from typing import Annotated, Literal

import typer

from coprod.cli import complete, exits, parse
from coprod.cli.options import File, Today
from coprod.cli.terminal import list_to_read, look

#: The format that the end of a file's name stands for.
_ENDINGS = {".html": "html", ".htm": "html", ".json": "json"}


def agenda(
    phase: Annotated[
        str | None,
        typer.Argument(
            metavar="[PHASE]",
            autocompletion=complete.phases,
            help="The phase that the meeting serves; left out, that of the latest session.",
        ),
    ] = None,
    date: Annotated[
        str | None,
        typer.Option(
            "--date", metavar="DATE", help="The day of the meeting; left out, the next one that is planned, if any is."
        ),
    ] = None,
    format: Annotated[
        Literal["text", "html", "json"] | None,
        typer.Option("--format", help="How to write it; left out, as the name of the file ends, else text."),
    ] = None,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="Write to a file; - for standard output.")
    ] = "-",
    file: File = None,
    today: Today = None,
) -> int:
    """Make the next meeting's agenda from the record: what to read back, what is open, what is not agreed yet.

    Then there is as much room for the community's items as for the project's. As HTML it is one side of paper in large
    print. It names nobody.
    """
    from pathlib import PurePath

    from coprod.assess import ahead
    from coprod.cli import deliver
    from coprod.cli.target import find
    from coprod.output import agenda as shown
    from coprod.output.shared import Shared

    on = parse.today(today)
    target = find(file)
    project = target.load().project
    found = ahead.agenda(project, on, parse.phase(phase) if phase else None, parse.day(date, on) if date else None)
    form = format or _ENDINGS.get(PurePath(output).suffix.lower(), "text")
    people = Shared(project)
    if form == "text":
        made = shown.text(found, project, people, on, look("never").width)
    else:
        made = {"html": shown.html, "json": shown.json}[form](found, project, people, on)
    list_to_read([people], "agenda")
    deliver.hand_over(output, made, [target.name])
    return exits.DONE
