"""CP405: the community said something, and the project has not answered."""

from collections.abc import Iterator
from textwrap import shorten

from coprod.assess.rules.base import Evidence, Hit, Rule
from coprod.framework import FEEDBACK
from coprod.model import Saying

#: A saying is quoted up to here.
_LONGEST = 80


def _check(evidence: Evidence) -> Iterator[Hit]:
    days = evidence.project.check.feedback_days
    waiting = [one for one in evidence.said if not one.answered and (evidence.today - one.saying.date).days > days]
    if waiting:
        yield Hit(
            where=("said", waiting[0].position),
            about=[one.saying.session for one in waiting if one.saying.session],
            words={"said": "; ".join(_quoted(one.saying) for one in waiting)},
        )


def _quoted(saying: Saying) -> str:
    return f'{saying.date} "{shorten(saying.text, _LONGEST, placeholder=" ...")}"'


FAILING = """
[project]
name = "Riverside garden"

[[said]]
date = 2026-02-09
text = "Keep the gate open after dark"
id = "gate"
"""

RULE = Rule(
    code="CP405",
    name="said-not-answered",
    severity="warning",
    message="The project has not answered yet what people said: {said}.",
    meaning=(
        "Something said is older than feedback_days and has no answer, or none but open. There is one finding, with "
        "the list."
    ),
    why=(
        "What people say must be weighed, and where it cannot be acted on, they are owed the reason. Silence teaches "
        "that saying something makes no difference."
    ),
    source=FEEDBACK,
    remedy="decide what becomes of each, and tell those who said it, with the reason.",
    step="answer what was said",
    failing=FAILING,
    passing=f"""{FAILING}
[[answers]]
date = 2026-02-23
to = "gate"
outcome = "declined"
text = "The insurer asks for a locked gate"
told = "letter"
""",
    check=_check,
)
