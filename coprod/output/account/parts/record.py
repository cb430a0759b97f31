"""For those who keep the record: the rules by their codes, and where each speaks of."""

from coprod.assess.rules import RULES
from coprod.output.account.blocks import Cell, Part, Table
from coprod.output.account.context import Context

_CAPTION = "coprod explain CODE says more of any of them."


def part(context: Context) -> Part | None:
    """The rules that speak of this record, with their lines; on a shared page, without those about small numbers."""
    rules = [rule for rule in RULES if context.people.rule(rule)]
    lines = {rule: [str(one.line) for one in context.assessment.findings if one.code == rule.code] for rule in rules}
    rows = tuple(
        (Cell(context.people.rule(rule)), Cell(rule.severity), Cell(", ".join(lines[rule])))
        for rule in rules
        if lines[rule]
    )
    in_words = tuple(f"{rule.text}, {severity.text}: line {line.text}." for rule, severity, line in rows)
    table = Table(("rule", "severity", "line"), rows, _CAPTION, in_words)
    return Part("For those who keep the record", (table,)) if rows else None
