import io
from collections.abc import Callable

import pytest
import typer

from coprod.cli.prompts.forms import Ask, Draft, form, interview
from coprod.model.rows import Kind, Row

Sit = Callable[..., Draft]


KIND = Kind(
    "things",
    "Things.",
    "thing",
    "A thing",
    None,
    (),
    voice=False,
    commands=(),
    rows=tuple(Row(name, "text", "", ask=f"The {name}", free=True) for name in ("name", "child", "place", "note")),
)
QUESTIONS = form(
    KIND,
    [
        Ask("name"),
        Ask("child", due=lambda draft: draft["name"] == "parent"),
        Ask("place", "optional"),
        Ask("note", "optional"),
    ],
)


@pytest.fixture
def sit(monkeypatch: pytest.MonkeyPatch) -> Sit:
    """Answer an interview with these lines; what was known by the end."""

    def call(*lines: str, **known: str) -> Draft:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        draft: Draft = dict(known)
        interview(QUESTIONS, draft, lambda draft: f"So: {draft}")
        return {name: value for name, value in draft.items() if value}

    return call


def test_what_is_known_is_not_asked_and_what_is_not_due_neither(sit: Sit) -> None:
    assert sit("Riverside", "n", "y", name="other") == {"name": "other", "place": "Riverside", "note": "n"}


def test_enter_skips_one_and_one_key_skips_the_rest(sit: Sit) -> None:
    assert sit("a", "", "n", "y") == {"name": "a", "note": "n"}
    assert sit("a", "s", "y") == {"name": "a"}
    assert sit("a", "Skip", "YES") == {"name": "a"}


def test_the_key_for_the_rest_is_an_answer_where_something_is_needed(sit: Sit) -> None:
    assert sit("s", "s", "y") == {"name": "s"}


def test_back_returns_to_what_was_asked_and_enter_keeps_it(sit: Sit) -> None:
    assert sit("a", "b", "", "back", "c", "", "", "y") == {"name": "c"}
    assert sit("b", "a", "", "", "y") == {"name": "a"}
    assert sit("a", "p", "n", "b", "b", "b", "", "-", "", "y") == {"name": "a", "note": "n"}


def test_an_answer_whose_question_is_no_longer_due_is_dropped(sit: Sit) -> None:
    assert sit("parent", "Zoe", "b", "b", "alone", "s", "y") == {"name": "alone"}


@pytest.mark.parametrize("lines", [[], ["a"], ["a", "s"], ["a", "s", "n"]])
def test_leaving_and_no_record_nothing(sit: Sit, lines: list[str]) -> None:
    with pytest.raises(typer.Abort):
        sit(*lines)


def test_the_review_comes_before_the_last_word_and_can_be_left_backwards(
    sit: Sit, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sit("a", "s", "b", "p", "n", "y") == {"name": "a", "place": "p", "note": "n"}
    assert capsys.readouterr().err.count("So: ") == 2
