"""Tables for spreadsheets: attendance, what was said, sessions, readings, phases, and who is on record."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from coprod.assess import Assessment
from coprod.framework import MATTERS
from coprod.model import Answer, Project, Session
from coprod.model.ids import fingerprint
from coprod.model.labels import folded, spelled_alike
from coprod.sheets.own import ATTENDANCE, CHANGED, SAYING_COLUMNS, SAYINGS, SETTLED
from coprod.sheets.tables.cells import joined
from coprod.store.people import SIDES, people
from coprod.store.read import Document
from coprod.words import is_code

Row = Sequence[str | int]


SESSION_HEADINGS: Row = (
    "file", "project", "session_id", "date", "phase", "title", "level", "community", "community_counted",
    "professional", "professional_counted", "heard", "settled", "feeds_back", "recognition",
)  # fmt: skip


PHASE_HEADINGS: Row = (
    "file", "project", "phase", "status", "stands", "sessions", "first", "last", "community_people",
    "community_attendances", "community_counted", "partners", "professional_people", "professional_attendances",
    "professional_counted", "settled_together", "settled_apart",
)  # fmt: skip


READING_HEADINGS: Row = (
    "file", "project", "reading_id", "session", "date", "read", "current", "side", "readers", "were_there", "how",
    "alone", "said", "level", "share", "recognition", "entered_by",
)  # fmt: skip


#: What readers said in their own words, which goes to nobody unasked.
WORDS = "words"


def sessions(document: Document) -> Iterator[Row]:
    """A row for each session, in the order of the file: how many people came on each side, by label and counted."""
    for one in document.project.sessions:
        yield [
            document.file,
            document.project.project.name,
            one.id,
            one.date.isoformat(),
            joined(one.phase),
            one.title or "",
            one.level or "",
            len(one.community),
            one.also_present.community,
            len(one.professional),
            one.also_present.professional,
            joined(one.heard),
            joined(one.settled),
            joined(one.feeds_back),
            one.recognition or "",
        ]


def readings(document: Document, *, names: bool) -> Iterator[Row]:
    """A row for each reading, in the order of the file; `current` says whether it is of the session's present wording.

    Args:
        document: the project.
        names: whether the readers' own words are for whoever gets the table.
    """
    prints = {one.id: fingerprint(one) for one in document.project.sessions}
    for one in document.project.readings:
        yield [
            document.file,
            document.project.project.name,
            one.id,
            one.session,
            one.date.isoformat(),
            one.read,
            _yes(one.read == prints.get(one.session)),
            one.side,
            _recorded(one.readers),
            _recorded(one.were_there),
            one.how or "",
            "" if one.alone is None else _yes(one.alone),
            one.said,
            one.level or "",
            _yes(one.share),
            one.recognition or "",
            one.entered_by or "",
            *([one.words or ""] if names else []),
        ]


def _yes(value: object) -> str:
    return "yes" if value else "no"


def _recorded(count: int | None) -> str | int:
    """A count, or nothing where there is none, which is not zero."""
    return "" if count is None else count


def phases(assessment: Assessment) -> Iterator[Row]:
    """A row for each phase: what its record shows."""
    for one in assessment.phases:
        yield [
            assessment.file,
            assessment.name,
            one.phase,
            one.status,
            _yes(one.stands),
            one.sessions,
            str(one.first or ""),
            str(one.last or ""),
            *one.community,
            one.partners.people,
            *one.professional,
            joined(one.settled_together),
            joined(one.settled_apart),
        ]


#: What stands in for a label that may be a name.
_INSTEAD = re.compile(r"person-[0-9]+")


def attendance(project: Project, *, names: bool) -> Iterator[Sequence[str]]:
    """The headings, and for each session a row for each person.

    What belongs to no person, such as the groups that were heard, stands in a row of its own before them, so that it
    is tied to nobody and counted once.

    Args:
        project: the project.
        names: whether names may be shown; otherwise ids are, and something that stands in for other labels.
    """
    matters = [matter for matter in MATTERS if any(matter in session.settled for session in project.sessions)]
    yield [*ATTENDANCE, *(SETTLED + matter for matter in matters)]
    shown = _named(project) if names else _unnamed(project)
    for session in project.sessions:
        about = [session.id, session.date.isoformat(), joined(session.phase), _cell(session.title), session.level or ""]
        rest = [*_rest(session), *(session.settled.get(matter, "") for matter in matters)]
        came = _came(session)
        if any(rest) or not came:
            yield [*about, "", "", *rest]
        yield from ([*about, side, shown[label], *[""] * len(rest)] for side, label in came)


def _came(session: Session) -> list[tuple[str, str]]:
    """The sides and labels of those who came."""
    sides = {"community": session.community, "professional": session.professional}
    return [(side, label) for side, labels in sides.items() for label in labels]


def _rest(session: Session) -> list[str]:
    counts = (session.also_present.community, session.also_present.professional)
    return [
        *(str(count or "") for count in counts),
        joined(session.heard),
        joined(session.feeds_back),
        session.recognition or "",
        _cell(session.note),
    ]


def _cell(text: str | None) -> str:
    """Optional text; text that is there and empty gets an apostrophe, which tells it from none."""
    return "" if text is None else f"'{text}" if not text.strip("'") else text


def _named(project: Project) -> dict[str, str]:
    """The labels by what shows them: the name of an id, where no other label could be taken for it."""
    labels, people = _labels(project), project.people
    taken = Counter([*labels, *people, *people.values()])
    return {label: people[label] if taken[people.get(label, "")] == 1 else label for label in labels}


def _unnamed(project: Project) -> Mapping[str, str]:
    """The labels by what shows them: an id as it is, and for one that may be a name, a number in their order."""
    labels = _labels(project)
    free = (name for number in range(1, 2 * len(labels) + 1) if (name := f"person-{number}") not in labels)
    kept = {label for label in labels if label in project.people or is_code(label) or _INSTEAD.fullmatch(label)}
    return {label: label if label in kept else next(free) for label in labels}


def _labels(project: Project) -> dict[str, None]:
    """Every label once, in the order of the file."""
    return dict.fromkeys(label for session in project.sessions for _, label in _came(session))


_UNANSWERED = [""] * (len(SAYINGS) - len(SAYING_COLUMNS))


def sayings(project: Project) -> Iterator[Sequence[str]]:
    """The headings, and for each saying a row for each answer, or one without."""
    yield SAYINGS
    for saying in project.said:
        about = [_plain(getattr(saying, field)) for field in SAYING_COLUMNS]
        answers = [_answered(one) for one in project.answers if one.to == saying.id]
        yield from ([*about, *answer] for answer in answers or [_UNANSWERED])


def _answered(answer: Answer) -> list[str]:
    text = [answer.text, ""] if answer.outcome in CHANGED else ["", answer.text]
    return [answer.date.isoformat(), answer.outcome, *text, _plain(answer.told)]


def _plain(value: object) -> str:
    return "" if value is None else str(value)


_PEOPLE = ("label", "name", "sides", "sessions", "first", "last", "like")


class PersonEntry(NamedTuple):
    """One person in the list.

    Attributes:
        label: their label or id.
        name: the name that `[people]` has for an id.
        sides: in what capacities they came.
        sessions: in how many sessions, planned ones too.
        first: the day of the first.
        last: the day of the last.
        like: labels that differ from theirs by a slip.
    """

    label: str
    name: str | None
    sides: tuple[str, ...]
    sessions: int
    first: date | None
    last: date | None
    like: tuple[str, ...]


def people_entries(project: Project) -> list[PersonEntry]:
    """Everyone on record, those whose labels are alike beside each other, otherwise in the order of the file."""
    found = people(project)
    owner = {label: person.label for person in found.values() for label in person.labels}
    days: dict[str, list[date]] = {label: [] for label in found}
    sides: dict[str, set[str]] = {label: set() for label in found}
    for session in project.sessions:
        came = {side: {owner[label] for label in getattr(session, side)} for side in SIDES}
        for side, labels in came.items():
            for label in labels:
                sides[label].add(side)
        for label in set().union(*came.values()):
            days[label].append(session.date)
    near = _Near(owner)
    like = {label: tuple(near.like(person.labels, label)) for label, person in found.items()}
    ordered = dict.fromkeys(one for label in found for one in (label, *like[label]))
    return [
        PersonEntry(
            label,
            found[label].name,
            tuple(side for side in SIDES if side in sides[label]),
            len(days[label]),
            min(days[label], default=None),
            max(days[label], default=None),
            like[label],
        )
        for label in ordered
    ]


class _Near:
    """Labels that differ by a slip, found without holding each against each: a slip leaves one end of a label alone.

    Args:
        owner: whose each label is.
    """

    def __init__(self, owner: Mapping[str, str]) -> None:
        self._owner = owner
        self._by_end: dict[str, list[str]] = defaultdict(list)
        for text in owner:
            for end in self._ends(text):
                self._by_end[end].append(text)

    def like(self, labels: Iterable[str], own: str) -> list[str]:
        """The labels of other people that differ by a slip from these, or whose names do."""
        near = (
            self._owner[other]
            for text in sorted(labels)
            for other in spelled_alike(
                text, dict.fromkeys(one for end in self._ends(text) for one in self._by_end[end])
            )
        )
        return [other for other in dict.fromkeys(near) if other != own]

    def _candidates(self, text: str) -> Iterable[str]:
        return dict.fromkeys(one for end in self._ends(text) for one in self._by_end[end])

    @staticmethod
    def _ends(text: str) -> tuple[str, str]:
        plain = folded(text)
        return f"{plain[:3]}-", f"-{plain[-3:]}"


def people_rows(found: Sequence[PersonEntry]) -> Iterator[Sequence[object]]:
    """The headings, and a row for each label."""
    yield _PEOPLE
    for one in found:
        yield [
            one.label,
            one.name or "",
            joined(one.sides),
            one.sessions,
            one.first or "",
            one.last or "",
            joined(one.like),
        ]


def people_json(file: str, found: Sequence[PersonEntry]) -> str:
    """The list as JSON, in ASCII."""
    listed = [
        {**one._asdict(), "first": one.first and one.first.isoformat(), "last": one.last and one.last.isoformat()}
        for one in found
    ]
    content = {"schema": "coprod-people/1", "file": file, "people": listed}
    return json.dumps(content, indent=2).replace("##[", "#\\u0023[") + "\n"
