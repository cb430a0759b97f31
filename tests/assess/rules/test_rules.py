"""What holds for every rule; each rule's own examples are its tests."""

from dataclasses import dataclass
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


@dataclass(frozen=True)
class Found:
    """What the failing example of a rule is told: sessions by their position."""

    message: str
    line: str
    phase: str | None = None
    session: int | None = None
    about: tuple[int, ...] = ()


FOUND = {
    "CP101": Found(
        "co-design has sessions, and no community participant is on record in any of them.",
        line="[[sessions]]",
        phase="co-design",
    ),
    "CP102": Found(
        "co-design consulted community people; in no session is their part on record as deciding or sharing power.",
        line="[[sessions]]",
        phase="co-design",
    ),
    "CP103": Found(
        "co-delivery has no session on record yet, which says nothing about who took part.",
        line="[project]",
        phase="co-delivery",
    ),
    "CP104": Found(
        "co-delivery is community-led: partners took part, and no professional is on record in any session.",
        line="[[sessions]]",
        phase="co-delivery",
    ),
    "CP105": Found(
        "Both sides took part in co-design, and no session on record brought them together.",
        line="[[sessions]]",
        phase="co-design",
    ),
    "CP106": Found(
        "co-delivery has begun, and nothing is on record yet of how the project will be evaluated together.",
        line="[[sessions]]",
        phase="co-evaluation",
    ),
    "CP201": Found(
        '"problem" was settled on 2026-01-05, before any session that has community partners on record.',
        line='settled = { problem = "The yard is unsafe after dark" }',
        phase="co-planning",
        session=0,
        about=(0,),
    ),
    "CP202": Found(
        '"ideas" was settled on 2026-02-16 in a session without community partners on record.',
        line='settled = { ideas = "Raised beds" }',
        phase="co-design",
        session=1,
        about=(1,),
    ),
    "CP203": Found(
        "Of what co-design exists to agree, these are not on record as agreed together: testing.",
        line="[[sessions]]",
        phase="co-design",
    ),
    "CP204": Found(
        "co-design stands only on sessions that do not say how far the community's part went.",
        line="[[sessions]]",
        phase="co-design",
        about=(0,),
    ),
    "CP301": Found(
        "In the sessions of co-design with partners, 1 of 4 attendances were the community's.",
        line="[[sessions]]",
        phase="co-design",
        about=(0,),
    ),
    "CP302": Found(
        "co-design stands on one community partner on record.",
        line="[[sessions]]",
        phase="co-design",
        about=(0,),
    ),
    "CP303": Found(
        "young people: named as affected, and heard in no session on record.",
        line='affected = ["tenants", "young people"]',
    ),
    "CP304": Found(
        "The project does not name the groups that it affects most.",
        line="[project]",
    ),
    "CP305": Found(
        "2 phases have community partners by label, and nobody is on record in more than one of them.",
        line="[project]",
    ),
    "CP401": Found(
        "No later session on record tells those who came what became of: asked, decided.",
        line="[[sessions]]",
        about=(0, 1),
    ),
    "CP402": Found(
        "Community people took part, and it is not on record how their time is recognised.",
        line="[[sessions]]",
        about=(0,),
    ),
    "CP403": Found(
        "Community people's time is recognised with nothing, in sessions that professionals attend too.",
        line='recognition = "none"',
        about=(0,),
    ),
    "CP404": Found(
        "The answers of 2026-01-05 say that there is a procedure or a policy for sharing power, and no session on "
        "record shares it. The two do not meet yet.",
        line='shared-power = ["yes", "yes", "no"]',
    ),
    "CP901": Found(
        "A session is dated 2030-02-09, which is still to come.",
        line="date = 2030-02-09",
        session=0,
        about=(0,),
    ),
    "CP902": Found(
        "A session is dated 2026-01-04, before the project started on 2026-01-05.",
        line="date = 2026-01-04",
        session=0,
        about=(0,),
    ),
    "CP903": Found(
        "A label differs from an earlier one only in capitals, spaces or the way its letters are encoded.",
        line='community = ["sam ", "Zoë"]',
        session=1,
        about=(1,),
    ),
    "CP904": Found(
        "A telephone number seems to stand here.",
        line='note = "Ring Sam on 020 7946 0958 about the keys"',
        session=0,
        about=(0,),
    ),
    "CP905": Found(
        'heard names "tenant", which is not in the file; did you mean "tenants"?',
        line='heard = ["tenant"]',
        session=0,
        about=(0,),
    ),
    "CP906": Found(
        'The waiver of "CP304" ended on 2026-11-21.',
        line="[[waivers]]",
    ),
}


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
        assert sentence.endswith((".", "?"))
        assert "{" not in sentence
    assert (finding.name, finding.severity) == (rule.name, rule.severity)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_finding_says_what_and_where(rule: Rule) -> None:
    [finding] = findings(rule.failing, rule)
    ids = [one.id for one in document(rule.failing).project.sessions]
    assert FOUND[rule.code] == Found(
        finding.message,
        rule.failing.split("\n")[finding.line - 1],
        finding.phase,
        None if finding.session is None else ids.index(finding.session),
        tuple(ids.index(name) for name in finding.about),
    )


def test_every_module_of_a_rule_is_in_the_list_in_the_order_of_the_codes() -> None:
    names = [name for _, name, _ in iter_modules([str(Path(rules.__file__).parent)]) if name.startswith("cp")]
    modules = [import_module(f"coprod.assess.rules.{name}") for name in sorted(names)]
    assert [module.RULE for module in modules] == list(RULES)
    assert [f"{rule.code.lower()}_{rule.name.replace('-', '_')}" for rule in RULES] == sorted(names)
