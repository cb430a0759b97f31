"""CP503: two accounts of one session that stand side by side."""

from collections.abc import Iterator

from coprod.assess.rules.base import Evidence, Hit, Rule
from coprod.assess.rules.cp502_difference_unanswered import RULE as UNANSWERED
from coprod.assess.rules.read_back import about_reading
from coprod.framework import MEMBER_CHECKING


def _check(evidence: Evidence) -> Iterator[Hit]:
    for one in evidence.readings:
        if one.differs and one.answered:
            yield about_reading(one)


RULE = Rule(
    code="CP503",
    name="two-accounts",
    severity="note",
    message="Readers of the session of {session} see it otherwise: {account}. The project has answered.",
    meaning="A reading differs, and the project has answered it. Both accounts stand side by side.",
    why="Two honest accounts can differ. Neither is averaged away, and a reader should see both.",
    source=MEMBER_CHECKING,
    remedy="ask those who read it whether the answer is one for them.",
    step="keep talking",
    failing=UNANSWERED.passing,
    passing=UNANSWERED.failing,
    check=_check,
)
