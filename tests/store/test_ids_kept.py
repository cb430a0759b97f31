import codecs
import contextlib

import pytest

from coprod.model.kinds import ids as every
from coprod.store.merge import Differs, merge, with_ids_kept
from coprod.store.read import Document, parse
from tests.conftest import document, session

A = session("co-design", who=["A"])
B = session("co-design", who=["B"])
LATER = session("co-design", who=["L"], day="2026-05-01")


def ids(found: Document) -> list[str]:
    return [one.id for one in found.project.sessions]


def edited(before: str, after: str) -> tuple[list[str], list[str], str]:
    """The ids before and after an edit, and the text with those that had to be written down."""
    old = document(before)
    kept = with_ids_kept(old, document(after))
    assert ids(kept) == ids(parse(kept.data, "again"))
    return ids(old), ids(kept), kept.data.decode().removeprefix('[project]\nname = "Test"\n')


@pytest.mark.parametrize(
    ("old", "new"),
    [("'A'", "'A2'"), ("2026-01-12", "2026-01-13"), ("co-design", "co-delivery")],
)
def test_a_corrected_session_keeps_its_id_and_nothing_else_is_written(old: str, new: str) -> None:
    before, after, text = edited(A + LATER, A.replace(old, new) + LATER)
    assert after == before
    assert text == A.replace(old, new)[:-1] + f'id = "{before[0]}"\n\n' + LATER


SAID = '[[said]]\ndate = 2026-02-01\ntext = "The gat"\n\n[[said]]\ndate = 2026-03-01\ntext = "The pond"\n'
READ = """\
[[readings]]
session = "project"
date = 2026-02-02
read = "9f3a1c77b0d2"
said = "differs"
words = "The gat"

[[readings]]
session = "project"
date = 2026-03-02
read = "9f3a1c77b0d2"
said = "agree"
"""


@pytest.mark.parametrize("text", [SAID, READ], ids=["said", "readings"])
@pytest.mark.parametrize(("old", "new"), [("gat", "gate"), ("2026-02-0", "2026-02-1")])
def test_what_was_said_and_read_back_is_no_other_once_it_is_mended(text: str, old: str, new: str) -> None:
    before = document(text)
    mended = document(text.replace(old, new))
    assert [name for *_, name in every(with_ids_kept(before, mended).project)] == [
        name for *_, name in every(before.project)
    ]
    # The other side says more of the same record, and there is still one of it.
    more = document(text.replace("The gat", "The gat, then"))
    group = document(text + "\n# the end\n")
    assert len(list(every(merge(before, mended, group).project))) == len(list(every(before.project)))
    with contextlib.suppress(Differs):
        assert len(list(every(merge(before, mended, more).project))) == len(list(every(before.project)))


def test_several_of_one_day_keep_theirs_in_the_order_of_the_file() -> None:
    before, after, _ = edited(A + B + LATER, A.replace("A", "A2") + B.replace("B", "B2") + LATER)
    assert after == before


def test_where_it_could_be_one_or_another_none_is_taken_for_it() -> None:
    before, after, text = edited(A + B, A.replace("A", "C"))
    assert not set(after) & set(before)
    assert "id =" not in text


def test_other_edits_write_no_id() -> None:
    after = (
        LATER + A.replace("professional = []", "professional = [ ]") + session("co-design", who=["N"], day="2026-07-01")
    )
    before, found, text = edited(A + LATER, after)
    assert set(before) < set(found)
    assert text == after


def test_a_written_id_is_the_persons_own() -> None:
    named = session("co-design", who=["A"], more='id = "one"')
    before, after, text = edited(named, named.replace("one", "two").replace("'A'", "'B'"))
    assert (before, after) == (["one"], ["two"])
    assert text.count("id =") == 1


def test_tables_within_the_session_and_the_end_of_the_file_leave_room() -> None:
    text = A.rstrip("\n") + "\n[sessions.settled]\nideas = 'this'"
    before, after, found = edited(text + "\n" + B, text.replace("this", "that") + "\n" + B)
    assert after == before
    assert f'id = "{before[0]}"\n[sessions.settled]' in found
    before, after, found = edited(A.strip(), A.replace("'A'", "'C'").strip())
    assert after == before
    assert found.endswith(f'professional = []\nid = "{before[0]}"\n')


def test_line_ends_and_a_byte_order_mark_stay() -> None:
    text = f'[project]\nname = "Test"\n{A}'.replace("\n", "\r\n")
    old, new = (parse(codecs.BOM_UTF8 + one.encode(), "test.toml") for one in (text, text.replace("'A'", "'B'")))
    kept = with_ids_kept(old, new)
    assert ids(kept) == ids(old)
    assert kept.data.startswith(codecs.BOM_UTF8)
    assert kept.data.count(b"\n") == kept.data.count(b"\r\n")


def test_sessions_in_one_array_keep_their_ids_too() -> None:
    text = "sessions = [{ date = 2026-01-12, phase = 'co-design', community = ['A'] }]\n[project]\nname = 'x'\n"
    before, after, _ = edited(text, text.replace("'A'", "'B'"))
    assert after == before
