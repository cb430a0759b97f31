"""Options that several commands share."""

from typing import Annotated

import typer

from coprod.cli import complete
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

# What is said of a session, in the commands that record one and that change one.
SessionDate = Annotated[str | None, typer.Option("--date", metavar="DATE", help="The day of the session.")]
Title = Annotated[str | None, typer.Option("--title", metavar="TEXT", help="What it was about.")]
SessionLevel = Annotated[
    str | None,
    typer.Option(
        "--level",
        metavar="LEVEL",
        autocompletion=complete.levels,
        help="How far the community's part went, by name or number: listened (1), supported (2), considered (3), "
        "deciding (4), shared-power (5).",
    ),
]
Community = Annotated[
    list[str] | None,
    typer.Option(
        "--community",
        "-c",
        metavar="NAME",
        autocompletion=complete.people,
        help="Who came in a community capacity; once for each.",
    ),
]
Professional = Annotated[
    list[str] | None,
    typer.Option(
        "--professional",
        "-p",
        metavar="NAME",
        autocompletion=complete.people,
        help="Who came in a professional capacity; once each.",
    ),
]
SameAs = Annotated[
    str | None,
    typer.Option(
        "--same-as",
        metavar="ID",
        autocompletion=complete.sessions,
        help="Everybody who is named in another session, by its id, its day, or last.",
    ),
]
CommunityCount = Annotated[
    int | None, typer.Option("--community-count", metavar="N", help="Community people counted but not named.")
]
ProfessionalCount = Annotated[
    int | None, typer.Option("--professional-count", metavar="N", help="Professionals counted but not named.")
]
Heard = Annotated[
    list[str] | None,
    typer.Option(
        "--heard",
        metavar="GROUP",
        autocompletion=complete.groups,
        help="An affected group whose voice was in the room; once for each.",
    ),
]
Settled = Annotated[
    list[str] | None,
    typer.Option(
        "--settled",
        metavar="MATTER=TEXT",
        autocompletion=complete.matters,
        help="A matter and what was settled; once for each.",
    ),
]
FeedsBack = Annotated[
    list[str] | None,
    typer.Option(
        "--feeds-back",
        metavar="ID",
        autocompletion=complete.sessions,
        help="A session whose outcome was reported back; once for each.",
    ),
]
TimeRecognition = Annotated[
    str | None,
    typer.Option(
        "--recognition",
        metavar="HOW",
        autocompletion=complete.recognitions,
        help="How community time was recognised this once.",
    ),
]
Note = Annotated[str | None, typer.Option("--note", metavar="TEXT", help="Anything else.")]
StatusPaths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[PATH]...",
        help="One project file; or several, or folders to search for coprod.toml and *.coprod.toml, for a line each. "
        "Left out, the project of --file.",
    ),
]
ReportPaths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[PATH]...",
        help="One project file; or several, or folders to search, for a site of a page each. Left out, the project of "
        "--file.",
    ),
]
SoFar = Annotated[bool, typer.Option("--so-far", help="Judge only the claimed phases that have sessions.")]
Through = Annotated[
    str | None,
    typer.Option(
        "--through",
        metavar="PHASE",
        autocompletion=complete.phases,
        help="Judge the claimed phases up to and including this one.",
    ),
]
