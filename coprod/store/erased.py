"""Names that one side of a merge has taken out, kept out of what the other side added; nobody becomes somebody else."""

from collections.abc import Sequence

from coprod.errors import Problem, Unusable
from coprod.framework import CAPACITIES
from coprod.model.folding import key
from coprod.model.kinds import KINDS, records
from coprod.model.matching import Version
from coprod.model.names import SOMEBODY, put, stand_in
from coprod.model.project import Project
from coprod.model.taken_out import TakenOut, taken_out
from coprod.store.people import retold
from coprod.store.read import Document
from coprod.store.traces import Mention, finder, mentions


def kept_out(base: Document, sides: Sequence[Document], merged: Document) -> tuple[Document, int]:
    """The merged file without the names that a side took out, and in how many places the other had added them.

    Raises:
        Unusable: if both sides gave one id to different people.
    """
    taken = [taken_out(Version(base.project, base.unwritten_ids), Version(side.project)) for side in sides]
    _require_nobody_doubled(base.project, [side.project for side in sides], taken, merged.file)
    number = 0
    for side, names in zip(sides, taken, strict=True):
        merged, more = _without(base, side, names, merged)
        number += more
    return merged, number


def _require_nobody_doubled(base: Project, sides: Sequence[Project], taken: Sequence[TakenOut], file: str) -> None:
    before = _labels(base) | base.people.keys()
    named = []
    for side, names in zip(sides, taken, strict=True):
        bearers: dict[str, set[str]] = {label: {key(name)} for label, name in side.people.items()}
        for label, others in names.labels.items():
            for other in others - {SOMEBODY}:
                bearers.setdefault(other, set()).add(key(base.people.get(label, label)))
        named.append(bearers)
    ours, theirs = named
    doubled = [label for label in ours if label in theirs and label not in before and not ours[label] & theirs[label]]
    if doubled:
        message = "is somebody else on each side of the merge: coprod rename it on one side, then merge again"
        raise Unusable(*(Problem(file, f"{label} {message}") for label in doubled))


def _labels(project: Project) -> set[str]:
    return {label for session in project.sessions for side in CAPACITIES for label in getattr(session, side)}


def _without(base: Document, side: Document, names: TakenOut, merged: Document) -> tuple[Document, int]:
    """The merged file without the names that this side took out, and how many labels and texts were changed."""
    labels = {label: _stands_for(others) for label, others in names.labels.items()}
    instead = {
        person: side.project.people.get(person) or _stands_for(others - {person}) or SOMEBODY
        for person, others in names.instead.items()
    }
    texts = {}
    for mention in mentions(merged, finder(base), instead):
        certain = [(place, stand_in(place, instead)) for place in mention.places if place.certain]
        if certain and not _stands_in(side, merged, mention):
            texts[mention] = put(mention.text, certain)
    # A name that stood in sessions alone is not to come back as that of an id; one may go on under another id.
    gone = {*base.project.people.values(), *labels} - set(side.project.people.values())
    # Where the other side wrote a name out, its id stands now.
    labels |= {name: label for label, name in base.project.people.items() if name in gone and name not in labels}
    stands = labels.keys() & _labels(merged.project)
    kept = {label: name for label, name in merged.project.people.items() if name not in gone}
    if not (texts or stands or kept != merged.project.people):
        return merged, 0
    return retold(merged, labels, kept, texts).after, len(texts) + len(stands)


def _stands_in(side: Document, merged: Document, mention: Mention) -> bool:
    """Whether a record of the merged file that names somebody stands so on one side, which left it as it was."""
    table, *rest = mention.path or ("",)
    if table not in KINDS:
        return False
    return records(merged.project, str(table))[int(rest[0])] in records(side.project, str(table))


def _stands_for(others: frozenset[str]) -> str | None:
    """What took the place of a label, or None if its person is only counted."""
    return min(others - {SOMEBODY}, default=None)
