"""Shier's fifteen questions at a terminal: forwards and backwards, and no wrong key loses an answer."""

from typing import Any, Literal, TypeVar, get_args

import typer

from coprod.cli.ask import questions as ask
from coprod.cli.terminal import remark
from coprod.framework import COMMITMENTS, LEVELS, Answer, CommitmentName, LevelName
from coprod.visible import visible

Question = tuple[LevelName, CommitmentName]
Key = Literal["yes", "partly", "no", "unknown", "back", "stop", ""]
Word = TypeVar("Word", bound=str)

_QUESTIONS: list[Question] = [(level, commitment) for level in LEVELS for commitment in COMMITMENTS]

_INTRODUCTION = """\
Fifteen questions to an organisation, after Harry Shier's Pathways to
Participation: five levels, and at each an opening (are we willing?), an
opportunity (have we the means?) and an obligation (is it policy?). Answer for
today. Nothing is added up, and not every organisation needs the fifth level.
Nothing is recorded before you say so at the end; Ctrl-C leaves at any time.
"""


def interview(fields: dict[str, Any]) -> None:
    """Ask for everything that a record of answers still lacks, until the person wants it recorded.

    Args:
        fields: what is known of the record, by the file's keys; `by`, `target` and the answers are filled in.

    Raises:
        typer.Abort: where the person leaves, or wants nothing recorded.
    """
    remark(_INTRODUCTION)
    fields["by"] = fields.get("by") or _who()
    target = fields.get("target")
    given: dict[Question, Answer] = {}
    at = 0
    while True:
        at = _ask_from(at, given)
        if at == len(_QUESTIONS) and target is None:
            fields["target"] = _target(fields.get("target"))
        for level in LEVELS:
            fields[level] = [given.get((level, commitment), "unknown") for commitment in COMMITMENTS]
        remark(_overview(fields))
        if _to_be_recorded():
            return
        at = min(at, len(_QUESTIONS) - 1)


def _who() -> str | None:
    return ask.until_read("Who answers? A group or a role is enough (Enter to leave it out)", str, default="") or None


def _target(now: LevelName | None) -> LevelName | None:
    return ask.level("\nWhich level does the organisation aim for? It need not be the fifth.", now or "")


def _ask_from(at: int, given: dict[Question, Answer]) -> int:
    """Ask the questions from one on; answers go into `given`.

    Returns:
        The position behind the last question, or that of the question at which the person stopped.
    """
    shown = None
    while at < len(_QUESTIONS):
        level, commitment = _QUESTIONS[at]
        if level != shown:
            remark(f"\nLevel {LEVELS[level].number} of {len(LEVELS)}, {level}: {LEVELS[level].meaning}")
            shown = level
        remark(f"\n  Question {at + 1} of {len(_QUESTIONS)}, {commitment}\n  {LEVELS[level].questions[commitment]}")
        key = _key(given.get((level, commitment)))
        if key == "stop":
            return at
        if key == "back":
            at = max(at - 1, 0)
            continue
        if key:
            given[level, commitment] = key
        at += 1
    return at


def _key(now: Answer | None) -> Key:
    """What the person answers to a question, or wants instead; nothing where it is to stay as it was."""
    enter = f"Enter keeps {now}" if now else "Enter skips"
    keys = f"  [y]es [p]artly [n]o [u]nknown, {enter}, [b]ack, [s]top"
    return ask.until_read(keys, lambda line: _one_of(get_args(Key), line), default="")


def _to_be_recorded() -> bool:
    """Whether the answers are to be recorded as they are; else, the person goes back to them."""
    keys: tuple[Literal["yes", "no", "back"], ...] = ("yes", "no", "back")
    word = ask.until_read("Record these answers? [y]es [n]o [b]ack to them", lambda line: _one_of(keys, line))
    if word == "no":
        raise typer.Abort
    return word == "yes"


def _one_of(words: tuple[Word, ...], line: str) -> Word:
    """A word that is typed in full or by its first letter."""
    for word in words:
        if line.lower() in {word, word[:1]}:
            return word
    raise typer.BadParameter(f'"{line}" is none of these keys, and changes nothing')


def _overview(fields: dict[str, Any]) -> str:
    by = f" by {visible(fields['by'])}" if fields["by"] else ""
    aim = f"aiming for {fields['target']}" if fields.get("target") else "no level to aim for"
    rows = [("", *COMMITMENTS), *((f"{known.number} {known.name}", *fields[known.name]) for known in LEVELS.values())]
    grid = ("  " + "  ".join(cell.ljust(14) for cell in row).rstrip() for row in rows)
    return "\n".join([f"\nThe answers of {fields['date']}{by}, {aim}:", "", *grid, ""])
