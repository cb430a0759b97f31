"""What a page says of people: with their names for the team, or without for everyone else."""

import re
from collections.abc import Sequence
from typing import Protocol

from coprod.assess.rules.base import Finding, Rule
from coprod.model import Project
from coprod.typed import is_code

#: Under this many people, a number can tell who they are.
FEW = 5

#: Shorter than this, a label is too likely to be a part of other words.
_SHORTEST = 2

_LEFT_OUT = "(name left out)"


class People(Protocol):
    """How a page speaks of people."""

    sharing: tuple[str, ...]
    """Who may see the page, in sentences."""

    def group(self, labels: Sequence[str], counted: int) -> str:
        """Those who came to one session on one side; empty where nobody did."""

    def number(self, people: int) -> str:
        """How many there were."""

    def text(self, text: str) -> str:
        """A text that somebody wrote."""

    def note(self, text: str | None) -> str:
        """A note that somebody wrote for the team."""

    def rule(self, rule: Rule) -> str:
        """The code and name of a rule; empty where they would tell how many people there were."""

    def finding(self, rule: Rule, finding: Finding) -> str:
        """What a rule found."""


class Named:
    """For the project's own team: everything that the file says."""

    sharing: tuple[str, ...] = (
        "This page names people. It is for the project's own team.",
        "Share it further only where everybody who is named has agreed to that.",
    )

    def __init__(self, project: Project) -> None:
        self._names = project.people

    def group(self, labels: Sequence[str], counted: int) -> str:
        """Every label, with the name that the file has for it, and how many more there were."""
        named = [f"{label} ({self._names[label]})" if label in self._names else label for label in labels]
        more = [f"{counted} more, counted" if labels else f"{counted}, counted"] if counted else []
        return ", ".join([*named, *more])

    def number(self, people: int) -> str:
        """The number."""
        return str(people)

    def text(self, text: str) -> str:
        """The text as it is."""
        return text

    def note(self, text: str | None) -> str:
        """The note as it is."""
        return text or ""

    def rule(self, rule: Rule) -> str:
        """The code and name."""
        return f"{rule.code} {rule.name}"

    def finding(self, rule: Rule, finding: Finding) -> str:
        """The finding as it is."""
        del rule
        return finding.message


class Shared:
    """For everyone: numbers and ids, no small numbers, no names, and no notes."""

    sharing: tuple[str, ...] = (
        "This page names nobody, and groups of fewer than five people are not counted out.",
        "It is made to be shared: first with the people who took part, then in a board paper or on a website.",
        "Titles and decisions stand in it as they were written. Read them before you share it.",
    )

    def __init__(self, project: Project) -> None:
        self._ids = frozenset(project.people)
        self._instead = _names(project)
        longest_first = sorted(self._instead, key=len, reverse=True)
        self._names = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")

    def group(self, labels: Sequence[str], counted: int) -> str:
        """How many came, and the ids of those who have one; of fewer than five, nothing but that."""
        total = len(labels) + counted
        ids = [label for label in labels if label in self._ids or is_code(label)]
        if not ids or total < FEW:
            return self.number(total) if total else ""
        others = total - len(ids)
        return f"{total}: {', '.join(ids)}" + (f" and {others} more" if others else "")

    def number(self, people: int) -> str:
        """The number, unless it is so small that it could tell who they are."""
        return "fewer than five" if 0 < people < FEW else str(people)

    def text(self, text: str) -> str:
        """The text without the names that stand in the file as labels."""
        return self._names.sub(lambda found: self._instead[found.group()], text) if self._instead else text

    def note(self, text: str | None) -> str:
        """Nothing: a note is written for the team."""
        del text
        return ""

    def rule(self, rule: Rule) -> str:
        """The code and name, but for rules about small numbers."""
        return "" if rule.discreet else f"{rule.code} {rule.name}"

    def finding(self, rule: Rule, finding: Finding) -> str:
        """The finding without numbers of people and without names."""
        return self.text(rule.discreet.format(phase=finding.phase) if rule.discreet else finding.message)


def _names(project: Project) -> dict[str, str]:
    """The names in a file, each with what stands in for it. Groups and the organisation that leads are no names."""
    known = {project.project.lead, *project.project.affected, *(one for each in project.sessions for one in each.heard)}
    labels = [label for each in project.sessions for label in (*each.community, *each.professional)]
    instead = {label: _LEFT_OUT for label in labels if label not in project.people and not is_code(label)}
    instead |= {name: label for label, name in project.people.items()}
    return {name: words for name, words in instead.items() if name not in known and len(name) >= _SHORTEST}
