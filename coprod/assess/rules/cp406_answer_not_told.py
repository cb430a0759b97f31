"""CP406: the project answered, and nothing says that anybody heard of it."""

from collections.abc import Iterator

from coprod.assess.rules.base import Evidence, Hit, Rule
from coprod.assess.voices import is_answered
from coprod.framework import FEEDBACK


def _check(evidence: Evidence) -> Iterator[Hit]:
    for answers in evidence.answers.values():
        if is_answered(answers) and answers[-1].told is None:
            position = evidence.project.answers.index(answers[-1])
            yield Hit(where=("answers", position), words={"day": str(answers[-1].date)})


FAILING = """
[project]
name = "Riverside garden"

[[said]]
date = 2026-02-09
text = "Keep the gate open after dark"
id = "gate"

[[answers]]
date = 2026-02-23
to = "gate"
outcome = "done"
text = "The gate now closes at ten"
"""

RULE = Rule(
    code="CP406",
    name="answer-not-told",
    severity="note",
    message="The answer of {day} does not say how those who said it were told.",
    meaning=(
        "An answer other than open does not say how those who said it were told. Of several answers to the same "
        "thing, the latest counts."
    ),
    why="An answer that stays in a file answers nobody.",
    source=FEEDBACK,
    remedy="tell those who said it what came of it.",
    step="tell them the answer",
    failing=FAILING,
    passing=f'{FAILING}told = "letter"\n',
    check=_check,
)
