"""CP9xx: whether the file is in order: dates, labels, personal data, references, waivers and thresholds."""

from collections.abc import Iterable, Iterator
from itertools import chain

from coprod.assess.evidence import Evidence
from coprod.assess.rules.base import Hit, at_session, easier_thresholds
from coprod.assess.rules.declare import example, rule
from coprod.contacts import emails, may_hold_contact, telephones
from coprod.errors import KeyPath
from coprod.framework import CAPACITIES
from coprod.model import Project
from coprod.model.folding import key
from coprod.model.ids import PROJECT
from coprod.model.kinds import READINGS, Text, texts
from coprod.model.labels import Persons
from coprod.words import NearMisses

#: A text at its place in the file, with the id of its session.
Label = tuple[str, KeyPath, str | None]

_SAM = ("2026-02-09 design Sam, Zoë", "2026-02-16 design")
_WAIVER = 'waivers: rule = "CP304", reason = "We are still asking who is affected", until = '


@rule(
    "CP901 future-session note", fires=example("2030-02-09 design C1, C2"), silent=example("2026-11-22 design C1, C2")
)
def future_session(evidence: Evidence) -> list[Hit]:
    return [
        at_session(planned.position, planned.session, "date")
        for planned in evidence.planned
        if planned.date > evidence.today
    ]


@rule(
    "CP902 before-start note",
    fires=example("started = 2026-01-05", "2026-01-04 planning C1, C2"),
    silent=example("started = 2026-01-05", "2026-01-05 planning C1, C2"),
)
def before_start(evidence: Evidence) -> Iterator[Hit]:
    started = evidence.project.project.started
    for position, session in enumerate(evidence.project.sessions if started else ()):
        if started and session.date < started:
            yield at_session(position, session, "date", started=str(started))


@rule(
    "CP903 same-person-twice warning",
    fires=example(*_SAM, 'community = ["sam ", "Zoë"]'),
    silent=example(*_SAM, 'community = ["Sam L.", "Zoë"]'),
    looks_at="",
)
def same_person_twice(evidence: Evidence) -> Iterator[Hit]:
    people = evidence.project.people
    if not people and len({key(label) for label in evidence.labels}) == len(evidence.labels):
        return
    persons = Persons(people)
    first: dict[str, str] = {}
    bearers: dict[str, str] = {}
    # A label may be a name that stands behind an id, written otherwise: the names come first.
    for own, name in people.items():
        folded = key(name)
        first.setdefault(folded, name)
        bearer = bearers.setdefault(folded, own)
        if folded and bearer != own:
            earlier = f"{bearer} ({people[bearer]})"
            yield Hit(("people", own), words={"label": f"{own} ({name})", "earlier": earlier})
    for label, where, session in _first_places(evidence.project):
        folded = key(label)
        other = first.setdefault(folded, label)
        if folded and other != label and persons.person(label) != persons.person(other):
            yield Hit(where, session=session, words={"label": label, "earlier": other})


@rule(
    "CP904 personal-data warning",
    fires=example("2026-02-09 design C1, C2", 'note = "Ring Sam on 020 7946 0958 about the keys"'),
    silent=example(
        "2026-02-09 design C1, C2",
        'note = "From 2026-01-12, 18:30; 40,000 from https://example.org/2026/01/12/0207946095800 and ref '
        '21/01005/COFUL"',
    ),
    looks_at="",
)
def personal_data(evidence: Evidence) -> Iterator[Hit]:
    people = evidence.project.people
    free = [text for row, strings in evidence.strings if row.free and not row.address for text in strings]
    if not may_hold_contact([*evidence.labels, *people.values(), *free]):
        return
    names: Iterable[Label] = ((name, ("people", label), None) for label, name in people.items())
    places: Iterable[Label] = (
        (text.text, text.path, _session_of(text))
        for text in texts(evidence.project)
        if text.row.free and not text.row.address
    )
    for text, where, session in chain(_first_places(evidence.project), names, places):
        if emails(text):
            yield Hit(where, session=session, words={"what": "an email address"})
        elif telephones(text):
            yield Hit(where, session=session, words={"what": "a telephone number"})


def _first_places(project: Project) -> Iterator[Label]:
    """Each distinct label of a person where it stands first."""
    yield from ((label, ("people", label), None) for label in project.people)
    known = set(project.people)
    for index, session in enumerate(project.sessions):
        for capacity in CAPACITIES:
            for position, label in enumerate(getattr(session, capacity)):
                if label not in known:
                    known.add(label)
                    yield label, ("sessions", index, capacity, position), session.id


def _session_of(text: Text) -> str | None:
    return text.record.id if text.kind.table == "sessions" else None


@rule(
    "CP905 unknown-reference warning",
    fires=example('affected = ["tenants"]', "2026-02-09 design C1, C2", 'heard = ["tenant"]'),
    silent=example('affected = ["tenants"]', "2026-02-09 design C1, C2", 'heard = ["tenants"]'),
    looks_at="",
)
def unknown_reference(evidence: Evidence) -> Iterator[Hit]:
    project = evidence.project
    said, read = ({record.id for record in records} for records in (project.said, project.readings))
    known = {
        "sessions": {session.id for session in project.sessions},
        "readings": read,
        "answerable": said | read,
        "affected": set(project.project.affected),
    }
    if all(known[row.refers_to].issuperset(names) for row, names in evidence.strings if row.refers_to):
        return
    near: dict[str, NearMisses] = {}
    groups: set[str] = set()
    for text in texts(project):
        among, name = text.row.refers_to, text.text
        of_project = text.kind is READINGS and name == PROJECT
        if not among or of_project or name in known[among] or name in groups:
            continue
        if among == "affected":
            groups.add(name)  # A group that many records name is one mistake.
        near[among] = near.get(among) or NearMisses(sorted(known[among]))
        did_you_mean = near[among].did_you_mean(name) or "."
        what = text.kind.subject or text.row.in_file
        yield Hit(text.path, session=_session_of(text), words={"what": what, "name": name, "near": did_you_mean})


@rule(
    "CP906 waiver-ended warning",
    fires=example(f"{_WAIVER}2026-11-21"),
    silent=example(f"{_WAIVER}2026-11-22"),
    looks_at="waivers",
)
def waiver_ended(evidence: Evidence) -> Iterator[Hit]:
    for index, waiver in enumerate(evidence.project.waivers):
        ended = waiver.until < evidence.today
        if ended or index in evidence.idle_waivers:
            what = f"ended on {waiver.until}" if ended else "matches nothing that can be waived"
            yield Hit(("waivers", index), words={"rule": waiver.rule, "what": what})


@rule(
    "CP907 waiver-far note",
    fires=example(f"{_WAIVER}2027-11-23"),
    silent=example(f"{_WAIVER}2027-11-22"),
    looks_at="waivers",
)
def waiver_far(evidence: Evidence) -> Iterator[Hit]:
    # After a 29 February, a year ends with 28 February.
    in_a_year = (evidence.today.year + 1, evidence.today.month, evidence.today.day)
    for index, waiver in enumerate(evidence.project.waivers):
        if (waiver.until.year, waiver.until.month, waiver.until.day) > in_a_year:
            yield Hit(("waivers", index), words={"rule": waiver.rule, "until": str(waiver.until)})


@rule(
    "CP908 own-threshold note",
    fires=example("[check]", "community_share = 0.2"),
    silent=example("[check]", "community_share = 0.5"),
    looks_at="",
)
def own_threshold(evidence: Evidence) -> Iterator[Hit]:
    for name, value, usual in easier_thresholds(evidence.project.check):
        yield Hit(("check", name), words={"name": name, "value": f"{value}", "usual": f"{usual}"})


@rule(
    "CP909 planned-not-held warning",
    fires=example("2026-02-09 design C1, C2", "planned = true"),
    silent=example("2026-11-22 design C1, C2", "planned = true"),
)
def planned_not_held(evidence: Evidence) -> Iterator[Hit]:
    for planned in evidence.planned:
        if planned.date < evidence.today:
            yield at_session(planned.position, planned.session, "date", date=str(planned.date))
