"""`coprod log`: record one session."""

from typing import Annotated, Any

from coprod.cli import complete, exits
from coprod.cli.call import Call
from coprod.cli.options import SameAs, argument, command, option
from coprod.model.kinds import SESSIONS


@command("dry_run file today color no_input", SESSIONS, after={"same_as": "supporting", "said": "recognition"})
def log(
    call: Call,
    phase: Annotated[str | None, argument(SESSIONS, "phase", "PHASE", complete.phases)] = None,
    same_as: SameAs = None,
    said: Annotated[
        list[str] | None,
        option("--said", "What somebody asked for, suggested or objected to; once for each. No names.", "TEXT"),
    ] = None,
    **given: Any,
) -> int:
    """Record one session, or plan one, and say what changed.

    Without --date it was today; a day to come plans it. At a terminal, it asks for what is left out.
    """
    from coprod.cli import sessions

    sessions.record(call, given, phase, same_as, said or ())
    return exits.DONE
