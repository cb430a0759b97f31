"""From the meetings of a sheet to sessions of a project, with what the sheet does not say added by the user."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from coprod.errors import Problem, Unusable, first_hundred
from coprod.framework import LevelName, PhaseName
from coprod.model import Project, Session
from coprod.model.ids import record_id
from coprod.nearest import did_you_mean
from coprod.sheets.reading.meeting import SIDES, Meeting, Place, Reading, Side, folded
from coprod.sheets.reading.people import Labels, Person, Sides, people
from coprod.store.decode import in_words
from coprod.typed import short


@dataclass(frozen=True, slots=True)
class Span:
    """Phases, and the days on which sessions served them; a day that is left out leaves the span open."""

    phases: tuple[PhaseName, ...]
    first: dt.date = dt.date.min
    last: dt.date = dt.date.max


@dataclass(frozen=True, slots=True)
class Said:
    """What the user says beside the sheet.

    Attributes:
        date: the day, where the sheet names none.
        phases: the phases of sessions of which the sheet says nothing.
        spans: the same by days, which count before `phases`.
        level: the level, where the sheet says nothing.
        called: labels by name or email address.
        sides: who came in what capacity.
        answers: the same, as it was answered for each person.
    """

    date: dt.date | None = None
    phases: tuple[PhaseName, ...] = ()
    spans: Sequence[Span] = ()
    level: LevelName | None = None
    called: Mapping[str, str] = field(default_factory=dict)
    sides: Sides = field(default_factory=Sides)
    answers: Mapping[str, Side] = field(default_factory=dict)


@dataclass(slots=True)
class Draft:
    """The sessions of a sheet as they would stand, or what stands in the way.

    Attributes:
        sessions: the sessions; complete where nothing else is here.
        problems: what is wrong with the sheet, or with what was said beside it.
        undated: the meetings whose day nobody has said.
        phaseless: the meetings whose phase nobody has said.
        sideless: the people whose capacity nobody has said, each once.
        merged: people who are known by one email address under several names.
        alike: the sessions of which all that the sheet says is said of an earlier one too; they are kept apart.
    """

    sessions: list[Session] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    undated: list[Meeting] = field(default_factory=list)
    phaseless: list[Meeting] = field(default_factory=list)
    sideless: dict[Person, None] = field(default_factory=dict)
    merged: list[Person] = field(default_factory=list)
    alike: list[Session] = field(default_factory=list)

    @property
    def lacks(self) -> bool:
        """Whether something is left to be said."""
        return bool(self.undated or self.phaseless or self.sideless)


def draft(reading: Reading, project: Project, said: Said) -> Draft:
    """Make sessions of what was read.

    Args:
        reading: the sheet.
        project: the project that they are for, whose labels are used where it has some.
        said: what the user says beside the sheet.
    """
    # The same reading is drafted again when more is said.
    fresh = Reading(reading.table, reading.meetings, list(reading.problems), reading.passed_over, reading.exact)
    return _Drafter(fresh, project, said).draft


class _Drafter:
    def __init__(self, reading: Reading, project: Project, said: Said) -> None:
        self.reading, self.said = reading, said
        self.draft = Draft(problems=reading.problems)
        self.people = people(reading, said.called)
        self.labels = self._labels(Labels(project, exact=reading.exact))
        self.sides = self._sides()
        self._require_known_names()
        self.ids: set[str] = set()
        for meeting in reading.meetings:
            self._session(meeting)
        self.draft.merged = [
            one for one in self.labels if len({*map(folded, one.names)}) > 1 and one.label not in said.called.values()
        ]
        if not reading.meetings and not reading.problems:
            reading.wrong("has headings, and no session under them", Place(0))
        if said.date and any(meeting.date for meeting in reading.meetings):
            self.draft.problems.append(Problem("", "--date: the sheet names its days itself; leave the option out"))

    def _labels(self, known: Labels) -> dict[Person, str]:
        found: dict[Person, str] = {}
        for person in dict.fromkeys(self.people.values()):
            label = known.of(person.label) if person.label else ""
            if label is None:
                several = "[people] has several ids for this name: say which with --call NAME=ID"
                self.reading.wrong(several, person.place)
            found[person] = label or ""
        return found

    def _sides(self) -> dict[Person, Side]:
        found: dict[Person, Side] = {}
        for person in self.labels:
            sides = self.said.sides.of(person)
            if len(sides) > 1:
                self.reading.wrong("both sides are given for this person: give one", person.place)
            if person.label in self.said.answers:
                found[person] = self.said.answers[person.label]
            elif sides:
                found[person] = min(sides)
        return found

    def _require_known_names(self) -> None:
        """Note names that the user gives one by one and that nobody in the sheet has."""
        names = [folded(name) for person in self.labels for name in (person.label, *person.names)]
        for side, name in self.said.sides.unknown(self.labels):
            near = did_you_mean(name, names)
            self.draft.problems.append(Problem("", f'--{side}: nobody in the sheet is called "{name}"{near}'))

    def _session(self, meeting: Meeting) -> None:
        fields = meeting.fields | self._came(meeting)
        fields["date"] = meeting.date or self.said.date
        fields["phase"] = fields.get("phase") or self._phases(fields["date"], meeting.place)
        fields["level"] = fields.get("level") or self.said.level
        if not fields["date"] and not meeting.garbled:
            self.draft.undated.append(meeting)
        if not fields["phase"] and (fields["date"] or not self.said.spans):
            self.draft.phaseless.append(meeting)
        if not self.draft.problems and not self.draft.lacks:
            self._add(meeting, {key: value for key, value in fields.items() if value is not None})

    def _phases(self, date: dt.date | None, place: Place) -> tuple[PhaseName, ...]:
        spans = [span for span in self.said.spans if date and span.first <= date <= span.last]
        if len(spans) > 1:
            both = "where several are meant, write --phase co-design,co-delivery=FROM..TO"
            self.reading.wrong(f"{date} lies in several spans of --phase: {both}", place)
        return spans[0].phases if spans else self.said.phases

    def _came(self, meeting: Meeting) -> dict[str, list[str]]:
        """The labels of those who came, by side; in the order of the sheet only where it has the id of the session."""
        sides: dict[Side, dict[str, None]] = {side: {} for side in SIDES}
        for one in meeting.came:
            person = self.people[one.name, one.email]
            side = one.side or self.sides.get(person)
            if side is None:
                self.draft.sideless[person] = None
                continue
            sides[side][self.labels[person]] = None
        own = "id" in meeting.fields
        return {side: list(labels) if own else sorted(labels) for side, labels in sides.items()}

    def _add(self, meeting: Meeting, fields: dict[str, Any]) -> None:
        try:
            session = Session.model_validate(fields)
        except ValidationError as error:
            for path, message in in_words(error):
                nobody = path == ("also_present",)
                self.reading.wrong("nobody came to it" if nobody else f"{path[0]}: {message}", meeting.place)
            return
        attempt = 0
        while session.id in self.ids:
            attempt += 1
            session = session.model_copy(update={"id": record_id(dict(session), attempt=attempt)})
        if attempt:
            self.draft.alike.append(session)
        self.ids.add(session.id)
        self.draft.sessions.append(session)


def require_right(draft: Draft) -> None:
    """Require that nothing is wrong, whatever may be left to be said.

    Raises:
        Unusable: with every problem, in the order of the sheet.
    """
    if draft.problems:
        raise Unusable(*first_hundred(sorted(draft.problems, key=_order)))


def require_whole(draft: Draft, reading: Reading) -> None:
    """Require that nothing is wrong and nothing is left to be said.

    Raises:
        Unusable: with every problem, and with what is lacking and the flags that say it.
    """
    problems = [*draft.problems, *_lacking(draft, reading)]
    if problems:
        raise Unusable(*first_hundred(sorted(problems, key=_order)))


def _order(problem: Problem) -> tuple[bool, int, int]:
    return problem.line is None, problem.line or 0, problem.column or 0


def _lacking(draft: Draft, reading: Reading) -> Iterator[Problem]:
    for meeting in draft.undated:
        yield reading.problem("the sheet does not name the day: give it with --date", meeting.place)
    if draft.phaseless and len(draft.phaseless) == len(reading.meetings):
        yield reading.problem("the sheet does not say which phase its sessions served", draft.phaseless[0].place)
    else:
        for meeting in draft.phaseless:
            yield reading.problem(f"it is not known which phase the session of {meeting.date} served", meeting.place)
    if draft.phaseless:
        spans = "--phase co-planning=2026-01-01..2026-03-31"
        yield Problem("", f"say which phase each session served: a column of the sheet, --phase co-design, or {spans}")
    for person in draft.sideless:
        yield reading.problem(f'it is not known in what capacity "{short(person.label)}" came', person.place)
    if draft.sideless:
        yield Problem(
            "",
            "say in what capacity each person came: a column of the sheet named side, --community NAME, --professional "
            "NAME, --community-domain DOMAIN, --professional-domain DOMAIN, or --sides FILE, a sheet with the columns "
            "person and side",
        )
