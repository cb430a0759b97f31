"""What a rule is and how it is declared: two short examples, below them the function that finds it, and its words."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from string import Formatter
from typing import Any

import rtoml

from coprod.assess.evidence import Evidence
from coprod.assess.rules.base import Hit
from coprod.framework import Severity

#: The lines of a project; `examples` says how they are read.
Example = tuple[str, ...]


def example(*lines: str) -> Example:
    """A project, from one line for each record."""
    return lines


Check = Callable[[Evidence], Iterable[Hit]]
Notes = Callable[[Evidence], Iterable[str]]


#: What is said of each rule, by its code.
WORDS: dict[str, dict[str, Any]] = rtoml.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))

#: Every rule that was declared, in the order of the family files.
DECLARED: list["Rule"] = []


@dataclass(frozen=True, eq=False, kw_only=True)
class Rule:
    """One rule, with everything that is said about it: `words.toml` tells what its words are."""

    code: str  # never used again for another rule
    name: str  # in kebab case
    #: An `error` is the definition itself; a `warning` fails the gate only under `--strict`; a `note` never.
    severity: Severity
    source: str
    message: str
    several: str = ""
    shared: str = ""
    meaning: str
    why: str
    remedy: str
    step: str
    fires: Example  # once
    silent: Example
    before: Example | None = None  # for a rule about changes, what stood before both examples
    #: The table of records without which it is not asked; empty if it is always asked, as of changes.
    looks_at: str
    uncertainty_notes: Notes | None = None  # what the rule would need, if the record is silent
    owed: bool = False  # tells of an answer that people are owed, so that no project can waive it
    check: Check

    @cached_property
    def message_of_several(self) -> str:
        """The message of several phases at once; empty if each finding says something of its own."""
        left_open = {field for _, field, _, _ in Formatter().parse(self.message) if field}
        return self.several or (self.message.replace("{phase}", "{phases}") if left_open == {"phase"} else "")

    @property
    def about_changes(self) -> bool:
        """Whether it is about what changed since an earlier version."""
        return self.before is not None

    @cached_property
    def names(self) -> tuple[str, str]:
        """By what a waiver can name it: its code, case folded, and its name."""
        return self.code.casefold(), self.name

    @cached_property
    def waivable(self) -> bool:
        """Whether a project can accept what it finds: not the definition, a change, or people's own account."""
        return self.severity != "error" and not self.about_changes and not self.owed


def rule(head: str, **about: Any) -> Callable[[Callable[[Any], Iterable[Hit]]], Rule]:
    """Declare the rule that a function finds, by its code, name and severity, and what it holds beside its words.

    The function of a rule about changes, which has a `before`, is given the changes, any other the evidence.
    """
    code, name, severity = head.split()
    of_changes = "before" in about

    def declare(check: Callable[[Any], Iterable[Hit]]) -> Rule:
        about["check"] = (lambda evidence: check(evidence.changes)) if of_changes else check
        if lacking := {"source", "message", "meaning", "why", "remedy", "step"} - WORDS.get(code, {}).keys():
            raise TypeError(f"words.toml does not say {', '.join(sorted(lacking))} of {code}")
        words = {"code": code, "name": name, "severity": severity, **WORDS[code]}
        DECLARED.append(Rule(**({"looks_at": "" if of_changes else "sessions"} | about | words)))
        return DECLARED[-1]

    return declare
