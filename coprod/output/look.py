"""What the reader's screen can do."""

from typing import NamedTuple


class Look(NamedTuple):
    """What the reader's screen can do; only formats for people mind it.

    Attributes:
        colour: whether colour may be used, always beside a word or mark that says the same.
        unicode: whether marks beyond ASCII can be shown.
        width: the columns to wrap sentences at.
    """

    colour: bool = False
    unicode: bool = True
    width: int = 80
