"""coprod: a tracker for co-production, with its projects as text files and its judgement as recorded."""

from typing import TYPE_CHECKING

from coprod.version import __version__ as __version__

if TYPE_CHECKING:
    from coprod.api import assess_text as assess_text

__all__ = ["__version__", "assess_text"]


def __getattr__(name: str) -> object:
    """Import what is asked for when it is asked for, since `coprod --version` needs none of it."""
    if name == "assess_text":
        from coprod.api import assess_text  # noqa: PLC0415

        return assess_text
    raise AttributeError(name)
