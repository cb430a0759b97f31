"""Names that were taken out of a project between two versions, and the earlier version as if they had been before.

Whoever erases or corrects a name changes texts and labels, and nothing that anybody said.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any, NamedTuple

from pydantic import BaseModel

from coprod.framework import CAPACITIES
from coprod.model.folding import key
from coprod.model.ids import PROJECT as PROJECT_ID
from coprod.model.ids import fingerprints, project_fingerprint
from coprod.model.kinds import KINDS, PROJECT, SESSIONS, records, texts
from coprod.model.labels import Persons, spelled_alike
from coprod.model.matching import Version, certain, matched
from coprod.model.names import SOMEBODY, Finder
from coprod.model.project import Project
from coprod.model.records import Session
from coprod.model.rows import Kind
from coprod.words import is_code


class Moves(NamedTuple):
    """Who came to each session in two versions."""

    to: Mapping[str, set[str]]  # of each label that stands in some session no more, what stands there now
    stays: frozenset[str]  # in some session as before
    #: In a session in which they stood, in another place, while others were put in: somebody before them was taken out,
    #: or they are somebody else's.
    shifted: frozenset[str]
    came: frozenset[str]  # to a session in which they did not stand
    #: Renamed: another was put in their place among others, or an id that is new in several sessions. Who mends a
    #: session puts the other label last.
    sure: frozenset[str]
    unclear: frozenset[str]  # gone from a session in which there are others that are not certainly in their place


class TakenOut(NamedTuple):
    """The names that a later version does not hold any more."""

    labels: Mapping[str, frozenset[str]]  # of each that no session holds any more, what stands there now
    #: Of each person whose name went, all that may stand for them; by their id or label.
    instead: Mapping[str, frozenset[str]]
    #: Nowhere any more, or borne no more by one of those who bore them.
    gone: frozenset[str]
    moves: Moves


def taken_out(before: Version, after: Version) -> TakenOut:
    """Compare who came to each session, and the names that stand behind ids."""
    old, new = before.project, after.project
    still = new.labels
    moves = _moves(before, after)
    labels = {label: others for label, others in moves.to.items() if label not in still}
    known = Persons(old.people)
    instead: defaultdict[str, set[str]] = defaultdict(set)
    for label, others in labels.items():
        instead[known.person(label)] |= others
    borne = {name for label, name in new.people.items() if old.people.get(label) == name}
    moved = {name for label, name in new.people.items() if old.people.get(label) != name} | (still - borne)
    unnamed = {label for label, name in old.people.items() if new.people.get(label) != name and name not in moved}
    for label in unnamed:
        # Of a name that somebody else bears too, no text says whose it was.
        if old.people[label] not in borne:
            instead[label] |= {label, *filter(None, [new.people.get(label)])}
    replaced = [label for label, others in instead.items() if others != {SOMEBODY}]
    names = {name for label in replaced for name in (label, old.people.get(label)) if name}
    nowhere = names - still - new.people.keys() - set(new.people.values())
    return TakenOut(
        {label: frozenset(others) for label, others in labels.items()},
        {label: frozenset({*others, SOMEBODY}) for label, others in instead.items()},
        frozenset(nowhere | {old.people[label] for label in unnamed} & borne),
        moves,
    )


def reads_alike(before: Project, label: str, after: Project, other: str) -> bool:
    """Whether a label and what stands there later are one name, or one that was put right."""
    name, now = before.people.get(label, label), after.people.get(other, before.people.get(other, other))
    return key(name) == key(now) or bool(spelled_alike(name, [now]))


def _moves(before: Version, after: Version) -> Moves:
    old, new = before.project.sessions, after.project.sessions
    found = matched(old, new, certain(SESSIONS, before, after))
    came_anew = {label for position in found.added for label in new[position].labels}
    to: defaultdict[str, set[str]] = defaultdict(set)
    stays: set[str] = set()
    shifted: set[str] = set()
    sure: Counter[str] = Counter()
    unclear: set[str] = set()
    known = before.project.labels | before.project.people.keys()
    for earlier, now in found.kept:
        was, is_now = old[earlier], new[now]
        as_before = set(was.labels).intersection(is_now.labels)
        anew = set(is_now.labels).difference(was.labels)
        came_anew.update(anew)
        for side in CAPACITIES:
            came, come = getattr(was, side), getattr(is_now, side)
            at, at_now = ({label: place for place, label in enumerate(labels)} for labels in (came, come))
            gone, added = [label for label in at if label not in at_now], [label for label in at_now if label not in at]
            as_before.difference_update(gone if anew else ())
            as_before.difference_update(label for label in at if added and at[label] != at_now.get(label))
            pairs = list(zip(gone, added, strict=False))
            # Who mends a session takes somebody out and puts somebody else in behind the others: no name stays in its
            # place, and of several nobody can say who stands for whom.
            if len(gone) == len(added) and all(
                reads_alike(before.project, label, after.project, other)
                or (at[label] == at_now[other] and (len(pairs) == 1 or (is_code(other) and other not in known)))
                for label, other in pairs
            ):
                last = max((place for label, place in at_now.items() if label in at), default=-1)
                for label, other in pairs:
                    to[label].add(other)
                    is_new = is_code(other) and other not in known
                    sure[label] += 2 if at[label] == at_now[other] < last else int(is_new)
            elif anew:
                unclear.update(gone)
                for label in gone if added else ():
                    to[label].update(added)
            if not added and getattr(was.also_present, side, 0) != getattr(is_now.also_present, side, 0):
                for label in gone:
                    to[label].add(SOMEBODY)
        stays.update(as_before)
        shifted.update(set(was.labels).intersection(is_now.labels) - as_before)
    several = (label for label in sure if sure[label] > 1)
    return Moves(to, *map(frozenset, (stays, shifted - stays, came_anew, several, unclear)))


def without(before: Version, after: Version, names: TakenOut) -> Version:
    """The earlier version as if what took the place of names had stood there before."""
    old, new = before.project, after.project
    finder = Finder.of(old, [text for _, row, _, text, _ in texts(old) if row.free])

    def same(was: str, now: str) -> bool:
        return finder.same(was, now, names.instead)

    update: dict[str, Any] = {"people": new.people, "project": _record_retold(PROJECT, old.project, new.project, same)}
    for kind in KINDS.values():
        present: defaultdict[Hashable, list[Any]] = defaultdict(list)
        for record in records(new, kind.table):
            present[_known_by(kind, record)].append(record)
        update[kind.table] = tuple(
            _as_now(kind, record, present[_known_by(kind, record)], same) for record in records(old, kind.table)
        )
    update["sessions"] = tuple(_relabelled(session, names.labels) for session in update["sessions"])
    update["readings"] = _carried_over(old, update, new)
    return before._replace(project=old.model_copy(update=update))


#: Whether two texts differ by names alone.
_Same = Callable[[str, str], bool]


def _as_now(kind: Kind, record: Any, present: Iterable[Any], same: _Same) -> Any:
    """A record with the texts of one that it may be by now; without an id, it is that one only if all are the same."""
    for now in present:
        retold = _record_retold(kind, record, now, same)
        if kind.letter is not None or retold == now:
            return retold
    return record


def _record_retold(kind: Kind, was: Any, now: Any, same: _Same) -> Any:
    free = {row.name: _retold(getattr(was, row.name), getattr(now, row.name), same) for row in kind.rows if row.free}
    return was.model_copy(update=free)


def _retold(was: Any, now: Any, same: _Same) -> Any:
    """A value with its texts as they are now, if they differ by names alone."""
    match was, now:
        case str(), str():
            return now if same(was, now) else was
        case tuple(), tuple() if len(was) == len(now):
            return tuple(_retold(old, new, same) for old, new in zip(was, now, strict=True))
        case dict(), dict():
            return {key: _retold(value, now.get(key), same) for key, value in was.items()}
        case BaseModel(), BaseModel():
            return was.model_copy(update={key: _retold(value, getattr(now, key, None), same) for key, value in was})
    return was


def _known_by(kind: Kind, record: Any) -> Hashable:
    """What stays of a record while its texts are changed."""
    if kind.letter is not None:
        return str(record.id)
    return tuple(str(getattr(record, row.name)) for row in kind.rows if not row.free)


def _relabelled(session: Session, labels: Mapping[str, frozenset[str]]) -> Session:
    only = {label: min(others) for label, others in labels.items() if len(others) == 1 and SOMEBODY not in others}
    sides: dict[str, tuple[str, ...]] = {
        side: tuple(dict.fromkeys(only.get(label, label) for label in getattr(session, side))) for side in CAPACITIES
    }
    return session.model_copy(update=sides)


def _carried_over(old: Project, retold: Mapping[str, Any], new: Project) -> tuple[Any, ...]:
    """Readings of a present wording, as of that wording without names, if they were carried over to it."""
    prints = carried_over(old, old.model_copy(update={"people": new.people, "sessions": retold["sessions"]}))
    present = {reading.id: reading.read for reading in new.readings}
    return tuple(
        reading.model_copy(update={"read": prints[reading.id]})
        if reading.id in prints and present.get(reading.id) == prints[reading.id]
        else reading
        for reading in retold["readings"]
    )


def carried_over(before: Project, after: Project) -> dict[str, str]:
    """The readings of what was the present wording of a session or the project, with the fingerprints of it after."""
    prints, prints_after = fingerprints(before), fingerprints(after)
    found = {}
    for reading in before.readings:
        was, now = prints.get(reading.session), prints_after.get(reading.session)
        if reading.session == PROJECT_ID:
            was, now = (project_fingerprint(project, reading.date) for project in (before, after))
        if reading.read == was and now is not None:
            found[reading.id] = now
    return found
