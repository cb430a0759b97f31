"""Reading a project file: its bytes, its TOML, and the project or every problem that it has."""

import codecs
import datetime as dt
import os
import re
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import rtoml
from pydantic import BaseModel, ValidationError

from coprod.errors import COUNTED, KeyPath, Problem, Unusable, first_hundred
from coprod.model import FORMAT, Project, Readiness
from coprod.model.kinds import KINDS, ids
from coprod.model.records import MODELS
from coprod.store.positions import Positions
from coprod.store.problems import TABLES, in_words, named, toml_mistake

#: A project file is text that people write; what is larger than this is something else, unless somebody says so.
_MEGABYTES = 10
_MEGABYTE = 1_000_000
_MOST_MEGABYTES = 1_000
_DIGITS = 10

#: How rtoml words an error. One that Python found, such as a year 0, names its class; too long a key has no place.
_PLACED = re.compile(r"(?:ValueError: )?(?P<what>.+) at line (?P<line>\d+) column (?P<column>\d+)", re.DOTALL)
_IN_CONFLICT = "was left in conflict by git: run coprod resolve, which keeps the sessions of both sides"


class Document(NamedTuple):
    """A project file as it was read."""

    file: str  # its name in messages
    data: bytes  # its bytes
    content: dict[str, Any]  # its tables, as the TOML reader gave them
    project: Project  # the same, validated
    positions: Positions  # where everything stands in it

    @property
    def marked(self) -> bool:
        """Whether it begins with a byte-order mark, which is ignored."""
        return self.data.startswith(codecs.BOM_UTF8)

    @property
    def unwritten_ids(self) -> frozenset[str]:
        """The ids of the records that have none written in the file; theirs follow from the content."""
        content = self.content
        return frozenset(name for table, position, name in ids(self.project) if "id" not in content[table][position])

    def with_text(self, text: str) -> "Document":
        """The file with another text, read; a byte-order mark stays."""
        return parse((codecs.BOM_UTF8 if self.marked else b"") + text.encode(), self.file)

    def line_of(self, path: KeyPath) -> int:
        """The line, from 1, of the record at `path`."""
        return self.positions.line(path)


def load(path: Path, file: str) -> Document:
    """Read a project file; Unusable with its first hundred problems, in the order of the file."""
    return parse(read_bytes(path, file), file)


def parse(data: bytes, file: str) -> Document:
    """Read a project from bytes; otherwise like `load`."""
    text = text_of(data, file)
    if not text.strip():
        raise Unusable(Problem(file, "is empty: coprod init starts a project in it", 1))
    content = read_toml(text, file)
    positions = Positions(text)
    newer = content.get("format")
    if isinstance(newer, int) and newer > FORMAT:
        wanted = f"is in format {FORMAT + 1} or newer, and this coprod reads format {FORMAT}: upgrade coprod"
        raise Unusable(Problem(file, wanted, positions.line(("format",)), positions.column(("format",))))
    try:
        # What is wrong with a large file may not fit into memory all at once.
        project = Project.model_validate(_validated_one_by_one(content) if len(text) > _LARGE else content)
    except ValidationError as error:
        found = list(islice(_problems(content), COUNTED + 1)) or list(in_words(error))
        raise Unusable(*_placed(found, positions, file)) from error
    if repeated := list(_repeated_ids(ids(project))):
        raise Unusable(*_placed(repeated, positions, file))
    return Document(file, data, content, project, positions)


#: Where answers in a file of their own would stand in a project.
_ANSWERS: KeyPath = ("readiness", 0)


def load_answers(path: Path, file: str, today: dt.date) -> Readiness:
    """Read answers to Shier's questions from a file with the keys of a `[[readiness]]` record, by default of today."""
    text = text_of(read_bytes(path, file), file)
    content = read_toml(text, file)
    if not content:
        raise Unusable(Problem(file, 'is empty: write answers in it, such as listened = ["yes", "partly", "no"]', 1))
    try:
        return Readiness.model_validate({"date": today, **content})
    except ValidationError as error:
        found = [(path[len(_ANSWERS) :], message) for path, message in in_words(error, _ANSWERS)]
        raise Unusable(*_placed(found, Positions(text), file)) from error


def ids_in(data: bytes) -> frozenset[str]:
    """The ids in the bytes of a project; none if they cannot be read."""
    try:
        return frozenset(name for _, _, name in ids(parse(data, "").project))
    except Unusable:
        return frozenset()


def read_bytes(path: Path, file: str) -> bytes:
    """The bytes of a regular file that is not too large; a pipe or device would keep the user waiting."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise Unusable(Problem(file, "is not a regular file"))
        _require_size(status.st_size, file)
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise Unusable(Problem(file, cannot("read", error))) from error


def encoding(data: bytes) -> str:
    """UTF-16 by its byte-order mark, or by the zero byte of the first letter; else UTF-8."""
    if data.startswith(codecs.BOM_UTF16_LE) or data[1:2] == b"\0":
        return "utf-16-le"
    if data.startswith(codecs.BOM_UTF16_BE) or data[:1] == b"\0":
        return "utf-16-be"
    return "utf-8"


def read_stream(stream: BinaryIO, file: str) -> bytes:
    """The bytes of a stream, if they are not too many."""
    data = stream.read(limit() + 1)
    _require_size(len(data), file)
    return data


def _require_size(size: int, file: str) -> None:
    if size > limit():
        raise Unusable(Problem(file, f"is larger than {limit() // _MEGABYTE} MB; COPROD_MAX_MB can raise the limit"))


def limit() -> int:
    """The most bytes that a file may have: COPROD_MAX_MB, or 10 MB."""
    given = os.environ.get("COPROD_MAX_MB", "").strip()
    if not given:
        return _MEGABYTES * _MEGABYTE
    # Nobody means a number of so many digits, and turning it into one can take long.
    megabytes = int(given) if given.isdecimal() and len(given) <= _DIGITS else 0
    if not 1 <= megabytes <= _MOST_MEGABYTES:
        raise Unusable(Problem("", "COPROD_MAX_MB is to be a whole number from 1 to 1,000, or not set at all"))
    return megabytes * _MEGABYTE


def cannot(verb: str, error: Exception) -> str:
    """Words for an error of the system, without a path or a number."""
    reason = (error.strerror if isinstance(error, OSError) else None) or "the name cannot be used"
    return f"cannot {verb} it: {reason.lower()}"


def read_toml(text: str, file: str) -> dict[str, Any]:
    """Parse a TOML document; Unusable with its first error, since readers stop there."""
    try:
        return rtoml.loads(text)
    except rtoml.TomlParsingError as error:
        placed = _PLACED.fullmatch(str(error))
        if placed is None:
            raise Unusable(Problem(file, "is not usable TOML: nested too deep")) from error
        line, column = int(placed["line"]), int(placed["column"])
        if sides_in_conflict(text.encode()) is not None:
            raise Unusable(Problem(file, _IN_CONFLICT, line)) from error
        words = toml_mistake(next(islice(text.split("\n", line), line - 1, None), ""), placed["what"])
        raise Unusable(Problem(file, f"is not valid TOML: {words}", line, column)) from error


def sides_in_conflict(present: bytes) -> tuple[bytes | None, bytes, bytes] | None:
    """The common version, if the markers show one, and the two sides that markers part; None if there are none."""
    texts: dict[bytes, list[bytes]] = {b"<": [], b"|": [], b"=": []}
    side, has_base, found = b"", False, False
    follows = {b"": b"<", b"<": b"|=", b"|": b"=", b"=": b">"}
    for line in present.splitlines(keepends=True):
        sign = line[:1]
        if sign and sign in follows[side] and re.fullmatch(re.escape(sign) * 7 + rb"(?: .*)?", line.rstrip(b"\r\n")):
            side, found, has_base = b"" if sign == b">" else sign, True, has_base or sign == b"|"
        elif side:
            texts[side].append(line)
        else:
            for text in texts.values():
                text.append(line)
    if not found or side:
        return None
    ours, base, theirs = (b"".join(text) for text in texts.values())
    return (base if has_base else None), ours, theirs


def text_of(data: bytes, file: str) -> str:
    """A file's bytes as text, without a byte-order mark; Unusable if they are not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
        found = "is UTF-16" if wide else "is not UTF-8"
        line = None if wide else data.count(b"\n", 0, error.start) + 1
        raise Unusable(Problem(file, f"{found}: save it as UTF-8", line)) from error


#: The characters of a large file: a megabyte; few projects ever grow to that.
_LARGE = 1_000_000
#: The entries of a list, or the unknown keys of a table, that are looked at in a record on its own.
_ENTRIES = 2 * COUNTED


def _validated_one_by_one(content: Mapping[str, Any]) -> Mapping[str, Any]:
    """A document with its records as they were validated one by one; raises the ValidationError of the first bad one.

    A record of which only the beginning was looked at stays as it is.
    """
    read = {key: [] if key in MODELS and isinstance(value, list) else value for key, value in content.items()}
    for place, model, part in _parts(content):
        record = model.model_validate(part)
        if place:
            written = content[place[0]][place[1]]
            read[place[0]].append(record if part == written else written)
    return read


def _problems(content: Mapping[str, Any]) -> Iterator[tuple[KeyPath, str]]:
    """Each problem of a document with its path, found one by one and only as far as it is asked for."""
    for place, model, part in _parts(content):
        try:
            model.model_validate(part)
        except ValidationError as error:
            yield from in_words(error, place)
    yield from _repeated_ids(_written_ids(content))


def _parts(content: Mapping[str, Any]) -> Iterator[tuple[tuple[()] | tuple[str, int], type[BaseModel], Any]]:
    """The beginning of a document without its records, then of each record, with its place and what it is to be."""
    known = {field.alias or name for model in TABLES.values() for name, field in model.model_fields.items()}
    arrays = {table: model for table, model in MODELS.items() if isinstance(content.get(table), list)}
    yield (), Project, _cut({key: value for key, value in content.items() if key not in arrays}, known)
    for table, model in arrays.items():
        for position, record in enumerate(content[table]):
            yield (table, position), model, _cut(record, known)


def _cut(value: Any, known: Collection[str]) -> Any:
    """The beginning of each list and table; a table keeps the keys that are known in any."""
    if isinstance(value, list):
        return [entry if isinstance(entry, str) else _cut(entry, known) for entry in value[:_ENTRIES]]
    if isinstance(value, dict):
        kept = [key for number, key in enumerate(value) if number < _ENTRIES or key in known]
        return {key: _cut(value[key], known) for key in kept}
    return value


def _placed(found: Iterable[tuple[KeyPath, str]], positions: Positions, file: str) -> list[Problem]:
    problems = [
        Problem(file, named(path) + message, positions.line(path), positions.column(path)) for path, message in found
    ]
    return first_hundred(sorted(problems, key=lambda problem: (problem.line, problem.column)))


def _written_ids(content: Mapping[str, Any]) -> Iterator[tuple[str, int, object]]:
    """The table, position and id of each record with a written id, in a document that may not be valid."""
    for kind in KINDS.values():
        written = content.get(kind.table)
        if kind.letter is not None and isinstance(written, list):
            for position, record in enumerate(written):
                if isinstance(record, dict):
                    yield kind.table, position, record.get("id")


def _repeated_ids(found: Iterable[tuple[str, int, object]]) -> Iterator[tuple[KeyPath, str]]:
    seen: dict[str, str] = {}
    for table, position, name in found:
        if not isinstance(name, str):
            continue
        if name in seen:
            noun = KINDS[seen[name]].noun
            same = " or the same content" if seen[name] == table else ""
            yield (table, position, "id"), f"an earlier {noun} has the same id{same}"
        seen.setdefault(name, table)
