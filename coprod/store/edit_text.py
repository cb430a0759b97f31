"""Small changes of a TOML text: everything else stays as it is, byte for byte, comments and layout too.

Every change is a splice of the text as it was read, so that many of them need one walk over it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import takewhile
from typing import Any

from coprod.errors import KeyPath
from coprod.model import toml
from coprod.store.positions import KEY, Span, Statement, Walk

#: The length of the path of a record: its table and its position.
_RECORD = 2

_GAP = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BLANKS = re.compile(r"[ \t]*")
_COMMENT = re.compile(r"(?<![^\n])[ \t]*#[^\n]*\n")
_EMPTY = re.compile(r"(?<![^\n])[ \t\r]*\n")
_REST_OF_LINE = re.compile(r"[ \t]*(?:#[^\n]*)?(?:\n|\Z)")


class Splices:
    """Changes of one TOML text that the reader has accepted; added lines end in `end_of_line`."""

    def __init__(self, text: str, end_of_line: str) -> None:
        self._text = text
        self._line_end = end_of_line
        walk = Walk(text)
        self._spans = walk.spans
        self._made: list[tuple[int, int, str]] = []
        # By the record that they belong to, so that a change of each of many takes no look at all of them.
        self._statements: dict[KeyPath, list[Statement]] = defaultdict(list)
        self._paths: dict[KeyPath, list[KeyPath]] = defaultdict(list)
        for statement in walk.statements:
            for record in {statement.path[:length] for length in range(_RECORD + 1)}:
                self._statements[record].append(statement)
        for path in walk.spans:
            for record in {path[:length] for length in range(_RECORD + 1)}:
                self._paths[record].append(path)

    def text(self) -> str:
        """The text with every change applied."""
        pieces, at = [], 0
        for begin, end, new in sorted(self._made, key=lambda splice: splice[:2]):
            pieces += [self._text[at:begin], new]
            at = max(at, end)
        return "".join([*pieces, self._text[at:]])

    def replace(self, begin: int, end: int, new: str) -> None:
        """Replace a part of the text."""
        self._made.append((begin, end, new))

    def has(self, path: KeyPath) -> bool:
        """Whether a path is written out as one pair or item."""
        return path in self._spans

    def put(self, path: KeyPath, value: toml.Value) -> None:
        """Replace a value; a comment behind it stays."""
        span = self._spans[path]
        self.replace(span.value, span.end, toml.value(value))

    def rename(self, path: KeyPath, key: str) -> None:
        """Replace the key of a pair; its value, place and comments stay."""
        span = self._spans[path]
        *_, last = KEY.finditer(self._text, span.begin, span.value)
        self.replace(*last.span(), toml.key_of(key))

    def table(self, name: str, pairs: Mapping[str, Any]) -> None:
        """Add a table at the end."""
        gap = "" if self._text.endswith("\n") else self._line_end
        lines = ["", f"[{name}]", *toml.pairs(pairs), ""]
        self.replace(len(self._text), len(self._text), gap + self._line_end.join(lines))

    def pairs(self, table: KeyPath, gone: Sequence[str], added: Mapping[str, Any], order: Sequence[str]) -> None:
        """Remove the `gone` pairs of a table and add others, each behind the last one that precedes it in `order`."""
        inside = self._holder(table)
        if inside is None:
            for key in gone:
                self._remove_statements((*table, key))
            for key, value in added.items():
                self._add_statement(table, key, value, order)
            return
        members = self._members(inside)
        lost = [path for path in members if path[: len(table)] == table and path[len(table)] in gone]
        stay = [path for path in members if path not in lost]
        new: list[tuple[Span | None, str]] = []
        for key, value in added.items():
            behind = self._behind(stay, table, key, order) or (stay[-1] if stay and table != inside else None)
            text = _dotted(table[len(inside) :], key, value)
            new.append((self._spans[behind] if behind else None, text))
        if stay:
            self._members_change([self._spans[path] for path in members], {self._spans[path] for path in lost}, new)
        else:
            span = self._spans[inside]
            self.replace(span.value, span.end, f"{{ {', '.join(text for _, text in new)} }}" if new else "{}")

    def _holder(self, path: KeyPath) -> KeyPath | None:
        """The innermost inline table or array that is or holds a path, or None if the path has lines of its own."""
        return next((path[:length] for length in range(len(path), 0, -1) if path[:length] in self._spans), None)

    def _behind(self, paths: Iterable[KeyPath], table: KeyPath, key: str, order: Sequence[str]) -> KeyPath | None:
        """The pair behind which a new one of the table belongs: the last that precedes it in `order`, or the last."""
        rank: dict[str | int, int] = {name: number for number, name in enumerate(order if key in order else ())}
        own = [path for path in paths if len(path) > len(table) and path[: len(table)] == table]
        if rank:
            own = [path for path in own if rank.get(path[len(table)], len(rank)) < rank[key]]
        return max(own, key=lambda path: (rank.get(path[len(table)], 0), self._spans[path].begin), default=None)

    def _add_statement(self, table: KeyPath, key: str, value: Any, order: Sequence[str]) -> None:
        own = self._written(table)
        header = next((one for one in own if one.header and one.path == table), None)
        if header is None:
            # The table is written as dotted keys: one more of them.
            headers = [one.path for one in self._statements[()] if one.header and one.begin < own[-1].begin]
            inside = headers[-1] if headers else ()
            self._add_line(own[-1], _dotted(table[len(inside) :], key, value))
            return
        pairs = {one.path: one for one in takewhile(lambda one: not one.header, own[own.index(header) + 1 :])}
        behind = self._behind(pairs, table, key, order)
        self._add_line(pairs[behind] if behind else header, _dotted((), key, value))

    def _add_line(self, behind: Statement, line: str) -> None:
        indent = self._text[self._line_begin(behind.begin) : behind.begin]
        start = "" if self._text.endswith("\n", 0, behind.end) else self._line_end
        self.replace(behind.end, behind.end, f"{start}{indent}{line}{self._line_end}")

    def remove(self, path: KeyPath) -> None:
        """Remove a record, however it is written.

        The comments right above its header and between its lines go with it; all other comments stay.
        """
        inside = self._holder(path)
        if inside is None:
            self._remove_statements(path)
        else:
            members = [self._spans[one] for one in self._members(inside[:-1])]
            self._members_change(members, {self._spans[path]}, ())

    def _remove_statements(self, path: KeyPath) -> None:
        runs: list[tuple[int, int]] = []
        for one in self._written(path):
            # What stands between two statements of the same table is part of it; other statements are not.
            gap = _GAP.match(self._text, runs[-1][1]) if runs else None
            begin = runs.pop()[0] if gap and gap.end() >= one.begin else self._first_line(one)
            runs.append((begin, one.end))
        for begin, end in runs:
            self.replace(begin, end, "")

    def _written(self, table: KeyPath) -> list[Statement]:
        """The statements of a table, in their order."""
        near = self._statements[table[:_RECORD]]
        return [one for one in near if one.path[: len(table)] == table]

    def _first_line(self, statement: Statement) -> int:
        """The begin of a statement, or of the comments and empty lines right above a header."""
        begin = self._line_begin(statement.begin)
        if statement.header:
            for pattern in (_COMMENT, _EMPTY):
                while begin and pattern.fullmatch(self._text, self._line_begin(begin - 1), begin):
                    begin = self._line_begin(begin - 1)
        return begin

    def items(self, path: KeyPath, old: Sequence[Any], new: Sequence[Any]) -> None:
        """Replace the items of an array; those that stay keep their comments and layout."""
        spans = [self._spans[*path, index] for index in range(len(old))]
        if not old or not new:
            self.put(path, tuple(new))
            return
        gone: set[Span] = set()
        come: list[tuple[Span | None, str]] = []
        for kind, begin, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if kind == "equal":
                continue
            both = min(end - begin, last - first)
            for offset in range(both):
                self.put((*path, begin + offset), new[first + offset])
            gone |= set(spans[begin + both : end])
            kept = [span for span in spans[: begin + both] if span not in gone]
            come += [(kept[-1] if kept else None, toml.value(item)) for item in new[first + both : last]]
        self._members_change(spans, gone, come)

    def _members(self, holder: KeyPath) -> list[KeyPath]:
        """The members of an inline table or array, dotted keys included, but nothing inside of a member."""
        near = self._paths[holder[:_RECORD]]
        inside = [path for path in near if len(path) > len(holder) and path[: len(holder)] == holder]
        own = (
            path for path in inside if not any(path[:end] in self._spans for end in range(len(holder) + 1, len(path)))
        )
        return sorted(own, key=lambda path: self._spans[path].begin)

    def _members_change(self, members: Sequence[Span], gone: set[Span], new: Sequence[tuple[Span | None, str]]) -> None:
        """Remove members of an array or inline table, each with one comma, and add others.

        Each new member comes with the one behind which it belongs, or with None if it comes first. At least one of the
        old ones must stay if any is added.
        """
        stay = [span for span in members if span not in gone]
        trailing = self._comma(members[-1]) is not None
        for span in gone:
            self._take_out(span)
        behind = dict.fromkeys(place for place, _ in new)
        for place in behind:
            texts = [text for one, text in new if one == place]
            if place is None:
                self.replace(stay[0].begin, stay[0].begin, "".join(f"{text}, " for text in texts))
            else:
                self._put_behind(place, texts, ends=place == stay[-1] and not trailing)
        comma = self._comma(stay[-1]) if stay and stay[-1] not in behind and not trailing else None
        if comma is not None:
            self.replace(comma, comma + 1, "")

    def _put_behind(self, span: Span, texts: Sequence[str], *, ends: bool) -> None:
        """Add members behind another one, with a comma behind the last unless everything ends there."""
        comma = self._comma(span)
        last = "" if ends else ","
        line = self._line_begin(span.begin)
        indent = self._text[line : span.begin]
        rest = _REST_OF_LINE.match(self._text, span.end if comma is None else comma + 1)
        if comma is None:
            self.replace(span.end, span.end, ",")
        if not indent.strip() and rest and rest.group().endswith("\n"):
            lines = f",{self._line_end}".join(f"{indent}{text}" for text in texts)
            self.replace(rest.end(), rest.end(), f"{lines}{last}{self._line_end}")
        else:
            at = span.end if comma is None else comma + 1
            self.replace(at, at, f" {', '.join(texts)}{last}")

    def _take_out(self, span: Span) -> None:
        comma = self._comma(span)
        end = span.end if comma is None else comma + 1
        line = self._line_begin(span.begin)
        rest = _REST_OF_LINE.match(self._text, end)
        if comma is not None and "\n" in self._text[span.end : comma]:
            # The comma opens a line of its own; what stands between is not ours.
            self.replace(span.begin, span.end, "")
            self.replace(comma, comma + 1, "")
        elif not self._text[line : span.begin].strip() and rest and rest.group().endswith("\n"):
            self.replace(line, rest.end(), "")
        elif comma is None:
            begin = len(self._text[: span.begin].rstrip(" \t"))
            self.replace(begin, span.end, "")
        else:
            blanks = _BLANKS.match(self._text, end)
            self.replace(span.begin, blanks.end() if blanks else end, "")

    def _comma(self, span: Span) -> int | None:
        """The position of the comma behind a member, or None."""
        gap = _GAP.match(self._text, span.end)
        at = gap.end() if gap else span.end
        return at if self._text.startswith(",", at) else None

    def _line_begin(self, at: int) -> int:
        return self._text.rfind("\n", 0, at) + 1


def amend(
    splices: Splices, path: KeyPath, old: Mapping[str, Any], new: Mapping[str, Any], order: Sequence[str]
) -> None:
    """Change a table's pairs from `old` to `new`; equal ones stay as they are written, added ones follow `order`."""
    gone = [key for key in old if key not in new]
    added = {key: value for key, value in new.items() if key not in old}
    if len(gone) == len(added) == 1 and old[gone[0]] in added.values() and splices.has((*path, gone[0])):
        splices.rename((*path, gone[0]), next(iter(added)))
    elif gone or added:
        splices.pairs(path, gone, added, order)
    for key in old:
        if key in new and old[key] != new[key]:
            _change(splices, (*path, key), old[key], new[key])


def _dotted(table: KeyPath, key: str, value: Any) -> str:
    """A pair of a table without a header of its own, as dotted keys."""
    return ".".join([*(toml.key_of(str(part)) for part in table), next(iter(toml.pairs({key: value})))])


def _change(splices: Splices, path: KeyPath, old: Any, new: Any) -> None:
    match old, new:
        case dict(), dict():
            amend(splices, path, old, new, ())
        case list(), list():
            splices.items(path, old, new)
        case dict(), _ if not splices.has(path):
            # The table has a header or lines of its own, and a value in its place has neither.
            splices.pairs(path[:-1], [str(path[-1])], {str(path[-1]): new}, ())
        case _:
            splices.put(path, new)
