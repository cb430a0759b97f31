"""A reading as it is recorded: what its account says, held against the session that was read."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import typer

from coprod.cli.input.fields import checked
from coprod.framework import LevelName
from coprod.model import Project, Reading, Session
from coprod.model.ids import fingerprint

#: As many of the newest sessions are read back where nobody names any.
_NEWEST = 5


def worth_reading(project: Project, today: date) -> list[Session]:
    """The newest sessions that were held, and all that decided something, the newest first: a few are enough."""
    held = (one for one in project.sessions if one.date <= today)
    newest_first = sorted(held, key=lambda one: one.date)[::-1]
    return [one for place, one in enumerate(newest_first) if place < _NEWEST or one.settled]


def require_held(session: Session, today: date) -> None:
    """Refuse a session that is still to come.

    Raises:
        typer.BadParameter: where it is planned.
    """
    if session.date > today:
        message = f"{session.id} is planned for {session.date}; it can be read back once it was held"
        raise typer.BadParameter(message, param_hint="SESSION")


def is_another_level(session: Session, level: LevelName | None) -> bool:
    """Whether readers give a level other than the recorded one; where none is recorded, there is no other."""
    return None not in (level, session.level) and level != session.level


def reading(session: Session, fields: Mapping[str, Any]) -> Reading:
    """The reading that somebody wants recorded, of the session's present wording where they do not say which.

    Args:
        session: the session that was read.
        fields: what is known of the reading, by the file's keys; what is not known is none.

    Raises:
        typer.BadParameter: where the account does not agree with itself or with the session.
        Unusable: with every option that holds something unusable.
    """
    said, level = fields["said"], fields.get("level")
    if said == "agree" and is_another_level(session, level):
        message = f"the record puts it at {session.level}, and they at {level}: it is a difference: --said differs"
        raise typer.BadParameter(message, param_hint="--said")
    if said == "differs" and level is not None and level == session.level:
        message = f"the record has {level} too: leave --level out, and say in --words what differs"
        raise typer.BadParameter(message, param_hint="--level")
    if said == "not-taken-up" and (level or fields.get("words")):
        message = "says that nobody wished to read, so that there is no level and are no words"
        raise typer.BadParameter(message, param_hint="--said not-taken-up")
    if fields["date"] < session.date:
        message = f"{session.id} was held on {session.date}, and cannot have been read before"
        raise typer.BadParameter(message, param_hint="--date")
    content: dict[str, Any] = {"session": session.id, "read": fingerprint(session)}
    content |= {"readers": 0} if said == "not-taken-up" else {}
    content |= {name: value for name, value in fields.items() if value is not None}
    return checked(Reading, content)
