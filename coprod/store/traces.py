"""Where somebody's name stands beside the labels: in texts, comments, drafts and other files."""

import copy
import html
import io
import os
import re
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from coprod.errors import KeyPath, Unusable
from coprod.model.folding import folded_words
from coprod.model.kinds import KEY, texts
from coprod.model.names import Finder, Place
from coprod.store.disk import replace
from coprod.store.positions import Walk
from coprod.store.read import Document, encoding, limit, read_bytes, text_of


class Mention(NamedTuple):
    """A text of a file that names somebody, or may do so."""

    path: KeyPath  # of a comment, empty
    begin: int  # where a comment begins in the text
    line: int  # from 1
    text: str
    places: tuple[Place, ...]  # where it names them
    address: bool = False  # meant to hold an address: half of it is of no use


def finder(document: Document, *, ids: bool = True) -> Finder:
    """A finder of everybody on record in a project file, in its own words; of ids too, or of names only."""
    written = [text for _, row, _, text, _ in texts(document.project) if row.free]
    written += [comment for _, comment in comments(text_of(document.data, document.file))]
    return Finder.of(document.project, written, ids=ids)


def mentions(document: Document, people: Finder, instead: Mapping[str, str]) -> list[Mention]:
    """Every text of a file, comments too, that names some people or may do so, in file order.

    A text in which nothing but what is to stand `instead` of them names them is none.
    """
    found = [
        Mention(path, 0, document.line_of(path), text, tuple(places), row.address)
        for _, row, path, text, _ in texts(document.project)
        if row.free and (places := people.naming(text, instead))
    ]
    whole = text_of(document.data, document.file)
    found += [
        Mention((), begin, whole.count("\n", 0, begin) + 1, text, tuple(places))
        for begin, text in comments(whole)
        if (places := people.naming(text, instead))
    ]
    return sorted(found, key=lambda mention: mention.line)


def comments(text: str) -> Iterator[tuple[int, str]]:
    """Every comment of a TOML document that the reader has accepted, with its position."""
    spans = Walk(text).spans.values()
    # A value that is a list or a table has comments of its own within.
    values = [(one.begin, one.end) for one in spans if text[one.value] not in "[{"]
    keys = [(one.begin, one.value) for one in spans]
    at = 0
    for begin, end in [*sorted(values + keys), (len(text), len(text))]:
        yield from _comments_between(text, at, begin)
        at = max(at, end)


def _comments_between(text: str, begin: int, end: int) -> Iterator[tuple[int, str]]:
    while (begin := text.find("#", begin, end)) >= 0:
        line = text.find("\n", begin)
        line = len(text) if line < 0 else line
        yield begin, text[begin:line].rstrip("\r")
        begin = line


def with_texts(document: Document, retold: Mapping[Mention, str | None]) -> tuple[Document, dict[str, Any]]:
    """A document with other comments, and the content that it has with other texts, which None takes out."""
    text = text_of(document.data, document.file)
    for mention in sorted((mention for mention in retold if not mention.path), key=lambda mention: -mention.begin):
        text = text[: mention.begin] + (retold[mention] or "") + text[mention.begin + len(mention.text) :]
    after = document.with_text(text) if text != text_of(document.data, document.file) else document
    content = copy.deepcopy(after.content)
    # The last first: a key or an item that changes moves none that is still to change.
    for mention in reversed([*retold]):
        if mention.path:
            _put(content, mention.path, retold[mention])
    return after, content


def _put(content: Any, path: KeyPath, text: str | None) -> None:
    """Put a text in the place of another, or take it out; a matter keeps a level of its own."""
    of_key = path[-1] == KEY
    *around, last = path[:-1] if of_key else path
    for part in around:
        content = content[part]
    if text is None:
        content.pop(last)
    elif of_key:
        pairs = [(text if key == last else key, value) for key, value in content.items()]
        content.clear()
        content.update(pairs)
    elif isinstance(content[last], dict):
        content[last]["what"] = text
    else:
        content[last] = text


def lines_naming(text: str, people: Finder, instead: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """The lines of a text that name some people, or may do so, with their numbers."""
    for number, line in enumerate(text.split("\n"), 1):
        if people.naming(line, instead):
            yield number, line.strip()


def clear_copies(path: Path, people: Finder, instead: Mapping[str, str]) -> list[Path]:
    """Take names out of the drafts beside a project file, and of copies that an editor left; returns those changed."""
    beside = path.resolve()
    copies = [*beside.parent.glob(f"{_literal(beside.name)}.draft*")]
    copies += Path(tempfile.gettempdir()).glob(f"coprod-*/{_literal(beside.name)}")
    changed = []
    for copied in sorted(copies):
        with suppress(OSError, Unusable, UnicodeDecodeError):
            before = read_bytes(copied, copied.name).decode("utf-8")
            after = "".join(people.replace(line, instead) for line in before.splitlines(keepends=True))
            if after != before:
                replace(copied, [after.encode()])
                changed.append(copied)
    return changed


def _literal(name: str) -> str:
    """A name as a pattern that fits it alone."""
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in name)


#: Files that are looked into, at most: a project's folder holds far fewer, and a home folder is none.
_FILES = 5000


def files_naming(people: Finder, names: Mapping[str, str], project: Path) -> list[Path]:
    """The files beside and below a project file that certainly hold some names; hidden folders are passed over."""
    words = {word for name in names.values() for word in folded_words(name)}
    found = []
    for number, path in enumerate(_files(project.resolve().parent)):
        if number >= _FILES:
            break
        if path != project.resolve() and _names(_text(path), people, names, words):
            found.append(path)
    return found


def _names(text: str, people: Finder, names: Mapping[str, str], words: Iterable[str]) -> bool:
    for line in text.split("\n"):
        # Most lines hold no word of the name, which is quick to see where no letter has another form.
        if line.isascii() and not any(word in line.lower() for word in words):
            continue
        if any(place.certain and not names.keys().isdisjoint(place.people) for place in people.find(line)):
            return True
    return False


def _files(folder: Path) -> Iterator[Path]:
    for around, folders, files in os.walk(folder):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        yield from (Path(around) / one for one in sorted(files))


def _text(path: Path) -> str:
    """The text of a file, as far as coprod can look into it: of a workbook or document, that of its parts."""
    try:
        if not path.is_file() or path.stat().st_size > limit():
            return ""
        data = path.read_bytes()
        if data.startswith(b"PK"):
            return _parts_text(data)
    except OSError:
        return ""
    try:
        return data.decode(encoding(data)).removeprefix("\ufeff")
    except UnicodeDecodeError:
        # As Excel writes a sheet of values on Windows.
        return data.decode("cp1252", "replace")


#: What ends a paragraph or a cell in the parts of a workbook or document.
_ENDS = re.compile(r"</(?:\w+:)?(?:p|h|si|is)>")
_TAG = re.compile(r"<[^<>]*>")


def _parts_text(data: bytes) -> str:
    """What the XML of a workbook or document says, as far as it is not too much; empty if it is neither."""
    import zipfile  # noqa: PLC0415 - few files are asked

    read = bytearray()
    broken = (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, zlib.error)
    with suppress(*broken), zipfile.ZipFile(io.BytesIO(data)) as parts:
        for name in (one for one in parts.namelist() if one.endswith(".xml")):
            with parts.open(name) as part:
                read += b"\n" + part.read(max(limit() - len(read), 0))
    return html.unescape(_TAG.sub("", _ENDS.sub("\n", read.decode("utf-8", "replace"))))
