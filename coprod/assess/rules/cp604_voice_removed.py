"""CP604: what the community said, or what it was told, is gone or says something else."""

from collections.abc import Iterator
from typing import Any

from coprod.assess.compare import Changes
from coprod.assess.rules.base import Evidence, Hit, Rule
from coprod.framework import RECORDS
from coprod.model import Reading
from coprod.model.ids import fingerprint
from coprod.model.kinds import KINDS

#: The records that hold what the community said, and what was said to it.
_VOICES = ("said", "readings", "answers", "feedback")


def _check(evidence: Evidence) -> Iterator[Hit]:
    if not evidence.changes:
        return
    for table in _VOICES:
        noun = KINDS[table].noun
        found = evidence.changes.tables[table]
        for record in found.removed:
            yield Hit(words={"noun": noun, "day": str(record.date), "what": "was on record before, and is gone"})
        for position, before, after in found.changed:
            # People were told since, which takes nothing away.
            if table != "answers" and not _carried_over(before, after, evidence.changes):
                words = {"noun": noun, "day": str(before.date), "what": "says something else than before"}
                yield Hit(where=(table, position), session=getattr(after, "session", None), words=words)


def _carried_over(before: Any, after: Any, changes: Changes) -> bool:
    """Whether a reading only followed its session to new words, as forgetting a name makes it do.

    It was of the wording that stood then, and is of the one that stands now, and nothing that readers judge by has
    changed between the two but titles and decisions.
    """
    if not isinstance(before, Reading) or before.model_copy(update={"read": after.read}) != after:
        return False
    for pair in changes.sessions.kept:
        if pair.after.id == after.session:
            followed = (before.read, after.read) == (fingerprint(pair.before), fingerprint(pair.after))
            return followed and _without_words(pair.before) == _without_words(pair.after)
    return False


def _without_words(session: Any) -> str:
    """What tells one wording of a session from another, but for its title and the words of its decisions."""
    return fingerprint(session.model_copy(update={"title": None, "settled": dict.fromkeys(session.settled, "x")}))


_BEFORE = """
[project]
name = "Riverside garden"

[[said]]
date = 2026-02-02
text = "Keep the gate open after dark"
id = "gate"
"""

RULE = Rule(
    code="CP604",
    name="voice-removed",
    severity="warning",
    message="The {noun} of {day} {what}.",
    meaning=(
        "Under --against: something said, a reading, an answer or a feedback was removed, or changed in what it says. "
        "A further answer, or one that now says how people were told, is no change."
    ),
    why=(
        "What people said is theirs. Taken out or put in other words by those who keep the record, it can no longer "
        "be weighed."
    ),
    source=RECORDS,
    remedy="put it back as it was, or ask those whose words they are; what the project thinks of it is an answer.",
    step="put their words back",
    before=_BEFORE,
    failing=_BEFORE.replace("Keep the gate open", "Perhaps open the gate"),
    passing=_BEFORE
    + """
[[answers]]
date = 2026-02-10
to = "gate"
outcome = "declined"
text = "The neighbours sleep"
""",
    check=_check,
)
