"""Options that several commands share."""

from typing import Annotated

import typer

from coprod.cli.terminal import Colour

Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[PATH]...",
        help="Project files, folders to search for coprod.toml and *.coprod.toml, or - for standard input; "
        "left out, the project of --file.",
    ),
]
File = Annotated[
    str | None,
    typer.Option(
        "--file",
        "-f",
        envvar="COPROD_FILE",
        metavar="PATH",
        help="The project file; left out, the nearest coprod.toml in this folder or above.",
    ),
]
Today = Annotated[
    str | None,
    typer.Option(
        "--today",
        envvar="COPROD_TODAY",
        metavar="DATE",
        help="The day to judge on; left out, the local date.",
    ),
]
Color = Annotated[
    Colour,
    typer.Option("--color", help="Colour on standard output. NO_COLOR and FORCE_COLOR count under auto."),
]
NoInput = Annotated[bool, typer.Option("--no-input", help="Never ask; what is missing is an error.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show the change as a diff and write nothing.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do it without asking; needed where there is no terminal.")]
