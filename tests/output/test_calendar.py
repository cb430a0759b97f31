"""What is planned and owed, as a calendar, read back by the library."""

import datetime as dt
import re
from pathlib import Path

import pytest

from tests.conftest import Run, example
from tests.everything import everywhere
from tests.hostile import STORED
from tests.test_hostile_text import assert_no_command

icalendar = pytest.importorskip("icalendar")

PROJECT = example(
    'purpose = "x"',
    "[check]",
    "feedback_days = 10",
    '2026-12-07 design "With Amina Khan" C1 | Jo Lee',
    'id = "soon"',
    "2026-11-02 design deciding Amina Khan | Jo Lee",
    'id = "owed"',
    "2026-11-03 design deciding Amina Khan | Jo Lee",
    'feeds_back = ["owed"]',
    'said: date = 2026-11-04, text = "Amina Khan wants a tap; now", id = "tap"',
    'said: date = 2026-11-05, text = "Done", id = "done"',
    'answers: date = 2026-11-06, to = "done", outcome = "done", text = "It is"',
)


def events(text: str) -> list[tuple[dt.date, str]]:
    read = icalendar.Calendar.from_ical(text)
    return [(event.decoded("dtstart"), str(event["summary"])) for event in read.walk("VEVENT")]


def test_what_is_planned_and_owed_has_its_day_and_no_names(run: Run, folder: Path) -> None:
    (folder / "coprod.toml").write_text(PROJECT)
    ran = run("export", "--what", "calendar")
    assert ran.code == 0
    assert "Amina" not in ran.out
    assert "Jo" not in ran.out
    assert [(day.isoformat(), words) for day, words in events(ran.out)] == [
        ("2026-11-13", "Riverside garden: tell people what came of 3 November 2026"),
        ("2026-11-14", "Riverside garden: answer what was said: (name left out) wants a tap; now"),
        ("2026-12-07", "Riverside garden: co-design session, With (name left out)"),
    ]
    assert run("export", "--what", "calendar", "--names").out == ran.out
    assert run("export", "--what", "calendar", "-o", "a.ics").code == 0
    assert (folder / "a.ics").read_bytes().decode() == ran.out
    assert ran.out.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")


def test_it_is_the_same_each_time_and_each_event_has_its_own_id(run: Run, folder: Path) -> None:
    (folder / "coprod.toml").write_text(PROJECT)
    first, again = (run("export", "--what", "calendar").out for _ in range(2))
    assert first == again
    ids = re.findall(r"UID:(.*)\r\n", first)
    assert len(ids) == len(set(ids)) == len(events(first)) == 3


def test_a_day_after_all_days_is_the_last_one(run: Run, folder: Path) -> None:
    (folder / "coprod.toml").write_text(example("9999-12-30 design C1 | Jo", "[check]", "feedback_days = 36500"))
    assert events(run("export", "--what", "calendar", "--today", "9999-12-31").out)[0][0] == dt.date.max


@pytest.mark.parametrize("text", STORED)
def test_hostile_text_makes_no_line_and_no_event_of_its_own(run: Run, folder: Path, text: str) -> None:
    # The answer leaves the saying open, and the session is planned.
    record = everywhere(text).replace("declined", "open").replace("date = 2026-01-01", "date = 2026-12-07")
    (folder / "coprod.toml").write_bytes(record.encode())
    ran = run("export", "--what", "calendar")
    assert ran.code == 0
    assert_no_command(ran.out)
    assert len(events(ran.out)) == ran.out.count("BEGIN:VEVENT") == 2
    names = {re.split("[:;]", line)[0] for line in ran.out.split("\r\n") if line and not line.startswith(" ")}
    allowed = {"BEGIN", "END", "VERSION", "PRODID", "UID", "DTSTAMP", "DTSTART", "SUMMARY", "DESCRIPTION", "TRANSP"}
    assert names <= allowed


def test_without_the_extra_it_says_what_to_install(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "coprod.toml").write_text(PROJECT)
    monkeypatch.setitem(__import__("sys").modules, "icalendar", None)
    ran = run("export", "--what", "calendar")
    assert (ran.code, ran.out, ran.err) == (2, "", "error: a calendar needs icalendar: install coprod[calendar]\n")
