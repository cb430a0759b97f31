"""A mapping proposed for a sheet that none is kept for: from some forty stems of headings, and only if the cells agree.

What it gets wrong is seen in the table of rows, and costs a key. It never takes a day or a coming from a column that
tells when somebody registered or answered, and never takes it that everybody who is listed came.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from coprod.errors import Problem, Unusable
from coprod.framework import CAPACITIES
from coprod.sheets import dates
from coprod.sheets.cells import Table, folded
from coprod.sheets.headings import heading_names, is_day
from coprod.sheets.mapping import ABOVE_NOUGHT, ASK, EMPTY, matches
from coprod.sheets.names import speaks_of_absence
from coprod.typed import read_level, read_phases
from coprod.words import short

_NAME = ("name", "full", "display", "attendee", "participant", "invitee", "person", "who", "member", "volunteer")
_FIRST, _LAST = ("first", "given", "fore"), ("last", "sur", "family")
_DAY = ("session", "when", "day", "date", "start", "join", "enter")
_CAME = ("attend", "present", "came", "come", "check", "show", "cancel")
_PERHAPS = ("sign", "time", "hours", "status")
_SIDE = ("side", "capacity", "role", "category")
#: What tells when or whether somebody meant to come, and not that they did.
_MEANT = (
    "regist", "rsvp", "order", "repl", "respon", "appoint", "submi", "creat", "invit", "book", "timestamp", "will",
)  # fmt: skip
_NEGATIVE = ("no", "not", "cancel", "absen", "apolog")
_YES = ("yes", "y", "true", "✓", "✔", "☑", "✅", "attended", "present")
_NO = ("no", "n", "false", "✗", "✘", "☐", "❌", "absent", "did not attend", "no show")
_NOBODY = (
    *("Total", "Totals", "Grand total", "N/A", "TBC", "TBA", "-", "Nobody", "None"),
    *("Otter.ai*", "*Notetaker*", "read.ai*", "Fireflies*"),
)

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_a-zA-Z]+|\d+")
#: Lines in which headings are looked for, and cells that are looked at, and words that are asked one by one.
_TOP, _LOOK, _MOST = 60, 5_000, 12


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


def _telling(heading: str) -> bool:
    return _naming(heading) or "mail" in folded(heading) or _has(heading, (*_DAY, *_CAME, *_PERHAPS, *_SIDE))


def propose(tables: Sequence[Table], *, base: Mapping[str, Any] | None = None, name: str = "") -> Guess:
    """Propose a mapping for the table with the best headings.

    The fixed columns of a form are ignored, as `base` has them; `name` is the column of names, if somebody said it.
    """
    table, top = max(((table, *_top(table)) for table in tables), key=lambda found: found[2])[:2]
    headings = heading_names(table, top, min(len(table.rows), top + _LOOK))
    known = [str(word) for word in (base or {}).get("ignore", ())]
    left = {column: heading for column, heading in headings.items() if heading not in known}
    columns = _Columns(table, range(top + 1, min(len(table.rows), top + _LOOK)), left)
    content = columns.content(name)
    if ignored := [heading for at, heading in headings.items() if heading in known or at in columns.left]:
        content["ignore"] = list(dict.fromkeys(map(_of_any_day, ignored)))
    return Guess(table, top, tuple(headings.values()), content)


def _top(table: Table) -> tuple[int, int]:
    """The row that is most like headings, and how much it is."""
    best = (0, 0)
    for row in range(min(_TOP, len(table.rows))):
        # A merged heading stands in each of its columns, and counts once.
        cells = list(dict.fromkeys(str(table.cell(row, column)) for column in table.filled(row)))
        telling = sum(3 if _naming(cell) else 2 for cell in cells if len(cell) < _LOOK and _telling(cell))
        days = sum(bool(dates.day_in(cell)) for cell in cells)
        days = days if len(cells) > 1 and (any(map(_naming, cells)) or days >= max(2, len(cells) - 2)) else 0
        score = 4 * (telling + days) + min(len(cells), 3)
        best = max(best, (score, -row))
    return -best[1], best[0]


def _of_any_day(heading: str) -> str:
    """The pattern of a heading that tells of each day what people meant: next month it holds another day."""
    found = dates.days_in(heading)
    meant = len(found) == 1 and (_has(heading, _MEANT) or speaks_of_absence(heading))
    return heading.replace(found[0], "*") if meant else heading


def _most_hold(sign: str, cells: Sequence[str]) -> bool:
    return bool(cells) and sum(sign in cell for cell in cells) * 2 > len(cells)


def _are_names(cells: Sequence[str]) -> bool:
    """Whether most are names: days, addresses, numbers and answers are none, and an id such as C1 is one."""
    none = [
        dates.like_a_day(cell)
        or folded(cell) in {*_YES, *_NO}
        or not re.search(r"[^\W\d]", cell)
        or ("@" in cell and " " not in cell.strip())
        for cell in cells
    ]
    return {folded(cell) for cell in cells} not in ({"anonymous"}, set()) and sum(none) * 2 <= len(cells)


def _all(read: Callable[[str], object], cells: Sequence[str]) -> bool:
    """Whether there are cells, and each can be read."""
    try:
        return bool(cells) and all(map(read, cells))
    except ValueError:
        return False


_are_days = partial(_all, dates.like_a_day)
#: The other roles, each with the stems of its heading, and whether its cells agree; a wide sheet has no title.
_ROLES: tuple[tuple[str, tuple[str, ...], Callable[[Sequence[str]], bool]], ...] = (
    ("phase", ("phase",), partial(_all, read_phases)),
    ("level", ("level",), partial(_all, read_level)),
    ("title", ("session", "title"), _are_names),
)


@dataclass(slots=True)
class _Columns:
    """The columns that have no role yet, and the rows that are looked at."""

    table: Table
    rows: range
    left: dict[int, str]

    def cells(self, column: int) -> list[str]:
        """The cells of a column that hold something."""
        return [text for row in self.rows if (text := self.table.text(row, column))]

    def take(self, fits: Callable[[str], bool], agree: Callable[[list[str]], bool]) -> tuple[str, list[str]]:
        """The first heading that fits, if its cells agree, and the cells; its column has a role then."""
        for at, heading in self.left.items():
            if fits(heading) and agree(cells := self.cells(at)):
                return self.left.pop(at), cells
        return "", []

    def content(self, name: str) -> dict[str, Any]:
        """The keys of the mapping, in the order in which they are found."""
        days = {at: heading for at, heading in self.left.items() if is_day(heading) and not _has(heading, _MEANT)}
        names = {at: heading for at, heading in self.left.items() if heading == name} if name else self._names()
        self.left = {at: heading for at, heading in self.left.items() if at not in {**names, **days}}
        people = {row: next(filter(None, (self.table.text(row, at) for at in names)), "") for row in self.rows}
        nobody = {word: {row for row, person in people.items() if matches(word, person)} for word in _NOBODY}
        named = [row for row, person in people.items() if person and not any(row in rows for rows in nobody.values())]
        found: dict[str, Any] = {"name": self._name(names)} if names else {}
        if mail := self.take(lambda heading: "mail" in folded(heading), partial(_most_hold, "@"))[0]:
            found["email"] = mail
        if days:
            found["wide"] = "days"
            found["came"] = _of_coming("", [self.table.text(row, at) for at in days for row in named])
        else:
            # The day of the session comes before that of a date, and that before the one of joining.
            takes = (
                self.take(lambda heading: _has(heading, (stem,)) and not _has(heading, (*_MEANT, *_CAME)), _are_days)  # noqa: B023
                for stem in _DAY
            )
            found["day"] = next((day for day, _ in takes if day), "") or self._above()
            found["came"] = self._came(named)
        for key, stems, agree in _ROLES[:-1] if days else _ROLES:
            if heading := self.take(partial(_has, stems=stems), agree)[0]:
                found[key] = heading
        if side := self._side():
            found["side"] = side
        if nowhere := [word for word, rows in nobody.items() if rows]:
            found["not_people"] = nowhere
        if not days and any(heading in self.cells(at) for at, heading in [*names.items()][:1]):
            found["blocks"] = True
        return found

    def _names(self) -> dict[int, str]:
        """The columns of names: a display name before a first and a last, and both before the name of a user."""
        able = [at for at, heading in self.left.items() if _naming(heading) and _are_names(self.cells(at))]
        words = {at: _words(self.left[at]) for at in able}
        first, last, user = ([at for at in able if _has(self.left[at], stems)] for stems in (_FIRST, _LAST, ("user",)))
        other = [at for at in able if at not in {*first, *last}]
        whole = [at for at in other if at not in user]
        plain = [at for at in whole if all(_naming(word) or word in {"your", "of", "original"} for word in words[at])]
        if plain or not (first or last):
            ends_so = [at for at in whole if _naming(words[at][-1])]
            chosen = (plain or ends_so or whole or other)[:1]
        else:
            chosen = [*first[:1], *last[:1]]
        return {at: self.left[at] for at in chosen}

    def _name(self, names: Mapping[int, str]) -> object:
        if len(names) > 1:
            return list(names.values())
        [(column, heading)] = names.items()
        cells = self.cells(column)
        last_first = bool(cells) and all(re.fullmatch(r"[^\s,]+, [^\s,]+(?: [^\s,]+)?", cell) for cell in cells)
        marks = [mark for mark in (";", "\n", ",") if _most_hold(mark, cells)]
        if last_first and marks[:1] == [","]:
            return {"column": heading, "order": "last-first"}
        return {"column": heading, "split": marks[:1]} if marks else heading

    def _above(self) -> object:
        """Where over the headings a day stands: after a label, or alone; else it is asked."""
        table, top = self.table, self.rows.start - 1
        labels = []
        for row in range(top):
            for column in table.filled(row):
                if dates.like_a_day(table.cell(row, column)):
                    near = (table.text(row, column - 1) if column else "", table.text(row - 1, column) if row else "")
                    labels.append(next((text for text in near if _has(text, _DAY)), ""))
                elif dates.day_in(table.text(row, column)):
                    labels.append("")
        if label := next(filter(None, labels), ""):
            return {"above": label.rstrip(": ")}
        alone = len(labels) == 1 or (not labels and len(dates.days_in(table.name)) == 1)
        return {"above": ""} if alone else ASK

    def _came(self, named: Sequence[int]) -> object:
        able = [at for at, heading in self.left.items() if not _has(heading, _MEANT) and self.cells(at)]
        sure, perhaps = ([at for at in able if _has(self.left[at], stems)] for stems in (_CAME, _PERHAPS))
        columns = {at: self.left.pop(at) for at in sure or perhaps}
        tables = [_of_coming(heading, [self.table.text(row, at) for row in named]) for at, heading in columns.items()]
        return ASK if not tables else tables[0] if len(tables) == 1 else tables

    def _side(self) -> object:
        heading, cells = self.take(lambda heading: _has(heading, _SIDE), lambda cells: 0 < len(set(cells)) <= _MOST)
        found = _placed(heading, dict.fromkeys(cells), {side: (side,) for side in CAPACITIES})
        return found if ASK in found else heading


def _of_coming(heading: str, cells: Sequence[str]) -> dict[str, Any]:
    """The words of a column: plain yes and no are placed, all others are to be asked."""
    words = dict.fromkeys(" ".join(cell.split()) for cell in cells)
    filled = [word for word in words if word]
    if len(filled) > _MOST or any(map(dates.like_a_day, filled)):
        number = all(re.fullmatch(r"\d+(?:[.,]\d+)?", word) for word in filled)
        filled = [ABOVE_NOUGHT, "0"] if number else ["*"]
    certain = not _has(heading, _NEGATIVE) and (not heading or _has(heading, _CAME))
    known = {"came": _YES, "absent": _NO} if certain else {}
    return _placed(heading, [*filled, *([EMPTY] if EMPTY in words else [])], known)


def _placed(heading: str, words: Iterable[str], known: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """The words of a column by the meanings that are known of them; the others are to be asked."""
    found: dict[str, Any] = {"column": heading} if heading else {}
    placed: dict[str, list[str]] = {meaning: [] for meaning in (*known, ASK)}
    for word in words:
        placed[next((meaning for meaning, some in known.items() if folded(word) in some), ASK)].append(word)
    return found | {meaning: some for meaning, some in placed.items() if some}


def without_names(guess: Guess) -> Unusable:
    """What is told of a sheet in which no column holds names."""
    seen = ", ".join(f'"{short(heading)}"' for heading in guess.headings[:_MOST])
    how = "write a mapping with name, or paste the names of minutes into coprod log"
    return Unusable(Problem(guess.table.file, f"no column holds names; its headings are {seen}: {how}", guess.top + 1))
