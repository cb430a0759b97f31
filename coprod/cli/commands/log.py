"""`coprod log` and `amend`: record one session, change or delete those on record."""

from typing import Any

from coprod.cli import complete
from coprod.cli.call import Call
from coprod.cli.options import SAME_AS, argument, argument_of, command, option
from coprod.model.kinds import SESSIONS


@command("dry_run file today color no_input", SESSIONS, moved=("supporting same_as", "recognition said"))
def log(
    call: Call,
    phase: str | None = argument_of(SESSIONS, "phase", "PHASE", complete.phases),
    same_as: str | None = SAME_AS,
    said: list[str] = option("What somebody asked for, suggested or objected to; once for each. No names.", "TEXT"),
    **given: Any,
) -> None:
    """Record one session, or plan one, and say what changed.

    Without --date it was today; a day to come plans it. At a terminal, it asks for what is left out.
    """
    from coprod.cli import sessions

    sessions.record(call, given, phase, same_as, said)


@command(
    "yes dry_run file today color no_input",
    SESSIONS,
    moved=("^ phase", "supporting remove_community remove_professional remove_supporting same_as"),
)
def amend(
    call: Call,
    words: list[str] = argument(
        "SESSION...",
        "Its id or how that begins, its day where that is enough, last, or all from one day to another, as in "
        "2026-01..2026-03.",
        complete.sessions,
        default=...,
    ),
    same_as: str | None = SAME_AS,
    held: bool = option("Say that a planned session was held."),
    delete: bool = option("Take the session out, and say what referred to it."),
    **given: Any,
) -> None:
    """Change a session where it stands, or delete it; the change is shown, and its id and your comments stay.

    -c, -p, -s and --same-as add people. --settled and --asked add and replace by matter and group, and take one out
    without a text, as in --settled place=. Every other option replaces what is there; an empty text takes it out, as in
    --title "". At a terminal without options, it offers the session's fields.
    """
    from coprod.cli import sessions

    sessions.amend(call, given, words, same_as, held=held, delete=delete)
