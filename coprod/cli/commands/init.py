"""`coprod init`: start a project file."""

from typing import Annotated

import typer

from coprod.cli import exits
from coprod.cli.input import parse
from coprod.cli.input.options import NoInput, Today
from coprod.cli.terminal import may_ask, say
from coprod.visible import visible


def init(
    path: Annotated[
        str, typer.Argument(metavar="[PATH]", help="The file to write, or the folder that gets a coprod.toml.")
    ] = ".",
    name: Annotated[str | None, typer.Option("--name", metavar="TEXT", help="The project's name.")] = None,
    purpose: Annotated[
        str | None, typer.Option("--purpose", metavar="TEXT", help="What it is for, in a sentence.")
    ] = None,
    lead: Annotated[str | None, typer.Option("--lead", metavar="TEXT", help="The organisation that leads it.")] = None,
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
        typer.Option("--claim", metavar="PHASE", help="A phase that the project claims to co-produce; once for each."),
    ] = None,
    recognition: Annotated[
        str | None,
        typer.Option(
            "--recognition", metavar="HOW", help="How community partners' time is recognised, such as paid or voucher."
        ),
    ] = None,
    today: Today = None,
    no_input: NoInput = False,
) -> int:
    """Start a project file. It never overwrites one."""
    if name is None and may_ask(no_input=no_input):
        name = typer.prompt("What is the project called?", err=True)
    if name is None:
        raise typer.BadParameter("a project needs a name", param_hint="--name")
    fields = {
        "name": name,
        "purpose": purpose,
        "lead": lead,
        "started": parse.day(started, parse.today(today), "--started") if started else None,
        "delivery": delivery,
        "affected": affected,
        "recognition": parse.recognition(recognition) if recognition else None,
        "claim": [parse.phase(word, "--claim") for word in claim or ()],
    }
    _start(path, {field: value for field, value in fields.items() if value})
    return exits.DONE


def _start(path: str, fields: dict[str, object]) -> None:
    from pathlib import Path

    from coprod.cli.input.fields import checked
    from coprod.model import About
    from coprod.store.start import start

    target = start(Path(path), checked(About, fields))
    say(f"Started {visible(target.as_posix())}.\n")
    say("Next: coprod log, once for each session, and coprod check.\n")
