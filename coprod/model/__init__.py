"""The project file as frozen, strict models: what a user may write, and nothing else.

Reading a file into these models answers one question: is this a project? What the record shows is `coprod.assess`.
`rows` explains what the table of `kinds` says of each field; neither of them imports pydantic, which the models do.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coprod.model.project import FORMAT, About, Project, Thresholds
    from coprod.model.records import Answer, Counted, Feedback, Readiness, Reading, Saying, Session, Settling, Waiver

__all__ = [
    "FORMAT",
    "About",
    "Answer",
    "Counted",
    "Feedback",
    "Project",
    "Readiness",
    "Reading",
    "Saying",
    "Session",
    "Settling",
    "Thresholds",
    "Waiver",
]

_IN_PROJECT = {"FORMAT", "About", "Project", "Thresholds"}


def __getattr__(name: str) -> Any:
    """Import a model when it is asked for."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{'project' if name in _IN_PROJECT else 'records'}"), name)
