"""The versions that git or a shared drive has left of a project file, merged; and coprod as git's merge driver."""

import os
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from coprod.errors import Problem, Unusable
from coprod.store import git
from coprod.store.disk import as_unusable, exchange, exclusively, put, remarks, replace
from coprod.store.erased import kept_out
from coprod.store.find import is_there
from coprod.store.merge import Differs, Place, merge
from coprod.store.read import Document, parse, read_bytes, read_toml, sides_in_conflict


class Versions(NamedTuple):
    """The common version, if it is known, and both sides of a file, as bytes, and how a person calls the sides."""

    base: bytes | None
    ours: bytes
    theirs: bytes
    sides: git.Sides


def resolve(path: Path, file: str, copy: Path | None = None) -> Document:
    """Merge what lies there of a project file, and write the result; `git add` is left to the user.

    That is another copy, if one is named; or else the versions that git holds of a file in conflict, or the two that
    markers of a conflict part, if the file was added with them.
    """
    present = read_bytes(path, file)
    if copy is None:
        found = _in_conflict(path, present, file)
    else:
        name = copy.as_posix()
        found = Versions(None, present, read_bytes(copy, name), git.Sides(file, name))
    merged = merged_versions(found, file)
    with exclusively(path, file) as real:
        exchange(real, file, present, merged.data)
    return merged


def _in_conflict(path: Path, present: bytes, file: str) -> Versions:
    marked = sides_in_conflict(present)
    try:
        held = git.versions(path, file)
    except Unusable:
        if marked is None:
            raise
        held = None
    sides = git.sides(path.parent, file)
    if held is not None:
        _require_untouched(present, held[1], file)
        return Versions(*held, sides)
    if marked is None:
        raise Unusable(Problem(file, "is not in conflict: git holds one version of it, and it has no markers"))
    base, ours, theirs = marked
    known = None
    # With zdiff3 the markers show a part of the common version.
    with suppress(Unusable):
        known = None if base is None else parse(base, file).data
    return Versions(*(git.versions_in_progress(path, file) or (known, ours, theirs)), sides)


def drive(base: Path, ours: Path, theirs: Path, file: str) -> None:
    """Merge as git's driver: write the result, or git's markers if a person must choose, into `ours`."""
    # What git never gives, such as a pipe, is refused before git itself would wait for it.
    before, mine, other = (read_bytes(path, file) for path in (base, ours, theirs))
    sides = git.sides(Path(), file)
    try:
        merged = merged_versions(Versions(before or None, mine, other, sides), file)
        with as_unusable(file):
            replace(ours, [merged.data])
    except Unusable as unusable:
        if git.leave_in_conflict(base, ours, theirs, file, sides):
            raise
        joined = "holds the lines of both sides now, without markers: read it, put right what is wrong, and git add it"
        raise Unusable(*unusable.problems, Problem(file, joined)) from unusable


def merged_versions(found: Versions, file: str) -> Document:
    """Both sides of a file merged; Unusable, with what a person must choose, if they cannot be."""
    ours, theirs = found.sides
    before = None if found.base is None else parse(found.base, f"{file} (before both sides)")
    both = (parse(found.ours, f"{file} ({ours})"), parse(found.theirs, f"{file} ({theirs})"))
    try:
        merged = merge(before, *both)
    except Differs as differs:
        raise Unusable(*(Problem(file, _told(place, found.sides)) for place in differs.places)) from differs
    merged, number = (merged, 0) if before is None else kept_out(before, both, merged)
    if number:
        remarks.append(f"{file}: names that one side took out stood in {number} places of the other, and are out there")
    return merged


def _told(place: Place, sides: git.Sides) -> str:
    """What both sides changed, with the words of both, and whose each is."""
    ours, theirs = map(_said, sides, (place.ours, place.theirs))
    return f"both sides changed {place.what}: {ours}; {theirs}. Choose one by hand"


#: How much of a text a message shows.
_SHOWN = 120


def _said(side: str, text: str) -> str:
    text = " ".join(text.split())
    return f"{side} has {text if len(text) <= _SHOWN else f'{text[:_SHOWN]}...'}" if text else f"{side} took it out"


def _require_untouched(present: bytes, ours: bytes, file: str) -> None:
    """Refuse a file that is a valid document and not git's version: somebody has resolved it by hand."""
    if present == ours:
        return
    try:
        read_toml(present.decode("utf-8-sig", "replace"), file)
    except Unusable:
        return
    raise Unusable(Problem(file, "has no markers of a conflict any more: it seems to be resolved; git add it"))


_ATTRIBUTES = ("coprod.toml merge=coprod", "*.coprod.toml merge=coprod")


def install(folder: Path) -> list[str]:
    """Make coprod the merge driver of a repository's project files; returns what was set, in words."""
    top = Path(os.fsdecode(git.ask(folder, str(folder), "rev-parse", "--show-toplevel").removesuffix(b"\n")))
    git.ask(folder, str(folder), "config", "merge.coprod.name", "coprod: sessions of both sides, by their ids")
    git.ask(folder, str(folder), "config", "merge.coprod.driver", "coprod resolve --driver %O %A %B %P")
    attributes = top / ".gitattributes"
    with as_unusable(attributes.as_posix()):
        before = read_bytes(attributes, attributes.as_posix()) if is_there(attributes) else b""
        end = b"\r\n" if b"\r\n" in before else b"\n"
        missing = [line.encode() for line in _ATTRIBUTES if line.encode() not in before.splitlines()]
        if missing:
            gap = b"" if before.endswith(b"\n") or not before else end
            put(attributes, [before, gap, *(line + end for line in missing)])
    return ["merge.coprod in this repository's configuration", attributes.as_posix()]
