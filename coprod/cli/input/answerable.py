"""What the project can answer: something said, or a reading; by id, by the beginning of an id, or as `last`."""

from datetime import date

import typer

from coprod.assess.voices import answers_by_id, reading_records, sayings
from coprod.model import Project, Reading, Saying
from coprod.nearest import did_you_mean
from coprod.typed import short

_HINT = "ID"
#: So many ids are named where a beginning fits several.
_NAMED = 5


def waiting(project: Project, today: date) -> list[Saying | Reading]:
    """What waits for an answer on a day, the longest first: things said, and readings that differ."""
    answers = answers_by_id(project, today)
    said: list[Saying | Reading] = [one.saying for one in sayings(project, today, answers) if not one.answered]
    read = [one.reading for one in reading_records(project, today, answers) if one.differs and not one.answered]
    return sorted([*said, *read], key=lambda one: one.date)


def meant(project: Project, word: str, today: date) -> Saying | Reading:
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
        return _last(project, today)
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


def _last(project: Project, today: date) -> Saying | Reading:
    read: list[Saying | Reading] = [
        one.reading for one in reading_records(project, today, {}) if one.reading.said == "differs"
    ]
    said = [one for one in project.said if one.date <= today]
    latest = max([*reversed(read), *reversed(said)], key=lambda one: one.date, default=None)
    if latest is None:
        raise typer.BadParameter("nothing is on record yet that could be answered", param_hint=_HINT)
    return latest
