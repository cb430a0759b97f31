"""Who reads sessions back, asked for at a terminal: a side and counts, never names."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, get_args

import typer

from coprod.cli.ask import prompt
from coprod.cli.ask.interview import Fields, Question
from coprod.cli.ask.prompt import Keys
from coprod.cli.input import parse
from coprod.cli.terminal import remark
from coprod.framework import SIDES, Recognition, Side


def who_is_here() -> list[Question]:
    """The questions about who reads."""
    return [
        Question("side", _ask_side),
        Question("readers", _ask_readers),
        Question("were_there", _ask_were_there, due=somebody_reads),
        Question("how", _ask_how, due=somebody_reads),
        Question("others", _ask_others, due=somebody_reads),
        Question("recognition", _ask_recognition, due=somebody_reads),
        Question("entered_by", _ask_entered_by),
    ]


def somebody_reads(fields: Mapping[str, Any]) -> bool:
    """Whether anybody wished to read."""
    return bool(fields.get("readers") != 0)


def _side_of(line: str) -> Side:
    return prompt.key(SIDES, line)


def _ask_side(fields: Fields, keys: Keys) -> None:
    remark("Whose account is this?")
    remark(prompt.choices([("c", "community     people who use a service, residents, carers, neighbours"),
                           ("p", "professional  staff, policy makers, designers, researchers")]))  # fmt: skip
    fields["side"] = prompt.until_read("c or p", _side_of, keys=keys)


def _ask_readers(fields: Fields, keys: Keys) -> None:
    question = "How many people read it now (0: nobody wished to; Enter: not recorded)"
    fields["readers"] = prompt.until_read(question, _count, "", keys)


def _ask_were_there(fields: Fields, keys: Keys) -> None:
    def read(line: str) -> int | None:
        count, readers = _count(line), fields.get("readers")
        if count is not None and readers is not None and count > readers:
            raise typer.BadParameter(f"{readers} read it, so that no more of them can have been there")
        return count

    question = "How many of them came to these sessions (Enter: not recorded)"
    fields["were_there"] = prompt.until_read(question, read, "", keys)


def _count(line: str) -> int | None:
    if line and not line.isdecimal():
        raise typer.BadParameter("write a number, such as 3")
    return int(line) if line else None


def _ask_how(fields: Fields, keys: Keys) -> None:
    question = "In what way is it read: aloud, on paper, easy read, translated"
    fields["how"] = prompt.text(question, fields.get("how"), keys)


def _ask_others(fields: Fields, keys: Keys) -> None:
    other = next(side for side in SIDES if side != fields["side"])
    question = f"Is anyone of the {other} side in the room? [y]es [n]o (Enter: not recorded)"
    fields["others"] = prompt.until_read(question, _maybe(("yes", "no")), "", keys)


def _ask_recognition(fields: Fields, keys: Keys) -> None:
    ways = ", ".join(get_args(Recognition))
    question = f"Reading is work. How is their time recognised: {ways} (Enter: not recorded)"
    fields["recognition"] = prompt.until_read(
        question, lambda line: parse.recognition(line) if line else None, "", keys
    )


def _ask_entered_by(fields: Fields, keys: Keys) -> None:
    question = "Who types this in? Somebody of the [c]ommunity or [p]rofessional side (Enter: not recorded)"
    fields["entered_by"] = prompt.until_read(question, _maybe(SIDES), "", keys)


def _maybe(words: Sequence[str]) -> Callable[[str], str | None]:
    """One of a few words by its first letter, or none by Enter."""
    return lambda line: prompt.key(words, line) if line else None
