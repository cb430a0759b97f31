"""CP501: those who were there say otherwise of every session that a phase stands on."""

from collections.abc import Iterator

from coprod.assess.rules.base import Evidence, Hit, Rule
from coprod.assess.rules.read_back import DIFFERS, contested
from coprod.framework import MEMBER_CHECKING


def _check(evidence: Evidence) -> Iterator[Hit]:
    for phase in contested(evidence):
        carrying = evidence.carrying(phase)
        yield Hit(where=("sessions", carrying[0].position), phase=phase, about=[one.session.id for one in carrying])


RULE = Rule(
    code="CP501",
    name="accounts-differ",
    severity="error",
    message="People who were there say that {phase} was not decided with them. The project has not answered.",
    message_of_several=(
        "People who were there say that {phases} were not decided with them. The project has not answered."
    ),
    meaning=(
        "A judged phase's standing is contested: every session that it stands on has a reading by the community side "
        "that differs, puts it below deciding, and has no answer."
    ),
    why=(
        "The record is written by those whom it judges. Where those who were there say that they did not help to "
        "decide, both accounts must be heard before anybody calls it co-produced."
    ),
    source=MEMBER_CHECKING,
    remedy="talk with those who read it, and then answer them or mend the record.",
    step="answer those who differ",
    failing=DIFFERS,
    passing=DIFFERS.replace('level = "considered"', 'level = "shared-power"'),
    check=_check,
)
