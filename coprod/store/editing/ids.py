"""How the sessions of a file that was edited by hand keep their ids."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from coprod.store.amend import replaced
from coprod.store.read import Document


def with_ids_kept(before: Document, after: Document) -> Document:
    """Write down the ids of sessions that had none written and were corrected, since theirs follow from the content.

    What refers to such a session still finds it then. A session counts as corrected where its date is the same, or
    everything but its date; where that could mean several, none is taken for another.

    Args:
        before: the file as it was.
        after: the file as it was edited.

    Returns:
        The edited file, with a line for each id that had to be written down.
    """
    lost, new = _without_id(before, after), _without_id(after, before)
    corrected = _paired(lost, new, _content)
    rest = [name for name in lost if name not in corrected.values()]
    corrected |= _paired(rest, [name for name in new if name not in corrected], _date)
    if not corrected:
        return after
    kept = {
        ("sessions", index): one.model_copy(update={"id": corrected[one.id]})
        for index, one in enumerate(after.project.sessions)
        if one.id in corrected
    }
    return replaced(after, kept).after


def _without_id(document: Document, other: Document) -> list[str]:
    """The ids of the sessions that have none written and are not in the other version."""
    there = {one.id for one in other.project.sessions}
    written = document.content.get("sessions", [])
    sessions = zip(document.project.sessions, written, strict=True)
    return [one.id for one, record in sessions if "id" not in record and one.id not in there]


def _date(name: str) -> str:
    return name[:10]


def _content(name: str) -> str:
    return name[10:]


def _paired(lost: Iterable[str], new: Iterable[str], alike: Callable[[str], str]) -> dict[str, str]:
    """To each new id the lost one like it, in the order of the file; nothing where their numbers differ."""
    was, now = _grouped(lost, alike), _grouped(new, alike)
    return {
        name: old
        for key, ids in was.items()
        if len(ids) == len(now[key])
        for old, name in zip(ids, now[key], strict=True)
    }


def _grouped(names: Iterable[str], alike: Callable[[str], str]) -> defaultdict[str, list[str]]:
    groups = defaultdict(list)
    for name in names:
        groups[alike(name)].append(name)
    return groups
