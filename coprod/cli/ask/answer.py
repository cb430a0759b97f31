"""What the project answers, asked for at a terminal."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, get_args

import typer

from coprod.cli.ask import prompt
from coprod.cli.ask.interview import Fields, Question, interview
from coprod.cli.ask.prompt import Keys
from coprod.cli.terminal import remark
from coprod.framework import Outcome
from coprod.output.quoted import quoted
from coprod.visible import visible

if TYPE_CHECKING:
    from coprod.model import Reading, Saying

#: An answer that leaves a thing open is written by hand.
_OUTCOMES: tuple[Outcome, ...] = tuple(word for word in get_args(Outcome) if word != "open")

_WHAT_FOR: dict[Outcome, str] = {
    "done": "What was done",
    "partly": "What was done, and why no more",
    "declined": "Why not",
}


def ask_answer(fields: Fields, waiting: Sequence["Saying | Reading"]) -> None:
    """Ask for everything that an answer still lacks, until the person wants it recorded.

    Args:
        fields: what is known of the answer, by the file's keys, with what is answered under `to`; filled in.
        waiting: what waits for an answer, the longest first.

    Raises:
        typer.Abort: where the person leaves, or wants nothing recorded.
    """
    if fields.get("to"):
        remark(f"This is what is answered:\n  {visible(quoted(fields['to']))}")
    questions = [
        Question("to", _asker_of_what(waiting)),
        Question("outcome", _ask_outcome),
        Question("text", _ask_text),
        Question("told", _ask_told, optional=True),
    ]
    interview(questions, fields, _review, "Record this answer?")


def _asker_of_what(waiting: Sequence["Saying | Reading"]) -> Callable[[Fields, Keys], None]:
    def read(line: str) -> "Saying | Reading":
        if line.isdecimal() and 1 <= int(line) <= len(waiting):
            return waiting[int(line) - 1]
        raise typer.BadParameter(f'"{line}" is no number of the list')

    def ask(fields: Fields, keys: Keys) -> None:
        remark("These wait for an answer:")
        remark(prompt.choices([(str(number), visible(quoted(one))) for number, one in enumerate(waiting, 1)]))
        fields["to"] = prompt.until_read("Which one", read, keys=keys)

    return ask


def _ask_outcome(fields: Fields, keys: Keys) -> None:
    fields["outcome"] = prompt.until_read("What becomes of it: [d]one, [p]artly or de[c]lined", _outcome, keys=keys)


def _outcome(line: str) -> Outcome:
    for word, letter in zip(_OUTCOMES, "dpc", strict=True):
        if line.lower() in {word, letter}:
            return word
    raise typer.BadParameter(f'"{line}" is none of these keys, and changes nothing')


def _ask_text(fields: Fields, keys: Keys) -> None:
    fields["text"] = prompt.until_read(_WHAT_FOR[fields["outcome"]], str, keys=keys)


def _ask_told(fields: Fields, keys: Keys) -> None:
    question = "How were those who said it told, such as letter, or at the meeting"
    fields["told"] = prompt.text(question, fields.get("told"), keys)


def _review(fields: Fields) -> str:
    told = f", told by {fields['told']}" if fields.get("told") else ", not told yet"
    return "\n".join(
        [
            f"\nThe answer of {fields['date']} to",
            f"  {visible(quoted(fields['to']))}",
            f"  {fields['outcome']}: {visible(fields['text'])}{visible(told)}",
            "",
        ]
    )
