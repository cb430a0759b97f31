"""Judging many files, in several processes where that pays; the lines and the site of a programme made of them."""

import os
import re
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import typer

from coprod.api import assess_document
from coprod.assess import Assessment
from coprod.assess.compare import Earlier
from coprod.assess.judge import Gate
from coprod.cli.target import STANDARD_INPUT, read
from coprod.cli.terminal import is_terminal
from coprod.errors import Problem, Unusable
from coprod.model.matching import Version
from coprod.output.programme import ProjectLine, in_order, project_line, unusable_line
from coprod.store.git import Revision
from coprod.store.read import Document, load, parse

#: Fewer files than this are judged sooner than a second process has started.
_MANY = 200
_AT_ONCE = 50

Judged = Assessment | Unusable
Found = TypeVar("Found")


class Against:
    """Where the version before each project is found. A file that is there wins over a revision of that name.

    Args:
        name: what the user named.
        files: the projects that are judged, as the user named them.

    Raises:
        typer.BadParameter: where one file is to stand for several projects.
        Unusable: where the name is neither a file nor a revision.
    """

    def __init__(self, name: str, files: Iterable[str]) -> None:
        self.name = name
        self._revisions: dict[Path, Revision] = {}
        self._file = Path(name) if os.path.lexists(name) else None
        if self._file is None:
            return
        if self._file.is_dir():
            raise Unusable(Problem(name, "is a folder: --against takes one file, or a git revision"))
        if len(list(files)) > 1:
            several = f"{name} is one file, and there are several projects: give a git revision instead"
            raise typer.BadParameter(several, param_hint="--against")

    def earlier(self, document: Document) -> Earlier:
        """What stood before one project, and what tells its sessions apart.

        Raises:
            Unusable: where that version is no project, or cannot be read.
        """
        return Earlier(self.name, self._version(document.file), document.unwritten_ids)

    def _version(self, file: str) -> Version | None:
        if self._file is not None:
            return _version_of(load(self._file, self._file.as_posix()))
        if file == STANDARD_INPUT:
            raise Unusable(Problem(file, "is in no git repository: --against takes another file here"))
        data = self._revision(Path(file)).read(Path(file))
        return None if data is None else _version_of(parse(data, f"{file} (at {self.name})"))

    def gone(self, folders: Iterable[Path]) -> list[str]:
        """The projects below these folders that stood before, and are not there now."""
        if self._file is not None:
            return []
        return [name for folder in folders for name in self._revision(folder / "x").gone(folder)]

    def _revision(self, path: Path) -> Revision:
        """The revision in the repository that holds a file; each repository is asked once."""
        folder = path.absolute().parent
        top = next((place for place in (folder, *folder.parents) if (place / ".git").exists()), folder)
        if top not in self._revisions:
            self._revisions[top] = Revision(top, self.name)
        return self._revisions[top]


def _version_of(document: Document) -> Version:
    return Version(document.project, document.unwritten_ids)


def judged(
    files: Sequence[str | Unusable], today: date, gate: Gate, jobs: int | None, against: Against | None = None
) -> Iterator[Judged]:
    """Judge files in their order.

    Args:
        files: the files, `-` for standard input, and what was found unusable before.
        today: the day on which they are judged.
        gate: what is judged, and what lets them pass.
        jobs: how many processes may work; left out, one for each processor where there are many files.
        against: where the versions before are found; then one process asks git for them, and judges.

    Yields:
        The assessment of each file, or what makes it unusable, in the order of the files whatever the number of jobs.
    """
    judge = _Judge(today, gate, against)
    workers = (jobs or _processors()) if len(files) >= _MANY and not against else 1
    if workers == 1:
        yield from shown(map(judge, files), len(files))
        return
    from concurrent.futures import ProcessPoolExecutor

    pool = ProcessPoolExecutor(workers, initializer=_begin)
    try:
        # Ctrl-C reaches every process of a terminal, and only the first has something to say. The others start here,
        # and are deaf from their first moment on.
        before = _ignore_interrupts()
        found = pool.map(judge, files, chunksize=_AT_ONCE)
        signal.signal(signal.SIGINT, before)
        yield from shown(found, len(files))
    finally:
        pool.shutdown(cancel_futures=True)


def _ignore_interrupts() -> Any:
    return signal.signal(signal.SIGINT, signal.SIG_IGN)


def _begin() -> None:
    """What a process that works for another does first: it has nothing to say, and nothing to clear away."""
    _ignore_interrupts()
    for name in ("SIGTERM", "SIGHUP"):
        if callable(signal.getsignal(getattr(signal, name, signal.SIGINT))):
            signal.signal(getattr(signal, name), signal.SIG_DFL)


@dataclass(frozen=True, slots=True)
class _Judge:
    """Judges what a command line may name: files, standard input, and what was found unusable before."""

    today: date
    gate: Gate
    against: Against | None

    def __call__(self, file: str | Unusable) -> Judged:
        document = read(file)
        if isinstance(document, Unusable):
            return document
        try:
            earlier = self.against.earlier(document) if self.against else None
        except Unusable as unusable:
            return unusable
        return assess_document(document, self.today, self.gate, earlier)


def _processors() -> int:
    count: Callable[[], int | None] = getattr(os, "process_cpu_count", os.cpu_count)
    return count() or 1


def shown(found: Iterable[Found], total: int, doing: str = "Judging") -> Iterator[Found]:
    """The same, with progress on a terminal's standard error where there is enough to wait for.

    Args:
        found: what is waited for, one after the other.
        total: how much there is.
        doing: what the program does meanwhile, in a word.
    """
    if total < _MANY or not is_terminal(sys.stderr):
        yield from found
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True, force_terminal=True), transient=True) as progress:
        yield from progress.track(found, total=total, description=doing)


#: What a file that cannot be named is called; there is one, where a path of the command line is no project.
_NAMELESS = "(no file)"


def project_lines(files: Sequence[str | Unusable], today: date, gate: Gate, day: date | None) -> Iterator[ProjectLine]:
    """A line for each project, in the order of the files.

    Args:
        files: the files as the user named them, and what was found unusable before.
        today: the day on which they are judged.
        gate: which phases are judged.
        day: the day since which it is told what came; nothing to tell nothing.
    """
    found = judged(files, today, gate, None) if day is None else None
    for file in files:
        yield _line(next(found), file, today) if found else _line_since(file, today, gate, day or today)


def _line(found: Assessment | Unusable, file: str | Unusable, today: date) -> ProjectLine:
    return _unusable(file, found) if isinstance(found, Unusable) else project_line(found, today)


def _line_since(file: str | Unusable, today: date, gate: Gate, day: date) -> ProjectLine:
    document = read(file)
    if isinstance(document, Unusable):
        return _unusable(file, document)
    from coprod.assess.since import since

    now, then = (assess_document(document, on, gate) for on in (today, day))
    return project_line(now, today, since(document.project, then, now, day, today))


def _unusable(file: str | Unusable, unusable: Unusable) -> ProjectLine:
    named = file if isinstance(file, str) else unusable.problems[0].file
    return unusable_line(named or _NAMELESS, unusable.problems)


#: Where a site keeps the names of the pages that coprod wrote there.
LIST = ".coprod-site"
_PAGE = re.compile(r"[a-z0-9-]+\.html")


def site(
    files: Sequence[str | Unusable], today: date, gate: Gate, *, named: bool
) -> tuple[dict[str, str], list[Problem]]:
    """The pages of a site: an index, and a page for each project that can be read.

    Args:
        files: the files as the user named them, and what was found unusable before.
        today: the day of the pages.
        gate: which phases are judged.
        named: whether people's names may be shown.

    Returns:
        The text of each page by its name, and what makes other files unusable.
    """
    from coprod.assess.record import attended, held
    from coprod.output import account
    from coprod.output.account.context import Context
    from coprod.output.account.html import html
    from coprod.output.shared import Named, Shared
    from coprod.output.site import Entry, index, page_names

    names = page_names(file for file in files if isinstance(file, str))
    pages: dict[str, str] = {}
    entries: list[Entry] = []
    problems: list[Problem] = []
    for found in shown(map(read, files), len(files), "Writing"):
        if isinstance(found, Unusable):
            problems.extend(found.problems)
            continue
        assessment = assess_document(found, today, gate)
        people = (Named if named else Shared)(found.project)
        pages[names[found.file]] = html(account.page(Context(found.project, assessment, today, people)))
        line = project_line(assessment, today)
        sessions = held(attended(found.project), today)
        name = people.text(line.name, "the project's name")
        entries.append(Entry(line, name, sessions, people.sentence(line.next_step)))
    ordered = in_order([entry.line for entry in entries], "need")
    by_file = {entry.line.file: entry for entry in entries}
    unread = sorted({problem.file for problem in problems})
    pages["index.html"] = index([by_file[line.file] for line in ordered], names, unread, today)
    return pages, problems


def write_site(folder: Path, pages: Mapping[str, str]) -> list[str]:
    """Write the pages of a site, and remove those of an earlier run that are no longer among them.

    Whatever coprod did not write stays as it is.

    Args:
        folder: the folder of the site; it is made where it is not there.
        pages: the text of each page, by its name.

    Returns:
        The names of the pages that were removed.

    Raises:
        Unusable: where a page would replace a file that coprod did not write, with nothing written; or where the
            system refuses.
    """
    from coprod.store.disk import as_unusable, put

    file = folder.as_posix()
    with as_unusable(file):
        if folder.exists() and not folder.is_dir():
            raise Unusable(Problem(file, "is no folder: name one for the site"))
        before = _listed(folder)
        foreign = [name for name in pages if (folder / name).exists() and name not in before]
        if foreign:
            message = "is there already, and coprod did not write it: name another folder, or move it away"
            raise Unusable(*(Problem((folder / name).as_posix(), message) for name in foreign))
        folder.mkdir(parents=True, exist_ok=True)
        # The list names a page before it is there, so that a run that was cut short is known the next time.
        _keep_list(folder, before | set(pages))
        for name, text in pages.items():
            put(folder / name, [text.encode("utf-8", "backslashreplace")])
        removed = sorted(before - set(pages))
        for name in removed:
            (folder / name).unlink(missing_ok=True)
        _keep_list(folder, set(pages))
    return removed


def _listed(folder: Path) -> set[str]:
    """The pages that coprod wrote; a name that is none of its own, as in a list that was edited, does not count."""
    try:
        names = (folder / LIST).read_text("utf-8").splitlines()
    except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError):
        return set()
    return {name for name in names if _PAGE.fullmatch(name)}


def _keep_list(folder: Path, names: set[str]) -> None:
    from coprod.store.disk import put

    put(folder / LIST, ["".join(f"{name}\n" for name in sorted(names)).encode()])
