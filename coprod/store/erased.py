"""Names that one side of a merge has taken out, kept out of what the other side added; nobody becomes somebody else."""

import itertools
from collections.abc import Hashable, Mapping, Sequence
from typing import NamedTuple

from coprod.errors import Problem, Unusable
from coprod.model.folding import key
from coprod.model.kinds import KINDS, records
from coprod.model.labels import Persons
from coprod.model.matching import Version, content
from coprod.model.names import SOMEBODY, Finder, put_stand_ins
from coprod.model.project import Project
from coprod.model.taken_out import Moves, TakenOut, reads_alike, taken_out
from coprod.store.people import retold
from coprod.store.read import Document
from coprod.store.traces import Mention, finder, mentions
from coprod.words import is_code, visible


def kept_out(base: Document, sides: Sequence[Document], merged: Document) -> tuple[Document, int]:
    """The merged file without the names that a side took out, and in how many places the other had added them.

    Raises:
        Unusable: if both sides gave one id to different people.
    """
    taken = [taken_out(Version(base.project, base.unwritten_ids), Version(side.project)) for side in sides]
    _require_nobody_doubled(base.project, [side.project for side in sides], taken, merged.file)
    own = [_StandIns.of(base, side, names) for side, names in zip(sides, taken, strict=True)]
    names = _StandIns.both(own[0].beside(own[1]), own[1].beside(own[0]))
    people = finder(base) if names.texts else Finder([])
    texts, left = _texts(people, sides, own, names, merged)
    stands = names.labels.keys() & merged.project.labels
    kept = {label: name for label, name in merged.project.people.items() if name not in names.gone}
    if texts or stands or kept != merged.project.people:
        merged = retold(merged, names.labels, kept, texts).after
    # Whatever the two sides have instead of what they took out, no name comes back by it.
    certain = sum(place.certain for mention in mentions(merged, people, names.texts) for place in mention.places)
    if certain > left or names.gone & (merged.project.labels | set(merged.project.people.values())):
        raise Unusable(Problem(merged.file, _COMES_BACK))
    return merged, len(texts) + len(stands)


_COMES_BACK = (
    "holds a name that one side of the merge took out, and the other wrote anew: take it out there too, with coprod "
    "forget, then merge again"
)


def _require_nobody_doubled(base: Project, sides: Sequence[Project], taken: Sequence[TakenOut], file: str) -> None:
    before = base.labels | base.people.keys()
    handed_on = [_handed_on(base, side, names.moves) for side, names in zip(sides, taken, strict=True)]
    named = []
    for side, names, others_now in zip(sides, taken, handed_on, strict=True):
        bearers = {label: {key(base.people.get(label, label))} for label in before - others_now}
        for label, name in side.people.items():
            bearers.setdefault(label, set()).add(key(name))
        for label, others in names.labels.items():
            for other in others - {SOMEBODY} - (before - others_now):
                bearers.setdefault(other, set()).add(key(base.people.get(label, label)))
        named.append(bearers)
    # What was somebody's before is in doubt if one side gave it to somebody else, and the other wrote it anew.
    # So is it if the other took it out: what it took out there would be taken out of what is somebody else's.
    written = [gave | names.moves.came | names.labels.keys() for gave, names in zip(handed_on, taken, strict=True)]
    doubtful = (handed_on[0] & written[1]) | (handed_on[1] & written[0]) | (named[0].keys() & named[1].keys() - before)
    # So is an id that was somebody's new one on one side, and on the other that of somebody who came.
    new = [{other for others in names.labels.values() for other in others if is_code(other)} for names in taken]
    doubtful |= ((new[0] & taken[1].moves.came) | (new[1] & taken[0].moves.came)) - before
    doubled = {label for label in doubtful if named[0].get(label, set()).isdisjoint(named[1].get(label, set()))}
    mended = [_mended(base, side, names) for side, names in zip(sides, taken, strict=True)]
    exchanged = (mended[0] & taken[1].moves.came) | (mended[1] & taken[0].moves.came)
    problems = [Problem(file, f"{visible(label)} {_DOUBLED}") for label in sorted(doubled)]
    problems += [Problem(file, f"{visible(label)} {_EXCHANGED}") for label in sorted(exchanged - doubled)]
    if problems:
        raise Unusable(*problems)


_DOUBLED = (
    "is somebody else on each side of the merge: coprod rename it on one side, or where it is one person give both the "
    "same name in [people], then merge again"
)
_EXCHANGED = (
    "has come again on one side, and on the other somebody stands in its place: where it is one person, coprod rename "
    "it on both sides, then merge again; where it is not, keep the sessions of both by hand"
)


def _mended(base: Project, side: Project, names: TakenOut) -> set[str]:
    """The labels in whose place a side may have put somebody else, as who mends a session does: no rename is sure."""
    before, sure, unclear = base.labels | base.people.keys(), names.moves.sure, names.moves.unclear

    def is_same(label: str, other: str) -> bool:
        is_alike = reads_alike(base, label, side, other)
        # An id that is new is somebody else's if it has another's name.
        if is_code(other) and other not in before and other in side.people:
            return is_alike
        return label in sure or (label not in unclear and is_alike)

    put_in = {
        label
        for label, others in names.labels.items()
        if others != {SOMEBODY} and not (len(others) == 1 and is_same(label, min(others)))
    }
    # Who stands in the session in another capacity now may be they, too.
    return put_in | (unclear - names.labels.keys() - side.labels - side.people.keys())


def _handed_on(base: Project, side: Project, moves: Moves) -> set[str]:
    """The labels that may be somebody else's on a side: none of their attendances is as it was.

    Besides, their names differ; or, if it has none, one label that is new stands where it stood, or it is an id that
    stands where somebody else may have stood.
    """
    before = base.labels | base.people.keys()

    def is_handed_on(label: str) -> bool:
        name, now = base.people.get(label), side.people.get(label)
        others = moves.to.get(label, set())
        if name is None or now is None:
            is_moved = len(others) == 1 and others.isdisjoint({*before, SOMEBODY})
            return is_moved or (is_code(label) and label in moves.shifted)
        return key(name) != key(now)

    return set(filter(is_handed_on, (before & (side.labels | side.people.keys())) - moves.stays))


class _StandIns(NamedTuple):
    """What stands for the labels and names that a side took out."""

    labels: Mapping[str, str | None]  # of each label and name, the label instead, or None if its person is only counted
    #: Of each person whose name is gone, or who had none and has another id, what names them in a text.
    texts: Mapping[str, str]
    gone: frozenset[str]  # in no session of this side, and no id

    @classmethod
    def of(cls, base: Document, side: Document, names: TakenOut) -> "_StandIns":
        """What a side itself has instead."""
        labels, known = {label: _stands_for(others) for label, others in names.labels.items()}, base.project.people
        # Who stands in the place of these may be somebody else, whom no text is to name for them.
        unsure = _mended(base.project, side.project, names)
        # A name that stood in sessions alone is not to come back as that of an id; one may go on under another id.
        gone = {*known.values(), *itertools.filterfalse(is_code, labels.keys() | unsure)}
        gone -= side.project.labels | set(side.project.people.values())
        # Where the other side wrote a name out, its id stands now.
        labels |= {name: label for label, name in known.items() if name in gone and name not in labels}
        stand_ins = {
            person: side.project.people.get(person) or _stands_for(others) or SOMEBODY
            for person, others in names.instead.items()
        }
        stand_ins |= dict.fromkeys(map(Persons(known).person, unsure), SOMEBODY)
        texts = {
            person: new
            for person, new in stand_ins.items()
            if (name := known.get(person, person)) in gone or is_code(name)
        }
        return cls(labels, texts, frozenset(gone))

    def beside(self, other: "_StandIns") -> "_StandIns":
        """The same, where the other side has something else again for what this one has, but for a name it took out."""

        def now(new: str | None) -> str | None:
            then = None if new is None else other.labels.get(new, new)
            return new if then in self.gone else then

        labels = {label: now(new) for label, new in self.labels.items()}
        texts = {person: now(new) or SOMEBODY for person, new in self.texts.items()}
        return self._replace(labels={label: new for label, new in labels.items() if label != new}, texts=texts)

    @classmethod
    def both(cls, one: "_StandIns", other: "_StandIns") -> "_StandIns":
        """What two sides have instead, whichever is ours: of two for one, an id or a name before none."""
        labels = sorted([*one.labels.items(), *other.labels.items()], key=lambda entry: entry[1] or "")
        texts = sorted([*one.texts.items(), *other.texts.items()], key=lambda entry: (entry[1] != SOMEBODY, entry[1]))
        return cls(dict(labels), dict(texts), one.gone | other.gone)


def _texts(
    people: Finder, sides: Sequence[Document], own: Sequence[_StandIns], names: _StandIns, merged: Document
) -> tuple[dict[Mention, str], int]:
    """The texts of the merged file without the names that a side took out, and in how many places one left them."""
    there: dict[tuple[int, str], set[Hashable]] = {}

    def is_left(number: int, mention: Mention) -> bool:
        """Whether the record stands so on a side, which left it as it was."""
        table, *rest = map(str, mention.path or ("",))
        if table not in KINDS:
            return False
        if (number, table) not in there:
            there[number, table] = set(map(content, records(sides[number].project, table)))
        return content(records(merged.project, table)[int(rest[0])]) in there[number, table]

    texts, left = {}, 0
    for mention in mentions(merged, people, names.texts):
        leave = [one.texts.keys() for number, one in enumerate(own) if is_left(number, mention)]
        certain = [place for place in mention.places if place.certain]
        places = [place for place in certain if all(map(place.people.isdisjoint, leave))]
        left += len(certain) - len(places)
        if places:
            texts[mention] = put_stand_ins(mention.text, places, names.texts)
    return texts, left


def _stands_for(others: frozenset[str]) -> str | None:
    """What took the place of a label, or None if its person is only counted."""
    return min(others - {SOMEBODY}, default=None)
