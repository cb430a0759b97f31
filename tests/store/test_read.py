import os
import sys
from pathlib import Path

import pytest
import tomli

from coprod.assess.rules import RULES
from coprod.assess.rules.examples import example_text
from coprod.errors import Problem, Unusable
from coprod.store.find import nearest, search
from coprod.store.read import load, parse, read_toml
from tests.conftest import ROOT, WHOLE


def refusal(data: bytes) -> Problem:
    with pytest.raises(Unusable) as caught:
        parse(data, "a.toml")
    [problem] = caught.value.problems
    return problem


def test_a_byte_order_mark_is_read_over() -> None:
    assert parse(b"\xef\xbb\xbf" + WHOLE.encode(), "a.toml").project.project.name == "Riverside garden"


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_no_pass(data: bytes) -> None:
    assert refusal(data).message == "is empty: coprod init starts a project in it"


def test_a_file_of_remarks_alone_is_told_what_to_write() -> None:
    assert "write [project] on a line, and below it name = " in refusal(b"# nothing\n").message


def test_text_that_is_not_utf_8_is_told_with_its_line() -> None:
    assert refusal(b'a = 1\nb = "\xe9"\n') == Problem("a.toml", "is not UTF-8: save it as UTF-8", 2)
    assert refusal(WHOLE.encode("utf-16")) == Problem("a.toml", "is UTF-16: save it as UTF-8")


def test_an_error_of_syntax_has_a_line_and_a_column() -> None:
    problem = refusal(b"a = 1\nb = \n")
    assert (problem.line, problem.column) == (2, 5)
    assert problem.message.startswith("is not valid TOML: ")


@pytest.mark.parametrize("data", [b"a = " + b"[" * 20000, b"a" + b".a" * 20000 + b"=1", b"a = " + b"1" * 5000])
def test_what_would_exhaust_the_reader_is_refused(data: bytes) -> None:
    assert refusal(data).file == "a.toml"


def test_only_a_regular_file_is_opened(tmp_path: Path) -> None:
    with pytest.raises(Unusable) as caught:
        load(tmp_path, "folder")
    assert caught.value.problems == (Problem("folder", "is not a regular file"),)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_a_pipe_keeps_nobody_waiting(tmp_path: Path) -> None:
    pipe = tmp_path / "coprod.toml"
    os.mkfifo(pipe)
    with pytest.raises(Unusable):
        load(pipe, "pipe")


def test_a_missing_file_and_a_loop_of_links_are_told(tmp_path: Path) -> None:
    with pytest.raises(Unusable) as caught:
        load(tmp_path / "none.toml", "none.toml")
    assert caught.value.problems[0].message == "cannot read it: no such file or directory"
    loop = tmp_path / "loop.toml"
    try:
        loop.symlink_to(loop)
    except OSError:
        pytest.skip("no links here")
    with pytest.raises(Unusable):
        load(loop, "loop.toml")


def test_the_nearest_file_is_in_this_folder_or_above(tmp_path: Path) -> None:
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    (tmp_path / "coprod.toml").touch()
    assert nearest(below) == tmp_path / "coprod.toml"
    (tmp_path / "a" / "coprod.toml").touch()
    assert nearest(below) == tmp_path / "a" / "coprod.toml"


def test_a_folder_is_searched_in_a_stable_order_without_what_is_hidden(tmp_path: Path) -> None:
    for name in (
        "b/coprod.toml",
        "a/x.coprod.toml",
        "a/other.toml",
        ".git/coprod.toml",
        "a/b/coprod.toml",
        "z.coprod.toml",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    found = [path.relative_to(tmp_path).as_posix() for path in search(tmp_path)[0]]
    assert found == ["a/b/coprod.toml", "a/x.coprod.toml", "b/coprod.toml", "z.coprod.toml"]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_marks_of_a_conflict_are_known_by_their_order(end: str) -> None:
    marks = ["<<<<<<< ours", "name", "=======", "name", ">>>>>>> theirs", ""]
    with pytest.raises(Unusable, match="left in conflict by git"):
        read_toml(end.join(marks), "x")
    for lines in (marks[::-1], marks[:4], marks[2:], ["<<<<<<< a", ">>>>>>> b", "======="]):
        with pytest.raises(Unusable, match="is not valid TOML"):
            read_toml(end.join(lines), "x")


@pytest.mark.parametrize("text", ["<<<<<<< a\n" * 900_000, "<<<<<<< a\n" * 400_000 + "=======\n" * 400_000])
def test_the_marks_of_a_conflict_that_never_ends_are_looked_through_once(text: str) -> None:
    # What tried each mark with each other would take days, and the suite gives each test two minutes.
    with pytest.raises(Unusable, match="is not valid TOML"):
        read_toml(text, "x")


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("a = 1\nb =", 2, 4, "has no value"),
        ('[a]\n"é" = = 1', 2, 7, "extra `=`"),
        ('[a]\nx = 1\n"x" = 2', 3, 1, "stands here twice"),
        ("a = 2026-02-29", 1, 5, "is no day that there is"),
        ("a = 0000-01-01", 1, 5, "is not valid TOML: is no day that there is"),
        ("a = 2026-01-01T10:00:60", 1, 5, "is not valid TOML: second must be in 0..59"),
        ("a = 1e400", 1, 5, "floating-point number overflowed"),
        (f"a = {'9' * 5_000}", 1, 5, "integer number overflowed"),
        ('a = "\\ud800"', 1, 8, "invalid value"),
        (f"a = {'[' * 200_000}", 1, 85, "cannot recurse further"),
        (f"a{'.a' * 20_000} = 1", None, None, "is not usable TOML: nested too deep"),
    ],
)
def test_an_error_in_toml_has_its_place(text: str, line: int | None, column: int | None, words: str) -> None:
    with pytest.raises(Unusable) as caught:
        read_toml(text, "x")
    [problem] = caught.value.problems
    assert (problem.line, problem.column) == (line, column)
    assert words in problem.message


def test_a_second_reader_of_toml_reads_the_same() -> None:
    examples = [path.read_text("utf-8") for path in search(ROOT / "examples")[0]]
    texts = [
        *examples,
        WHOLE,
        *(example_text(lines) for rule in RULES for lines in (rule.silent, rule.fires)),
    ]
    assert [read_toml(text, "x") for text in texts] == [tomli.loads(text) for text in texts]
