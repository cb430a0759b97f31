"""The attendance of a project as a long sheet that holds everything of a session, so that it imports as the same."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from coprod.framework import MATTERS
from coprod.model import Project, Session
from coprod.sheets.grid import Table
from coprod.sheets.tables.cells import joined
from coprod.words import is_code

_HEADINGS = (
    "session_id", "date", "phase", "title", "level", "side", "person", "community_count", "professional_count",
    "heard", "feeds_back", "recognition", "note",
)  # fmt: skip
_SETTLED = "settled_"

#: What stands in for a label that may be a name.
_INSTEAD = re.compile(r"person-[0-9]+")


def rows(project: Project, *, names: bool) -> Iterator[Sequence[str]]:
    """The headings, and for each session a row for each person.

    What belongs to no person, such as the groups that were heard, stands in a row of its own before them, so that it
    is tied to nobody and counted once.

    Args:
        project: the project.
        names: whether names may be shown; otherwise ids are, and something that stands in for other labels.
    """
    matters = [matter for matter in MATTERS if any(matter in session.settled for session in project.sessions)]
    yield [*_HEADINGS, *(_SETTLED + matter for matter in matters)]
    shown = _named(project) if names else _unnamed(project)
    for session in project.sessions:
        about = [session.id, session.date.isoformat(), joined(session.phase), _cell(session.title), session.level or ""]
        rest = [*_rest(session), *(session.settled.get(matter, "") for matter in matters)]
        came = _came(session)
        if any(rest) or not came:
            yield [*about, "", "", *rest]
        yield from ([*about, side, shown[label], *[""] * len(rest)] for side, label in came)


def is_own(table: Table, row: int) -> bool:
    """Whether a row of headings is that of this sheet, as this or an earlier version wrote it.

    It begins as every version's does, and holds no heading that none has; columns may be missing.
    """
    cells = [str(cell) for cell in table.rows[row]]
    known = all(cell in _HEADINGS or cell.removeprefix(_SETTLED) in MATTERS for cell in cells if cell)
    return known and cells[:1] == [_HEADINGS[0]] and {"date", "side", "person"} <= set(cells)


def missing_headings(table: Table, row: int) -> list[str]:
    """The headings of this sheet that a row of its headings lacks; matters are there only where they were settled."""
    present = {str(cell) for cell in table.rows[row]}
    return [heading for heading in _HEADINGS if heading not in present]


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


def text_of(cell: str) -> str:
    """The text that a cell of optional text holds."""
    return cell if cell.strip("'") else cell[1:]


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
