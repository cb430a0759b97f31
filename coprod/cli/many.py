"""Many projects: read or judged one after the other or in several processes."""

import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from coprod.api import assess_document
from coprod.assess import Assessment, Gate
from coprod.assess.compare import Earlier
from coprod.cli.parse import refused
from coprod.cli.target import STANDARD_INPUT, Target
from coprod.cli.terminal import is_terminal, print_errors
from coprod.errors import Problem, Unusable
from coprod.model.matching import Version
from coprod.store.read import Document, load, parse

if TYPE_CHECKING:
    from coprod.output.programme import ProjectLine
    from coprod.store.git import Revision

#: Fewer files than this are judged sooner than a second process has started.
_MANY = 200
_AT_ONCE = 50

#: What a file that cannot be named is called; there is one if a path of the command line is no project.
_NAMELESS = "(no file)"

Done = TypeVar("Done")


def each(
    work: Callable[[Target], Done], targets: Sequence[Target], jobs: int | None = None, doing: str = "Judging"
) -> tuple[list[Done], list[Problem]]:
    """What came of the same work with each project that could be used, in their order; and the problems of the others.

    The problems are told. Many projects are worked on in several processes, as many as there are processors if `jobs`
    is None: the work can be pickled then. Somebody who waits at a terminal sees how far it is.
    """
    done: list[Done] = []
    problems: list[Problem] = []
    for result in _shown(_results(partial(_attempt, work), targets, jobs), len(targets), doing):
        if isinstance(result, Unusable):
            problems.extend(result.problems)
        else:
            done.append(result)
    print_errors(problems)
    return done, problems


def _attempt(work: Callable[[Target], Done], target: Target) -> Done | Unusable:
    """Do the work, and return its failure, so that it comes back from another process and stops no other work."""
    try:
        return work(target)
    except Unusable as unusable:
        return unusable


def _results(attempt: Callable[[Target], Done], targets: Sequence[Target], jobs: int | None) -> Iterator[Done]:
    count: Callable[[], int | None] = getattr(os, "process_cpu_count", os.cpu_count)
    workers = (jobs or count() or 1) if len(targets) >= _MANY else 1
    if workers == 1:
        yield from map(attempt, targets)
        return
    from concurrent.futures import ProcessPoolExecutor

    pool = ProcessPoolExecutor(workers, initializer=_begin)
    try:
        # Ctrl-C reaches every process of a terminal, and only the first has something to say. The others start here,
        # and are deaf from their first moment on.
        before = _ignore_interrupts()
        results = pool.map(attempt, targets, chunksize=_AT_ONCE)
        signal.signal(signal.SIGINT, before)
        yield from results
    finally:
        pool.shutdown(cancel_futures=True)


def _ignore_interrupts() -> Any:
    return signal.signal(signal.SIGINT, signal.SIG_IGN)


def _begin() -> None:
    """Initialise a worker: ignore Ctrl-C and restore the other signals' defaults, since only the parent reports."""
    _ignore_interrupts()
    for name in ("SIGTERM", "SIGHUP"):
        if callable(signal.getsignal(getattr(signal, name, signal.SIGINT))):
            signal.signal(getattr(signal, name), signal.SIG_DFL)


def _shown(results: Iterable[Done], total: int, doing: str) -> Iterator[Done]:
    if total < _MANY or not is_terminal(sys.stderr):
        yield from results
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True, force_terminal=True), transient=True) as progress:
        yield from progress.track(results, total=total, description=doing)


class Against:
    """The versions before each project: one file, or a git revision. A file that is there wins over a revision."""

    def __init__(self, name: str, targets: Sequence[Target]) -> None:
        self.name = name
        self._revisions: dict[Path, Revision] = {}
        self._file = Path(name) if os.path.lexists(name) else None
        if self._file is None:
            return
        if self._file.is_dir():
            raise Unusable(Problem(name, "is a folder: --against takes one file, or a git revision"))
        if sum(target.failure is None for target in targets) > 1:
            several = f"{name} is one file, and there are several projects: give a git revision instead"
            raise refused("--against", several)
        if self._file.exists() and any(
            one.failure is None and one.path.exists() and self._file.samefile(one.path) for one in targets
        ):
            raise refused("--against", f"{name} is what is judged: name what stood before")

    def earlier(self, document: Document) -> Earlier:
        """The version before one project, and what tells its sessions apart."""
        before, day = None, None
        if self._file is not None:
            before = load(self._file, self._file.as_posix())
        elif document.file == STANDARD_INPUT:
            raise Unusable(Problem(document.file, "is in no git repository: --against takes another file here"))
        else:
            path = Path(document.file)
            revision = self._revision(path)
            if (data := revision.read(path)) is not None:
                before = parse(data, f"{document.file} (at {self.name})")
            day = revision.day
        version = Version(before.project, before.unwritten_ids) if before else None
        return Earlier(self.name, version, document.unwritten_ids, day)

    def gone(self, paths: Iterable[str], files: Iterable[str]) -> tuple[list[str], list[str]]:
        """The projects that stood before and are not there now: those below the folders that were named, and all.

        Each of the files that were judged outside of them may be a copy of one that is gone elsewhere.
        """
        if self._file is not None:
            return [], []
        folders = [Path(path) for path in paths if Path(path).is_dir()]
        outside = [Path(file) for file in files if not any(Path(file).is_relative_to(folder) for folder in folders)]
        below = [name for folder in folders for name in self._revision(folder / "x").gone(folder)]
        tops = {revision.top: revision for revision in map(self._revision, outside)}
        elsewhere = [name for top, revision in tops.items() for name in revision.gone(top)]
        return below, list(dict.fromkeys([*below, *elsewhere]))

    def _revision(self, path: Path) -> "Revision":
        """The revision in the repository that holds a file; each repository is asked once."""
        from coprod.store.git import Revision

        folder = path.absolute().parent
        top = next((place for place in (folder, *folder.parents) if (place / ".git").exists()), folder)
        if top not in self._revisions:
            self._revisions[top] = Revision(top, self.name)
        return self._revisions[top]


def judged(target: Target, today: date, gate: Gate, against: Against | None = None) -> Assessment:
    """Judge one project, and its change if there are versions before."""
    document = target.load()
    return assess_document(document, today, gate, against.earlier(document) if against else None)


def line(target: Target, today: date, gate: Gate, day: date | None) -> "ProjectLine":
    """The line of one project in a programme, also of one that cannot be read; it tells what came since a day."""
    from coprod.assess.since import since
    from coprod.output.programme import ProjectLine, project_line

    try:
        document = target.load()
    except Unusable as unusable:
        name = target.name or _NAMELESS
        return ProjectLine(name, name, "unusable", None, problems=unusable.problems)
    now = assess_document(document, today, gate)
    came = None
    if day is not None:
        came = since(document.project, assess_document(document, day, gate), now, day, today)
    about = document.project.project
    return project_line(now, today, came)._replace(lead=about.lead or "", contact=about.contact or "")
