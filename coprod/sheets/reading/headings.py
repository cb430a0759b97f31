"""By which headings a column is known."""

from collections.abc import Iterable, Mapping

from coprod.framework import MATTERS
from coprod.sheets.grid import Table
from coprod.sheets.reading.meeting import folded
from coprod.typed import short

#: What a column can hold, each with the headings that people give it.
HEADINGS: dict[str, tuple[str, ...]] = {
    "date": ("date", "day", "when", "session date", "meeting date", "date of session", "date of meeting"),
    "session": ("session", "meeting", "event", "session name", "meeting name"),
    "session_id": ("session_id", "session id"),
    "phase": ("phase", "phases", "stage"),
    "title": ("title", "topic", "subject", "session title", "meeting title"),
    "level": ("level", "level of participation"),
    "heard": ("heard", "groups heard"),
    "feeds_back": ("feeds_back", "feeds back"),
    "recognition": ("recognition",),
    "note": ("note", "notes", "comment", "comments"),
    "community_count": ("community_count", "community count"),
    "professional_count": ("professional_count", "professional count"),
    "side": ("side", "capacity"),
    "person": (
        "person", "name", "participant", "attendee", "member", "who", "full name", "display name", "participant name",
        "attendee name", "name (original name)", "people", "participants", "attendees",
    ),
    "first_name": ("first name", "first", "given name", "forename"),
    "last_name": ("last name", "last", "surname", "family name"),
    "email": ("email", "e-mail", "email address", "e-mail address", "mail", "user email"),
    **{f"settled_{matter}": (f"settled_{matter}", f"settled {matter}") for matter in MATTERS},
}  # fmt: skip

_KNOWN = {heading: field for field, headings in HEADINGS.items() for heading in headings}

#: Headings stand among the first rows; above them is at most a title.
TOP = 30


def columns(table: Table, row: int, named: Mapping[str, str]) -> dict[str, int]:
    """The columns of a row of headings, from 0, by what they hold; of two alike, the first counts.

    Args:
        table: the table.
        row: the row of the headings, from 0.
        named: the headings that the user names; empty for a column that is not to be read.
    """
    by_user = {folded(heading): field for field, heading in named.items() if heading}
    found: dict[str, int] = {}
    for column in range(len(table.rows[row])):
        heading = folded(table.cell(row, column))
        field = by_user.get(heading) or _KNOWN.get(heading, "")
        if field and (field not in named or heading in by_user):
            found.setdefault(field, column)
    return found


def listed(table: Table, row: int) -> str:
    """The headings of a row, for a message."""
    texts = (table.text(row, column) for column in range(len(table.rows[row])))
    return ", ".join(f'"{short(text)}"' for text in texts if text)


def missing(table: Table, row: int, named: Mapping[str, str]) -> list[str]:
    """What is wrong with the headings that the user names: those that are not in the row."""
    found = columns(table, row, named)
    here = listed(table, row)
    return [
        f'no column is headed "{heading}"; here are {here}'
        for field, heading in named.items()
        if heading and field not in found
    ]


def names_people(found: Iterable[str]) -> bool:
    """Whether among these columns is one that names people."""
    return not {"person", "first_name", "last_name"}.isdisjoint(found)


def row_of_headings(table: Table, named: Mapping[str, str]) -> int:
    """The row of the headings, from 0: the first that names a column with people, or else the first that is filled."""
    top = range(min(TOP, len(table.rows)))
    for row in top:
        if names_people(columns(table, row, named)):
            return row
    return next((row for row in top if any(table.rows[row])), 0)


def name(table: Table, row: int, found: Mapping[str, int]) -> str:
    """The name in a row, from one column or from two; beside a surname, a name is a first name."""
    if "person" in found and ("first_name" in found or "last_name" not in found):
        return str(table.cell(row, found["person"]))
    return " ".join(table.text(row, found.get(part)) for part in ("person", "first_name", "last_name"))


def naming(found: Mapping[str, int]) -> int | None:
    """The column that names people."""
    return next((found[part] for part in ("person", "first_name", "last_name", "email") if part in found), None)
