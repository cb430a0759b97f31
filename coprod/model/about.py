"""What a project says of itself: the tables `[project]` and `[check]`."""

from typing import Annotated

from pydantic import Field

from coprod.framework import MatterName, Recognition
from coprod.model.record import AnyPhases, Day, Labels, Line, Record, Text


class About(Record):
    """What the project is: the `[project]` table."""

    name: Text
    """The project's name."""
    purpose: Line | None = None
    """What it is for, in a sentence."""
    lead: Line | None = None
    """The organisation that leads it."""
    contact: Line | None = None
    """Where to write for whoever sees it otherwise; it is printed on the shared page."""
    started: Day | None = None
    """The day on which it began."""
    delivery: Line | None = None
    """What delivery means in this project."""
    affected: Labels = ()
    """The groups most affected."""
    recognition: Recognition | None = None
    """How community partners' time is recognised."""
    claim: AnyPhases = ("co-planning", "co-design", "co-delivery", "co-evaluation")
    """The phases that the project claims to co-produce; left out, all four; an empty list claims none."""
    given: dict[MatterName, Text] = Field({})
    """Matters fixed from outside before anyone was invited, each with what was fixed."""


class Thresholds(Record):
    """Where the warnings begin: the `[check]` table."""

    community_share: Annotated[float, Field(ge=0, le=1)] = 0.34
    """The community's share of attendance, 0 to 1, under which a phase counts as outnumbered."""
    feedback_days: Annotated[int, Field(ge=0, le=36500)] = 42
    """The days within which people hear what came of a session, or of something said."""
