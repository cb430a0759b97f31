"""`coprod log`: record one session."""

from typing import Any

from coprod.cli import complete
from coprod.cli.call import Call
from coprod.cli.options import SAME_AS, argument_of, command, option
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
