"""The thresholds that a file makes easier than they usually are."""

from typing import NamedTuple

from coprod.model import Thresholds

_USUAL = Thresholds()


class EasierThreshold(NamedTuple):
    """A threshold that a file makes easier.

    Attributes:
        name: its key in the file.
        value: what the file sets.
        usual: what holds where a file sets nothing.
    """

    name: str
    value: float
    usual: float


def easier_thresholds(check: Thresholds) -> tuple[EasierThreshold, ...]:
    """The thresholds under which fewer warnings fire than usual."""
    share = EasierThreshold("community_share", check.community_share, _USUAL.community_share)
    days = EasierThreshold("feedback_days", check.feedback_days, _USUAL.feedback_days)
    easier = ((share, share.value < share.usual), (days, days.value > days.usual))
    return tuple(threshold for threshold, is_easier in easier if is_easier)
