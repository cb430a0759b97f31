"""What a rule is and how it is declared: its words, two short examples, and below them the function that finds it."""

from collections.abc import Callable, Iterable
from dataclasses import KW_ONLY, dataclass, replace
from functools import cached_property
from string import Formatter
from typing import cast

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


#: Every rule that was declared, in the order of the family files.
DECLARED: list["Rule"] = []


@dataclass(frozen=True, eq=False)
class Rule:
    """One rule: the only home of everything that is said about it. It decorates the function that finds it.

    Attributes:
        head: its code, never used again for another rule, its name in kebab case, and its severity: an `error` is the
            definition itself; a `warning` fails the gate only under `--strict`; a `note` never.
        source: the name of the publication that says so, in `coprod/output/sources.toml`.
        message: the finding in a sentence, with `{phase}` and the words of a hit left open.
        several: the same of several phases at once, with `{phases}` left open; empty if it is the message with
            `{phases}` for `{phase}`, or if each finding says something of its own.
        shared: the finding without numbers of people, if the message and the rule's name tell them; with `{phase}`
            left open. For pages that do not count out small groups.
        meaning: when it fires, in a sentence.
        why: why that matters.
        remedy: what to do next, in a sentence.
        step: the same in a few words, for a line that has no room for more.
        fires: a project in which it fires once.
        silent: a project in which it does not fire.
        before: for a rule about changes, the project that stood before both examples.
        looks_at: the table of records without which it is not asked; empty if it is always asked.
        uncertainty_notes: says in a sentence what the rule would need, if the record is silent.
        owed: whether it tells of an answer that people are owed, so that no project can waive it.
        check: finds where it fires.
    """

    head: str
    source: str
    _: KW_ONLY
    message: str
    several: str = ""
    shared: str = ""
    meaning: str
    why: str
    remedy: str
    step: str
    fires: Example
    silent: Example
    before: Example | None = None
    looks_at: str = "sessions"
    uncertainty_notes: Notes | None = None
    owed: bool = False
    check: Check = lambda _evidence: ()

    def __call__(self, check: Check) -> "Rule":
        """Declare the rule that a function finds."""
        declared = replace(self, check=check)
        DECLARED.append(declared)
        return declared

    @cached_property
    def code(self) -> str:
        """The first part of its head."""
        return self.head.split()[0]

    @cached_property
    def name(self) -> str:
        """The second part of its head."""
        return self.head.split()[1]

    @cached_property
    def severity(self) -> Severity:
        """The last part of its head."""
        return cast("Severity", self.head.split()[2])

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
