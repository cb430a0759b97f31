"""The records of a project that people refer to: by id, by a day, or as `last`."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

import typer

from coprod.nearest import did_you_mean
from coprod.typed import days, short

if TYPE_CHECKING:
    from coprod.model import Project, Session
    from coprod.store.mending.labels import Person


def session(project: "Project", word: str, today: date, option: str) -> "Session":
    """The session that somebody means.

    Args:
        project: the project.
        word: an id; `last` for the latest by date, not after today, and of equals the one that stands last in the
            file; or a day where that is enough.
        today: the day on which it is meant.
        option: what to name in a message.

    Raises:
        typer.BadParameter: where no session is meant, or more than one.
    """
    word = word.strip()
    for known in project.sessions:
        if known.id == word:
            return known
    if word.lower() == "last":
        latest = last(project.sessions, today)
        if latest is None:
            raise typer.BadParameter("no session is on record yet", param_hint=option)
        return latest
    try:
        day = days.day(word, today)
    except ValueError:
        near = did_you_mean(word, [known.id for known in project.sessions])
        raise typer.BadParameter(
            f'no session "{short(word)}" is on record{near or "; coprod status lists them"}', param_hint=option
        ) from None
    return _of_day(project.sessions, day, option)


def begun(project: "Project", word: str, today: date, option: str) -> "Session":
    """The session that somebody means and is shown before anything becomes of it.

    How an id begins is enough where no other begins so; otherwise as `session`.
    """
    try:
        return session(project, word, today, option)
    except typer.BadParameter:
        begins = [known for known in project.sessions if word.strip() and known.id.startswith(word.strip())]
        if len(begins) != 1:
            raise
        return begins[0]


def last(sessions: Sequence["Session"], today: date) -> "Session | None":
    """The latest session that is not after today; of equals the one that stands last in the file."""
    return max((one for one in reversed(sessions) if one.date <= today), key=lambda one: one.date, default=None)


def sessions(project: "Project", words: Iterable[str], today: date, option: str) -> list[str]:
    """The ids of the sessions that somebody means, each once; otherwise as `session`."""
    return list(dict.fromkeys(session(project, word, today, option).id for word in words))


def groups(project: "Project") -> list[str]:
    """The groups on record: those that are named as affected, and any other that was heard."""
    heard = (group for one in project.sessions for group in one.heard)
    return list(dict.fromkeys([*project.project.affected, *heard]))


def group(project: "Project", word: str, option: str) -> str:
    """The group that somebody means, whatever its case.

    Raises:
        typer.BadParameter: where it is not on record.
    """
    known = groups(project)
    for fits in (word.__eq__, lambda group: group.casefold() == word.strip().casefold()):
        for found in filter(fits, known):
            return found
    near = did_you_mean(word, known)
    names = f"; groups are named under affected: {', '.join(map(short, known))}" if known else ""
    raise typer.BadParameter(
        f'no group "{short(word)}" is on record{near or names or "; name it under affected first"}', param_hint=option
    )


def labels(project: "Project", names: Iterable[str]) -> list[str]:
    """Names as the file holds them: the first id that it has for a name, and the label itself where it has none."""
    from coprod.assess.record import Persons

    return list(map(Persons(project.people).person, names))


def person(project: "Project", word: str, option: str) -> "Person":
    """Whom somebody means, by a label, an id or a name.

    Raises:
        typer.BadParameter: where nobody on record is called so.
    """
    from coprod.store.mending.labels import people, somebody

    found = somebody(project, word)
    if found is None:
        known = [text for one in people(project).values() for text in (one.label, one.name) if text]
        near = did_you_mean(word, known) or "; coprod people lists everyone"
        raise typer.BadParameter(f'nobody called "{short(word)}" is on record{near}', param_hint=option)
    return found


def on_record(project: "Project") -> list[str]:
    """Every label of the project, once, in the order of the file, with those in `[people]` at the end."""
    came = (label for one in project.sessions for label in (*one.community, *one.professional))
    return list(dict.fromkeys([*came, *project.people]))


def waiting(project: "Project", day: date) -> list["Session"]:
    """The sessions with community people up to a day that nothing feeds back on yet, the latest first."""
    from coprod.assess.record import attended, fed_back, held

    sessions = held(attended(project), day)
    done = fed_back(project, sessions, day)
    asked = [one.session for one in sessions if one.community and one.session.id not in done]
    return sorted(asked, key=lambda one: one.date, reverse=True)


def _of_day(sessions: Sequence["Session"], day: date, option: str) -> "Session":
    found = [one for one in sessions if one.date == day]
    if not found:
        raise typer.BadParameter(f"no session of {day} is on record", param_hint=option)
    if len(found) > 1:
        ids = ", ".join(one.id for one in found)
        raise typer.BadParameter(f"{day} has several sessions: name one of {ids}", param_hint=option)
    return found[0]
