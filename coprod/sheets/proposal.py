"""From the meetings of a sheet to sessions of a project, with what the sheet does not say added by the user."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from coprod.errors import Problem
from coprod.framework import SIDES, LevelName, PhaseName, Side
from coprod.model import Project, Session
from coprod.model.ids import record_id
from coprod.sheets.grid import CellPlace, bare, folded
from coprod.sheets.reading.meeting import Choice, Counted, Meeting, Question, Reading
from coprod.sheets.reading.people import Labels, Person, likely_pairs, people
from coprod.sheets.reading.sides import SideOrNone, SideSources
from coprod.store.problems import in_words
from coprod.words import NearMisses, short


@dataclass(frozen=True, slots=True)
class Span:
    """Phases, and the days on which sessions served them; a day that is left out leaves the span open."""

    phases: tuple[PhaseName, ...]
    first: dt.date = dt.date.min
    last: dt.date = dt.date.max


@dataclass(frozen=True, slots=True)
class Supplied:
    """What the user supplies beside the sheet.

    Attributes:
        today: the day on which the sheet is imported.
        date: the day, where the sheet names none.
        phases: the phases of sessions of which the sheet says nothing.
        spans: the same by days, which count before `phases`.
        level: the level, where the sheet says nothing.
        levels: the same by phase, which counts before `level`.
        called: labels by name or email address.
        sides: who came in what capacity.
        any_day: whether days in the future and long ago are meant.
        date_is_right: whether `date` counts although a column that is not read holds days.
    """

    today: dt.date
    date: dt.date | None = None
    phases: tuple[PhaseName, ...] = ()
    spans: Sequence[Span] = ()
    level: LevelName | None = None
    levels: Mapping[PhaseName, LevelName] = field(default_factory=dict)
    called: Mapping[str, str] = field(default_factory=dict)
    sides: SideSources = field(default_factory=SideSources)
    any_day: bool = False
    date_is_right: bool = False


@dataclass(slots=True)
class Proposal:
    """The sessions of a sheet as they would stand, or what stands in the way.

    Attributes:
        reading: what was read.
        sessions: the sessions; complete where nothing else is here.
        problems: what is wrong with the sheet, or with what was supplied beside it.
        questions: what only the user can say of the sheet.
        undated: the meetings whose day is not known.
        phaseless: the meetings whose phase is not known.
        sideless: those whose capacity is not known, each once.
        merged: people who are known by one email address, or spelling, under several names.
        pairs: labels that may be one person.
        alike: sessions of which the sheet says all that it says of an earlier one too; they are kept apart.
        empty: the days of meetings to which nobody came.
        without_level: how many sessions have no level.
    """

    reading: Reading
    sessions: list[Session] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    undated: list[Meeting] = field(default_factory=list)
    phaseless: list[Meeting] = field(default_factory=list)
    sideless: dict[Person | Counted, None] = field(default_factory=dict)
    merged: list[Person] = field(default_factory=list)
    pairs: list[tuple[str, str]] = field(default_factory=list)
    alike: list[Session] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Whether something is left to be said."""
        return bool(self.questions or self.undated or self.phaseless or self.sideless)

    @property
    def without_level(self) -> list[Session]:
        """The sessions with community people whose level is not known."""
        return [
            session
            for session in self.sessions
            if not session.level and (session.community or session.also_present.community)
        ]


@dataclass(slots=True)
class _Drafting:
    """What is known while a proposal is made.

    Attributes:
        proposal: the proposal.
        supplied: what the user supplies.
        people: who each row is about.
        labels: the labels of people.
        sides: the sides that are given for them.
        counts: the same for those who are only counted, by their words and their role.
    """

    proposal: Proposal
    supplied: Supplied
    people: Mapping[tuple[str, str], Person]
    labels: dict[Person, str]
    sides: dict[tuple[Person, str], set[SideOrNone]] = field(default_factory=dict)
    counts: dict[tuple[str, str], Counted] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)


def proposed(original: Reading, project: Project, supplied: Supplied) -> Proposal:
    """Make sessions of what was read.

    Args:
        original: the sheet; it stays as it is, since more may be supplied for it.
        project: the project that they are for, whose labels are used where it has some.
        supplied: what the user supplies beside the sheet.
    """
    reading = copy(original)
    reading.problems, reading.questions = list(original.problems), list(original.questions)
    reading.left_out = list(original.left_out)
    proposal = Proposal(reading, problems=reading.problems, questions=reading.questions)
    found = people(reading, supplied.called)
    state = _Drafting(proposal, supplied, found, _labels(found, project, reading))
    _note_unknown_names(state)
    meetings = _held(reading, proposal)
    _check_days(meetings, state)
    for meeting in meetings:
        _propose(meeting, state)
    proposal.merged = [
        person
        for person in state.labels
        if len({folded(name) for name in person.names}) > 1 and person.label not in supplied.called.values()
    ]
    joined = {*map(folded, supplied.called), *map(folded, supplied.called.values())}
    labels = [*state.labels.values(), *_labels_of(project)]
    new = set(state.labels.values())
    proposal.pairs = [pair for pair in likely_pairs(labels) if new & set(pair) and not joined & {folded(pair[0])}]
    if not meetings and not reading.problems and not reading.questions:
        nobody = "has headings, and no session under them"
        if reading.left_out:
            nobody = f'names nobody who came: "{short(reading.left_out[0].name)}" {reading.left_out[0].reason}'
        proposal.problems.append(CellPlace(reading.table, 0).problem(nobody))
    if meetings and not proposal.sessions and not proposal.problems and not proposal.is_open:
        entry = reading.left_out[0]
        proposal.problems.append(entry.place.problem(f'nobody came: "{short(entry.name)}" {entry.reason}'))
    if supplied.date and any(meeting.date for meeting in reading.meetings):
        proposal.problems.append(Problem("", "--date: the sheet names its days itself; leave the option out"))
    return proposal


def _labels_of(project: Project) -> list[str]:
    return [
        *project.people.values(),
        *(label for session in project.sessions for label in (*session.community, *session.professional)),
    ]


def _labels(found: Mapping[tuple[str, str], Person], project: Project, reading: Reading) -> dict[Person, str]:
    known = Labels(project, exact=reading.exact)
    labels: dict[Person, str] = {}
    for person in dict.fromkeys(found.values()):
        label = known.of(person.label) if person.label else ""
        if label is None:
            reading.wrong("[people] has several ids for this name: say which with --call NAME=ID", person.place)
        labels[person] = label or ""
    return labels


def _sides_of(person: Person, role: str, state: _Drafting) -> set[SideOrNone]:
    """The sides that are given for a person in a row; one that is named on both sides came in both capacities."""
    if (person, role) not in state.sides:
        state.sides[person, role] = state.supplied.sides.of(person, role)
    return state.sides[person, role]


def _note_unknown_names(state: _Drafting) -> None:
    """Note names that the user gives one by one and that nobody in the sheet has."""
    counted = [counted for meeting in state.proposal.reading.meetings for counted in meeting.counted]
    near = NearMisses(folded(name) for person in state.labels for name in (person.label, *person.names))
    for side, name in state.supplied.sides.unknown([*state.labels, *counted]):
        message = f'--{side}: nobody in the sheet is called "{name}"{near.did_you_mean(folded(name))}'
        state.proposal.problems.append(Problem("", message))


def _held(reading: Reading, proposal: Proposal) -> list[Meeting]:
    """The meetings to which somebody came; where rows were left out, one to which nobody did is no session."""
    held = []
    for meeting in reading.meetings:
        counts = meeting.fields.get("also_present") or {}
        if meeting.came or meeting.counted or any(counts.values()) or not reading.left_out or reading.exact:
            held.append(meeting)
        else:
            proposal.empty.append(str(meeting.date or meeting.fields.get("title") or "a meeting without a day"))
    return held


def _check_days(meetings: Iterable[Meeting], state: _Drafting) -> None:
    """Ask about days that are hardly meant, and where a column that is not read holds the days."""
    proposal, supplied = state.proposal, state.supplied
    if not supplied.any_day and not proposal.reading.exact:
        for meeting in meetings:
            if meeting.date and meeting.date > supplied.today:
                _ask_of_day(proposal, meeting, f"{meeting.date} is in the future")
            elif meeting.date and meeting.date.year < supplied.today.year - _LONG_AGO:
                _ask_of_day(proposal, meeting, f"{meeting.date} is more than ten years ago")
    elsewhere = proposal.reading.days_elsewhere
    undated = next((meeting for meeting in meetings if not meeting.date and not meeting.garbled), None)
    if undated and elsewhere and not supplied.date_is_right:
        for heading, (first, last) in elsewhere.items():
            days = first if first == last else f"{first} to {last}"
            proposal.questions.append(
                Question(
                    undated.place,
                    f'no column that is read holds the day, and "{heading}" holds days ({days})',
                    (
                        Choice("these are the days of the sessions", "--column", f"date={heading}"),
                        Choice("they are not, and --date gives the day", "--column", "date="),
                    ),
                )
            )


_LONG_AGO = 10


def _ask_of_day(proposal: Proposal, meeting: Meeting, message: str) -> None:
    if not any(question.choices == (_ANY_DAY,) for question in proposal.questions):
        proposal.questions.append(Question(meeting.place, message, (_ANY_DAY,)))


_ANY_DAY = Choice("the days of the sheet are right", "--any-day")


def _propose(meeting: Meeting, state: _Drafting) -> None:
    proposal, supplied = state.proposal, state.supplied
    fields = meeting.fields | _came(meeting, state)
    fields["also_present"] = _counted(meeting, state)
    fields["date"] = meeting.date or supplied.date
    fields["phase"] = fields.get("phase") or _phases(fields["date"], meeting, state)
    fields["level"] = fields.get("level") or _level(fields["phase"], supplied)
    if not fields["date"] and not meeting.garbled:
        proposal.undated.append(meeting)
    if not fields["phase"] and (fields["date"] or not supplied.spans):
        proposal.phaseless.append(meeting)
    if not proposal.problems and not proposal.is_open:
        _add(meeting, {key: value for key, value in fields.items() if value is not None}, state)


def _level(phases: Sequence[PhaseName], supplied: Supplied) -> LevelName | None:
    given = {supplied.levels[phase] for phase in phases if phase in supplied.levels}
    return given.pop() if len(given) == 1 else supplied.level


def _phases(date: dt.date | None, meeting: Meeting, state: _Drafting) -> tuple[PhaseName, ...]:
    spans = [span for span in state.supplied.spans if date and span.first <= date <= span.last]
    if len(spans) > 1:
        both = "where several are meant, write --phase co-design,co-delivery=FROM..TO"
        state.proposal.reading.wrong(f"{date} lies in several spans of --phase: {both}", meeting.place)
    return spans[0].phases if spans else state.supplied.phases


def _came(meeting: Meeting, state: _Drafting) -> dict[str, list[str]]:
    """The labels of those who came, by side; in the order of the sheet only where it has the id of the session."""
    labels: dict[Side, dict[str, None]] = {side: {} for side in SIDES}
    for came in meeting.came:
        person = state.people[came.name, came.email]
        given = {came.side} if came.side else _sides_of(person, came.role, state)
        if "none" in given:
            _leave_out(state, came.place, state.labels[person])
            continue
        if not given:
            state.proposal.sideless[person] = None
        for side in SIDES:
            if side in given:
                labels[side][state.labels[person]] = None
    own = "id" in meeting.fields
    return {side: list(found) if own else sorted(found) for side, found in labels.items()}


def _leave_out(state: _Drafting, place: CellPlace, name: str) -> None:
    if all(row.place != place or row.name != name for row in state.proposal.reading.left_out[-50:]):
        state.proposal.reading.leave_out(place, name, "is left out, by the side that you gave")


def _counted(meeting: Meeting, state: _Drafting) -> dict[str, int]:
    """How many came whom nobody names, by side."""
    numbers: dict[str, int] = {side: int((meeting.fields.get("also_present") or {}).get(side, 0)) for side in SIDES}
    for counted in meeting.counted:
        group = state.counts.setdefault((folded(counted.words), counted.role), counted)
        given = {counted.side} if counted.side else state.supplied.sides.of(counted, counted.role)
        if "none" in given:
            _leave_out(state, counted.place, counted.words)
        elif len(given) == 1:
            numbers[next(side for side in SIDES if side in given)] += counted.number
        elif given:
            state.proposal.reading.wrong(
                "both sides are given for people who are only counted: give one", counted.place
            )
        else:
            state.proposal.sideless[group] = None
    return numbers


def _add(meeting: Meeting, fields: dict[str, Any], state: _Drafting) -> None:
    proposal = state.proposal
    if (
        not any((fields.get("community"), fields.get("professional"), *fields["also_present"].values()))
        and proposal.reading.left_out
    ):
        proposal.empty.append(str(fields["date"]))
        return
    try:
        session = Session.model_validate(fields)
    except ValidationError as error:
        for path, message in in_words(error):
            nobody = path == ("also_present",)
            proposal.reading.wrong("nobody came to it" if nobody else f"{path[0]}: {message}", meeting.place)
        return
    attempt = 0
    while session.id in state.ids:
        attempt += 1
        session = session.model_copy(update={"id": record_id(dict(session), attempt=attempt)})
    if attempt:
        proposal.alike.append(session)
    state.ids.add(session.id)
    proposal.sessions.append(session)


def known_names(project: Project) -> frozenset[str]:
    """The names and labels of a project, as names of a sheet are compared with them."""
    return frozenset(map(bare, _labels_of(project)))
