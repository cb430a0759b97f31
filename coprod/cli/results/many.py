"""Judging many files: in several processes where that pays, with progress where somebody waits."""

import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from coprod.api import assess_document
from coprod.assess import Assessment, Gate
from coprod.cli.input.against import Against
from coprod.cli.input.projects import read
from coprod.cli.terminal import is_terminal
from coprod.errors import Unusable

#: Fewer files than this are judged sooner than a second process has started.
_MANY = 200
_AT_ONCE = 50

Judged = Assessment | Unusable
Found = TypeVar("Found")


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
