"""Asking a person for a record, question by question: forwards and backwards, with a review before it is written.

How a command uses it: it makes a dict of fields with what the command line gave, lists its questions in their order,
and calls `interview`, which fills the dict in. A question has a name, and one whose field the command line gave is
not asked:

    def _ask_title(fields: Fields, keys: Keys) -> None:
        fields["title"] = prompt.text("Title", fields.get("title"), keys)


    QUESTIONS = [Question("phase", _ask_phase), Question("title", _ask_title, optional=True)]
    interview(QUESTIONS, fields, review=_review)
    record = checked(Session, fields)

Whoever has one thing more to ask adds one `Question` to the list. What a question prints fits a screen of 24 lines.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import typer

from coprod.cli.ask import prompt
from coprod.cli.ask.prompt import BACK, BACK_OR_REST, Back, Keys, Rest
from coprod.cli.terminal import remark

#: What is known of a record so far, by the names of the questions.
Fields = dict[str, Any]


def _always(_fields: Mapping[str, Any]) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Question:
    """One question of an interview.

    Attributes:
        name: the field that it fills in.
        ask: asks and fills in. It is handed the fields and the keys that its prompts have to offer; a field that is
            filled in already holds what was answered before the person came back, and Enter keeps it.
        due: whether there is anything to ask, from what is known by then. The answer is dropped where there is not.
        optional: whether it can be left out, alone by Enter or with all that follow by one key.
    """

    name: str
    ask: Callable[[Fields, Keys], None]
    due: Callable[[Mapping[str, Any]], bool] = _always
    optional: bool = False

    @property
    def keys(self) -> Keys:
        """The keys that mean a step and no answer."""
        return BACK_OR_REST if self.optional else BACK


def interview(
    questions: Sequence[Question],
    fields: Fields,
    review: Callable[[Fields], str],
    closing: str = "Record this?",
) -> None:
    """Ask what is not known yet, until the person wants it recorded.

    Args:
        questions: in their order.
        fields: what is known, by the names of the questions; the answers are filled in.
        review: the record in a few lines, for a last look.
        closing: the last question.

    Raises:
        typer.Abort: where the person leaves, or wants nothing recorded.
    """
    unknown = [question for question in questions if not fields.get(question.name)]
    passed: list[int] = []
    at = 0
    while True:
        at = _ask_from(at, unknown, passed, fields)
        remark(review(fields))
        choice = prompt.word(f"{closing} [y]es [n]o [b]ack", ("yes", "no", "back"))
        if choice == "yes":
            return
        if choice == "no":
            raise typer.Abort
        at = passed.pop() if passed else 0


def _ask_from(at: int, questions: Sequence[Question], passed: list[int], fields: Fields) -> int:
    """Ask the questions from one on.

    Args:
        at: the position of the first question.
        questions: all of them.
        passed: the positions of those that were asked, in order; kept up to date.
        fields: what is known; kept up to date.

    Returns:
        The position behind the last question.
    """
    while at < len(questions):
        question = questions[at]
        if not question.due(fields):
            fields.pop(question.name, None)
            at += 1
            continue
        try:
            question.ask(fields, question.keys)
        except Back:
            at = passed.pop() if passed else _first(at)
        except Rest:
            passed.append(at)
            at = next((later for later in range(at, len(questions)) if not questions[later].optional), len(questions))
        else:
            passed.append(at)
            at += 1
    return at


def _first(at: int) -> int:
    remark("This is the first question; Ctrl-C leaves, and nothing is changed.")
    return at
