"""CP502: somebody who was there sees it otherwise, and the project has not answered."""

from collections.abc import Iterator

from coprod.assess.rules.base import Evidence, Hit, Rule
from coprod.assess.rules.read_back import DIFFERS, about_reading, contesting
from coprod.framework import MEMBER_CHECKING


def _check(evidence: Evidence) -> Iterator[Hit]:
    told_by_cp501 = {one.position for one in contesting(evidence)}
    for one in evidence.readings:
        if one.differs and not one.answered and one.position not in told_by_cp501:
            yield about_reading(one)


FAILING = DIFFERS.replace('level = "considered"', 'level = "shared-power"')

RULE = Rule(
    code="CP502",
    name="difference-unanswered",
    severity="warning",
    message="Readers of the session of {session} see it otherwise: {account}. The project has not answered.",
    discreet="Readers of a session see it otherwise, and the project has not answered.",
    meaning="A reading differs, has no answer, and CP501 does not tell of it, whatever phase it is about.",
    why="Whoever says that it was otherwise is owed an answer, whoever is right.",
    source=MEMBER_CHECKING,
    remedy="talk with those who read it, and then answer them or mend the record.",
    step="answer those who differ",
    failing=FAILING,
    passing=f"""{FAILING}
[[answers]]
date = 2026-02-23
to = "different"
outcome = "partly"
text = "We asked and then decided among ourselves; the next beds are decided with you"
told = "at the meeting"
""",
    check=_check,
)
