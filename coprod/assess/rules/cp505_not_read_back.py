"""CP505: nobody who was there has read back what a phase stands on; only where somebody asks for it."""

from collections.abc import Iterator

from coprod.assess.rules.base import Evidence, Hit, Rule
from coprod.assess.rules.read_back import DIFFERS
from coprod.framework import MEMBER_CHECKING


def _check(evidence: Evidence) -> Iterator[Hit]:
    if not evidence.read_back:
        return
    read = {one.reading.session for one in evidence.readings if one.current and one.reading.side == "community"}
    for record in evidence.phases:
        sessions = [one.session.id for one in evidence.carrying(record.phase)]
        if record.phase in evidence.judged and record.stands and read.isdisjoint(sessions):
            yield Hit(where=evidence.first_session(record.phase), phase=record.phase, about=sessions)


RULE = Rule(
    code="CP505",
    name="not-read-back",
    severity="error",
    message="Nobody who was there has read back what {phase} stands on.",
    message_of_several="Nobody who was there has read back what {phases} stand on.",
    meaning=(
        "Only under --read-back: a judged phase that stands has no reading by the community side of one of the "
        "sessions that it stands on, in its present wording. Any reading will do, also one that says that nobody "
        "wished to read."
    ),
    why=(
        "Draft minutes become the record when those who were there agree them. Whoever asks for that should see where "
        "it has not been offered yet."
    ),
    source=MEMBER_CHECKING,
    remedy="read one of its sessions back with community people who were there.",
    step="read it back",
    failing=DIFFERS.partition("[[readings]]")[0],
    passing=DIFFERS,
    check=_check,
)
