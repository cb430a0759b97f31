"""Asking git: without a shell, with names taken literally, and of nothing but what is asked for."""

import os
import subprocess
from pathlib import Path

from coprod.errors import Problem, Unusable

#: No name is a pattern, no lock is taken by a question, and no other program is started to look for changes.
_QUIETLY = ("--literal-pathspecs", "--no-optional-locks", "-c", "core.fsmonitor=false")


class Refused(Exception):
    """Git ended with an error.

    Attributes:
        said: what it wrote on standard error.
    """

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


def run(folder: Path, file: str, *args: str, patience: float | None = None) -> bytes:
    """What git answers.

    Args:
        folder: the folder to ask in.
        file: how to name in messages what it is asked about.
        args: the words of the question; whatever is not coprod's own stands behind `--` or `--end-of-options`.
        patience: the seconds that git may take; left out, as many as it needs.

    Returns:
        What git wrote on standard output.

    Raises:
        Refused: where git ended with an error.
        Unusable: where git is not installed, cannot be started here, or takes too long.
    """
    command = ("git", *_QUIETLY, "-C", os.fspath(folder), *args)
    try:
        # With nothing to read and nobody to ask, git never waits.
        surroundings = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
        done = subprocess.run(  # noqa: S603
            command, check=False, capture_output=True, stdin=subprocess.DEVNULL, env=surroundings, timeout=patience
        )
    except FileNotFoundError as error:
        raise Unusable(Problem(file, "cannot ask git about it: git is not installed")) from error
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        raise Unusable(Problem(file, "cannot ask git about it: git cannot be started here")) from error
    if done.returncode:
        raise Refused(done.stderr.decode("utf-8", "replace"))
    return done.stdout
