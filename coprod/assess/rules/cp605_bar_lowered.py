"""CP605: the project asks less of itself than before."""

from collections import defaultdict
from collections.abc import Hashable, Iterator
from datetime import date

from coprod.assess.rules.base import Evidence, Hit, Rule
from coprod.errors import KeyPath
from coprod.framework import EXPIRING_WAIVERS
from coprod.model import Project


def _check(evidence: Evidence) -> Iterator[Hit]:
    if evidence.changes:
        before, after = evidence.changes.before, evidence.changes.after
        for where, what in (*_claims(before, after), *_thresholds(before, after), *_given(before, after)):
            yield Hit(where=where, words={"what": what})
        for where, what in _waivers(before, after):
            yield Hit(where=where, words={"what": what})


def _claims(before: Project, after: Project) -> Iterator[tuple[KeyPath, str]]:
    for phase in before.project.claim:
        if phase not in after.project.claim:
            yield ("project", "claim"), f"{phase} was claimed before, and is not claimed any more"


def _thresholds(before: Project, after: Project) -> Iterator[tuple[KeyPath, str]]:
    was, now = before.check, after.check
    if now.community_share < was.community_share:
        what = f"community_share was {was.community_share}, and is {now.community_share} now"
        yield ("check", "community_share"), what
    if now.feedback_days > was.feedback_days:
        yield ("check", "feedback_days"), f"feedback_days was {was.feedback_days}, and is {now.feedback_days} now"


def _given(before: Project, after: Project) -> Iterator[tuple[KeyPath, str]]:
    for matter in after.project.given:
        if matter not in before.project.given:
            yield ("project", "given", matter), f"{matter} is given now, fixed from outside, and was not before"


def _waivers(before: Project, after: Project) -> Iterator[tuple[KeyPath, str]]:
    """Waivers that are new, or that end later than they did; the latest of a rule and session beside the latest."""
    was, now = _ends(before), _ends(after)
    for key, ends in now.items():
        earlier = [until for until, _ in was.get(key, [])]
        for number, (until, position) in enumerate(ends):
            rule = after.waivers[position].rule
            if number >= len(earlier):
                yield ("waivers", position), f"a waiver of {rule} was added"
            elif until > earlier[number]:
                yield (
                    ("waivers", position, "until"),
                    f"the waiver of {rule} ended on {earlier[number]}, and ends on {until} now",
                )


def _ends(project: Project) -> dict[Hashable, list[tuple[date, int]]]:
    """When the waivers of each rule and session end, and where they stand, the latest first."""
    ends: defaultdict[Hashable, list[tuple[date, int]]] = defaultdict(list)
    for position, waiver in enumerate(project.waivers):
        ends[waiver.rule.casefold(), waiver.session].append((waiver.until, position))
    return {key: sorted(found, reverse=True) for key, found in ends.items()}


_BEFORE = """
[project]
name = "Riverside garden"
"""

RULE = Rule(
    code="CP605",
    name="bar-lowered",
    severity="warning",
    message="The project asks less of itself than before: {what}.",
    meaning=(
        "Under --against: a phase that was claimed no longer is, a threshold as it takes effect is easier, a waiver or "
        "something given was added, or a waiver was prolonged."
    ),
    why="A project that passes because it asks less has not come further. That can be right, and should be seen.",
    source=EXPIRING_WAIVERS,
    remedy="say to the community partners why the project asks less now, and hear what they say to it.",
    step="tell the partners why",
    before=_BEFORE,
    failing=_BEFORE + 'claim = ["co-planning", "co-design", "co-delivery"]\n',
    passing=_BEFORE + 'affected = ["tenants"]\n',
    check=_check,
)
