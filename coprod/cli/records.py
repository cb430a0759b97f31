"""The records that people refer to, by id, by a day or as `last`; and records made of what was typed.

What is not found is a `typer.BadParameter` that names the option or argument with which it was given.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

import typer
from pydantic import ValidationError

from coprod import days
from coprod.assess.voices import answers_by_id, reading_records, sayings
from coprod.cli import parse
from coprod.cli.terminal import print_note
from coprod.errors import KeyPath, Problem, Unusable
from coprod.framework import CAPACITIES, Capacity, LevelName
from coprod.model import Answer, Project, Reading, Saying, Session
from coprod.model.doubts import Doubt, about_entry
from coprod.model.ids import PROJECT, SOME_PEOPLE, present_fingerprint
from coprod.model.labels import Persons, TypedName
from coprod.model.rows import Row
from coprod.model.types import Record
from coprod.output.words import quoted
from coprod.store.problems import in_words
from coprod.words import did_you_mean, short, visible

if TYPE_CHECKING:
    from coprod.store.people import Person
    from coprod.store.read import Document

#: So many ids are named if a beginning fits several.
_NAMED = 5


def session(project: Project, word: str, today: date, option: str) -> Session:
    """The session that a word means: an id, `last` for the latest up to today, or a day that has one session."""
    word = word.strip()
    known = {session.id: session for session in project.sessions}
    if word in known:
        return known[word]
    if word.lower() == "last":
        if latest := last(project.sessions, today):
            return latest
        raise parse.refused(option, "no session is on record yet")
    try:
        day = days.day(word, today)
    except ValueError:
        raise _unknown(option, "no session", word, known, "; coprod export --what sessions lists them") from None
    found = [session for session in project.sessions if session.date == day]
    if len(found) == 1:
        return found[0]
    several = f"{day} has several sessions: name one of {', '.join(session.id for session in found)}"
    raise parse.refused(option, several if found else f"no session of {day} is on record")


def _unknown(option: str, what: str, word: str, known: Iterable[str], otherwise: str) -> typer.BadParameter:
    """What is raised of a word that means nothing on record: what is near it, or else how to see what there is."""
    return parse.refused(option, f'{what} "{short(word)}" is on record{did_you_mean(word, known) or otherwise}')


def begun(project: Project, word: str, today: date, option: str) -> Session:
    """As `session`, and the beginning of an id is enough: for sessions that are shown before anything changes."""
    try:
        return session(project, word, today, option)
    except typer.BadParameter:
        begins = _by_id({known.id: known for known in project.sessions}, word)
        if len(begins) != 1:
            raise
        return begins[0]


WithId = TypeVar("WithId", Session, Reading, Saying | Reading)


def _by_id(known: Mapping[str, WithId], word: str) -> list[WithId]:
    """The record with this id, or those whose ids begin so."""
    word = word.strip()
    if word in known:
        return [known[word]]
    return [record for name, record in known.items() if word and name.startswith(word)]


def _named(known: Mapping[str, WithId], word: str, option: str, nothing: str, otherwise: str = "") -> WithId:
    """The one record with this id, or whose id begins so; a message says that there is nothing, or which there are."""
    found = _by_id(known, word)
    if len(found) == 1:
        return found[0]
    if not found:
        raise _unknown(option, nothing, word, known, otherwise)
    more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
    named = ", ".join(record.id for record in found[:_NAMED])
    raise parse.refused(option, f'"{short(word)}" begins {len(found)} ids: {named}{more}')


def chosen(project: Project, words: Sequence[str], today: date, option: str) -> list[Session]:
    """The sessions that words mean, each once: as `begun`, or all that were held from one day to another."""
    found: list[Session] = []
    for word in words:
        if ".." in word and not any(known.id == word.strip() for known in project.sessions):
            period = parse.period(word, option)
            during = [known for known in project.sessions if known.held_by(today) and period.contains(known.date)]
            if not during:
                raise parse.refused(option, f"no session that was held in {word} is on record")
            found += during
            continue
        try:
            found.append(begun(project, word, today, option))
        except typer.BadParameter:
            with suppress(ValueError):
                if len(words) > 1:
                    days.day(" ".join(words), today)
                    message = f'a day with blanks in it stands in quotes: "{" ".join(words)}"'
                    raise parse.refused(option, message) from None
            raise
    return list({known.id: known for known in found}.values())


def last(sessions: Sequence[Session], today: date) -> Session | None:
    """The latest session that was held by today; of several, the one that stands last in the file."""
    known = (session for session in reversed(sessions) if session.held_by(today))
    return max(known, key=lambda session: session.date, default=None)


def position(document: "Document", known: Session) -> int:
    """Where a session stands in the file now, as it was read a moment ago; Unusable if it was changed meanwhile."""
    if known not in document.project.sessions:
        raise Unusable(Problem(document.file, "the session was changed by another program meanwhile; try again"))
    return document.project.sessions.index(known)


def held(known: Session, today: date, option: str) -> Session:
    """The session, if it was held by a day: of a planned one nothing came yet that people could read or be told."""
    if known.held_by(today):
        return known
    if known.date > today:
        raise parse.refused(option, f"{known.id} is planned for {known.date}; that can be said once it was held")
    unsaid = f"nobody has recorded that it was held: coprod amend {known.id} --held"
    raise parse.refused(option, f"{known.id} was planned for {known.date}, and {unsaid}")


def fed_back(project: Project, words: Iterable[str], today: date, option: str) -> list[str]:
    """The ids of the sessions that words mean, each once, on which something can be fed back."""
    return list(dict.fromkeys(held(begun(project, word, today, option), today, option).id for word in words))


def groups(project: Project) -> list[str]:
    """The groups on record: those that are named as affected, and any other that was heard or asked."""
    heard = (group for session in project.sessions for group in (*session.heard, *session.asked))
    return list(dict.fromkeys([*project.project.affected, *heard]))


def group(known: Sequence[str], word: str, option: str) -> str:
    """The one of these groups that a word means, whatever its case."""
    for fits in (word.__eq__, lambda group: group.casefold() == word.strip().casefold()):
        for found in filter(fits, known):
            return found
    named = f"; groups are named under affected: {', '.join(map(short, known))}" if known else ""
    raise _unknown(option, "no group", word, known, named or "; name it under affected first")


def begun_group(known: Sequence[str], word: str) -> str:
    """As `group`, and the beginning is enough: at a prompt, which shows the group before anything is recorded."""
    begins = [group for group in known if group.casefold().startswith(word.casefold())]
    return begins[0] if len(begins) == 1 else group(known, word, "")


def labels(project: Project, names: Iterable[str]) -> list[str]:
    """Names as the file holds them: the first id that it has for a name, or else the label itself."""
    return list(map(Persons(project.people).person, names))


def person(project: Project, word: str, option: str) -> "Person":
    """Whom somebody means, by a label, an id or a name."""
    from coprod.store.people import people

    if found := only_bearer(project, word, option):
        return found
    known = [text for somebody in people(project).values() for text in (somebody.label, somebody.name) if text]
    raise _unknown(option, "nobody called", word, known, "; coprod people lists everyone")


def only_bearer(project: Project, word: str, option: str) -> "Person | None":
    """Who on record is called so, or None; if several are, the id is asked for."""
    from coprod.store.people import namesakes

    found = namesakes(project, word)
    if len(found) <= 1:
        return found[0] if found else None
    bearers = []
    for one in found:
        came = [session.date for session in project.sessions if not one.labels.isdisjoint(session.labels)]
        bearers.append(f"{visible(one.label)} ({f'since {min(came)}' if came else 'never came'})")
    several = f'"{short(word)}" is the name of {len(found)} people: {" and ".join(bearers)}; name the id'
    raise parse.refused(option, several)


def unanswered(project: Project, today: date) -> list[Saying | Reading]:
    """What waits for an answer on a day, the longest first: things said, and readings that differ."""
    said: list[Saying | Reading] = [known.saying for known in sayings(project, today) if not known.answered]
    records = reading_records(project, today)
    read = [known.reading for known in records if known.differs and not known.answered]
    return sorted([*said, *read], key=lambda record: record.date)


def answerable(project: Project, word: str, today: date) -> Saying | Reading:
    """The saying or reading that a word means: an id, the beginning of one, or `last`."""
    known: dict[str, Saying | Reading] = {saying.id: saying for saying in project.said}
    known |= {reading.id: reading for reading in project.readings}
    if word.strip().lower() == "last" and word.strip() not in known:
        return _last_answerable(project, today)
    if word.strip() in {session.id for session in project.sessions} and not _by_id(known, word):
        meant = "an answer goes to something said in it, or to a reading of it"
        raise parse.refused("ID", f'"{short(word)}" is a session; {meant}')
    return _named(known, word, "ID", "nothing said and no reading", "; coprod answer offers what waits")


def _last_answerable(project: Project, today: date) -> Saying | Reading:
    """The latest up to today of what was said and of the readings that differ; of equals, the last in the file."""
    said: list[Saying | Reading] = [saying for saying in reversed(project.said) if saying.date <= today]
    readings = [known.reading for known in reversed(reading_records(project, today))]
    differ: list[Saying | Reading] = [reading for reading in readings if reading.said == "differs"]
    latest = [max(records, key=lambda record: record.date) for records in (said, differ) if records]
    if not latest:
        raise parse.refused("ID", "nothing is on record yet that could be answered")
    waiting = unanswered(project, today)
    if len(latest) > 1 and all(record in waiting for record in latest):
        both = " and ".join(quoted(record) for record in latest)
        raise parse.refused("ID", f"both wait for an answer, {both}: name one by its id")
    return max(reversed(latest), key=lambda record: record.date)


def latest_answer(project: Project, record: Saying | Reading, today: date) -> Answer:
    """The latest answer to something said or read back, which `--told` alone completes."""
    answers = answers_by_id(project, today).get(record.id, ())
    if not answers:
        raise parse.refused("--told", f"{record.id} has no answer yet: say what was done, or why not, too")
    latest = answers[-1]
    if latest.told:
        raise parse.refused("--told", f"the answer of {latest.date} says already how they were told: {latest.told}")
    return latest


def number_of(draft: Mapping[str, Any], capacity: Capacity) -> int:
    """How many came in a capacity of the session in a draft, named and counted; some people are at least two."""
    others = draft["also_present"][capacity]
    return len(draft[capacity]) + (SOME_PEOPLE if others == "some" else int(others))


def doubts(
    given: Mapping[str, Any], fields: Mapping[str, Any], project: Project, today: date, known: Iterable[str] = ()
) -> list[Doubt]:
    """The doubts about a session of which options gave people, and these fields; about none of the known groups."""
    people: dict[Capacity, Sequence[TypedName]] = {
        capacity: parse.typed_names(given[capacity] or (), f"--{capacity}") for capacity in CAPACITIES
    }
    groups = [group for group in (*fields.get("heard", ()), *fields.get("asked", {})) if group not in known]
    return about_entry(project, today, fields.get("date", today), people, groups)


def tell_doubts(doubts: Iterable[Doubt]) -> None:
    """Say what was recorded though it is hardly meant."""
    for doubt in doubts:
        print_note(visible(f"Recorded as it was typed: {doubt}"))


def is_another_level(session: Session, level: LevelName | None) -> bool:
    """Whether readers give a level other than the recorded one; False if either is None."""
    return None not in (level, session.level) and level != session.level


def reading(project: Project, session: Session | None, fields: Mapping[str, Any]) -> Reading:
    """The reading to record of a session, or of the whole project if it is None.

    It is of the present wording if the fields do not say which.
    """
    said, level = fields["said"], fields.get("level")
    if session and said == "agree" and is_another_level(session, level):
        difference = f"the record puts it at {session.level}, and they at {level}: it is a difference: --said differs"
        raise parse.refused("--said", difference)
    if session and said == "differs" and level is not None and level == session.level:
        raise parse.refused(
            "--level", f"the record has {level} too: leave --level out, and say in --words what differs"
        )
    if said == "not-taken-up" and (level or fields.get("words")):
        nobody = "says that nobody wished to read, so that there is no level and are no words"
        raise parse.refused("--said not-taken-up", nobody)
    if session and fields["date"] < session.date:
        raise parse.refused("--date", f"{session.id} was held on {session.date}, and cannot have been read before")
    name = session.id if session else PROJECT
    content: dict[str, Any] = {"session": name, "read": present_fingerprint(project, name, fields["date"])}
    content |= {"readers": 0} if said == "not-taken-up" else {}
    content |= {name: value for name, value in fields.items() if value is not None}
    return validated_record(Reading, content)


def reading_named(project: Project, word: str, option: str) -> Reading:
    """The reading that a word means: an id, or the beginning of one."""
    return _named({record.id: record for record in project.readings}, word, option, "no reading")


Validated = TypeVar("Validated", bound=Record)


def validated_record(
    model: type[Validated], fields: Mapping[str, object], options: Mapping[str, str] = MappingProxyType({})
) -> Validated:
    """Make a record of what was typed, without the fields that are None; Unusable with every option that is unusable.

    `options` are those of fields that were given with another option than that of their row.
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
            if row.value == "counts":
                # Nobody came on either side: the sides are what is missing.
                return _option(row.parts, tuple(rest), options) if rest else "--community"
            for option in sorted(row.options, key=lambda option: option.is_argument):
                return option.flags.split()[0]
    return f"--{field}"
