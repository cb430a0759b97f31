"""Who was in a session, how matters and phases stand, and where a project stands in the matrix."""

from collections.abc import Sequence
from datetime import date

import pytest

from coprod.assess.evidence import Evidence, Gate
from coprod.assess.record import (
    MatrixPlace,
    PhaseRecord,
    attended,
    by_phase,
    fed_back,
    matrix_place,
    people_at_least,
    planned,
    up_to,
)
from coprod.framework import Status
from coprod.model.labels import Persons
from tests.conftest import document, session

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("who", "level", "part", "kind"),
    [
        (["A", "p:B"], "deciding", "partners", "both"),
        (["A"], "shared-power", "partners", "community"),
        (["A", "p:B"], "considered", "consulted", "both"),
        (["A", "p:B"], "", "took-part", "both"),
        (["p:B"], "deciding", None, "professional"),
        (["A", "p:A"], "deciding", "partners", "both"),
    ],
)
def test_the_communitys_part_and_who_was_there(who: list[str], level: str, part: str | None, kind: str) -> None:
    [one] = attended(document(session("co-design", who=who, level=level)).project)
    assert (one.part, one.kind) == (part, kind)


def test_a_label_that_equals_a_name_is_the_first_id_of_that_name_and_an_id_is_itself() -> None:
    persons = Persons({"C1": "Amina K.", "C2": "Amina K.", "Sam": "C1", "C9": "Sam"})
    assert [persons.person(label) for label in ("C1", "Amina K.", "C2", "Sam", "amina k.", "C9")] == [
        "C1",
        "C1",
        "C2",
        "Sam",
        "amina k.",
        "C9",
    ]


def test_a_person_attends_once_on_each_side() -> None:
    text = session("co-design", who=["C1", "Amina K.", "p:Amina K."], more="also_present = { community = 2 }")
    [one] = attended(document(f'[project]\nname = "x"\n[people]\nC1 = "Amina K."\n{text}').project)
    assert (one.community.people, one.community.total) == (("C1",), 3)
    assert (one.professional.people, one.professional.total) == (("C1",), 1)


def test_sessions_are_held_up_to_the_day_itself() -> None:
    days = ("2026-11-21", "2026-11-22", "2026-11-23")
    sessions = attended(document("".join(session("co-design", who=["A"], day=day) for day in days)).project)
    assert [one.position for one in up_to(sessions, TODAY)] == [0, 1]
    assert [one.position for one in planned(sessions, TODAY)] == [2]


@pytest.mark.parametrize(
    ("sessions", "people"),
    [
        ("", 0),
        (session("co-design", who=["A", "p:X"], more="also_present = { community = 3 }"), 5),
        (
            session("co-design", who=["A"], more="also_present = { community = 3 }")
            + session("co-design", who=["B", "C"], more="also_present = { community = 1 }"),
            4,
        ),
        ("".join(session("co-design", who=[name], day=f"2026-01-0{day}") for day, name in enumerate("ABCDE", 1)), 5),
        (session("co-design", who=["A", "p:A"]), 2),
    ],
)
def test_on_each_side_the_larger_of_the_distinct_and_the_fullest_session(sessions: str, people: int) -> None:
    assert people_at_least(attended(document(sessions).project)) == people


def test_a_session_counts_as_fed_back_on_from_the_first_that_tells_of_it() -> None:
    project = document(
        session("co-design", who=["A"], day="2026-01-10", more='id = "first"\nfeeds_back = ["first", "later", "none"]')
        + session("co-design", who=["A"], day="2026-03-10", more='id = "third"\nfeeds_back = ["first"]')
        + session("co-design", who=["A"], day="2026-02-10", more='id = "second"\nfeeds_back = ["first"]')
        + session("co-design", who=["p:X"], day="2026-01-11", more='id = "staff"\nfeeds_back = ["first"]')
        + session("co-design", who=["A"], day="2026-04-10", more='id = "later"\nfeeds_back = ["third"]')
        + session("co-design", who=["A"], day="2026-04-10", more='id = "same-day"\nfeeds_back = ["later"]')
        + '[[feedback]]\ndate = 2026-02-11\nsessions = ["second", "third"]\nhow = "letter"\n'
        + '[[feedback]]\ndate = 2026-12-01\nsessions = ["staff"]\nhow = "letter"\n'
    ).project
    assert fed_back(project, up_to(attended(project), TODAY), TODAY) == {
        "first": date(2026, 2, 10),
        "second": date(2026, 2, 11),
        "third": date(2026, 4, 10),
        "later": date(2026, 4, 10),
    }


def records(text: str) -> tuple[PhaseRecord, ...]:
    return Evidence(document(text).project, TODAY, Gate()).phases


def record(text: str) -> PhaseRecord:
    return records(text)[1]


def designed(*whos: Sequence[str], level: str = "") -> str:
    return "".join(session("co-design", who=who, level=level, day=f"2026-01-{n + 1:02}") for n, who in enumerate(whos))


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("", "nothing-logged"),
        (session("co-planning", who=["A", "p:B"]), "nothing-logged"),
        (designed(["p:B"]), "professional-led"),
        (designed(["A", "p:B"], level="listened"), "consulted"),
        (designed(["A", "p:B"], level="supported"), "consulted"),
        (designed(["A", "p:B"], level="considered"), "consulted"),
        (designed(["A"], level="considered"), "consulted"),
        (designed(["A", "p:B"], level="deciding"), "co-produced"),
        (designed(["A", "p:B"], level="shared-power"), "co-produced"),
        (designed(["A", "p:B"]), "took-part"),
        (designed(["A", "p:B"]) + session("co-design", who=["A"], level="considered"), "took-part"),
        (designed(["A", "p:B"]) + session("co-design", who=["A"], level="deciding"), "co-produced"),
        (session("co-design", who=["A", "p:B"], level="deciding", day="2026-11-23"), "nothing-logged"),
        (designed(["A"]), "took-part"),
        (designed(["A"], level="deciding"), "community-led"),
        (designed(["A"], ["p:B"], level="deciding"), "co-produced"),
        (designed(["A", "p:B"], level="considered") + session("co-design", who=["A"], level="deciding"), "co-produced"),
        (designed(["A"], level="considered") + session("co-design", who=["A"], level="deciding"), "community-led"),
        (session("co-design", level="deciding", more="also_present = { community = 1 }"), "community-led"),
        (session("co-design", level="considered", more="also_present = { community = 462 }"), "consulted"),
        (session("co-design", more="also_present = { professional = 1 }"), "professional-led"),
        (session("co-design", more="also_present = { community = 0, professional = 1 }"), "professional-led"),
        (designed(["A", "p:B"], level="informed"), "informed"),
        (designed(["A"], level="informed") + designed(["p:B"]), "informed"),
        (designed(["A"], level="informed") + designed(["A"], level="listened"), "consulted"),
        (designed(["A"], level="informed") + designed(["A"]), "took-part"),
        (session("co-design", who=["A"], level="deciding", more='kind = "ballot"'), "consulted"),
        (session("co-design", who=["A"], more='kind = "survey"'), "consulted"),
        (session("co-design", who=["A"], level="informed", more='kind = "survey"'), "informed"),
        (session("co-design", level="deciding", more='also_present = { community = "some" }'), "community-led"),
        (
            designed(["A"], level="deciding") + session("co-design", more='supporting = ["p:B"]', who=["C"]),
            "community-led",
        ),
        (session("co-design", who=["A", "p:B"], level="deciding", more="planned = true"), "nothing-logged"),
    ],
)
def test_status(text: str, status: Status) -> None:
    assert record(text).status == status
    assert record(text).stands == (status in {"co-produced", "community-led"})
    assert record(text).missing == (status in {"nothing-logged", "professional-led", "informed", "consulted"})


def test_people_are_distinct_and_counts_are_never_added() -> None:
    found = record(
        session(
            "co-design",
            who=["A", "B", "p:X"],
            level="deciding",
            day="2026-02-02",
            more="also_present = { community = 12 }",
        )
        + session(
            "co-design",
            who=["A", "C", "p:X"],
            level="deciding",
            day="2026-01-12",
            more="also_present = { community = 9, professional = 2 }",
        )
        + session(
            "co-design",
            who=["A", "D", "E"],
            level="listened",
            day="2026-01-30",
            more="also_present = { community = 462 }",
        )
    )
    assert (found.sessions, str(found.first), str(found.last)) == (3, "2026-01-12", "2026-02-02")
    assert (found.community.people, found.community.attendances, found.community.counted) == (5, 7, 462)
    assert (found.partners.people, found.partners.counted) == (3, 12)
    assert (found.consulted.people, found.consulted.counted) == (2, 462)
    assert (found.professional.people, found.professional.attendances, found.professional.counted) == (1, 2, 2)


def test_a_session_of_two_phases_counts_for_both() -> None:
    text = session("co-design", who=["A"], level="deciding").replace('"co-design"', '["co-planning", "co-design"]')
    both = records(text)[:2]
    assert [one.status for one in both] == ["community-led", "community-led"]


def test_matters_belong_to_their_phase_wherever_they_were_settled() -> None:
    found = record(
        session("co-delivery", who=["A"], level="deciding", more='settled = { ideas = "Beds", place = "Here" }')
        + session("co-planning", who=["p:B"], more='settled = { testing = "None" }')
    )
    assert found.settled_together == ("ideas",)
    assert found.settled_apart == ("testing",)


def test_people_are_parted_by_the_strongest_of_what_is_recorded_of_them() -> None:
    found = record(
        session("co-design", who=["A", "B"], level="deciding", more="also_present = { community = 1 }")
        + session("co-design", who=["B", "C", "D"], more="also_present = { community = 2 }")
        + session("co-design", who=["A", "C", "E"], level="listened", more="also_present = { community = 3 }")
    )
    parts = (found.partners, found.took_part, found.consulted)
    assert [(part.people, part.counted) for part in parts] == [(2, 1), (2, 2), (1, 3)]
    assert (found.community.people, found.community.attendances, found.community.counted) == (5, 8, 3)


def test_what_is_planned_is_counted_apart() -> None:
    found = record(designed(["A"]) + session("co-design", who=["B"], level="deciding", day="2026-11-23"))
    assert (found.sessions, found.planned, str(found.last), found.community.people) == (1, 1, "2026-01-01", 1)


def test_a_phase_is_contested_where_half_or_more_of_the_sessions_that_it_stands_on_are_disputed() -> None:
    names = ("one", "two", "three")
    text = "".join(session("co-design", who=["A"], level="deciding", more=f'id = "{name}"') for name in names)
    asked = session("co-design", who=["A"], level="listened", more='id = "asked"')
    reading = '[[readings]]\nsession = "{}"\ndate = 2026-02-02\nread = "x"\nsaid = "differs"\nlevel = "informed"\n'
    disputes = ((), ("one",), ("one", "two"), names, ("asked",))
    found = [record(text + asked + "".join(map(reading.format, disputed))).contested for disputed in disputes]
    assert found == [False, False, True, True, False]
    two = text.replace('"three"', '"third"').rsplit("[[sessions]]", 1)[0]
    assert record(two + reading.format("one")).contested


FADING = session("co-design", who=["A", "p:B"], level="deciding", day="2024-01-10")


@pytest.mark.parametrize(
    ("later", "faded", "afterwards"),
    [
        ("", False, ()),
        (session("co-design", who=["p:B"], day="2025-01-09"), False, ("professionals",)),
        (session("co-design", who=["p:B"], day="2025-01-10"), True, ("professionals",)),
        (session("co-design", who=["A"], level="listened", day="2025-02-10"), True, ("consulted",)),
        (session("co-design", who=["A"], level="informed", day="2025-02-10"), True, ("informed",)),
        (session("co-design", who=["A"], day="2025-02-10"), True, ("took-part",)),
        (session("co-design", who=["A"], level="deciding", day="2025-02-10", more='kind = "ballot"'), True, ("voted",)),
        (
            session("co-design", who=["A"], day="2024-03-10") + session("co-design", who=["p:B"], day="2025-02-10"),
            True,
            ("took-part",),
        ),
        (session("co-delivery", who=["A"], level="listened", day="2025-02-10"), False, ()),
        (session("co-design", who=["A"], level="listened", day="2027-02-10"), False, ()),
    ],
)
def test_a_standing_is_dated_and_fades(later: str, faded: bool, afterwards: tuple[str, ...]) -> None:
    found = record(FADING + later)
    assert (found.status, str(found.until), found.faded, found.afterwards) == (
        "co-produced",
        "2024-01-10",
        faded,
        afterwards,
    )


def test_sessions_after_the_end_fade_nothing() -> None:
    text = FADING + session("co-design", who=["p:B"], day="2026-02-10")
    ends = ("", "ended = 2026-02-10", "ended = 2026-02-09")
    found = [record(f'[project]\nname = "x"\n{end}\n{text}').faded for end in ends]
    assert found == [True, True, False]


def test_a_phase_that_does_not_stand_has_no_day() -> None:
    found = record(designed(["A"], level="listened"))
    assert (found.until, found.faded, found.afterwards, found.all_on_both_sides) == (None, False, (), False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (designed(["A", "p:A"], level="deciding"), True),
        (designed(["A"], level="deciding") + session("co-planning", who=["p:A"]), True),
        (designed(["A", "C", "p:A"], level="deciding"), False),
        (session("co-design", who=["A", "p:A"], level="deciding", more="also_present = { community = 1 }"), False),
        (session("co-design", who=["A", "p:A"], level="deciding", more='also_present = { community = "some" }'), False),
        (designed(["A", "p:A"], level="considered"), False),
    ],
)
def test_all_partners_may_be_on_both_sides(text: str, expected: bool) -> None:
    assert record(text).all_on_both_sides == expected


def test_people_in_surveys_and_ballots_are_told_apart() -> None:
    found = record(
        session("co-design", who=["A", "B"], more='kind = "survey"\nalso_present = { community = 200 }')
        + session("co-design", who=["A"], level="deciding", more='kind = "ballot"\nalso_present = { community = 150 }')
        + session("co-design", who=["A"], more='kind = "ballot"\nalso_present = { community = "some" }')
        + session("co-design", who=["A"], level="deciding", more="also_present = { community = 4 }")
        + session("co-design", who=["p:X"], more='supporting = ["I"]\nalso_present = { supporting = 2 }')
    )
    assert (found.replies, found.votes, found.community.counted, found.community.uncounted) == (202, 151, 4, True)
    assert (found.partners.people, found.partners.counted, found.consulted.people) == (1, 4, 1)
    assert (found.supporting.people, found.supporting.counted, found.professional.people) == (1, 2, 1)


def place(text: str) -> MatrixPlace:
    return matrix_place(by_phase(attended(document(text).project)))


DESIGN = {
    None: "",
    "professional": session("co-planning", who=["p:A", "p:B"], level="considered") + session("co-design", who=["p:B"]),
    "both": session("co-planning", who=["A", "p:B"], level="deciding") + session("co-design", who=["p:B"]),
    "community": session("co-design", who=["A"], level="shared-power"),
}
DELIVERY = {
    None: session("co-evaluation", who=["A", "p:B"]),
    "professional": session("co-delivery", who=["p:B"]),
    "both": session("co-delivery", who=["A", "p:B"], level="deciding"),
    "community": session("co-delivery", who=["A"], level="deciding") + session("co-delivery", who=["C"]),
}


@pytest.mark.parametrize("design", DESIGN)
@pytest.mark.parametrize("delivery", DELIVERY)
def test_each_axis_is_placed_by_its_own_sessions(design: str | None, delivery: str | None) -> None:
    found = place(DESIGN[design] + DELIVERY[delivery])
    assert (found.design, found.delivery) == (design, delivery)
    assert (found.cell is None) == (design is None or delivery is None)
    assert (found.design_untold is None, found.delivery_untold is None) == (design is not None, delivery is not None)


def test_the_middle_and_the_corners_have_their_published_labels() -> None:
    def cell(design: str, delivery: str) -> str | None:
        return place(DESIGN[design] + DELIVERY[delivery]).cell

    assert cell("both", "both") == "Full co-production"
    assert cell("professional", "professional") == "Traditional professional service provision"
    assert cell("community", "community") == "Self-organised community provision"
    assert cell("professional", "both") == "User co-delivery of professionally designed services"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no-session"),
        (session("co-design", who=["A"], level="listened") + session("co-design", who=["p:B"]), "consulted"),
        (session("co-design", who=["A", "p:B"]) + session("co-design", who=["A"], level="listened"), "took-part"),
        (session("co-design", who=["A"], level="deciding") + session("co-planning", who=["p:B"]), "never-together"),
        (
            session("co-design", who=["A"], level="deciding")
            + session("co-design", who=["A", "p:B"], level="listened"),
            "never-together",
        ),
    ],
)
def test_an_axis_that_cannot_be_told_says_why(text: str, reason: str) -> None:
    assert (place(text).design, place(text).design_untold) == (None, reason)
