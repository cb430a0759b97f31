"""Names as the cells of a sheet hold them: several in a cell, a surname first, brackets behind."""

import re
from collections.abc import Iterable

from coprod.sheets.cells import folded
from coprod.sheets.mapping import Name
from coprod.words import short

#: Words that stand over people who were not there, or beside one, and what is said of a row that begins so.
AWAY = (
    "apolog", "absen", "regret", "declin", "excus", "not present", "not attend", "no show", "waiting", "regist",
    "invit", "tentativ", "rsvp",
)  # fmt: skip
OVER_ABSENT = "may stand over people who did not come"


def speaks_of_absence(text: str) -> bool:
    """Whether a text in a name's place says that somebody did not come."""
    lower = folded(text)
    return any(away in lower for away in AWAY)


def stands_over_absent(text: str) -> bool:
    """Whether a text in a name's place may be a heading over people who did not come."""
    return speaks_of_absence(text) and folded(text).startswith((*AWAY, "sent ", "did ", "not ", "no "))


#: How many names are told, before only the number of the others is.
_NAMED = 8


def in_quotes(names: Iterable[str]) -> str:
    """The first of some names or headings in quotes, and how many more there are."""
    every = [f'"{short(name)}"' for name in names]
    more = f" and {len(every) - _NAMED} more" if len(every) > _NAMED else ""
    return f"{', '.join(every[:_NAMED])}{more}"


def matched_part(pattern: str, heading: str) -> str:
    """What stands in the place of the star of a pattern; all of the heading if there is none."""
    first, star, last = pattern.partition("*")
    return heading[len(first) : len(heading) - len(last) or None] if star and "*" not in last else heading


def parts_of(cell: str, marks: Iterable[str]) -> list[str]:
    """The items of a cell, parted at each of these marks; a mark of one letter honours quotes inside."""
    parts = [cell]
    for mark in marks:
        parts = [part for whole in parts for part in _parted(whole, mark)]
    return [part.strip() for part in parts if part.strip()]


def _parted(cell: str, mark: str) -> list[str]:
    if len(mark) > 1 or '"' not in cell:
        return cell.split(mark)
    parts, quoted = [""], False
    for char in cell:
        quoted ^= char == '"'
        if char == mark and not quoted:
            parts.append("")
        elif char != '"':
            parts[-1] += char
    return parts


_BRACKETS = re.compile(r"\(([^()]*)\)")


def recorded_name(text: str, role: Name) -> str:
    """A name as it is recorded: brackets kept, dropped or taken, but for pronouns, and the surname last."""
    name = text
    if "(" in text:
        about = [inside.strip() for inside in _BRACKETS.findall(text) if "/" not in inside]
        name = _BRACKETS.sub(lambda found: found[0] if role.brackets == "keep" and "/" not in found[1] else "", text)
        name = about[-1] if role.brackets == "take" and about and about[-1] else name
    name = " ".join(name.split())
    last, comma, first = name.partition(",")
    if role.order == "last-first" and comma and first.strip() and "," not in first:
        name = f"{first.strip()} {last.strip()}"
    return name


def ends_in(email: str, end: str) -> bool:
    """Whether an address ends in a domain, or in a part of it that begins after a dot."""
    return bool(email) and f".{email.rpartition('@')[2]}".endswith(f".{folded(end).removeprefix('@')}")
