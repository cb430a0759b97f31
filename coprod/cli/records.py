"""The records that people refer to, by id, by a day or as `last`; and records made of what was typed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

import typer
from pydantic import ValidationError

from coprod import days
from coprod.assess.voices import answers_by_id, reading_records, sayings
from coprod.errors import KeyPath, Problem, Unusable
from coprod.framework import LevelName
from coprod.model import Project, Reading, Saying, Session
from coprod.model.ids import fingerprint
from coprod.model.rows import Row
from coprod.model.types import Record
from coprod.store.problems import in_words
from coprod.words import did_you_mean, short

if TYPE_CHECKING:
    from coprod.store.people import Person


def session(project: Project, word: str, today: date, option: str) -> Session:
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


def begun(project: Project, word: str, today: date, option: str) -> Session:
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


def last(sessions: Sequence[Session], today: date) -> Session | None:
    """The latest session that is not after today; of equals the one that stands last in the file."""
    return max((one for one in reversed(sessions) if one.date <= today), key=lambda one: one.date, default=None)


def sessions(project: Project, words: Iterable[str], today: date, option: str) -> list[str]:
    """The ids of the sessions that somebody means, each once; otherwise as `session`."""
    return list(dict.fromkeys(session(project, word, today, option).id for word in words))


def groups(project: Project) -> list[str]:
    """The groups on record: those that are named as affected, and any other that was heard."""
    heard = (group for one in project.sessions for group in one.heard)
    return list(dict.fromkeys([*project.project.affected, *heard]))


def group(project: Project, word: str, option: str) -> str:
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


def labels(project: Project, names: Iterable[str]) -> list[str]:
    """Names as the file holds them: the first id that it has for a name, and the label itself where it has none."""
    from coprod.assess.record import Persons

    return list(map(Persons(project.people).person, names))


def person(project: Project, word: str, option: str) -> "Person":
    """Whom somebody means, by a label, an id or a name.

    Raises:
        typer.BadParameter: where nobody on record is called so.
    """
    from coprod.store.people import people, somebody

    found = somebody(project, word)
    if found is None:
        known = [text for one in people(project).values() for text in (one.label, one.name) if text]
        near = did_you_mean(word, known) or "; coprod people lists everyone"
        raise typer.BadParameter(f'nobody called "{short(word)}" is on record{near}', param_hint=option)
    return found


def on_record(project: Project) -> list[str]:
    """Every label of the project, once, in the order of the file, with those in `[people]` at the end."""
    came = (label for one in project.sessions for label in (*one.community, *one.professional))
    return list(dict.fromkeys([*came, *project.people]))


def awaiting_feedback(project: Project, day: date) -> list[Session]:
    """The sessions with community people up to a day that nothing feeds back on yet, the latest first."""
    from coprod.assess.record import attended, fed_back, up_to

    sessions = up_to(attended(project), day)
    done = fed_back(project, sessions, day)
    asked = [one.session for one in sessions if one.community and one.session.id not in done]
    return sorted(asked, key=lambda one: one.date, reverse=True)


def _of_day(sessions: Sequence[Session], day: date, option: str) -> Session:
    found = [one for one in sessions if one.date == day]
    if not found:
        raise typer.BadParameter(f"no session of {day} is on record", param_hint=option)
    if len(found) > 1:
        ids = ", ".join(one.id for one in found)
        raise typer.BadParameter(f"{day} has several sessions: name one of {ids}", param_hint=option)
    return found[0]


Validated = TypeVar("Validated", bound=Record)


def validated_record(
    model: type[Validated], fields: Mapping[str, object], options: Mapping[str, str] = MappingProxyType({})
) -> Validated:
    """Make a record of what was typed.

    Args:
        model: what it should become.
        fields: what was typed, by the names of the fields; what is None is left out.
        options: the options of those fields that were given with an option of another row, or that has no row.

    Raises:
        Unusable: with every option that holds something unusable.
    """
    try:
        return model.model_validate({name: value for name, value in fields.items() if value is not None})
    except ValidationError as error:
        problems = [f"{_option(model.rows, path, options)}: {message}" for path, message in in_words(error)]
        raise Unusable(*(Problem("", problem) for problem in problems)) from error


def _option(rows: Sequence[Row], path: KeyPath, options: Mapping[str, str]) -> str:
    """The option, or else the argument, that gives a field."""
    field, *rest = path
    if field in options:
        return options[str(field)]
    for row in rows:
        if field in {row.name, row.in_file}:
            if row.parts:
                # Nobody came on either side: the sides are what is missing.
                return _option(row.parts, tuple(rest), options) if rest else "--community"
            for option in sorted(row.options, key=lambda option: option.is_argument):
                return option.flags.split()[0]
    return f"--{field}"


_HINT = "ID"
#: So many ids are named where a beginning fits several.
_NAMED = 5


def unanswered(project: Project, today: date) -> list[Saying | Reading]:
    """What waits for an answer on a day, the longest first: things said, and readings that differ."""
    answers = answers_by_id(project, today)
    said: list[Saying | Reading] = [one.saying for one in sayings(project, today, answers) if not one.answered]
    read = [one.reading for one in reading_records(project, today, answers) if one.differs and not one.answered]
    return sorted([*said, *read], key=lambda one: one.date)


def answerable(project: Project, word: str, today: date) -> Saying | Reading:
    """What somebody wants to answer.

    Args:
        project: the project.
        word: an id; the beginning of one where only one has it; or `last` for the latest by date, not after today, of
            what was said and of the readings that differ, and of equals the one that stands last in the file.
        today: the day on which it is meant.

    Raises:
        typer.BadParameter: where nothing is meant that can be answered, or more than one.
    """
    word = word.strip()
    every: list[Saying | Reading] = [*project.said, *project.readings]
    known = {one.id: one for one in every}
    if word in known:
        return known[word]
    if word.lower() == "last":
        return _last_answerable(project, today)
    found = [name for name in known if word and name.startswith(word)]
    if len(found) == 1:
        return known[found[0]]
    if found:
        more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
        names = f"{', '.join(found[:_NAMED])}{more}"
        raise typer.BadParameter(f'"{short(word)}" begins {len(found)} ids: {names}', param_hint=_HINT)
    if word in {one.id for one in project.sessions}:
        message = f'"{short(word)}" is a session; an answer goes to something said in it, or to a reading of it'
        raise typer.BadParameter(message, param_hint=_HINT)
    near = did_you_mean(word, known)
    message = f'nothing said and no reading "{short(word)}" is on record{near or "; coprod answer offers what waits"}'
    raise typer.BadParameter(message, param_hint=_HINT)


def _last_answerable(project: Project, today: date) -> Saying | Reading:
    read: list[Saying | Reading] = [
        one.reading for one in reading_records(project, today, {}) if one.reading.said == "differs"
    ]
    said = [one for one in project.said if one.date <= today]
    latest = max([*reversed(read), *reversed(said)], key=lambda one: one.date, default=None)
    if latest is None:
        raise typer.BadParameter("nothing is on record yet that could be answered", param_hint=_HINT)
    return latest


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
    return validated_record(Reading, content)
