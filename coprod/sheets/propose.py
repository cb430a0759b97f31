"""A mapping proposed for a sheet that none is kept for: from some forty stems of headings, and only if the cells agree.

What it gets wrong is seen in the table of rows, and costs a key. It never takes a day or a coming from a column that
tells when somebody registered or answered, and never takes it that everybody who is listed came.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from coprod.errors import Problem, Unusable
from coprod.framework import CAPACITIES
from coprod.sheets import dates
from coprod.sheets.cells import Table, folded
from coprod.sheets.headings import heading_names
from coprod.sheets.mapping import ABOVE_NOUGHT, ASK, EMPTY, matches
from coprod.terms import read_level, read_phases
from coprod.words import short

_NAME = ("name", "full", "display", "attendee", "participant", "invitee", "person", "who", "member", "volunteer")
_FIRST, _LAST = ("first", "given", "fore"), ("last", "sur", "family")
_DAY = ("session", "when", "day", "date", "start", "join", "enter")
_CAME = ("attend", "present", "came", "come", "check", "show", "cancel")
_PERHAPS = ("sign", "time", "hours", "status")
_SIDE = ("side", "capacity", "role", "category")
#: What tells when or whether somebody meant to come, and not that they did.
_MEANT = (
    "regist",
    "rsvp",
    "order",
    "repl",
    "respon",
    "appoint",
    "submi",
    "creat",
    "invit",
    "book",
    "timestamp",
    "will",
)
_NEGATIVE = ("no", "not", "cancel", "absen", "apolog")
_YES = ("yes", "y", "true", "✓", "✔", "☑", "✅", "attended", "present")
_NO = ("no", "n", "false", "✗", "✘", "☐", "❌", "absent", "did not attend", "no show")
_NOBODY = ("Total", "Totals", "Grand total", "N/A", "TBC", "TBA", "-", "Nobody", "None")
_PROGRAMS = ("Otter.ai*", "*Notetaker*", "read.ai*", "Fireflies*")

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_a-zA-Z]+|\d+")
#: Lines in which headings are looked for, and cells that are looked at, and words that are asked one by one.
_TOP, _LOOK, _MOST = 60, 5_000, 12


#: What reads a cell of phases, or of a level, in the framework's words.
_READERS: dict[str, Callable[[str], object]] = {"phase": read_phases, "level": read_level}


@dataclass(frozen=True, slots=True)
class Guess:
    """A table, the row of its headings, and the keys of a mapping for it; without `name` if no column holds names."""

    table: Table
    top: int
    headings: tuple[str, ...]
    content: Mapping[str, Any]


def _words(heading: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(heading)]


def _has(heading: str, stems: Iterable[str]) -> bool:
    return any(word.startswith(stem) for word in _words(heading) for stem in stems)


def _naming(heading: str) -> bool:
    return _has(heading, (*_NAME, *_FIRST, *_LAST)) or any(word.endswith("name") for word in _words(heading))


def _no_name(cell: str) -> bool:
    """Whether a cell is a day, an address, a number or an answer, and no name; an id such as C1 is one."""
    if dates.like_a_day(cell) or folded(cell) in {*_YES, *_NO}:
        return True
    return not re.search(r"[^\W\d]", cell) or ("@" in cell and " " not in cell.strip())


def _telling(heading: str) -> bool:
    return _naming(heading) or "mail" in folded(heading) or _has(heading, (*_DAY, *_CAME, *_PERHAPS, *_SIDE))


def propose(tables: Sequence[Table], *, base: Mapping[str, Any] | None = None, name: str = "") -> Guess:
    """Propose a mapping."""
    table, top = max(((table, *_top(table)) for table in tables), key=lambda found: found[2])[:2]
    columns = heading_names(table, top, min(len(table.rows), top + _LOOK))
    guess = _Columns(table, top, columns, dict(base or {}))
    return Guess(table, top, tuple(columns.values()), guess.content(name))


def _top(table: Table) -> tuple[int, int]:
    """The row that is most like headings, and how much it is."""
    best = (0, 0)
    for row in range(min(_TOP, len(table.rows))):
        cells = [str(table.cell(row, column)) for column in table.filled(row)]
        telling = sum(3 if _naming(cell) else 2 for cell in cells if len(cell) < _LOOK and _telling(cell))
        days = sum(1 for cell in cells if dates.like_a_day(cell) or len(dates.days_in(cell)) == 1)
        days = days if len(cells) > 1 and (any(map(_naming, cells)) or days >= max(2, len(cells) - 2)) else 0
        score = 4 * (telling + days) + min(len(cells), 3)
        best = max(best, (score, -row))
    return -best[1], best[0]


@dataclass(slots=True)
class _Columns:
    table: Table
    top: int
    columns: dict[int, str]
    base: dict[str, Any]

    def _rows(self) -> range:
        return range(self.top + 1, min(len(self.table.rows), self.top + _LOOK))

    def cells(self, column: int) -> list[str]:
        """The cells of a column that hold something."""
        return [text for row in self._rows() if (text := self.table.text(row, column))]

    def content(self, name: str) -> dict[str, Any]:
        """The keys of the mapping, in the order in which they are found."""
        known = [str(word) for word in self.base.get("ignore", ())]
        free = {column: heading for column, heading in self.columns.items() if heading not in known}
        days = [at for at, heading in free.items() if dates.like_a_day(heading) or len(dates.days_in(heading)) == 1]
        names = [at for at in free if free[at] == name] if name else self._names(free)
        used = {*names, *days}
        found: dict[str, Any] = {"name": self._name(names, free)} if names else {}
        if mail := [at for at in free if at not in used and "mail" in folded(free[at]) and self._hold(at, "@")]:
            found["email"] = free[mail[0]]
            used.add(mail[0])
        if days:
            found["wide"] = "days"
        elif (day := self._day(free, used)) is not None:
            found["day"] = free[day]
            used.add(day)
        else:
            found["day"] = self._above()
        cells = [cell for at in days for cell in self._with_empty(at, names)]
        found["came"] = self._placed("", cells) if days else self._came(free, used, names)
        found |= self._of_sessions(free, used, titled=not days)
        if side := self._side(free, used):
            found["side"] = side
        people = [cell for at in names[:1] for cell in self.cells(at)]
        if nobody := [word for word in (*_NOBODY, *_PROGRAMS) if any(matches(word, cell) for cell in people)]:
            found["not_people"] = nobody
        if not days and any(self.table.text(row, at) == free[at] for at in names[:1] for row in self._rows()):
            found["blocks"] = True
        ignored = [heading for at, heading in self.columns.items() if at not in used]
        return {**found, **({"ignore": ignored} if ignored else {})}

    def _of_sessions(self, free: Mapping[int, str], used: set[int], *, titled: bool) -> dict[str, Any]:
        """The columns of phases, levels and titles, which are used then."""
        found = {}
        for key, stems in (("phase", ("phase",)), ("level", ("level",)), ("title", ("session", "title"))):
            for at in free:
                if at in used or key in found or not _has(free[at], stems):
                    continue
                if (titled and self._hold_names(at)) if key == "title" else _all(_READERS[key], self.cells(at)):
                    found[key] = free[at]
                    used.add(at)
        return found

    def _hold(self, column: int, sign: str) -> bool:
        cells = self.cells(column)
        return bool(cells) and sum(sign in cell for cell in cells) * 2 > len(cells)

    def _names(self, free: Mapping[int, str]) -> list[int]:
        """The columns of names: a display name before a first and a last, and both before the name of a user."""
        able = [at for at, heading in free.items() if _naming(heading) and self._hold_names(at)]
        first = [at for at in able if _has(free[at], _FIRST)]
        last = [at for at in able if _has(free[at], _LAST)]
        whole = [at for at in able if at not in {*first, *last} and not _has(free[at], ("user",))]
        plain = [
            at for at in whole if all(_naming(word) or word in {"your", "of", "original"} for word in _words(free[at]))
        ]
        if plain or not (first or last):
            chosen = (
                plain or [at for at in whole if _naming(_words(free[at])[-1])] or [at for at in able if at in whole]
            )
            return chosen[:1] or [at for at in able if at not in {*first, *last}][:1]
        return [*first[:1], *last[:1]]

    def _hold_names(self, column: int) -> bool:
        cells = self.cells(column)
        if not cells or {folded(cell) for cell in cells} == {"anonymous"}:
            return False
        # An id such as C1 is a name too; days, addresses, numbers and answers are none.
        odd = sum(map(_no_name, cells))
        return odd * 2 <= len(cells)

    def _name(self, names: list[int], free: Mapping[int, str]) -> object:
        headings = [free[at] for at in names]
        if len(names) > 1:
            return headings
        cells = self.cells(names[0])
        for mark in (";", "\n"):
            if self._hold(names[0], mark):
                return {"column": headings[0], "split": [mark]}
        if cells and all(re.fullmatch(r"[^\s,]+, [^\s,]+(?: [^\s,]+)?", cell) for cell in cells):
            return {"column": headings[0], "order": "last-first"}
        if self._hold(names[0], ","):
            return {"column": headings[0], "split": [","]}
        return headings[0]

    def _day(self, free: Mapping[int, str], used: set[int]) -> int | None:
        """The column of days: that of the session before that of a date, and that before the one of joining."""
        meant = (*_MEANT, *_CAME)
        able = [at for at in free if at not in used and not _has(free[at], meant) and self._hold_days(at)]
        ranked = [
            (next(n for n, stem in enumerate(_DAY) if _has(free[at], (stem,))), at)
            for at in able
            if _has(free[at], _DAY)
        ]
        return min(ranked)[1] if ranked else None

    def _hold_days(self, column: int) -> bool:
        cells = self.cells(column)
        return bool(cells) and all(dates.like_a_day(cell) for cell in cells)

    def _above(self) -> object:
        """Where over the headings a day stands: after a label, or alone; else it is asked."""
        found = []
        for row in range(self.top):
            for column in self.table.filled(row):
                cell = self.table.text(row, column)
                if dates.like_a_day(self.table.cell(row, column)):
                    left = self.table.text(row, column - 1) if column else ""
                    over = self.table.text(row - 1, column) if row else ""
                    label = next((text for text in (left, over) if text and _has(text, _DAY)), "")
                    found.append((not label, label))
                elif len(dates.days_in(cell)) == 1:
                    found.append((True, ""))
        if not found:
            return {"above": ""} if self.table.name and len(dates.days_in(self.table.name)) == 1 else ASK
        labels = [label for _, label in found if label]
        return {"above": labels[0].rstrip(": ")} if labels else {"above": ""} if len(found) == 1 else ASK

    def _with_empty(self, column: int, names: list[int]) -> list[str]:
        """The cells of a column in the rows that name somebody, the empty ones too."""
        return [self.table.text(row, column) for row in self._rows() if self._somebody(row, names)]

    def _somebody(self, row: int, names: list[int]) -> bool:
        found = [text for at in names if (text := self.table.text(row, at))]
        return bool(found) and not any(matches(word, found[0]) for word in (*_NOBODY, *_PROGRAMS))

    def _came(self, free: Mapping[int, str], used: set[int], names: list[int]) -> object:
        able = [at for at in free if at not in used and not _has(free[at], _MEANT) and self.cells(at)]
        columns = [at for at in able if _has(free[at], _CAME)] or [at for at in able if _has(free[at], _PERHAPS)]
        used.update(columns)
        tables = [self._placed(free[at], self._with_empty(at, names)) for at in columns]
        return ASK if not tables else tables[0] if len(tables) == 1 else tables

    def _placed(self, heading: str, cells: list[str]) -> dict[str, Any]:
        """The words of a column: plain yes and no are placed, all others are to be asked."""
        words = list(dict.fromkeys(" ".join(cell.split()) for cell in cells))
        filled = [word for word in words if word]
        if len(filled) > _MOST or any(dates.like_a_day(word) for word in filled):
            number = all(re.fullmatch(r"\d+(?:[.,]\d+)?", word) for word in filled)
            filled = [ABOVE_NOUGHT, "0"] if number else ["*"]
        certain = not _has(heading, _NEGATIVE) and (not heading or _has(heading, _CAME))
        came = [word for word in filled if certain and folded(word) in _YES]
        absent = [word for word in filled if certain and folded(word) in _NO]
        ask = [word for word in filled if word not in {*came, *absent}] + ([EMPTY] if EMPTY in words else [])
        found = {"column": heading} if heading else {}
        return {**found, **{key: some for key, some in (("came", came), ("absent", absent), (ASK, ask)) if some}}

    def _side(self, free: Mapping[int, str], used: set[int]) -> object:
        for at in free:
            if at in used or not _has(free[at], _SIDE):
                continue
            words = list(dict.fromkeys(self.cells(at)))
            if not words or len(words) > _MOST:
                continue
            used.add(at)
            if all(folded(word) in CAPACITIES for word in words):
                return free[at]
            placed: dict[str, list[str]] = {
                side: [word for word in words if folded(word) == side] for side in CAPACITIES
            }
            placed = {side: some for side, some in placed.items() if some}
            ask = [word for word in words if folded(word) not in CAPACITIES]
            return {"column": free[at], **placed, ASK: ask}
        return None


def _all(read: Any, cells: Sequence[str]) -> bool:
    """Whether there are cells, and each can be read."""
    try:
        return bool([read(cell) for cell in cells])
    except ValueError:
        return False


def without_names(guess: Guess) -> Unusable:
    """What is told of a sheet in which no column holds names."""
    seen = ", ".join(f'"{short(heading)}"' for heading in guess.headings[:_MOST])
    how = "write a mapping with name, or paste the names of minutes into coprod log"
    return Unusable(Problem(guess.table.file, f"no column holds names; its headings are {seen}: {how}", guess.top + 1))
