"""The position of each record in a TOML text.

The TOML reader gives values without positions, so this walks the text once more. It expects text that the reader has
accepted, and answers with the nearest enclosing record for anything that is not written out.

`tomlkit` keeps positions, and takes ten times as long: 3,919 ms for 10,000 sessions where this walk takes 384, and
9.9 ms for 40 where it takes 1.3. Most questions are for a record or a key of one: a record is found by the headers
alone, and a key by the lines of its record. A walk over each pair that is asked for would cost a folder a tenth more.
"""

import re
from bisect import bisect
from collections import defaultdict
from contextlib import suppress
from functools import cached_property
from itertools import count, repeat
from typing import NamedTuple

from coprod.errors import KeyPath

_BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_REST_OF_LINE = re.compile(r"[ \t\r]*(?:#[^\n]*)?\n?")
_SPACE = re.compile(r"[ \t]*")
#: A line that begins with a bracket, and the table or the array of tables of which it is plainly the header.
_BRACKET = re.compile(r"\n[ \t]*(\[[^\n]*)")
_HEADER = re.compile(r"\[(?:([a-z]+(?:\.[a-z]+)*)\]|\[([a-z]+)\]\])[ \t]*(?:#.*)?\r?")
#: A line that begins with a key and plainly holds its value: no comment, and a bracket only around a table or an array.
_PAIR_OF_LINE = re.compile(
    r"\n[ \t]*([A-Za-z0-9_-]+)[ \t]*="
    r"[ \t]*(?:\{[^\n{}\[\]#]*\}|\[[^\n{}\[\]#]*\]|[^\n{}\[\]#]*)[ \t\r]*(?=\n)"
)
#: One key, as it is written among dotted ones.
KEY = re.compile(r"""[A-Za-z0-9_-]+|"(?:\\.|[^"\\\n])*"|'[^'\n]*'""")
_STRING = re.compile(r'''"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*\'''', re.DOTALL)
_PLAIN_STRING = re.compile(r'"[^"\\\n]*"')
_PLAIN_STRINGS = re.compile(r'\[(?:[ \t]*"[^"\\\n]*"[ \t]*,?)*[ \t]*\]')
_SCALAR = re.compile(r"[^,\]}#\r\n]*")


#: The entries of one list or inline table that are looked for one by one if a position is asked for; no record has as
#: many.
_MOST = 50_000


class Statement(NamedTuple):
    """A header or a pair of key and value, with its path and its place in the text, newline included."""

    path: KeyPath
    header: bool
    begin: int
    end: int


class Span(NamedTuple):
    """The place of a pair, or of an item of an array, whose value begins at `value`."""

    begin: int
    value: int
    end: int


class Positions:
    """The lines and columns of everything in a TOML document that the reader has accepted."""

    def __init__(self, text: str) -> None:
        # Every line begins with the end of one before it, and has an end, the last one too.
        self._text = f"\n{text}\n"
        self._counted: list[tuple[int, int]] = [(0, 0)]
        self._pairs: dict[KeyPath, dict[str | int, int]] = {}
        self._walked: dict[KeyPath, dict[KeyPath, int]] = {}

    def line(self, path: KeyPath) -> int:
        """The line, from 1, of the record or key at `path`, or of the nearest record around it."""
        offset = self._of_line(path) or self._offset(path)
        after = bisect(self._counted, (offset + 1,))
        # Counted from the nearest place before it of which the line is known.
        place, line = self._counted[after - 1]
        if place < offset:
            line += self._text.count("\n", place, offset)
            self._counted.insert(after, (offset, line))
        return line

    def column(self, path: KeyPath) -> int:
        """The column, from 1, of the record or key at `path`, or of the nearest record around it."""
        offset = self._offset(path)
        return offset - self._text.rindex("\n", 0, offset)

    def _offset(self, path: KeyPath) -> int:
        offsets = self._blocks if path in self._blocks else self._around(path)
        while path and path not in offsets:
            path = path[:-1]
        return offsets.get(path, 1)

    @cached_property
    def _blocks(self) -> dict[KeyPath, int]:
        """The offset of each table, found by its header alone; empty if that could mislead.

        A line that begins with a bracket is a header, unless it stands in a string or array of several lines. A file
        with such strings, or with a line that begins with a bracket and is not plainly a header, is walked instead.
        """
        if '"""' in self._text or "'''" in self._text:
            return {}
        # Nearly all headers are in a few words.
        headers: defaultdict[str, list[int]] = defaultdict(list)
        for bracket in _BRACKET.finditer(self._text):
            headers[bracket[1]].append(bracket.start(1))
        blocks: dict[KeyPath, int] = {}
        arrays: defaultdict[str, list[int]] = defaultdict(list)
        for line, offsets in headers.items():
            header = _HEADER.fullmatch(line)
            if header is None:
                return {}
            if header[2]:
                arrays[header[2]] += offsets
            else:
                blocks[*header[1].split(".")] = offsets[0]
        if any(path[0] in arrays for path in blocks):
            return {}
        for array, offsets in arrays.items():
            blocks.update(zip(zip(repeat(array), count()), sorted(offsets), strict=False))
        return blocks

    def _of_line(self, path: KeyPath) -> int | None:
        """The offset of the pair that holds `path`, if it plainly stands on one line of its table."""
        block = self._block(path)
        if not block or path == block:
            return None
        if block not in self._pairs:
            begin, end = self._place(block)
            # Behind the first brace, a line could also begin with a key of an inline table of several lines.
            brace = self._text.find("{", begin, end)
            lines = _PAIR_OF_LINE.finditer(self._text, begin, end if brace < 0 else self._text.index("\n", brace) + 1)
            self._pairs[block] = {line[1]: line.start(1) for line in lines}
        return self._pairs[block].get(path[len(block)])

    def _around(self, path: KeyPath) -> dict[KeyPath, int]:
        """The offsets in the table that holds `path`; those of the whole text if no header tells."""
        block = self._block(path)
        if block not in self._walked:
            begin, end = self._place(block)
            walk = Walk(self._text, self._text.index("\n", begin), end, block, _MOST)
            self._walked[block] = walk.offsets | ({block: begin} if block else {})
        return self._walked[block]

    def _block(self, path: KeyPath) -> KeyPath:
        """The table that holds `path`, if a header tells."""
        return next((path[:length] for length in (2, 1) if path[:length] in self._blocks), ())

    def _place(self, block: KeyPath) -> tuple[int, int]:
        """The begin and end of a table, or of the whole text."""
        if not block:
            return 0, len(self._text)
        begin = self._blocks[block]
        return begin, self._ends[bisect(self._ends, begin)]

    @cached_property
    def _ends(self) -> list[int]:
        """Where tables end: at the header of the next, and at the end of the text."""
        return sorted([*self._blocks.values(), len(self._text)])


class ParseMismatch(Exception):
    """The text does not parse as the walk expects."""


class Walk:
    """One pass over the statements of a document, or of a part of it that lies in one table."""

    def __init__(self, text: str, begin: int = 0, end: int | None = None, table: KeyPath = (), most: int = 0) -> None:
        self.text = text
        #: The offset of each key, header or item; of lists longer than `most` only the beginning.
        self.offsets: dict[KeyPath, int] = {}
        self.statements: list[Statement] = []
        self.spans: dict[KeyPath, Span] = {}
        self._tables: dict[KeyPath, int] = {}
        self._pos = begin
        self._most = most or len(text)
        # What was found stays found: a position is a help, and never worth a failure.
        with suppress(ParseMismatch, RecursionError):
            self._statements(len(text) if end is None else end, table)

    def _statements(self, end: int, table: KeyPath) -> None:
        """Walk the statements that begin before `end`."""
        self._skip(_BLANK)
        while self._pos < end:
            header, begin = self._at("["), self._pos
            path = self._header() if header else self._pair(table)
            table = path if header else table
            self._skip(_REST_OF_LINE)
            self.statements.append(Statement(path, header, begin, self._pos))
            self._skip(_BLANK)

    def _header(self) -> KeyPath:
        start = self._pos
        array = self._at("[[")
        self._expect("[[" if array else "[")
        keys = self._dotted()
        self._expect("]]" if array else "]")
        table: KeyPath = ()
        for key in keys[:-1]:
            table = self._newest((*table, key))
        table = (*table, keys[-1])
        if array:
            self._tables[table] = self._tables.get(table, -1) + 1
            self.offsets.setdefault(table, start)
        table = self._newest(table)
        self.offsets.setdefault(table, start)
        return table

    def _newest(self, table: KeyPath) -> KeyPath:
        """The newest table of an array of tables; any other table is its own."""
        return (*table, self._tables[table]) if table in self._tables else table

    def _pair(self, table: KeyPath) -> KeyPath:
        start = self._pos
        path = table
        for key in self._dotted():
            path = (*path, key)
            self.offsets.setdefault(path, start)
        self._expect("=")
        self._skip(_SPACE)
        value = self._pos
        self._value(path)
        self.spans[path] = Span(start, value, self._pos)
        return path

    def _dotted(self) -> list[str]:
        keys = []
        while True:
            self._skip(_SPACE)
            keys.append(_plain(self._skip(KEY)))
            self._skip(_SPACE)
            if not self._at("."):
                return keys
            self._pos += 1

    def _value(self, path: KeyPath) -> None:
        if self._at("["):
            self._items(path)
        elif self._at("{"):
            self._inline(path)
        elif not self._skip(_STRING):
            scalar = self._skip(_SCALAR)
            if not scalar:
                raise ParseMismatch
            # The blanks in front of a comment or a bracket are no part of it.
            self._pos -= len(scalar) - len(scalar.rstrip())

    def _items(self, path: KeyPath) -> None:
        if self._skip_ahead(path):
            return
        self._expect("[")
        index = 0
        while self._more("]"):
            begin = self._pos
            self.offsets[*path, index] = begin
            self._value((*path, index))
            self.spans[*path, index] = Span(begin, begin, self._pos)
            index += 1
            if index > self._most:
                raise ParseMismatch
        self._expect("]")

    def _skip_ahead(self, path: KeyPath) -> bool:
        """Take an array of plain strings on one line, such as a list of people, in one step."""
        begin = self._pos
        if not self._skip(_PLAIN_STRINGS):
            return False
        for index, item in enumerate(_PLAIN_STRING.finditer(self.text, begin, self._pos)):
            self.offsets[*path, index] = item.start()
            self.spans[*path, index] = Span(item.start(), item.start(), item.end())
        return True

    def _inline(self, path: KeyPath) -> None:
        self._expect("{")
        for _ in range(self._most):
            if not self._more("}"):
                break
            self._pair(path)
        self._expect("}")

    def _more(self, end: str) -> bool:
        """Step to the next item of an array or inline table; false at its end."""
        self._skip(_BLANK)
        if self._at(","):
            self._pos += 1
            self._skip(_BLANK)
        return self._pos < len(self.text) and not self._at(end)

    def _expect(self, mark: str) -> None:
        if not self._at(mark):
            raise ParseMismatch
        self._pos += len(mark)

    def _at(self, mark: str) -> bool:
        return self.text.startswith(mark, self._pos)

    def _skip(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self._pos)
        if match is None:
            return ""
        self._pos = match.end()
        return match.group()


def _plain(key: str) -> str:
    """A key without its quotes and escapes."""
    if key[:1] == '"' and "\\" in key:
        import tomllib  # noqa: PLC0415 - hardly any file has such a key

        # Escapes that only a newer TOML has leave the key as it is written.
        with suppress(tomllib.TOMLDecodeError):
            return next(iter(tomllib.loads(f"{key} = 0")))
    return key[1:-1] if key[:1] in "\"'" else key
