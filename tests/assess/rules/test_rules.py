"""What holds for every rule; each rule's own examples are its tests."""

import re
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

from coprod.assess import Gate, assess, rules
from coprod.assess.compare import Earlier
from coprod.assess.rules import RULES
from coprod.assess.rules.base import Finding, Rule
from coprod.model.matching import Version
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
        "Only professionals are on record in co-design.",
        line="[[sessions]]",
        phase="co-design",
    ),
    "CP102": Found(
        "No co-design session says that community people helped to decide.",
        line="[[sessions]]",
        phase="co-design",
    ),
    "CP103": Found(
        "Nothing is logged yet for co-delivery.",
        line="[project]",
        phase="co-delivery",
    ),
    "CP104": Found(
        "The community led co-delivery: no professional is on record in any session.",
        line="[[sessions]]",
        phase="co-delivery",
    ),
    "CP105": Found(
        "Both sides took part in co-design, but never in the same session.",
        line="[[sessions]]",
        phase="co-design",
    ),
    "CP106": Found(
        "Delivery has begun, and nothing says yet how people will look back on it together.",
        line="[[sessions]]",
        phase="co-evaluation",
    ),
    "CP107": Found(
        "The session of 2026-02-09 is the only one with partners for co-planning and co-design.",
        line="[[sessions]]",
        session=0,
        about=(0,),
    ),
    "CP201": Found(
        '"problem" was settled on 2026-01-05, before any session with community partners. No community '
        "people were there.",
        line='settled = { problem = "The yard is unsafe after dark" }',
        phase="co-planning",
        session=0,
        about=(0,),
    ),
    "CP202": Found(
        '"ideas" was settled on 2026-02-16 without community partners. No community people were there.',
        line='settled = { ideas = "Raised beds" }',
        phase="co-design",
        session=1,
        about=(1,),
    ),
    "CP203": Found(
        "Not yet agreed together in co-design: testing.",
        line="[[sessions]]",
        phase="co-design",
    ),
    "CP204": Found(
        "People took part in co-design. The record does not say how far their part went.",
        line="[[sessions]]",
        phase="co-design",
        about=(0,),
    ),
    "CP205": Found(
        "Partners took part in co-delivery, and nothing was agreed with them. Fixed without them: place.",
        line="[[sessions]]",
        phase="co-delivery",
    ),
    "CP206": Found(
        '"ideas" was agreed together on 2026-02-09, and settled again on 2026-02-16 without community '
        "partners. No community people were there.",
        line='settled = { ideas = "Paving" }',
        phase="co-design",
        session=1,
        about=(1,),
    ),
    "CP207": Found(
        '"ideas" was settled on 2026-02-09 without community partners, and agreed together on 2026-02-16.',
        line='settled = { ideas = "Paving" }',
        phase="co-design",
        session=0,
        about=(0,),
    ),
    "CP301": Found(
        "In the co-design sessions with partners, the community filled 1 of 4 seats.",
        line="[[sessions]]",
        phase="co-design",
        about=(0,),
    ),
    "CP302": Found(
        "Only one community partner is on record in co-design.",
        line="[[sessions]]",
        phase="co-design",
        about=(0,),
    ),
    "CP303": Found(
        "No session says that this affected group was heard: young people.",
        line='affected = ["tenants", "young people"]',
    ),
    "CP304": Found(
        "The project does not say which groups it affects most.",
        line="[project]",
    ),
    "CP305": Found(
        "2 phases have community partners, and no partner is on record in more than one of them.",
        line="[project]",
    ),
    "CP306": Found(
        "After 2026-02-02, co-design had 3 sessions, and no community people came to any of them.",
        line="[[sessions]]",
        phase="co-design",
        about=(1, 2, 3),
    ),
    "CP307": Found(
        "One person came both as a community member and as a professional.",
        line="[[sessions]]",
        about=(0,),
    ),
    "CP401": Found(
        'Nobody has been told yet what came of these sessions: 2026-02-02 "Visit to the sixth form"; 2026-02-09.',
        line="[[sessions]]",
        about=(0, 1),
    ),
    "CP402": Found(
        "Community people took part, and nothing says how their time was recognised.",
        line="[[sessions]]",
        about=(0,),
    ),
    "CP403": Found(
        "Community people get nothing for their time, in sessions that professionals attend too.",
        line='recognition = "none"',
        about=(0,),
    ),
    "CP404": Found(
        "The answers of 2026-01-05 say that there is a way or a rule for sharing power, and no session "
        "on record shares it. The two do not meet yet.",
        line='shared-power = ["yes", "yes", "no"]',
    ),
    "CP405": Found(
        'The project has not answered yet what people said: 2026-02-09 "Keep the gate open after dark".',
        line="[[said]]",
    ),
    "CP406": Found(
        "The answer of 2026-02-23 does not say how those who said it were told.",
        line="[[answers]]",
    ),
    "CP501": Found(
        "People who were there say that co-design was not decided with them. The project has not answered.",
        line="[[sessions]]",
        phase="co-design",
        about=(0,),
    ),
    "CP502": Found(
        'Readers of the session of 2026-02-09 "Choosing the beds" see it otherwise: they put it at '
        "shared-power (5 of 5), and the record says deciding (4 of 5). The project has not answered.",
        line="[[readings]]",
        session=0,
        about=(0,),
    ),
    "CP503": Found(
        'Readers of the session of 2026-02-09 "Choosing the beds" see it otherwise: they put it at '
        "shared-power (5 of 5), and the record says deciding (4 of 5). The project has answered.",
        line="[[readings]]",
        session=0,
        about=(0,),
    ),
    "CP504": Found(
        'The session of 2026-02-09 "Choosing the plants" was changed since somebody read it back.',
        line="[[readings]]",
        session=0,
        about=(0,),
    ),
    "CP505": Found(
        "Nobody who was there has read back what co-design stands on.",
        line="[[sessions]]",
        phase="co-design",
        about=(0,),
    ),
    "CP601": Found('The session of 2026-02-02 "Three drawings" was on record before, and is gone.', line="[project]"),
    "CP602": Found(
        "The level of the session of 2026-02-02 was considered, and is deciding now.",
        line='level = "deciding"',
        session=0,
        about=(0,),
    ),
    "CP603": Found(
        "Who came to the session of 2026-02-02 has changed: 1 community and 2 professional before, 2 community and 2 "
        "professional now.",
        line="[[sessions]]",
        session=0,
        about=(0,),
    ),
    "CP604": Found("The saying of 2026-02-02 says something else than before.", line="[[said]]"),
    "CP605": Found(
        "The project asks less of itself than before: co-evaluation was claimed before, and is not claimed any more.",
        line='claim = ["co-planning", "co-design", "co-delivery"]',
    ),
    "CP606": Found(
        "The session of 2026-02-02 was added after one of 2026-05-04 was on record.",
        line="[[sessions]]",
        session=1,
        about=(1,),
    ),
    "CP607": Found(
        "The session of 2026-02-02 stood on record as 2026-02-02 for co-design, and stands as 2026-01-02 for "
        "co-design.",
        line="[[sessions]]",
        session=0,
        about=(0,),
    ),
    "CP608": Found(
        "What the session of 2026-02-02 says under settled has changed.", line="[[sessions]]", session=0, about=(0,)
    ),
    "CP901": Found(
        "The session of 2030-02-09 is still to come. It counts for nothing yet.",
        line="date = 2030-02-09",
        session=0,
        about=(0,),
    ),
    "CP902": Found(
        "The session of 2026-01-04 was held before the project started on 2026-01-05.",
        line="date = 2026-01-04",
        session=0,
        about=(0,),
    ),
    "CP903": Found(
        '"sam " and "Sam" look like one person.',
        line='community = ["sam ", "Zoë"]',
        session=1,
        about=(1,),
    ),
    "CP904": Found(
        "This text seems to hold a telephone number.",
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
    "CP907": Found(
        'The waiver of "CP304" lasts until 2027-11-23, more than a year from now.',
        line="[[waivers]]",
    ),
    "CP908": Found(
        "This file sets community_share to 0.2, which is easier than the usual 0.34.",
        line="community_share = 0.2",
    ),
}


#: What other people's files and pipelines rely on: code, name and severity of every rule.
PUBLISHED = {
    ("CP101", "no-community-partners", "error"),
    ("CP102", "consulted-only", "error"),
    ("CP103", "nothing-logged", "error"),
    ("CP104", "community-led", "note"),
    ("CP105", "never-together", "warning"),
    ("CP106", "evaluation-unplanned", "warning"),
    ("CP107", "one-session-for-several", "note"),
    ("CP201", "agenda-already-set", "warning"),
    ("CP202", "settled-without-community", "warning"),
    ("CP203", "not-agreed-together", "note"),
    ("CP204", "level-not-recorded", "warning"),
    ("CP205", "nothing-left-to-decide", "warning"),
    ("CP206", "agreed-then-changed", "warning"),
    ("CP207", "agreed-afterwards", "note"),
    ("CP301", "outnumbered", "warning"),
    ("CP302", "lone-voice", "warning"),
    ("CP303", "group-not-heard", "warning"),
    ("CP304", "affected-not-named", "note"),
    ("CP305", "nobody-stays", "warning"),
    ("CP306", "partners-left", "warning"),
    ("CP307", "both-capacities", "note"),
    ("CP401", "nothing-fed-back", "warning"),
    ("CP402", "recognition-not-recorded", "note"),
    ("CP403", "community-unpaid", "warning"),
    ("CP404", "readiness-not-met", "note"),
    ("CP405", "said-not-answered", "warning"),
    ("CP406", "answer-not-told", "note"),
    ("CP501", "accounts-differ", "error"),
    ("CP502", "difference-unanswered", "warning"),
    ("CP503", "two-accounts", "note"),
    ("CP504", "read-in-another-wording", "note"),
    ("CP505", "not-read-back", "error"),
    ("CP601", "session-removed", "warning"),
    ("CP602", "level-raised", "warning"),
    ("CP603", "sides-changed", "warning"),
    ("CP604", "voice-removed", "warning"),
    ("CP605", "bar-lowered", "warning"),
    ("CP606", "added-late", "note"),
    ("CP607", "moved", "warning"),
    ("CP608", "rewritten", "note"),
    ("CP901", "future-session", "note"),
    ("CP902", "before-start", "note"),
    ("CP903", "same-person-twice", "warning"),
    ("CP904", "personal-data", "warning"),
    ("CP905", "unknown-reference", "warning"),
    ("CP906", "waiver-ended", "warning"),
    ("CP907", "waiver-far", "note"),
    ("CP908", "own-threshold", "note"),
}


def findings(example: str, rule: Rule) -> list[Finding]:
    read = document(example)
    earlier = Earlier("before", Version(document(rule.before).project)) if rule.before else None
    gate = Gate(read_back=True)
    found = assess(read.project, date(2026, 11, 22), read.line_of, file="a.toml", gate=gate, earlier=earlier).findings
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


def test_codes_names_and_severities_are_the_published_ones() -> None:
    assert {(rule.code, rule.name, rule.severity) for rule in RULES} == PUBLISHED


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_what_is_said_of_several_phases_is_one_sentence_about_all_of_them(rule: Rule) -> None:
    if rule.message_of_several:
        assert rule.message_of_several.format(phases="x and y").count("x and y") == 1
        assert "{phase}" in rule.message


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_next_step_is_something_to_do_with_people_and_no_way_to_quiet_the_rule(rule: Rule) -> None:
    assert not re.search(r"--|\[|claim|given|waive|count its|CP\d", rule.remedy)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_step_in_a_few_words_fits_a_line_of_many_projects(rule: Rule) -> None:
    assert 0 < len(rule.step) <= 30
    assert rule.step[:1].islower()
    assert not rule.step.endswith(".")
