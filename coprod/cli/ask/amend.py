"""Asking a person what is to change in a session that is on record: any of its fields, in any order."""

from datetime import date
from typing import TYPE_CHECKING

from coprod.cli.ask import prompt
from coprod.cli.ask.interview import Fields, Question
from coprod.cli.ask.numbers import positions
from coprod.cli.ask.prompt import BACK, Back, Keys
from coprod.cli.ask.session import SIDES, questions, review
from coprod.cli.input import parse
from coprod.cli.terminal import remark
from coprod.typed import one_of

if TYPE_CHECKING:
    from coprod.model import Project, Session


def ask_changes(session: "Session", project: "Project", today: date) -> Fields:
    """Ask what is to change, until the person is done.

    Args:
        session: the session as it stands.
        project: the project as it stands.
        today: the day on which it is asked.

    Returns:
        All of its fields, as `ask_session` fills them in.

    Raises:
        typer.Abort: where the person leaves.
    """
    fields: Fields = dict(session)
    for side in SIDES:
        fields[side] = list(getattr(session, side))
        fields[f"{side}_count"] = getattr(session.also_present, side)
    while True:
        offered = [*_due(fields, project, today), Question("note", _ask_note, optional=True)]
        remark(review(fields, project, today))
        remark(prompt.choices([(str(number), one.name.replace("_", " ")) for number, one in enumerate(offered, 1)]))

        chosen = _choice(offered)
        if chosen is None:
            return fields
        try:
            chosen.ask(fields, BACK)
        except Back:
            remark("  Left as it is.")


def _choice(offered: list[Question]) -> Question | None:
    """Which field is to change; nothing where the person is done."""
    names = [one.name.replace("_", " ") for one in offered]

    def read(line: str) -> Question | None:
        if not line:
            return None
        number = positions(line, len(offered))
        if number:
            return offered[number[0]]
        return offered[names.index(parse.understood(lambda word: one_of(word.lower(), names, "field", word), line, ""))]

    return prompt.until_read("Change what (Enter when done)", read, "")


def _due(fields: Fields, project: "Project", today: date) -> list[Question]:
    return [one for one in questions(fields, SIDES, project, today) if one.due(fields)]


def _ask_note(fields: Fields, keys: Keys) -> None:
    remark("")
    fields["note"] = prompt.text("Note: anything else", fields.get("note"), keys)
