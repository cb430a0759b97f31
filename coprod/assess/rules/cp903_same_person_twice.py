"""CP903: two labels that may be one person."""

import unicodedata
from collections.abc import Iterator

from coprod.assess.rules.base import Evidence, Hit, Rule
from coprod.framework import COMPARABLE_RECORDS


def _check(evidence: Evidence) -> Iterator[Hit]:
    seen: set[str] = set()
    told: set[str] = set()
    for label, where, session in evidence.labels:
        # Plain ASCII is in its normal form as it stands, and most labels are.
        normal = label if label.isascii() else unicodedata.normalize("NFKC", label)
        key = " ".join(normal.casefold().split())
        if key in seen and key not in told:
            told.add(key)
            yield Hit(where=where, session=session)
        seen.add(key)


RULE = Rule(
    code="CP903",
    name="same-person-twice",
    severity="warning",
    message="A label differs from an earlier one only in capitals, spaces or the way its letters are encoded.",
    meaning="Two labels differ only in case, spacing, accents' encoding or width.",
    why="One person who is counted as two makes the record say more than it knows.",
    source=COMPARABLE_RECORDS,
    remedy="write the label in one way throughout; where they are two people, tell them apart by name.",
    failing="""
[project]
name = "Riverside garden"

[[sessions]]
date = 2026-02-09
phase = "co-design"
community = ["Sam", "Zoë"]

[[sessions]]
date = 2026-02-16
phase = "co-design"
community = ["sam ", "Zoë"]
""",
    passing="""
[project]
name = "Riverside garden"

[[sessions]]
date = 2026-02-09
phase = "co-design"
community = ["Sam", "Zoë"]

[[sessions]]
date = 2026-02-16
phase = "co-design"
community = ["Sam", "Zoe"]
""",
    check=_check,
)
