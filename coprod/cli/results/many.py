"""Judging many files: in several processes where that pays, with progress where somebody waits."""

import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from coprod.api import Judge, assess_document
from coprod.assess import Assessment
from coprod.assess.gate import Gate
from coprod.cli.input.projects import STANDARD_INPUT, standard_input
from coprod.cli.terminal import is_terminal
from coprod.errors import Unusable

#: Fewer files than this are judged sooner than a second process has started.
_MANY = 200
_AT_ONCE = 50

Judged = Assessment | Unusable


def judged(files: Sequence[str | Unusable], today: date, gate: Gate, jobs: int | None) -> Iterator[Judged]:
    """Judge files in their order.

    Args:
        files: the files, `-` for standard input, and what was found unusable before.
        today: the day on which they are judged.
        gate: what is judged, and what lets them pass.
        jobs: how many processes may work; left out, one for each processor where there are many files.

    Yields:
        The assessment of each file, or what makes it unusable, in the order of the files whatever the number of jobs.
    """
    judge = _Judge(today, gate)
    workers = (jobs or _processors()) if len(files) >= _MANY else 1
    if workers == 1:
        yield from _shown(map(judge, files), len(files))
        return
    from concurrent.futures import ProcessPoolExecutor

    pool = ProcessPoolExecutor(workers, initializer=_begin)
    try:
        # Ctrl-C reaches every process of a terminal, and only the first has something to say. The others start here,
        # and are deaf from their first moment on.
        before = _ignore_interrupts()
        found = pool.map(judge, files, chunksize=_AT_ONCE)
        signal.signal(signal.SIGINT, before)
        yield from _shown(found, len(files))
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


class _Judge(Judge):
    """Judges what a command line may name beside files."""

    __slots__ = ()

    def __call__(self, file: str | Unusable) -> Judged:
        if isinstance(file, Unusable):
            return file
        if file != STANDARD_INPUT:
            return Judge.__call__(self, file)
        try:
            return assess_document(standard_input(), self.today, self.gate)
        except Unusable as unusable:
            return unusable


def _processors() -> int:
    count: Callable[[], int | None] = getattr(os, "process_cpu_count", os.cpu_count)
    return count() or 1


def _shown(found: Iterable[Judged], total: int) -> Iterator[Judged]:
    """The same, with progress on a terminal's standard error where there is enough to wait for."""
    if total < _MANY or not is_terminal(sys.stderr):
        yield from found
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True, force_terminal=True), transient=True) as progress:
        yield from progress.track(found, total=total, description="Judging")
