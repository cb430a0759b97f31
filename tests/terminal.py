r"""A program at a real terminal: what a person types into it, and what they see. It always ends.

    with RealTerminal("log") as terminal:
        terminal.answer("Phase:", "2\n")
        terminal.insist(CTRL_C)
        assert terminal.end() == 130

Every wait has a limit, after which the test fails and tells what the screen showed; whatever still runs at the end of
the block is killed.
"""

import contextlib
import importlib
import io
import os
import re
import select
import signal
import sys
import time
from types import TracebackType
from typing import IO, Self

import pytest

from tests.program import Program

#: Terminals like these exist on POSIX systems only.
posix = pytest.mark.skipif(sys.platform == "win32", reason="a POSIX terminal")

CTRL_C = "\x03"
CTRL_D = "\x04"
#: Seconds, for one wait, between two presses of a key that nothing came of, and before the first of them.
LIMIT = 30.0
AGAIN = 2.0
SETTLES = 0.05

_STYLE = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]")


class Terminal(io.StringIO):
    """Lines that somebody types at a terminal of this process; at the end of them, the keyboard is left."""

    def isatty(self) -> bool:
        """It is one."""
        return True


class RealTerminal:
    """`coprod` with these arguments at a terminal of this size; its standard output may go to a file.

    Attributes:
        shown: all that was written to the terminal so far, as text without styles and cursor movements.
        keystrokes: how many keys were pressed.
        child: the process.
    """

    def __init__(self, *arguments: str, columns: int = 80, lines: int = 24, output: IO[bytes] | None = None) -> None:
        import pty  # noqa: PLC0415 - POSIX only
        import termios  # noqa: PLC0415

        self.shown = ""
        self.keystrokes = 0
        self._size = columns, lines
        self._raw = b""
        self._looked = 0
        self._terminal, inner = pty.openpty()
        termios.tcsetwinsize(inner, (lines, columns))
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("TERM", "xterm-256color")
            patch.delenv("COLUMNS", raising=False)
            patch.delenv("LINES", raising=False)
            out = output.fileno() if output else inner
            self.child = Program(arguments, inner, out, inner, terminal=True)
        os.close(inner)

    def __enter__(self) -> Self:
        """The terminal, until the end of the block."""
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None) -> None:
        """Kill what still runs, its children too, and close the terminal."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.child.pid, signal.SIGKILL)
        self.child.wait()
        os.close(self._terminal)

    def wait(self, text: str, limit: float = LIMIT) -> None:
        """Wait until this text appears after what was last waited for."""
        if not self._appears(text, limit):
            pytest.fail(f"{text!r} did not appear within {limit:g} s. The terminal shows:\n{self.shown}")

    def type(self, keys: str) -> None:
        """Press these keys, one character each."""
        self.keystrokes += len(keys)
        # The terminal is gone where the program has ended; its exit code says more about that.
        with contextlib.suppress(OSError):
            os.write(self._terminal, keys.encode())

    def answer(self, question: str, keys: str) -> None:
        """Wait for a question, and press these keys."""
        self.wait(question)
        self.type(keys)

    def insist(self, keys: str, until: str | None = None) -> None:
        """Press keys, again while nothing comes of it, until a text appears or the program ends.

        A Ctrl-C that arrives between Python's last look at its signals and its wait for a line is not heeded before the
        next key, for a person as for a test; so the program is given a moment to come to that wait.
        """
        time.sleep(SETTLES)
        deadline = time.monotonic() + LIMIT
        while time.monotonic() < deadline:
            self.type(keys)
            if self._appears(until, AGAIN):
                return
        pytest.fail(f"nothing came of {keys!r} within {LIMIT:g} s. The terminal shows:\n{self.shown}")

    def end(self) -> int:
        """Wait until the program ends; its exit code."""
        if not self._appears(None, LIMIT):
            pytest.fail(f"it did not end within {LIMIT:g} s. The terminal shows:\n{self.shown}")
        return self.child.wait(LIMIT)

    def screen(self) -> list[str]:
        """The lines that a person sees now, by a terminal emulator."""
        pyte = importlib.import_module("pyte")  # It has no types.
        screen = pyte.Screen(*self._size)
        pyte.ByteStream(screen).feed(self._raw)
        return [line.rstrip() for line in screen.display]

    def _appears(self, text: str | None, limit: float) -> bool:
        """Whether a text appears within a limit; None: whether the terminal is closed by its program."""
        deadline = time.monotonic() + limit
        while text is None or text not in self.shown[self._looked :]:
            ready, _, _ = select.select([self._terminal], [], [], max(0.0, deadline - time.monotonic()))
            if not ready:
                return False
            if not self._read():
                return text is None
        self._looked = self.shown.index(text, self._looked) + len(text)
        return True

    def _read(self) -> bool:
        """Take what the program wrote; whether it may write more."""
        try:
            more = os.read(self._terminal, 65536)
        except OSError:  # Linux answers so where the last program has left the terminal, others with nothing.
            more = b""
        self._raw += more
        self.shown = _STYLE.sub("", self._raw.decode(errors="replace"))
        return bool(more)
