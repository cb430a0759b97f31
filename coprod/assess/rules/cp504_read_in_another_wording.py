"""CP504: a session that was changed since it was read back."""

from collections.abc import Iterator

from coprod.assess.rules.base import Evidence, Hit, Rule, session_named
from coprod.assess.rules.read_back import DIFFERS
from coprod.framework import MEMBER_CHECKING


def _check(evidence: Evidence) -> Iterator[Hit]:
    settled = {one.reading.session for one in evidence.readings if one.current}
    for one in evidence.readings:
        name = one.reading.session
        if one.session and one.reading.said != "not-taken-up" and name not in settled:
            settled.add(name)
            words = {"session": session_named(one.session)}
            yield Hit(where=("readings", one.position), session=name, words=words)


RULE = Rule(
    code="CP504",
    name="read-in-another-wording",
    severity="note",
    message="The session of {session} was changed since somebody read it back.",
    meaning="A session was changed since somebody read it back, and no reading is of its present wording.",
    why="People gave their account of what they read. What was changed afterwards, they have not seen.",
    source=MEMBER_CHECKING,
    remedy="read it back again with somebody who was there.",
    step="read it back again",
    failing=DIFFERS.replace("Choosing the beds", "Choosing the plants"),
    passing=DIFFERS,
    check=_check,
)
