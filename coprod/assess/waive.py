"""Waivers: findings that a project accepts for a time, with a reason; never the definition itself."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from coprod.assess.rules.base import Finding, Rule
from coprod.model import Waiver


def waived(
    findings: Iterable[Finding], waivers: Sequence[Waiver], today: date, added: Collection[int] = ()
) -> tuple[list[Finding], set[int]]:
    """Mark the findings that a waiver accepts on a day.

    Args:
        findings: what the rules say.
        waivers: the project's waivers; each counts until the end of its last day.
        today: the day on which the project is judged.
        added: the positions of the waivers that the change itself added; they accept nothing about the change.

    Returns:
        The findings, marked where they are accepted, and the positions of the waivers that accepted one.
    """
    marked, used = [], set()
    for finding in findings:
        for index, waiver in enumerate(waivers):
            governs_itself = finding.about_change and index in added
            if waiver.until >= today and not governs_itself and _accepts(waiver, finding):
                used.add(index)
                if finding.waived is None:
                    finding = finding._replace(waived=waiver.reason, waived_until=waiver.until)  # noqa: PLW2901
        marked.append(finding)
    return marked, used


def _accepts(waiver: Waiver, finding: Finding) -> bool:
    return (
        finding.severity != "error"
        and waives(waiver, finding)
        and (waiver.session is None or waiver.session in finding.about)
    )


def waives(waiver: Waiver, rule: Rule | Finding) -> bool:
    """Whether a waiver names a rule, by its code or its name."""
    return waiver.rule.casefold() in {rule.code.casefold(), rule.name}
