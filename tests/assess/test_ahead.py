"""What lies ahead: the agenda of the next meeting, and what to know of a matter before it is decided."""

import datetime as dt

import pytest

from coprod.assess.ahead import Agenda, Before, agenda, before
from coprod.framework import MATTERS, MatterName
from tests.conftest import document, example

TODAY = dt.date(2026, 11, 22)

RECORD = (
    'affected = ["tenants", "carers", "young people"]',
    "[project.given]",
    'funding = "Capped at 40,000"',
    "2026-01-12 planning deciding C1 | Jo",
    'settled = { problem = "Unsafe after dark", people = "All" }',
    'heard = ["tenants"]',
    'id = "start"',
    "2026-02-01 planning considered C1 | Jo",
    'settled = { problem = "unsafe, after  DARK!", people = "Some" }',
    'asked = { carers = "not in exam time", "young people" = "no" }',
    'feeds_back = ["start"]',
    'id = "second"',
    "2026-03-01 planning,design C1 | Jo",
    'settled = { approach = "Ask" }',
    'asked = { "young people" = "too late" }',
    'id = "third"',
    '2026-12-01 design "Planned" C1 | Jo',
    "2026-12-08 planning | Jo",
    "planned = true",
    'said: date = 2026-03-02, text = "A tap", id = "tap"',
    'said: date = 2026-03-01, text = "Older", about = "people", id = "older"',
    'said: date = 2026-03-01, text = "Told not", id = "untold"',
    'answers: date = 2026-03-03, to = "tap", outcome = "open", text = "Soon"',
    'answers: date = 2026-03-03, to = "untold", outcome = "done", text = "Yes"',
    'readings: session = "start", date = 2026-04-01, read = "x", said = "differs", level = "listened", id = "r1"',
    'readings: session = "third", date = 2026-04-02, read = "x", said = "differs", words = "No", id = "r2"',
    'answers: date = 2026-04-03, to = "r1", outcome = "declined", text = "We did", told = "letter"',
)


def of(phase: str | None = None, *lines: str) -> Agenda:
    return agenda(document(example(*(lines or RECORD))).project, TODAY, phase)  # type: ignore[arg-type]


def test_an_agenda_has_what_the_record_leaves_open() -> None:
    found = of("co-planning")
    assert found.read_back
    assert (found.phase, str(found.date), found.read_back.id) == ("co-planning", "2026-12-08", "third")
    assert [saying.id for saying in found.open] == ["older", "tap"]
    assert [(record.reading.id, record.answered) for record in found.differences] == [("r1", True), ("r2", False)]
    assert found.not_agreed == ["people", "approach", "timeframe", "management"]
    assert [record.id for record in found.to_tell] == ["second", "third", "untold"]
    assert [(group.group, str(group.asked), group.said) for group in found.not_heard] == [
        ("carers", "2026-02-01", "not in exam time"),
        ("young people", "2026-03-01", "too late"),
    ]
    assert found.given == ["funding"]


def test_left_out_the_phase_is_that_of_the_latest_session() -> None:
    assert of().phase == "co-design"
    assert str(of().date) == "2026-12-01"
    assert of(None, "2026-12-01 delivery C1 | Jo").phase == "co-planning"
    two = ("2026-02-02 design C1 | Jo", "2026-02-02 evaluation C1 | Jo", "2026-01-01 delivery C1 | Jo")
    assert of(None, *two).phase == "co-evaluation"
    empty = of("co-delivery", 'purpose = "x"')
    assert (empty.date, empty.read_back, empty.not_agreed) == (None, None, ["method", "roles", "place"])


def told(matter: MatterName, *lines: str) -> Before:
    return before(document(example(*(lines or RECORD))).project, TODAY, matter)


@pytest.mark.parametrize(
    ("matter", "settled", "passes", "hows"),
    [
        ("problem", "together", True, ["together", "confirmed"]),
        ("people", "apart", False, ["together", "apart"]),
        ("approach", "unknown", False, ["unknown"]),
        ("timeframe", None, False, []),
        ("funding", None, True, []),
    ],
)
def test_before_a_decision(matter: MatterName, settled: str | None, passes: bool, hows: list[str]) -> None:
    found = told(matter)
    assert (found.settled, found.passes, found.phase) == (settled, passes, MATTERS[matter])
    assert [how for _, _, how in found.settlings] == hows


def test_before_a_decision_hears_who_said_and_who_differs() -> None:
    assert [saying.id for saying in told("people").open] == ["older"]
    assert told("problem").open == []
    assert [record.reading.id for record in told("problem").differences] == ["r1"]
    assert told("approach").differences == []
    assert [group.group for group in told("timeframe").not_heard] == ["carers", "young people"]
    assert told("funding").given == "Capped at 40,000"


def test_what_was_fixed_from_outside_passes_however_it_was_settled() -> None:
    lines = (
        "[project.given]",
        'ideas = "Beds"',
        "2026-02-02 design considered C1 | Jo",
        'settled = { ideas = "Beds" }',
    )
    assert (told("ideas", *lines).settled, told("ideas", *lines).passes) == (None, True)
