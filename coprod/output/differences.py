"""What those who read a record back say otherwise: each reading with its own number of readers, never added up."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from coprod.assess import Assessment
from coprod.assess.voices import ReadingRecord
from coprod.output.words import by_number, listed

Number = Callable[[int], str]

#: So many readings are told one by one; more of them by the level that they give.
_ONE_BY_ONE = 4


def told_otherwise(assessment: Assessment) -> str:
    """In how many readings it is told otherwise, in a few words; "" if none differs."""
    differing = sum(one.differs for one in assessment.readings)
    return (
        by_number(differing, "Told otherwise in a reading.", "Told otherwise in {number} readings.")
        if differing
        else ""
    )


def differences(assessment: Assessment, number: Number) -> Iterator[str]:
    """What readers say otherwise of the sessions of each phase, beside what the project records; then what is gone."""
    groups: dict[tuple[str, ...], list[ReadingRecord]] = defaultdict(list)
    for one in assessment.readings:
        if one.differs and one.session:
            groups[*one.session.phase, one.reading.side].append(one)
        elif one.differs and one.of_project:
            groups["the whole project", one.reading.side].append(one)
    for (*what, side), readings in groups.items():
        yield _difference(readings, listed(what), side, number)
    yield from _gone([one for one in assessment.readings if one.gone and not one.withdrawn])
    if withdrawn := sum(one.withdrawn for one in assessment.readings):
        yield by_number(withdrawn, "A reading was withdrawn.", "{number} readings were withdrawn.")


def _difference(readings: Sequence[ReadingRecord], phase: str, side: str, number: Number) -> str:
    answered = ", and has answered" if all(one.answered for one in readings) else ""
    levels: list[str] = list(dict.fromkeys(one.reading.level for one in readings if one.reading.level))
    who = _readers(readings[0], number) if len(readings) == 1 else f"In {len(readings)} readings, people"
    who = f"{who}, in a professional capacity," if side == "professional" else who
    if not levels:
        return f"{who} {'tells' if who.startswith('1 person') else 'tell'} {phase} otherwise{answered}."
    ours = listed(list(dict.fromkeys(one.session.level or "no level" for one in readings if one.session)))
    if len(readings) == 1 or len(levels) == 1:
        theirs = levels[0]
    elif len(readings) <= _ONE_BY_ONE:
        theirs = listed([_placed(one, number) for one in readings])
    else:
        theirs = listed([f"{level} in {sum(one.reading.level == level for one in readings)}" for level in levels])
    joint = "at" if len(levels) == 1 else "otherwise:"
    put = "puts" if who.startswith("1 person") else "put"
    return f"{who} {put} {phase} {joint} {theirs}; the project records {ours}{answered}."


def _placed(one: ReadingRecord, number: Number) -> str:
    """The number of readers of one reading, and where they put it."""
    people = number(one.reading.readers) if one.reading.readers else "some"
    return f"{people} at {one.reading.level}" if one.reading.level else f"{people} in words of their own"


def _readers(one: ReadingRecord, number: Number) -> str:
    """Who read it: people who were there if the reading says so of any, else people who read it back."""
    words = number(one.reading.readers) if one.reading.readers else ""
    people = f"{words} {'person' if words == '1' else 'people'}".strip()
    return f"{people[:1].upper()}{people[1:]} who {_HERE[bool(one.reading.were_there), words == '1']}"


#: What is said of readers, by whether one of them at least was there, and of a single reader.
_HERE = {
    (True, True): "was there",
    (True, False): "were there",
    (False, True): "read it back",
    (False, False): "read it back",
}


def _gone(readings: Sequence[ReadingRecord]) -> Iterator[str]:
    """That somebody read back what is on record no longer; a difference among them is told as one."""
    differing = sum(one.differs for one in readings)
    if differing:
        yield by_number(
            differing,
            "A reading that differs is of a session that is no longer on record.",
            "{number} readings that differ are of sessions that are no longer on record.",
        )
    if others := sum(one.reading.said != "not-taken-up" for one in readings) - differing:
        yield by_number(
            others,
            "A reading is of a session that is no longer on record.",
            "{number} readings are of sessions that are no longer on record.",
        )
