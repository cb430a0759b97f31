"""Problems that make a file, a path or a setting unusable, with their place in the file."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

#: A place in a file: keys and positions from the top, as in `("sessions", 2, "level")`.
KeyPath = tuple[str | int, ...]

#: Answers which line of a file a record stands on, counted from 1.
LineOf = Callable[[KeyPath], int]


class Problem(NamedTuple):
    """One thing that makes a file, a path or a setting unusable.

    `file` is as the user named it, or empty if no file is meant; `message` says what is wrong and what to do, without a
    final full stop; line and column count from 1.
    """

    file: str
    message: str
    line: int | None = None
    column: int | None = None


#: How many problems of one file are listed, and up to how many they are counted.
_LISTED = 100
COUNTED = 10_000


def first_hundred(problems: Sequence[Problem]) -> list[Problem]:
    """The first hundred problems of a file, and in the place of the others how many more there are.

    If there are more than `COUNTED`, some may not be among them.
    """
    listed, more = list(problems[:_LISTED]), len(problems) - _LISTED
    if more > 0:
        number = f"{more}" if len(problems) <= COUNTED else f"more than {COUNTED - _LISTED}"
        listed.append(Problem(problems[0].file, f"has {number} more problem{'s' if number != '1' else ''} like these"))
    return listed


class Unusable(Exception):
    """Something cannot be used, and nothing was changed; `problems` are in the order of the file, and never empty."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems
