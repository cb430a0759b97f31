"""What holds of every record."""

from copy import deepcopy
from datetime import date, timedelta
from itertools import product
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from coprod.assess import Assessment
from coprod.days import Period
from coprod.framework import LEVELS, Verdict
from coprod.output.escape import Look
from coprod.output.formats import FORMATS, Results
from coprod.terms import STATUSES
from tests.assess.projects import NAMES, TODAY, Written, any_project, judged, made
from tests.output.formats.readers import rendered


def without_levels(project: Written, levels: tuple[str, ...] = tuple(LEVELS)) -> Written:
    changed = deepcopy(project)
    for session in changed["sessions"]:
        if session.get("level") in levels:
            del session["level"]
        for matter, settling in session["settled"].items():
            if isinstance(settling, dict) and settling["level"] in levels:
                session["settled"][matter] = settling["what"]
    return changed


def rules_fired(found: Assessment) -> list[tuple[str, str | None, str | None, str]]:
    return [(one.code, one.phase, one.session, one.message) for one in found.findings]


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
    tables = ("sessions", "said", "readings", "answers", "feedback")
    for table in tables:
        for record in later[table]:
            record["date"] += timedelta(days=1200)
    empty = deepcopy(project) | dict.fromkeys(tables, ())
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
    for table in ("sessions", "said", "readings", "answers", "feedback"):
        cut[table] = [record for record in cut[table] if record["date"] <= today]
    whole, up_to = judged(project, today), judged(cut, today)
    assert [one._replace(planned=0) for one in whole.phases] == [one._replace(planned=0) for one in up_to.phases]
    assert (whole.verdict, whole.place, whole.notes) == (up_to.verdict, up_to.place, up_to.notes)
    told = {"CP106", "CP501", "CP502", "CP503", "CP504"}
    for found in (whole, up_to):
        told |= {one.code for one in found.findings if one.code.startswith("CP9")}

    def rest(found: Assessment) -> list[tuple[str, str | None, str | None, str]]:
        return [one for one in rules_fired(found) if one[0] not in told]

    assert rest(whole) == rest(up_to)


@given(any_project())
def test_not_recording_a_low_level_never_makes_it_co_produced(project: Written) -> None:
    before = judged(project)
    after = judged(without_levels(project, ("informed", "listened", "supported", "considered")))
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
        for side in ("community", "professional", "supporting"):
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
                "date": max(TODAY, session["date"]),
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
    assert (read.verdict, read.place, read.given) == (silent.verdict, silent.place, silent.given)
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


PARTNERS = {"deciding", "shared-power"}


@given(any_project())
def test_the_order_of_the_file_changes_nothing(project: Written) -> None:
    other = deepcopy(project)
    for table in ("sessions", "said", "readings", "answers", "feedback"):
        other[table].reverse()
    one, two = judged(project), judged(other)
    assert (one.verdict, one.place, one.phases, one.stands) == (two.verdict, two.place, two.phases, two.stands)
    assert sorted(found.code for found in one.findings) == sorted(found.code for found in two.findings)
    readings = {found.reading.id: found for found in two.readings}
    for found in one.readings:
        other_found = readings[found.reading.id]
        assert (found.differs, found.answered, found.settled) == (
            other_found.differs,
            other_found.answered,
            other_found.settled,
        )


@given(any_project())
def test_a_period_of_all_days_is_none(project: Written) -> None:
    whole, all_days = judged(project), judged(project, during=Period(None, None))
    assert all_days._replace(during=None, findings=()) == whole._replace(findings=())
    # Of a period no waiver is said to have matched nothing.
    assert rules_fired(all_days) == [one for one in rules_fired(whole) if one[0] != "CP906"]


@given(any_project(), st.sampled_from(["community", "also_present"]))
def test_somebody_who_supports_changes_no_status_share_or_verdict(project: Written, how: str) -> None:
    before = judged(project)
    helped = deepcopy(project)
    for session in helped["sessions"]:
        if how == "also_present":
            session["also_present"]["supporting"] = 9
        else:
            session["supporting"] = [*session["supporting"], "An interpreter"]
    after = judged(helped)
    assert (after.verdict, after.place) == (before.verdict, before.place)
    for one, two in zip(before.phases, after.phases, strict=True):
        assert one._replace(supporting=two.supporting) == two
    # Who read it before has read another wording.
    ignored = {"CP504", "CP506"}
    assert [one for one in rules_fired(after) if one[0] not in ignored] == [
        one for one in rules_fired(before) if one[0] not in ignored
    ]


@given(any_project())
def test_leaving_levels_out_never_raises_a_status_or_clears_a_flag(project: Written) -> None:
    before, after = judged(project), judged(without_levels(project))
    raised = {"consulted": {"took-part"}, "informed": {"took-part", "consulted"}}
    for one, two in zip(before.phases, after.phases, strict=True):
        assert not two.stands
        if not one.stands:
            assert two.status in {one.status} | raised.get(one.status, set())
    if not any(one.stands for one in before.phases):
        strict = [judged(each, strict=True) for each in (project, without_levels(project))]
        assert strict[0].stands <= strict[1].stands or not strict[1].stands


@given(any_project())
def test_moving_partners_ten_years_back_fades_what_stands_if_later_sessions_exist(project: Written) -> None:
    project["project"].pop("ended", None)
    moved = deepcopy(project)
    for session in moved["sessions"]:
        if session.get("level") in PARTNERS and session["kind"] == "meeting":
            session["date"] -= timedelta(days=3652)
    before, after = judged(project), judged(moved)
    for one, two in zip(before.phases, after.phases, strict=True):
        others = one.stands and one.last and two.until and two.last and (two.last - two.until).days > 365
        assert two.faded == bool(two.stands and others) or not one.stands
        if two.faded:
            assert (two.phase, "CP308") in {(found.phase, found.code) for found in after.findings}


@given(any_project())
def test_confirming_in_the_same_words_changes_no_finding(project: Written) -> None:
    confirmed = deepcopy(project)
    for number, session in enumerate(project["sessions"]):
        if not (session.get("level") in PARTNERS and session["kind"] != "survey" and not session["planned"]):
            continue
        if not (session["community"] or session["also_present"]["community"]) or session["date"] > TODAY:
            continue
        others = [one for one in project["sessions"] if one is not session and one["date"] >= session["date"]]
        again = {matter for other in others for matter in other["settled"]}
        settled = session["settled"].items()
        last = {matter: what for matter, what in settled if isinstance(what, str) and matter not in again}
        if last:
            confirmed["sessions"].append(
                {
                    "date": session["date"],
                    "phase": session["phase"],
                    "kind": "ballot",
                    "community": [],
                    "professional": ["Cabinet"],
                    "settled": {matter: f"{what.upper()}!" for matter, what in last.items()},
                    "recognition": "paid",
                    "id": f"cabinet{number}",
                }
            )
    matters = {"CP201", "CP202", "CP203", "CP205", "CP206", "CP207"}
    before, after = judged(project), judged(confirmed)
    assert [one for one in rules_fired(after) if one[0] in matters] == [
        one for one in rules_fired(before) if one[0] in matters
    ]
    for one, two in zip(before.phases, after.phases, strict=True):
        assert (one.settled_together, one.settled_apart) == (two.settled_together, two.settled_apart)


@given(any_project())
def test_what_is_planned_counts_for_nothing(project: Written) -> None:
    marked = deepcopy(project)
    for session in marked["sessions"]:
        session["planned"] = True
    found = judged(marked)
    assert {record.status for record in found.phases} == {"nothing-logged"}
    assert found.place.design is found.place.delivery is None
    assert not any(record.settled_together or record.settled_apart for record in found.phases)


def test_every_verdict_and_every_status_comes_about() -> None:
    """So that none of the properties above holds of nothing."""
    found = [judged(made(number)) for number in range(300)]
    records = [record for one in found for record in one.phases]
    assert {record.status for record in records} == set(STATUSES)
    assert {one.verdict for one in found} == set(get_args(Verdict))
    assert {record.contested for record in records} == {True, False}
    assert {record.faded for record in records} == {True, False}
    codes = {finding.code for one in found for finding in one.findings}
    assert codes >= {"CP201", "CP202", "CP206", "CP207", "CP208", "CP308", "CP309", "CP501", "CP503", "CP506", "CP909"}
