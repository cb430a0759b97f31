import io
from collections.abc import Callable

import pytest
import typer

from coprod.cli.prompts import prompt
from coprod.cli.prompts.forms import Fields, Question, interview
from coprod.cli.prompts.prompt import Keys

Sit = Callable[..., Fields]


def _text(name: str) -> Callable[[Fields, Keys], None]:
    def ask(fields: Fields, keys: Keys) -> None:
        fields[name] = prompt.text(f"The {name}", fields.get(name), keys)

    return ask


QUESTIONS = [
    Question("name", _text("name")),
    Question("child", _text("child"), due=lambda fields: fields["name"] == "parent"),
    Question("place", _text("place"), optional=True),
    Question("note", _text("note"), optional=True),
]


@pytest.fixture
def sit(monkeypatch: pytest.MonkeyPatch) -> Sit:
    """Answer an interview with these lines; what was known by the end."""

    def call(*lines: str, **known: str) -> Fields:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        fields: Fields = dict(known)
        interview(QUESTIONS, fields, lambda fields: f"So: {fields}")
        return {name: value for name, value in fields.items() if value}

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
