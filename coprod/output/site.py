"""A programme as a site: an index page with a picture, and a page for each project."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import PurePosixPath
from typing import NamedTuple

from coprod.assess.record import Attended
from coprod.framework import PHASES, PhaseName
from coprod.output.account.picture import status_of
from coprod.output.escape import Look
from coprod.output.formats import path_bytes
from coprod.output.page import page
from coprod.output.programme import NEEDS, ProjectLine
from coprod.output.strip import mark, marked
from coprod.output.verdicts import in_brief
from coprod.output.words import counted, in_words, span
from coprod.terms import STATUSES
from coprod.version import __version__

#: The width and height of a phase's picture, in its own units, and the room that a mark takes.
WIDTH, HEIGHT, _MARK = 150, 18, 14

_SEEN = Look()

_UNFIT = re.compile(r"[^a-z0-9]+")
_PLAIN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
#: Names that Windows keeps for itself, and that of the index.
_RESERVED = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]|index")
#: The letters of a page's name, which leave room for a folder's.
_LONGEST = 80


class Entry(NamedTuple):
    """One project of a site: its line, its name as a page may show it, and its sessions up to today."""

    line: ProjectLine
    name: str
    sessions: tuple[Attended, ...]
    next_step: str


def page_names(files: Mapping[str, str]) -> dict[str, str]:
    """A page's name for each project file: its own, whatever other projects there are; never that of the index.

    The files come with how each is called from the folder that was given. A name in small plain letters is a page's
    name as it is, with its folders before it. Any other is made plain and short, and digits of a hash of it tell it
    from others, also where a file system folds case.
    """
    names = {file: _page_name(called, called) for file, called in files.items()}
    twice = Counter(names.values())
    return {
        file: name if twice[name] == 1 else _page_name(files[file], file, own=False) for file, name in names.items()
    }


def _page_name(called: str, full: str, *, own: bool = True) -> str:
    path = PurePosixPath(called)
    last = path.name.removesuffix(".toml").removesuffix(".coprod")
    parts = [*path.parts[:-1], last]
    stem = "--".join(parts)
    usual = path.name == f"{last}.coprod.toml" if last != "coprod" else path.name == "coprod.toml"
    plain = all(map(_PLAIN.fullmatch, parts)) and len(stem) <= _LONGEST and not _RESERVED.fullmatch(stem)
    if own and usual and plain:
        return f"{stem}.html"
    made = _UNFIT.sub("-", stem.casefold()).strip("-")[:_LONGEST].rstrip("-") or "project"
    return f"{made}---{hashlib.sha256(path_bytes(full)).hexdigest()[:8]}.html"


def index(entries: Sequence[Entry], names: dict[str, str], unread: Sequence[str], today: date) -> str:
    """The index page: a row for each entry, with the name of its page, and the files that could not be read."""
    days = [one.session.date for entry in entries for one in entry.sessions]
    first, last = min(days, default=today), max(days, default=today)
    needs = Counter(entry.line.need for entry in entries)
    return page(
        "index",
        version=__version__,
        entries=entries,
        pages=names,
        need=lambda line: "; ".join(filter(None, (NEEDS[line.need]["full"], in_brief(line.assessment).rstrip(".")))),
        marks=lambda entry, phase: list(_marks(entry, phase, first, last)),
        marked=partial(marked, look=_SEEN),
        in_words=in_words,
        span=span,
        counted=counted,
        phases=list(PHASES),
        statuses=[(status, mark(status, _SEEN), words.short) for status, words in STATUSES.items()],
        counts=[f"{counted(needs[need], 'project')} {words['full']}" for need, words in NEEDS.items() if needs[need]],
        unread=unread,
        today=in_words(today),
        period=span(first, last),
        width=WIDTH,
        height=HEIGHT,
    )


def _marks(entry: Entry, phase: PhaseName, first: date, last: date) -> Iterator[tuple[float, str, str, int]]:
    """Where the sessions of a phase stand in time; those of one kind in one place are one mark with their number."""
    sessions = [one for one in entry.sessions if phase in one.session.phase]
    days = max((last - first).days, 1)
    slots = WIDTH // _MARK - 1
    places = Counter(
        (round((one.session.date - first).days / days * slots), one.kind, status_of(one)) for one in sessions
    )
    beside: Counter[int] = Counter()
    for (slot, kind, status), number in sorted(places.items()):
        # A second kind at one time stands a little beside the first, and both are seen.
        x = slot * _MARK + _MARK / 2 + 1 + beside[slot] * _MARK / 3
        beside[slot] += 1
        yield round(min(x, WIDTH - _MARK / 2), 1), kind, status, number
