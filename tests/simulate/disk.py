"""A disk that stops at a call: from then on nothing that the command does, or clears up, reaches it."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

_CALLS = ("replace", "rename", "link", "unlink", "remove", "mkdir", "rmdir", "fsync", "open", "chmod", "utime")


class Killed(BaseException):
    """The command was killed."""


@contextmanager
def stops_at(call: int | None) -> Iterator[None]:
    """Within, the call of this number to the disk, and all that follow, are not made; None is a disk that works."""
    before = {name: getattr(os, name) for name in _CALLS}
    made = 0

    def counted(name: str) -> Callable[..., Any]:
        def made_or_not(*args: Any, **options: Any) -> Any:
            nonlocal made
            if name == "open" and not args[1] & (os.O_CREAT | os.O_WRONLY | os.O_RDWR):
                return before[name](*args, **options)
            made += 1
            if call is not None and made >= call:
                raise Killed
            # Nothing is lost of what was written: a power cut is tested elsewhere.
            return None if name == "fsync" else before[name](*args, **options)

        return made_or_not

    for name in _CALLS:
        setattr(os, name, counted(name))
    try:
        yield
    finally:
        for name, function in before.items():
            setattr(os, name, function)
