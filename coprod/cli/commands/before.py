"""`coprod before`: what to know of a matter before it is decided."""

from typing import Annotated, Literal

import typer

from coprod.cli import complete, exits, parse
from coprod.cli.options import File, Today
from coprod.cli.terminal import list_to_read, look


def before(
    matter: Annotated[
        str,
        typer.Argument(
            metavar="MATTER", autocompletion=complete.matters, help="What is to be decided, such as funding or ideas."
        ),
    ],
    format: Annotated[
        Literal["text", "json", "markdown"] | None,
        typer.Option("--format", help="How to write it; left out, as the name of the file ends, else text."),
    ] = None,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="Write to a file; - for standard output.")
    ] = "-",
    file: File = None,
    today: Today = None,
) -> int:
    """Say what a board should know before it decides: agreed together or not, what is open, and who was not heard.

    Exit 1 unless it was agreed together, or is recorded as fixed from outside. It names nobody.
    """
    from pathlib import PurePath

    from coprod.assess import ahead
    from coprod.cli import deliver
    from coprod.cli.target import find
    from coprod.output import before as shown
    from coprod.output.shared import Shared
    from coprod.terms import read_matter

    on = parse.today(today)
    target = find(file)
    project = target.load().project
    found = ahead.before(project, on, parse.Parser(read_matter, "MATTER")(matter))
    form = format or {".md": "markdown", ".json": "json"}.get(PurePath(output).suffix.lower(), "text")
    people = Shared(project)
    if form == "text":
        made = shown.text(found, project, people, on, look("never").width)
    else:
        made = {"markdown": shown.as_markdown, "json": shown.json}[form](found, project, people, on)
    list_to_read([people], "paper")
    deliver.hand_over(output, made, [target.name])
    return exits.DONE if found.passes else exits.FLAGGED
