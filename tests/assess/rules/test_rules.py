"""What holds for every rule; each rule's own examples are its tests."""

from datetime import date
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

from coprod.assess import assess, rules
from coprod.assess.gate import Gate
from coprod.assess.rules import RULES
from coprod.assess.rules.base import Finding, Rule
from tests.conftest import document


def findings(example: str, rule: Rule) -> list[Finding]:
    read = document(example)
    found = assess(read.project, date(2026, 11, 22), read.line_of, file="a.toml", gate=Gate()).findings
    return [finding for finding in found if finding.code == rule.code]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_failing_example_fires_once_and_the_passing_one_does_not(rule: Rule) -> None:
    assert len(findings(rule.failing, rule)) == 1
    assert findings(rule.passing, rule) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_finding_is_worded_to_the_end(rule: Rule) -> None:
    [finding] = findings(rule.failing, rule)
    for sentence in (finding.message, finding.remedy, rule.meaning, rule.why):
        assert sentence.endswith(".")
        assert "{" not in sentence
    assert (finding.name, finding.severity) == (rule.name, rule.severity)


def test_every_module_of_a_rule_is_in_the_list_in_the_order_of_the_codes() -> None:
    names = [name for _, name, _ in iter_modules([str(Path(rules.__file__).parent)]) if name.startswith("cp")]
    modules = [import_module(f"coprod.assess.rules.{name}") for name in sorted(names)]
    assert [module.RULE for module in modules] == list(RULES)
    assert [f"{rule.code.lower()}_{rule.name.replace('-', '_')}" for rule in RULES] == sorted(names)
