"""What holds of every record, and a second implementation that finds the same."""

from copy import deepcopy
from datetime import date, timedelta
from itertools import product
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from coprod.assess import Assessment
from coprod.assess.record import attended, standings, up_to
from coprod.framework import LEVELS, MATTERS, Verdict
from coprod.model import Project
from coprod.output.escape import Look
from coprod.output.formats import FORMATS, Results, rendered
from coprod.terms import STATUSES
from tests.assess import naive
from tests.assess.projects import NAMES, TODAY, Written, any_project, judged, made


def without_levels(project: Written, levels: tuple[str, ...] = tuple(LEVELS)) -> Written:
    changed = deepcopy(project)
    for session in changed["sessions"]:
        if session["level"] in levels:
            session["level"] = None
    return changed


def rules_fired(found: Assessment) -> list[tuple[str, str | None, str | None, str]]:
    return [(one.code, one.phase, one.session, one.message) for one in found.findings]


@given(any_project(), st.integers(-30, 5))
def test_a_second_implementation_finds_the_same(project: Written, days: int) -> None:
    today = TODAY + timedelta(days=days)
    found = judged(project, today)
    assert found.verdict == naive.verdict(project, today)
    for record in found.phases:
        assert record.status == naive.status(project, today, record.phase)
        assert record.contested == naive.contested(project, today, record.phase)
        assert record.partners.people == len(naive.partners(project, today, record.phase))
        settled = {matter: naive.settled(project, today, matter) for matter in naive.PHASES[record.phase]}
        assert record.settled_together == tuple(matter for matter, how in settled.items() if how == "together")
        assert record.settled_apart == tuple(matter for matter, how in settled.items() if how == "apart")
    model = Project.model_validate(project)
    stand = standings(up_to(attended(model), today), model.project.given)
    assert {matter: stand[matter].how for matter in MATTERS} == {
        matter: naive.settled(project, today, matter) for matter in MATTERS
    }


@given(any_project())
def test_without_a_level_nothing_is_called_co_produced_and_nobody_a_partner(project: Written) -> None:
    found = judged(without_levels(project))
    assert found.verdict in ("cannot-tell", "not-co-produced")
    assert not any(record.stands or record.partners.people or record.partners.counted for record in found.phases)
    assert found.place.design in (None, "professional")
    assert found.place.delivery in (None, "professional")
    for name in FORMATS:
        text = " ".join(rendered(name, Results(TODAY, [found]), Look()).split())
        for words in ("Co-produced, as recorded", "Full co-production", "Stands so far", "claim stands"):
            assert words not in text, name


@given(any_project())
def test_a_wholly_future_record_reads_as_an_empty_one_but_for_what_is_planned(project: Written) -> None:
    later = deepcopy(project)
    for table in ("sessions", "said", "readings", "answers"):
        for record in later[table]:
            record["date"] += timedelta(days=400)
    empty = deepcopy(project) | {"sessions": [], "said": [], "readings": [], "answers": []}
    found, nothing = judged(later), judged(empty)
    assert len(found.planned) == len(project["sessions"])
    assert [record._replace(planned=0) for record in found.phases] == list(nothing.phases)
    assert found._replace(planned=(), phases=nothing.phases, findings=()) == nothing._replace(findings=())
    assert [one.code for one in found.findings if not one.code.startswith("CP9")] == [
        one.code for one in nothing.findings if not one.code.startswith("CP9")
    ]


@given(any_project(), st.integers(-30, 0))
def test_what_an_earlier_day_shows_is_what_was_recorded_up_to_it(project: Written, days: int) -> None:
    today = TODAY + timedelta(days=days)
    cut = deepcopy(project)
    for table in ("sessions", "said", "readings", "answers"):
        cut[table] = [record for record in cut[table] if record["date"] <= today]
    whole, up_to = judged(project, today), judged(cut, today)
    assert [one._replace(planned=0) for one in whole.phases] == list(up_to.phases)
    assert (whole.verdict, whole.place, whole.notes) == (up_to.verdict, up_to.place, up_to.notes)
    told = {"CP106", "CP502", "CP503", "CP504"}
    for found in (whole, up_to):
        told |= {one.code for one in found.findings if one.code.startswith("CP9")}

    def rest(found: Assessment) -> list[tuple[str, str | None, str | None, str]]:
        return [one for one in rules_fired(found) if one[0] not in told]

    assert rest(whole) == rest(up_to)


@given(any_project())
def test_not_recording_a_low_level_never_makes_it_co_produced(project: Written) -> None:
    before = judged(project)
    after = judged(without_levels(project, ("listened", "supported", "considered")))
    if before.verdict in ("cannot-tell", "not-co-produced"):
        assert after.verdict in ("cannot-tell", "not-co-produced")
    assert [one.stands for one in before.phases] == [one.stands for one in after.phases]


@given(any_project(), st.integers(0, 9))
def test_adding_a_professional_never_makes_a_phase_stand(project: Written, position: int) -> None:
    before = judged(project)
    if project["sessions"]:
        project["sessions"][position % len(project["sessions"])]["professional"] += ["Somebody else"]
    assert [one.stands for one in judged(project).phases] == [one.stands for one in before.phases]


@given(any_project())
def test_ids_for_names_change_no_finding(project: Written) -> None:
    first_ids = {name: label for label, name in reversed([*NAMES.items()])}
    ids = deepcopy(project)
    for session in ids["sessions"]:
        for side in ("community", "professional"):
            session[side] = list(dict.fromkeys(first_ids.get(label, label) for label in session[side]))

    def but_for_labels(found: Assessment) -> list[tuple[str, str | None, str | None, str]]:
        return [one for one in rules_fired(found) if one[0] not in ("CP903", "CP904", "CP504")]

    assert but_for_labels(judged(project)) == but_for_labels(judged(ids))


@given(any_project(), st.integers(1, 4))
def test_agreeing_changes_no_verdict_and_no_exit(project: Written, number: int) -> None:
    before = [judged(project, strict=strict) for strict in (False, True)]
    agreed = deepcopy(project)
    for extra, session in product(range(number), project["sessions"]):
        agreed["readings"].append(
            {
                "session": session["id"],
                "date": TODAY,
                "read": "0" * 12,
                "said": "agree",
                "id": f"a{extra}{session['id']}",
            }
        )
    fewer = deepcopy(project)
    fewer["readings"] = [one for one in fewer["readings"] if one["said"] != "agree"]
    for changed in (agreed, fewer):
        after = [judged(changed, strict=strict) for strict in (False, True)]
        assert [(one.verdict, one.stands) for one in after] == [(one.verdict, one.stands) for one in before]


@given(any_project())
def test_a_reading_only_ever_lowers_confidence(project: Written) -> None:
    silent = judged(project | {"readings": [], "answers": []})
    read = judged(project)
    assert (read.verdict, read.place) == (silent.verdict, silent.place)
    assert [one._replace(contested=False) for one in read.phases] == list(silent.phases)
    assert silent.stands or not read.stands


@given(any_project())
def test_waiving_a_difference_leaves_what_contests_a_phase(project: Written) -> None:
    waivers = [
        {"rule": rule, "reason": "because", "until": date(2027, 1, 1)}
        for rule in ("CP501", "CP502", "accounts-differ", "difference-unanswered")
    ]
    before, after = judged(project), judged(project | {"waivers": waivers}, rules=frozenset({"CP906"}))
    assert after.stands == before.stands
    contested = [one.phase for one in before.findings if one.code == "CP501"]
    assert [one.phase for one in after.findings if one.code == "CP501" and one.waived is None] == contested
    assert contested == [one.phase for one in before.phases if one.contested and one.phase in before.judged]


@given(any_project())
def test_a_gate_that_judges_nothing_flags_nothing_but_warnings_under_strict(project: Written) -> None:
    project["project"]["claim"] = []
    assert judged(project).stands
    strict = judged(project, strict=True)
    assert strict.stands == (not any(one.severity == "warning" for one in strict.findings))
    assert strict.judged == ()


def test_every_verdict_and_every_status_comes_about() -> None:
    """So that none of the properties above holds of nothing."""
    found = [judged(made(number)) for number in range(300)]
    records = [record for one in found for record in one.phases]
    assert {record.status for record in records} == set(STATUSES)
    assert {one.verdict for one in found} == set(get_args(Verdict))
    assert {record.contested for record in records} == {True, False}
    assert {finding.code for one in found for finding in one.findings} >= {"CP201", "CP202", "CP206", "CP207", "CP501"}
