"""Readiness: an organisation's answers to Shier's fifteen questions."""

from typing import Annotated

from pydantic import ConfigDict, Field

from coprod.framework import LevelName, ReadinessAnswer
from coprod.model.record import Day, Line, Record

ThreeAnswers = Annotated[tuple[ReadinessAnswer, ...], Field(strict=False, min_length=3, max_length=3)]
_NOT_KNOWN: tuple[ReadinessAnswer, ...] = ("unknown", "unknown", "unknown")


class Readiness(Record):
    """One dated answer to Shier's fifteen questions: opening, opportunity and obligation at each level."""

    model_config = ConfigDict(alias_generator=lambda name: name.replace("_", "-"))

    date: Day
    """The day on which the questions were answered."""
    by: Line | None = None
    """Who answered."""
    target: LevelName | None = None
    """The level that the organisation aims for; it need not be the fifth."""
    listened: ThreeAnswers = _NOT_KNOWN
    """People are listened to: opening, opportunity, obligation."""
    supported: ThreeAnswers = _NOT_KNOWN
    """People are supported to say what they think: opening, opportunity, obligation."""
    considered: ThreeAnswers = _NOT_KNOWN
    """People's views are taken into account: opening, opportunity, obligation."""
    deciding: ThreeAnswers = _NOT_KNOWN
    """People are involved in deciding: opening, opportunity, obligation."""
    shared_power: ThreeAnswers = _NOT_KNOWN
    """People share power and responsibility: opening, opportunity, obligation."""
