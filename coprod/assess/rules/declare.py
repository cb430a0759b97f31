"""What a rule is and how it is declared: its words, two short examples, and below them the function that finds it."""

from collections.abc import Callable, Iterable
from string import Formatter
from typing import NamedTuple, cast

from coprod.assess.rules.base import Evidence, Hit
from coprod.framework import Severity, Source

#: The lines of a project; `examples` says how they are read.
Example = tuple[str, ...]


def example(*lines: str) -> Example:
    """A project, from one line for each record."""
    return lines


Check = Callable[[Evidence], Iterable[Hit]]
Notes = Callable[[Evidence], Iterable[str]]


class Rule(NamedTuple):
    """One rule: the only home of everything that is said about it.

    Attributes:
        code: never used again for another rule.
        name: in kebab case.
        severity: an `error` is the definition itself; a `warning` fails the gate only under `--strict`; a `note` never.
        message: the finding in a sentence, with `{phase}` and the words of a hit left open.
        message_of_several: the same of several phases at once, with `{phases}` left open; empty if each finding says
            something of its own.
        shared_message: the finding without numbers of people, if the message and the rule's name tell them; with
            `{phase}` left open. For pages that do not count out small groups.
        meaning: when it fires, in a sentence.
        why: why that matters.
        remedy: what to do next, in a sentence.
        step: the same in a few words, for a line that has no room for more.
        fires: a project in which it fires once.
        silent: a project in which it does not fire.
        before: for a rule about changes, the project that stood before both examples.
        check: finds where it fires.
        looks_at: the tables of records it looks at; it is not asked if a project has none of them. Empty: always asked.
        uncertainty_notes: says in a sentence what the rule would need, if the record is silent.
        owed: whether it tells of an answer that people are owed, so that no project can waive it.
    """

    code: str
    name: str
    severity: Severity
    source: Source
    message: str
    message_of_several: str
    shared_message: str
    meaning: str
    why: str
    remedy: str
    step: str
    fires: Example
    silent: Example
    before: Example | None
    check: Check
    looks_at: frozenset[str]
    uncertainty_notes: Notes | None
    owed: bool

    @property
    def about_changes(self) -> bool:
        """Whether it is about what changed since an earlier version."""
        return self.before is not None

    @property
    def names(self) -> tuple[str, str]:
        """By what a waiver can name it: its code, case folded, and its name."""
        return self.code.casefold(), self.name

    @property
    def waivable(self) -> bool:
        """Whether a project can accept what it finds: not the definition, a change, or people's own account."""
        return self.severity != "error" and not self.about_changes and not self.owed


#: Every rule that was declared, in the order of the family files.
DECLARED: list[Rule] = []


def rule(  # noqa: PLR0913 - all that is said about a rule
    head: str,
    source: Source,
    *,
    message: str,
    several: str = "",
    shared: str = "",
    meaning: str,
    why: str,
    remedy: str,
    step: str,
    fires: Example,
    silent: Example,
    before: Example | None = None,
    looks_at: str = "",
    uncertainty_notes: Notes | None = None,
    owed: bool = False,
) -> Callable[[Check], Rule]:
    """Declare the rule that the decorated function finds, and register it.

    `head` is its code, name and severity; `looks_at` names tables of records, with spaces between. The message of
    several phases is the message with {phases} for {phase}, if `several` gives no other and nothing else is left open.
    """
    code, name, severity = head.split()
    if not several and {field for _, field, _, _ in Formatter().parse(message) if field} == {"phase"}:
        several = message.replace("{phase}", "{phases}")

    def declare(check: Check) -> Rule:
        declared = Rule(
            code=code,
            name=name,
            severity=cast("Severity", severity),
            source=source,
            message=message,
            message_of_several=several,
            shared_message=shared,
            meaning=meaning,
            why=why,
            remedy=remedy,
            step=step,
            fires=fires,
            silent=silent,
            before=before,
            check=check,
            looks_at=frozenset(looks_at.split()),
            uncertainty_notes=uncertainty_notes,
            owed=owed,
        )
        DECLARED.append(declared)
        return declared

    return declare
