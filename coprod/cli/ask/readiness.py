"""Shier's fifteen questions at a terminal."""

from collections.abc import Mapping
from typing import Any, Literal, get_args

from coprod.cli.ask import prompt
from coprod.cli.ask.interview import Fields, Question, interview
from coprod.cli.ask.levels import level as ask_level
from coprod.cli.ask.prompt import Keys
from coprod.cli.terminal import remark
from coprod.framework import COMMITMENTS, LEVELS, CommitmentName, LevelName, ReadinessAnswer
from coprod.output.terminal.columns import aligned
from coprod.visible import visible

#: How wide a column of the answers is, so that it stays where it is from one review to the next.
_COLUMN = 14

Key = Literal["yes", "partly", "no", "unknown", ""]

_QUESTIONS: list[tuple[LevelName, CommitmentName]] = [(level, stage) for level in LEVELS for stage in COMMITMENTS]

_INTRODUCTION = """\
Fifteen questions to an organisation, after Harry Shier's Pathways to
Participation: five levels, and at each an opening (are we willing?), an
opportunity (have we the means?) and an obligation (is it policy?). Answer for
today. Nothing is added up, and not every organisation needs the fifth level.
Nothing is recorded before you say so at the end; Ctrl-C leaves at any time.
"""


def ask_readiness(fields: Fields) -> None:
    """Ask for everything that a record of answers still lacks, until the person wants it recorded.

    Args:
        fields: what is known of the record, by the file's keys; `by`, `target` and the answers are filled in.

    Raises:
        typer.Abort: where the person leaves, or wants nothing recorded.
    """
    remark(_INTRODUCTION)
    fifteen = [_question(number, *one) for number, one in enumerate(_QUESTIONS, 1)]
    others = [Question(name, ask, optional=True) for name, ask in (("by", _ask_who), ("target", _ask_target))]
    interview([others[0], *fifteen, others[1]], fields, _review, "Record these answers?")
    fields.update({level: _answers(level, fields) for level in LEVELS})
    for level, commitment in _QUESTIONS:
        fields.pop(f"{level} {commitment}", None)


def _ask_who(fields: Fields, keys: Keys) -> None:
    fields["by"] = prompt.text("Who answers? A group or a role is enough", fields.get("by"), keys)


def _ask_target(fields: Fields, keys: Keys) -> None:
    question = "\nWhich level does the organisation aim for? It need not be the fifth."
    fields["target"] = ask_level(question, "no level to aim for", fields.get("target"), keys)


def _question(number: int, level: LevelName, commitment: CommitmentName) -> Question:
    name = f"{level} {commitment}"

    def ask(fields: Fields, keys: Keys) -> None:
        if commitment == "opening":
            remark(f"\nLevel {LEVELS[level].number} of {len(LEVELS)}, {level}: {LEVELS[level].meaning}")
        remark(f"\n  Question {number} of {len(_QUESTIONS)}, {commitment}\n  {LEVELS[level].questions[commitment]}")
        now = fields.get(name)
        pressed = prompt.until_read(
            f"  [y]es [p]artly [n]o [u]nknown, {f'Enter keeps {now}' if now else 'Enter skips'}, [b]ack, [s]top",
            lambda line: prompt.key(get_args(Key), line),
            "",
            keys,
        )
        fields[name] = pressed or now

    return Question(name, ask, optional=True)


def _answers(level: LevelName, fields: Mapping[str, Any]) -> list[ReadinessAnswer]:
    return [fields.get(f"{level} {commitment}") or "unknown" for commitment in COMMITMENTS]


def _review(fields: Mapping[str, Any]) -> str:
    by = f" by {visible(fields['by'])}" if fields.get("by") else ""
    aim = f"aiming for {fields['target']}" if fields.get("target") else "no level to aim for"
    rows = [("", *COMMITMENTS), *((f"{one.number} {one.name}", *_answers(one.name, fields)) for one in LEVELS.values())]
    table = (f"  {line}" for line in aligned(rows, _COLUMN))
    return "\n".join([f"\nThe answers of {fields['date']}{by}, {aim}:", "", *table, ""])
