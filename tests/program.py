"""The program as a process of its own that starts in no time: it is forked from one that has imported everything.

What a shell gives to a process is its own: arguments, environment, folder, streams, terminal, signals and limits. How
the program starts, and on streams that are closed, is tried where it does so itself, in `tests/cli/test_main.py`.
"""

import atexit
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import IO, Any, NamedTuple

import coprod
from coprod.__main__ import main

#: What commands import when they need it.
LATER = ("filelock", "jinja2", "openpyxl", "rich.console", "rtoml")

#: Bytes that tell how long a request is, a number of a process, or an exit code.
_SIZE = 4


class Program:
    """`coprod` with these arguments, in the current folder and environment, on these streams.

    Attributes:
        pid: the number of the process, which leads a session of its own.
        returncode: its exit code, negative for a signal, or None if nobody has seen it end.
    """

    def __init__(self, args: Sequence[str], *streams: int, terminal: bool = False, memory: int | None = None) -> None:
        self._end, inner = socket.socketpair()
        request = {"args": args, "folder": str(Path.cwd()), "environment": dict(os.environ)}
        data = json.dumps(request | {"terminal": terminal, "memory": memory}).encode()
        with inner:
            socket.send_fds(_server(), [len(data).to_bytes(_SIZE) + data], [inner.fileno(), *streams])
        self.returncode: int | None = None
        self.pid = self._told()

    def wait(self, limit: float | None = None) -> int:
        """Wait until it ends, for so many seconds at most: its exit code."""
        if self.returncode is None:
            self._end.settimeout(limit)
            self.returncode = self._told()
            self._end.close()
        return self.returncode

    def poll(self) -> int | None:
        """The exit code, or None if it still runs."""
        with contextlib.suppress(BlockingIOError):
            self.wait(0)
        return self.returncode

    def _told(self) -> int:
        return int.from_bytes(self._end.recv(_SIZE), signed=True)


class Ended(NamedTuple):
    """How a program ended: its exit code, negative for a signal, and what it wrote."""

    returncode: int
    stdout: str
    stderr: str


def ended(*args: str, stdout: IO[bytes] | None = None, memory: int | None = None, limit: float = 60) -> Ended:
    """Run the program to its end, without a terminal and with so much address space."""
    with Path(os.devnull).open() as nothing, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        program = Program(args, *(file.fileno() for file in (nothing, stdout or out, err)), memory=memory)
        try:
            code = program.wait(limit)
        finally:
            if program.returncode is None:
                os.killpg(program.pid, signal.SIGKILL)
                program.wait()
        for file in (out, err):
            file.seek(0)
        return Ended(code, out.read().decode(), err.read().decode())


@cache
def _server() -> socket.socket:
    """The way to the process that forks; it ends when this one does."""
    here, there = socket.socketpair()
    with there:
        command = [sys.executable, "-m", "tests.program", str(there.fileno())]
        folder = Path(__file__).parents[1]
        server = subprocess.Popen(command, cwd=folder, pass_fds=[there.fileno()], start_new_session=True)
    atexit.register(server.wait)
    atexit.register(here.close)
    return here


def _serve(requests: socket.socket) -> None:
    for module in (*LATER, *(found.name for found in walk_packages(coprod.__path__, "coprod."))):
        import_module(module)
    # Who watches a program is waited for by nobody.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        data, files, *_ = socket.recv_fds(requests, _SIZE, 4)
        if not data:
            return
        length = int.from_bytes(data)
        request = json.loads(requests.recv(length, socket.MSG_WAITALL))
        if os.fork() == 0:
            requests.close()
            _watch(files, request)
        for file in files:
            os.close(file)


def _watch(files: Sequence[int], request: dict[str, Any]) -> None:
    """Fork the program, and tell its number and how it ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    program = os.fork()
    if program == 0:
        _become(files[1:], **request)
        sys.exit(main())
    with socket.socket(fileno=files[0]) as told:
        told.send(program.to_bytes(_SIZE))
        for file in files[1:]:
            os.close(file)
        _, status = os.waitpid(program, 0)
        # Whoever asked may have gone.
        with contextlib.suppress(OSError):
            told.send(os.waitstatus_to_exitcode(status).to_bytes(_SIZE, signed=True))
    os._exit(0)


def _become(
    streams: Sequence[int],
    args: list[str],
    folder: str,
    environment: dict[str, str],
    *,
    terminal: bool,
    memory: int | None,
) -> None:
    """Make this process what a shell would have started."""
    import fcntl  # noqa: PLC0415 - POSIX only
    import resource  # noqa: PLC0415
    import termios  # noqa: PLC0415

    os.setsid()
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
    os.closerange(3, 1024)
    if terminal:
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    # As a person's shell leaves them, and then as Python has them: a suite that was started in the background ignores
    # Ctrl-C, and would hand that down.
    for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    os.chdir(folder)
    os.environ.clear()
    os.environ |= environment
    sys.argv = ["coprod", *args]
    sys.stdin = sys.__stdin__ = open(0, encoding="utf-8")  # type: ignore[misc]  # noqa: SIM115
    sys.stdout = sys.__stdout__ = open(1, "w", encoding="utf-8")  # type: ignore[misc]  # noqa: SIM115
    sys.stderr = sys.__stderr__ = open(2, "w", buffering=1, encoding="utf-8")  # type: ignore[misc]  # noqa: SIM115
    if memory:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


if __name__ == "__main__":
    _serve(socket.socket(fileno=int(sys.argv[1])))
