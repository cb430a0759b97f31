"""What holds for every rule; each rule's own examples are its tests."""

import re
import textwrap
from datetime import date
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

from coprod.assess import Gate, assess, rules
from coprod.assess.compare import Earlier
from coprod.assess.evidence import Evidence
from coprod.assess.rules import RULES, declare
from coprod.assess.rules.base import Finding
from coprod.assess.rules.declare import DECLARED, WORDS, Rule
from coprod.assess.rules.examples import example_text
from coprod.model.matching import Version
from tests.conftest import document

TODAY = date(2026, 11, 22)
GATE = Gate(read_back=True)

each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)

#: What is found in the example in which each rule fires. Other people's files and pipelines rely on code, name and
#: severity. Then the phase, the sessions by their position, the line of the file, and the message.
FOUND = """\
CP101 no-community-partners error | co-design
    [[sessions]] | Only people in a professional capacity are on record in co-design.
CP102 consulted-only error | co-design
    [[sessions]] | No co-design meeting says that community people helped to decide.
CP103 nothing-logged error | co-delivery
    [project] | Nothing is on record for co-delivery.
CP104 community-led note | co-delivery
    [[sessions]] | The community led co-delivery: nobody is on record in a professional capacity in any session.
CP105 never-together warning | co-design
    [[sessions]] | Both sides took part in co-design, but never in the same session.
CP106 evaluation-unplanned warning | co-evaluation
    [[sessions]] | Delivery has begun, and nothing says how people will look back on it together.
CP107 one-session-for-several note | session 0 | about 0
    [[sessions]] | The session of 2026-02-09 is the only one with partners for co-planning and co-design.
CP201 agenda-already-set warning | co-planning | session 0 | about 0
    settled = { problem = "The yard is unsafe after dark" } | "problem" was settled on 2026-01-05, before any
    session with community partners on record. No community people are on record there.
CP202 settled-without-community warning | co-design | session 1 | about 1
    settled = { ideas = "Raised beds" } | "ideas" was settled on 2026-02-16, and is not on record as settled
    together. No community people are on record there.
CP203 not-agreed-together note | co-design
    [[sessions]] | Not on record as agreed together in co-design: testing.
CP204 level-not-recorded warning | co-design | about 0
    [[sessions]] | People took part in co-design. The record does not say how far their part went.
CP205 nothing-left-to-decide warning | co-delivery
    [[sessions]] | Partners took part in co-delivery, and none of its matters is on record as agreed with them.
    Fixed from outside or settled without them: place.
CP206 agreed-then-changed warning | co-design | session 1 | about 1
    settled = { ideas = "Paving" } | "ideas" was agreed together on 2026-02-09, and settled in other words on
    2026-02-16. No community people are on record there.
CP207 agreed-afterwards note | co-design | session 0 | about 0
    settled = { ideas = "Paving" } | "ideas" was settled on 2026-02-09 apart from the community, and agreed together
    on 2026-02-16.
CP208 agenda-of-one-side warning | co-design | about 0 1 2
    [[sessions]] | Every agenda that co-design records took up the professionals' items alone: 3 of 3 sessions.
CP301 outnumbered warning | co-design | about 0
    [[sessions]] | In the co-design sessions with partners, the community filled 1 of 4 seats.
CP302 lone-voice warning | co-design | about 0
    [[sessions]] | Only one community partner is on record in co-design.
CP303 group-not-heard warning
    affected = ["tenants", "young people"] | No session says that this affected group was heard: young people.
CP304 affected-not-named note
    [project] | The project does not say which groups it affects most.
CP305 nobody-stays warning
    [project] | 2 phases have community partners, and no partner is on record in more than one of them.
CP306 partners-left warning | co-design | about 1 2 3
    [[sessions]] | After 2026-02-02, co-design had 3 sessions, and no community people are on record in any of them.
CP307 both-capacities note | about 0
    [[sessions]] | One person came in more than one capacity: community and professional.
CP308 standing-faded warning | co-design | about 1
    [[sessions]] | Community partners are on record in co-design until 2024-02-09. Since then people were asked and,
    as recorded, did not decide.
CP309 all-on-both-sides warning | co-design | about 0
    [[sessions]] | Every partner in co-design is on record in a professional capacity too.
CP401 nothing-fed-back warning | about 0 1
    [[sessions]] | Nothing on record says that people were told what came of these sessions: 2026-02-02 "Visit to
    the sixth form"; 2026-02-09.
CP402 recognition-not-recorded note | about 0
    [[sessions]] | Community people took part, and nothing on record says how their time was recognised.
CP403 community-unpaid warning | about 0
    recognition = "none" | By the record, community people get nothing for their time, in sessions that
    professionals attend too.
CP404 readiness-not-met note
    shared-power = ["yes", "yes", "no"] | The answers of 2026-01-05 say that there is a way or a rule for sharing
    power, and no session on record shares it. The two do not meet.
CP405 said-not-answered warning
    [[said]] | Nothing on record answers what people said: 2026-02-09 "Keep the gate open after dark".
CP406 answer-not-told note
    [[answers]] | The answer of 2026-02-23 does not say how those who said it were told.
CP501 accounts-differ error | co-design | about 0
    [[sessions]] | Those who read co-design back put it below deciding, and no answer is on record as told to them.
CP502 difference-unanswered warning | session 0 | about 0
    [[readings]] | Readers of the session of 2026-02-09 "Choosing the beds" see it otherwise: they put it at shared-
    power (5 of 5), and the record says deciding (4 of 5). No answer is on record as told to them.
CP503 two-accounts warning | session 0 | about 0
    [[readings]] | Readers of the session of 2026-02-09 "Choosing the beds" see it otherwise: they put it at shared-
    power (5 of 5), and the record says deciding (4 of 5). The project answered that it is done in part, and the
    record is unchanged.
CP504 read-in-another-wording note | session 0 | about 0
    [[readings]] | The session of 2026-02-09 "Choosing the plants" was changed since somebody read it back.
CP505 not-read-back error | co-design | about 0
    [[sessions]] | Nobody who was there has read back what co-design stands on.
CP506 reading-cannot-be warning | session 0 | about 0
    [[readings]] | A reading of the session of 2026-02-09 "Choosing the beds" cannot be so: it says that 5 of the
    readers were there, and 2 are on record in a community capacity.
CP601 session-removed warning
    [project] | The session of 2026-02-02 "Three drawings" was on record before, and is gone.
CP602 level-raised warning | session 0 | about 0
    level = "deciding" | The level of the session of 2026-02-02 was considered, and is deciding now.
CP603 sides-changed warning | session 0 | about 0
    [[sessions]] | Who came to the session of 2026-02-02 has changed: 1 community and 2 professional before, 2
    community and 2 professional now.
CP604 voice-removed warning
    [[said]] | The saying of 2026-02-02 says something else than before.
CP605 bar-lowered warning
    claim = ["co-planning", "co-design", "co-delivery"] | The project asks less of itself than before: co-evaluation
    was claimed before, and is not claimed any more.
CP606 added-late note | session 1 | about 1
    [[sessions]] | The session of 2026-02-02 was added after one of 2026-05-04 was on record.
CP607 moved warning | session 0 | about 0
    [[sessions]] | The session of 2026-02-02 stood on record as 2026-02-02 for co-design, and stands as 2026-01-02
    for co-design.
CP608 rewritten note | session 0 | about 0
    [[sessions]] | What the session of 2026-02-02 says under settled has changed.
CP609 name-taken-out note
    [project] | A name was taken out of the record, which says the same as before.
CP901 future-session note | session 0 | about 0
    date = 2030-02-09 | The session of 2030-02-09 is still to come. It counts for nothing yet.
CP902 before-start note | session 0 | about 0
    date = 2026-01-04 | The session of 2026-01-04 was held before the project started on 2026-01-05.
CP903 same-person-twice warning | session 1 | about 1
    community = ["sam ", "Zoë"] | "sam " and "Sam" look like one person.
CP904 personal-data warning | session 0 | about 0
    note = "Ring Sam on 020 7946 0958 about the keys" | This text seems to hold a telephone number.
CP905 unknown-reference warning | session 0 | about 0
    heard = ["tenant"] | heard names "tenant", which is not in the file; did you mean "tenants"?
CP906 waiver-ended warning
    [[waivers]] | The waiver of "CP304" ended on 2026-11-21.
CP907 waiver-far note
    [[waivers]] | The waiver of "CP304" lasts until 2027-11-23, more than a year from now.
CP908 own-threshold note
    community_share = 0.2 | This file sets community_share to 0.2, which is easier than the usual 0.34.
CP909 planned-not-held warning | session 0 | about 0
    date = 2026-02-09 | A session was planned for 2026-02-09, and nobody has recorded that it was held.
"""


def told(rule: Rule, finding: Finding) -> str:
    """A finding in the form of the table above."""
    ids = [session.id for session in document(example_text(rule.fires)).project.sessions]
    session = [f"session {ids.index(finding.session)}"] if finding.session else []
    [hit] = rule.check(Evidence(document(example_text(rule.fires)).project, TODAY, GATE, earlier(rule)))
    followed = hit.about or ([hit.session] if hit.session else [])
    about = ["about " + " ".join(str(ids.index(name)) for name in followed)] if followed else []
    where = [f"{rule.code} {rule.name} {rule.severity}", *([finding.phase] if finding.phase else []), *session, *about]
    line = example_text(rule.fires).split("\n")[finding.line - 1]
    text = textwrap.fill(f"{line} | {finding.message}", 116, initial_indent="    ", subsequent_indent="    ")
    return f"{' | '.join(where)}\n{text}\n"


def earlier(rule: Rule) -> Earlier | None:
    return Earlier("before", Version(document(example_text(rule.before)).project)) if rule.before is not None else None


def findings(text: str, rule: Rule) -> list[Finding]:
    read = document(text)
    found = assess(read.project, TODAY, read.line_of, file="a.toml", gate=GATE, earlier=earlier(rule)).findings
    return [finding for finding in found if finding.code == rule.code]


def test_each_rule_fires_once_in_its_example_and_says_what_and_where() -> None:
    found = {rule: findings(example_text(rule.fires), rule) for rule in RULES}
    assert [rule.code for rule, its in found.items() if len(its) != 1] == []
    assert "".join(told(rule, finding) for rule, [finding] in found.items()) == FOUND


@each_rule
def test_a_rule_is_silent_in_its_other_example(rule: Rule) -> None:
    assert findings(example_text(rule.silent), rule) == []


@each_rule
def test_a_finding_is_worded_to_the_end(rule: Rule) -> None:
    [finding] = findings(example_text(rule.fires), rule)
    for sentence in (finding.message, finding.remedy, rule.meaning, rule.why):
        assert sentence.endswith((".", "?"))
        assert "{" not in sentence
    assert (finding.name, finding.severity) == (rule.name, rule.severity)


def test_importing_the_rules_declares_those_of_every_family_in_the_order_of_their_codes() -> None:
    for _, name, _ in iter_modules([str(Path(rules.__file__).parent)]):
        import_module(f"coprod.assess.rules.{name}")
    assert sorted(DECLARED, key=lambda rule: rule.code) == list(RULES)
    assert len({rule.code for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)


def test_a_rule_without_words_is_refused_by_its_code() -> None:
    with pytest.raises(TypeError, match="does not say meaning, message, remedy, source, step, why of CP999"):
        declare.rule("CP999 forgetful note", fires=(), silent=())(lambda _: [])


def test_words_are_those_of_a_rule() -> None:
    assert {code.partition("-")[0] for code in WORDS} == {rule.code for rule in RULES}


def test_an_example_is_written_out_as_a_project_file() -> None:
    lines = (
        'claim = ["co-design"]',
        '2026-02-02 planning,design "Three drawings" deciding C1, Jo Ann | Lee (designer)',
        'id = "one"',
        "2026-02-03 design | Lee",
        'said: date = 2026-02-02, text = "Open it"',
        "[check]",
        "feedback_days = 9",
    )
    assert example_text(lines) == WRITTEN_OUT


WRITTEN_OUT = """
[project]
name = "Riverside garden"
claim = ["co-design"]

[[sessions]]
date = 2026-02-02
phase = ["co-planning", "co-design"]
title = "Three drawings"
level = "deciding"
community = ["C1", "Jo Ann"]
professional = ["Lee (designer)"]
id = "one"

[[sessions]]
date = 2026-02-03
phase = "co-design"
professional = ["Lee"]

[[said]]
date = 2026-02-02
text = "Open it"

[check]
feedback_days = 9
"""


@each_rule
def test_what_is_said_of_several_phases_is_one_sentence_about_all_of_them(rule: Rule) -> None:
    if rule.message_of_several:
        assert rule.message_of_several.format(phases="x and y").count("x and y") == 1
        assert "{phase}" in rule.message


@each_rule
def test_the_next_step_is_something_to_do_with_people_and_no_way_to_quiet_the_rule(rule: Rule) -> None:
    assert not re.search(r"--|\[|claim|given|waive|count its|CP\d", rule.remedy)


@each_rule
def test_the_step_in_a_few_words_fits_a_line_of_many_projects(rule: Rule) -> None:
    assert 0 < len(rule.step) <= 30
    assert rule.step[:1].islower()
    assert not rule.step.endswith(".")
