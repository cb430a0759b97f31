import datetime as dt
import difflib
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coprod.errors import Unusable
from coprod.model import Counted, Readiness, Session
from coprod.model.types import Record
from coprod.store.change import Change, add, unified
from coprod.store.read import Document, load, parse
from coprod.store.write import write
from tests.conftest import WHOLE
from tests.model.strategies import readiness, sessions

ONE = Session(date=dt.date(2026, 2, 3), phase=("co-design",), community=("C1",))


def adding(record: Record) -> Callable[[Document], Change]:
    """Add the same record, whatever the file holds."""
    return lambda document: add(document, record)


TEXTS = [
    WHOLE,
    WHOLE.rstrip("\n"),
    WHOLE + "\n\n# the end",
    WHOLE.replace("\n", "\r\n"),
    WHOLE.replace("\n", "\r\n").rstrip(),
    "\ufeff" + WHOLE,
    '[project]\nname = "x"',
    WHOLE + '\n[[waivers]]\nrule = "CP301"\nreason = "r"\nuntil = 2026-12-31\n',
    WHOLE + "\n[check]\nfeedback_days = 3 # why\n\n\n",
]
FILES = st.sampled_from(TEXTS)


@given(FILES, sessions())
@example(
    WHOLE,
    ONE.model_copy(update={"community": ("Ana [she/her]", 'Sam, "Q"', "👩‍👩‍👧", "\u202e\ufeff", "'''", '"""')}),
)
def test_an_addition_is_the_old_bytes_and_one_session_that_reads_back(text: str, session: Session) -> None:
    before = parse(text.encode(), "a.toml")
    addition = add(before, session)
    after = addition.after
    assert after.data.startswith(before.data)
    assert after.project.sessions == (*before.project.sessions, addition.records[0])
    assert addition.records[0].model_copy(update={"id": session.id}) == session
    added = after.data[len(before.data) :]
    assert added.count(b"\n") == added.count(b"\r\n" if b"\r\n" in before.data else b"\n")
    assert after.data.endswith(b"\n")


@given(FILES, readiness())
def test_answers_are_the_old_bytes_and_one_record_that_reads_back(text: str, answers: Readiness) -> None:
    before = parse(text.encode(), "a.toml")
    after = add(before, answers).after
    assert after.data.startswith(before.data)
    assert parse(after.data, "a.toml").project == after.project
    assert after.project.readiness == (answers,)
    assert after.project.sessions == before.project.sessions
    with pytest.raises(Unusable) as caught:
        add(after, answers)
    assert caught.value.problems[0].message == f"this readiness is already recorded, on {answers.date}"


def test_answers_are_written_as_people_write_them(tmp_path: Path) -> None:
    path = tmp_path / "coprod.toml"
    path.write_text(WHOLE)
    given = {"listened": ["yes", "yes", "partly"], "shared-power": ["no", "unknown", "no"]}
    record = Readiness.model_validate({"date": dt.date(2026, 1, 5), "by": "Board", "target": "deciding", **given})
    assert write(path, "coprod.toml", adding(record)).records == (record,)
    assert (
        path.read_text()
        == WHOLE
        + """
[[readiness]]
date = 2026-01-05
by = "Board"
target = "deciding"
listened = ["yes", "yes", "partly"]
shared-power = ["no", "unknown", "no"]
"""
    )
    write(path, "coprod.toml", adding(ONE))
    assert load(path, "x").project.readiness == (record,)


def test_a_file_that_has_no_place_for_answers_is_refused() -> None:
    with pytest.raises(Unusable) as caught:
        add(parse(f"readiness = []\n{WHOLE}".encode(), "a"), Readiness(date=dt.date(2026, 1, 5)))
    assert "write its readiness as [[readiness]] blocks first" in caught.value.problems[0].message


def test_a_block_is_written_as_people_write_it() -> None:
    session = Session.model_validate(
        {
            "date": dt.date(2026, 1, 12),
            "phase": "co-planning",
            "title": "What should the yard become?",
            "level": "deciding",
            "community": ["C1", "Sam"],
            "professional": ["Jo (council)"],
            "also_present": {"community": 12, "professional": 1},
            "heard": ["tenants"],
            "settled": {"problem": "The yard is unsafe after dark"},
            "feeds_back": ["2026-01-05-9c41d2"],
            "recognition": "voucher",
            "note": "two\nlines",
        }
    )
    addition = add(parse(WHOLE.encode(), "a.toml"), session)
    assert (
        addition.after.data.decode()
        == WHOLE
        + f"""
[[sessions]]
date = 2026-01-12
phase = "co-planning"
title = "What should the yard become?"
level = "deciding"
community = ["C1", "Sam"]
professional = ["Jo (council)"]
also_present = {{ community = 12, professional = 1 }}
heard = ["tenants"]
settled = {{ problem = "The yard is unsafe after dark" }}
feeds_back = ["2026-01-05-9c41d2"]
recognition = "voucher"
note = "two\\nlines"
id = "{session.id}"
"""
    )


def test_two_phases_are_a_list() -> None:
    session = ONE.model_copy(update={"phase": ("co-planning", "co-design")})
    assert 'phase = ["co-planning", "co-design"]\n' in add(parse(WHOLE.encode(), "a"), session).after.data.decode()


def test_the_same_content_is_refused_whatever_its_id() -> None:
    once = add(parse(WHOLE.encode(), "a.toml"), ONE)
    by_hand = once.after.data.replace(once.records[0].id.encode(), b"my-own-id")
    with pytest.raises(Unusable) as caught:
        add(parse(by_hand, "a.toml"), ONE)
    assert caught.value.problems[0].message == "this session is already recorded, as my-own-id"


def test_other_content_whose_id_is_taken_gets_the_next_id() -> None:
    once = add(parse(WHOLE.encode(), "a.toml"), ONE)
    corrected = once.after.data.replace(b'community = ["C1"]', b'community = ["C9"]')
    again = add(parse(corrected, "a.toml"), ONE)
    assert again.records[0].id != once.records[0].id
    assert again.records[0].id.startswith("2026-02-03-")
    assert len(again.records[0].id) == len("2026-02-03-123456")


def test_an_id_depends_on_the_content_alone() -> None:
    assert (
        ONE.id == Session(date=dt.date(2026, 2, 3), phase=("co-design",), community=("C1",), also_present=Counted()).id
    )
    assert ONE.id == "2026-02-03-" + ONE.id[-6:]
    int(ONE.id[-6:], 16)


@pytest.mark.parametrize(
    "tail", ["sessions = []\n", 'sessions = [{ date = 2026-01-01, phase = "co-design", community = ["A"] }]\n']
)
def test_a_file_that_has_no_place_for_a_block_is_refused(tail: str) -> None:
    with pytest.raises(Unusable) as caught:
        add(parse((tail + '[project]\nname = "x"\n').encode(), "a.toml"), ONE)
    assert "write its sessions as [[sessions]] blocks first" in caught.value.problems[0].message


def test_ten_sessions_change_nothing_but_the_end(tmp_path: Path) -> None:
    path = tmp_path / "coprod.toml"
    first = ("# kept\r\n" + WHOLE.replace("\n", "\r\n") + "# and this\r\n").encode()
    path.write_bytes(first)
    for day in range(1, 11):
        write(path, "coprod.toml", adding(ONE.model_copy(update={"date": dt.date(2026, 3, day)})))
    data = path.read_bytes()
    assert data.startswith(first)
    assert data.count(b"\n") == data.count(b"\r\n")
    assert len(load(path, "x").project.sessions) == 11
    assert [name.name for name in tmp_path.iterdir()] == ["coprod.toml"]


@pytest.mark.skipif(sys.platform == "win32", reason="modes and links are POSIX matters")
def test_mode_and_link_are_kept(tmp_path: Path) -> None:
    real = tmp_path / "real" / "project.toml"
    real.parent.mkdir()
    real.write_text(WHOLE)
    real.chmod(0o640)
    link = tmp_path / "coprod.toml"
    link.symlink_to(Path("real") / "project.toml")
    write(link, "coprod.toml", adding(ONE))
    assert link.readlink() == Path("real/project.toml")
    assert real.stat().st_mode & 0o777 == 0o640
    assert len(load(real, "x").project.sessions) == 2
    assert [name.name for name in real.parent.iterdir()] == ["project.toml"]


def test_an_unusable_file_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "coprod.toml"
    path.write_bytes(b"[project]\n")
    with pytest.raises(Unusable):
        write(path, "coprod.toml", adding(ONE))
    assert path.read_bytes() == b"[project]\n"


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "coprod.toml"
    path.write_text(WHOLE)

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unusable) as caught:
        write(path, "coprod.toml", adding(ONE))
    assert caught.value.problems[0].message == "cannot write it: no space left on device"
    assert path.read_text() == WHOLE
    assert [name.name for name in tmp_path.iterdir()] == ["coprod.toml"]


def test_a_file_that_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "coprod.toml"
    path.write_text(WHOLE)
    edited = WHOLE + "# by an editor\n"

    def add_slowly(document: Document) -> Change:
        path.write_text(edited)
        return add(document, ONE)

    with pytest.raises(Unusable) as caught:
        write(path, "coprod.toml", add_slowly)
    assert "changed by another program" in caught.value.problems[0].message
    assert path.read_text() == edited


LINES = st.lists(st.sampled_from(["a", "b", "", "x = 1"]), max_size=30)


def applied(old: list[str], diff: list[str]) -> list[str]:
    """The text that a diff makes of another, read as `patch` reads it."""
    new, at = [], 0
    for line in diff[2:]:
        if found := re.fullmatch(r"@@ -(\d+)(?:,(\d+))? \+\d+(?:,\d+)? @@", line):
            begin = int(found[1]) - (0 if found[2] == "0" else 1)
            new += old[at:begin]
            at = begin
        elif line[0] == "+":
            new.append(line[1:])
        else:
            assert old[at] == line[1:]
            at += 1
            new += [line[1:]] if line[0] == " " else []
    return new + old[at:]


@given(LINES, LINES)
def test_a_diff_makes_the_new_text_of_the_old(old: list[str], new: list[str]) -> None:
    assert applied(old, list(unified(old, new, "a.toml"))) == new


def test_a_change_of_a_few_lines_reads_as_difflib_has_it() -> None:
    old = [str(number) for number in range(40)]
    new = [*old]
    new[5], new[6], new[30] = "five", "six", "thirty"
    expected = list(difflib.unified_diff(old, new, "a.toml", "a.toml", lineterm=""))
    assert list(unified(old, new, "a.toml")) == expected


def test_many_changed_lines_are_no_trouble() -> None:
    old = [f"community = [{number % 7}]" for number in range(60_000)]
    new = [line.replace("[", "[9") for line in old]
    assert len(list(unified(old, new, "a.toml"))) == 2 * len(old) + 3
