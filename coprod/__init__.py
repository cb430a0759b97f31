"""coprod: a tracker for co-production, with its projects as text files and its judgement as recorded."""

from importlib import import_module
from typing import TYPE_CHECKING

from coprod.version import __version__ as __version__

if TYPE_CHECKING:
    from coprod.api import assess_text as assess_text
    from coprod.errors import Unusable as Unusable

__all__ = ["Unusable", "__version__", "assess_text"]

#: Where that which is imported when it is asked for stands.
_HOMES = {"assess_text": "coprod.api", "Unusable": "coprod.errors"}


def __getattr__(name: str) -> object:
    """Import what is asked for when it is asked for, since `coprod --version` needs none of it."""
    if name in _HOMES:
        found: object = getattr(import_module(_HOMES[name]), name)
        return found
    raise AttributeError(name)
