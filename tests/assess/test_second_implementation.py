"""A second implementation of the definition finds the same as the product, in projects made by chance."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import timedelta
from random import Random
from typing import Any

import pytest

from coprod.assess import Assessment
from coprod.assess.rules import RULES
from coprod.days import Period
from coprod.framework import MATTERS
from coprod.model import Project
from coprod.model.ids import fingerprints, project_fingerprint, reading_fingerprint
from tests.assess.naive import Naive
from tests.assess.naive_changes import changed as changes_found
from tests.assess.naive_rules import Found, Rules
from tests.assess.projects import TODAY, Written, changed, judged, made

#: What the second implementation leaves to others: personal data, erasure and labels that look like one person.
_LEFT_OUT = {"CP609", "CP903", "CP904"}

#: Rules about waivers, which it looks at apart.
_OF_WAIVERS = {"CP906", "CP907"}

#: Rules that find one thing where the second implementation finds each, or the other way round.
_ONCE = {"CP403", "CP307", "CP905", "CP605", "CP604"}

#: Rules that tell the session in one of the two alone.
_NO_SESSION = {"CP403", "CP601"}


def differences(number: int) -> Iterator[str]:
    """In what the two differ about one project, on a day and in a period."""
    random = Random(number)  # noqa: S311 - the same project for the same number
    project = made(number)
    today = TODAY + timedelta(days=random.choice([0, 0, -30, -400, 5]))
    during = random.choice([None, None, (-100, 0), (-30, 400), (None, -20), (-500, None), (None, None)])
    begin, end = (None if day is None else TODAY + timedelta(days=day) for day in during or (None, None))
    read_back = random.choice([False, True])
    rules = Rules(project, today, (begin, end))
    found = judged(project, today, during=during and Period(begin, end), read_back=read_back)
    yield from _of_record(rules, found)
    yield from _of_prints(rules, project)
    theirs = rules.found(read_back=read_back)
    yield from _unlike("findings", _told(theirs), _codes(found))
    before, after = changed(number)
    was, now = Rules(before, TODAY), Rules(after, TODAY)
    yield from _unlike("changes", _told(changes_found(was, now)), _codes(judged(after, before=before), "CP6"))


def _of_record(rules: Rules, found: Assessment) -> Iterator[str]:
    yield from _unlike("verdict", rules.verdict(), found.verdict)
    yield from _unlike("matrix", rules.matrix(), (found.place.design, found.place.delivery))
    for record in found.phases:
        phase = record.phase
        yield from _unlike("status", rules.status(phase), record.status)
        yield from _unlike("until", rules.standing_until(phase), record.until)
        yield from _unlike("faded", rules.faded(phase), record.faded)
        yield from _unlike("contested", rules.contested(phase), record.contested)
        yield from _unlike("people", rules.people(phase), _people(record))
        how = {matter: rules.settled(matter) for matter in MATTERS if MATTERS[matter] == phase}
        together, apart = ([matter for matter in how if how[matter] == one] for one in ("together", "apart"))
        yield from _unlike("settled", (together, apart), (list(record.settled_together), list(record.settled_apart)))
    theirs = [(rules.differs(one), rules.is_answered(one), rules.is_settled(one)) for one in rules.readings]
    yield from _unlike("readings", theirs, [(one.differs, one.answered, one.settled) for one in found.readings])
    current = [rules.current(one) for one in rules.readings]
    yield from _unlike("current", current, [one.current for one in found.readings])


def _people(record: Any) -> Written:
    people: Written = {}
    for side in ("community", "professional", "supporting"):
        counts = getattr(record, side)
        people[side] = {name: getattr(counts, name) for name in ("people", "attendances", "counted")}
        if counts.uncounted:
            people[side]["uncounted"] = True
    people["community"] |= {"replies": record.replies, "votes": record.votes}
    parts = ("partners", "took_part", "consulted", "informed")
    people["community"] |= {part: getattr(record, part).people for part in parts}
    return people


def _of_prints(rules: Naive, project: Written) -> Iterator[str]:
    model = Project.model_validate(project)
    theirs = {one["id"]: rules.fingerprint(one) for one in rules.every}
    yield from _unlike("fingerprints", theirs, fingerprints(model))
    yield from _unlike("of project", rules.project_fingerprint(TODAY), project_fingerprint(model, TODAY))
    read = [rules.reading_fingerprint(one) for one in project["readings"]]
    yield from _unlike("of readings", read, [reading_fingerprint(one) for one in model.readings])


def _told(found: list[Found]) -> Counter[Any]:
    return _once((one.code, one.phase, one.session) for one in found if one.code not in _LEFT_OUT)


def _codes(found: Assessment, family: str = "CP") -> Counter[Any]:
    findings = (one for one in found.findings if one.code.startswith(family) and one.code not in _LEFT_OUT)
    return _once((one.code, one.phase, one.session) for one in findings)


def _once(found: Iterable[tuple[str, str | None, str | None]]) -> Counter[Any]:
    """How often each rule fires, and for which phase and session where both say so."""
    told: Counter[Any] = Counter()
    for code, phase, session in found:
        if code in _ONCE:
            told[code] = 1
        else:
            no_session = code in _NO_SESSION or code.startswith("CP2") or session == "project"
            told[code, phase, None if no_session else session] += 1
    return told


def _unlike(what: str, theirs: Any, ours: Any) -> Iterator[str]:
    if theirs != ours:
        if isinstance(theirs, Counter):
            theirs, ours = dict(theirs - ours), dict(ours - theirs)
        yield f"{what}| theirs {theirs}, ours {ours}"


@pytest.mark.parametrize("part", range(4))
def test_a_second_implementation_finds_the_same(part: int) -> None:
    for number in range(part * 100, (part + 1) * 100):
        assert list(differences(number)) == []


def test_every_rule_finds_something_in_a_made_up_project() -> None:
    wanted = {rule.code for rule in RULES} - _LEFT_OUT - _OF_WAIVERS
    for number in range(400):
        before, after = changed(number)
        found = [judged(made(number), read_back=True), judged(after, before=before)] if wanted else []
        wanted -= {finding.code for one in found for finding in one.findings}
    assert not wanted, f"tests/assess/projects.py makes no project in which {', '.join(sorted(wanted))} fires"
