"""`coprod init`: start a project file."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from coprod.cli import complete, exits, parse
from coprod.cli.options import NoInput, Today
from coprod.cli.terminal import may_ask, print_text
from coprod.words import visible

if TYPE_CHECKING:
    from pathlib import Path


def init(
    path: Annotated[
        str | None,
        typer.Argument(
            metavar="[PATH]", help="The file to write, or the folder that gets a coprod.toml; left out, this folder."
        ),
    ] = None,
    name: Annotated[str | None, typer.Option("--name", metavar="TEXT", help="The project's name.")] = None,
    purpose: Annotated[
        str | None, typer.Option("--purpose", metavar="TEXT", help="What it is for, in a sentence.")
    ] = None,
    lead: Annotated[str | None, typer.Option("--lead", metavar="TEXT", help="The organisation that leads it.")] = None,
    contact: Annotated[
        str | None,
        typer.Option("--contact", metavar="TEXT", help="Whom people can ask; printed on a page that is shared."),
    ] = None,
    started: Annotated[str | None, typer.Option("--started", metavar="DATE", help="The day on which it began.")] = None,
    delivery: Annotated[
        str | None, typer.Option("--delivery", metavar="TEXT", help="What delivery means in this project.")
    ] = None,
    affected: Annotated[
        list[str] | None,
        typer.Option("--affected", metavar="GROUP", help="A group most affected; once for each."),
    ] = None,
    claim: Annotated[
        list[str] | None,
        typer.Option(
            "--claim",
            metavar="PHASE",
            autocompletion=complete.phases,
            help="A phase that the project claims to co-produce; once for each.",
        ),
    ] = None,
    recognition: Annotated[
        str | None,
        typer.Option(
            "--recognition", metavar="HOW", help="How community partners' time is recognised, such as paid or voucher."
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the file and write nothing.")] = False,
    today: Today = None,
    no_input: NoInput = False,
) -> int:
    """Start a project file. It never overwrites one.

    At a terminal, and without --name, it asks for what is left out.
    """
    from pathlib import Path

    from coprod.cli.records import validated_record
    from coprod.model import About
    from coprod.store import start

    asks = may_ask(no_input=no_input)
    called = path if path is not None and name is None and not _names_a_file(path) else name
    target = _here(asks=asks) if path is None or called is path else Path(path)
    fields: dict[str, Any] = {
        "name": called,
        "purpose": purpose,
        "lead": lead,
        "contact": contact,
        "started": None if started is None else parse.day(started, parse.today(today), "--started"),
        "delivery": delivery,
        "affected": affected,
        "recognition": None if recognition is None else parse.recognition(recognition),
        "claim": [parse.phase(word, "--claim") for word in claim or ()],
    }
    file = start.free(target)
    if name is None and asks:
        from coprod.cli.prompts.forms import ask_project

        ask_project(fields, file.as_posix())
    if fields["name"] is None:
        raise typer.BadParameter('a project needs a name, as in --name "Riverside garden"', param_hint="--name")
    about = validated_record(About, {field: value for field, value in fields.items() if value})
    if dry_run:
        print_text("".join(f"{visible(line)}\n" for line in start.text(about).splitlines()))
        return exits.DONE
    start.start(target, about)
    print_text(f"Started {visible(about.name)} in {visible(file.as_posix())}.\n")
    print_text("Next: coprod log, once for each session, and coprod check.\n")
    return exits.DONE


def _names_a_file(path: str) -> bool:
    """Whether what stands in the place of a path is one; what has blanks in it and is no path is a project's name.

    Raises:
        typer.BadParameter: where it could be either.
    """
    from pathlib import Path

    from coprod.store.find import is_folder

    if is_folder(Path(path)) or path.endswith(".toml") or "/" in path or "\\" in path:
        return True
    if " " in path.strip():
        return False
    raise typer.BadParameter(
        f'"{path}" is no folder, and no file that ends in .toml: where it is the project\'s name, write '
        f'coprod init --name "{path}"',
        param_hint="PATH",
    )


def _here(*, asks: bool) -> "Path":
    """This folder; one below a project that is there already is taken on purpose only.

    Raises:
        typer.BadParameter: where nobody can be asked.
        typer.Abort: where it was not meant.
    """
    import os
    from pathlib import Path

    from coprod.store.find import here, nearest

    above = nearest(here())
    if above is None or above.parent == here():
        return Path()
    shown = visible(Path(os.path.relpath(above)).as_posix())
    if not asks:
        raise typer.BadParameter(
            f"this folder belongs to the project in {shown}: to start another one here, name this folder, as in "
            "coprod init . --name TEXT",
            param_hint="PATH",
        )
    from coprod.cli.prompts import prompt

    if not prompt.yes(f"This folder belongs to the project in {shown}. Start another one here?"):
        raise typer.Abort
    return Path()
