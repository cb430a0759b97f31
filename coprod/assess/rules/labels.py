"""Where the labels of people stand in a project; what CP903 and CP904 share."""

from collections.abc import Iterator

from coprod.model import Path, Project


def labels(project: Project) -> Iterator[tuple[str, Path, str | None]]:
    """Each distinct label where it stands first.

    Yields:
        The label, where it stands, and the id of the session that it stands in; ids of the table of people have none.
    """
    seen: set[str] = set()
    for label in project.people:
        seen.add(label)
        yield label, ("people", label), None
    for index, session in enumerate(project.sessions):
        for side, names in (("community", session.community), ("professional", session.professional)):
            for position, label in enumerate(names):
                if label not in seen:
                    seen.add(label)
                    yield label, ("sessions", index, side, position), session.id
