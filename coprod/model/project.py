"""A whole project file, with its tables `[project]` and `[check]`."""

from typing import Annotated

from pydantic import Field

from coprod.framework import MatterName, Recognition
from coprod.model import kinds
from coprod.model.records import Answer, Feedback, Readiness, Reading, Saying, Session, Waiver
from coprod.model.types import ARRAY, AnyPhases, Day, Labels, Line, Record, Text

#: The newest version of the file format that this program reads.
FORMAT = 1


class About(Record, rows=kinds.PROJECT.rows):
    """What the project is: the `[project]` table."""

    name: Text
    purpose: Line | None = None
    lead: Line | None = None
    contact: Line | None = None
    started: Day | None = None
    delivery: Line | None = None
    affected: Labels = ()
    recognition: Recognition | None = None
    claim: AnyPhases = ("co-planning", "co-design", "co-delivery", "co-evaluation")
    given: dict[MatterName, Text] = Field({})


class Thresholds(Record, rows=kinds.CHECK.rows):
    """Where the warnings begin: the `[check]` table."""

    community_share: Annotated[float, Field(ge=0, le=1)] = 0.34
    feedback_days: Annotated[int, Field(ge=0, le=36500)] = 42


class Project(Record, rows=kinds.FILE):
    """A whole project file."""

    format: Annotated[int, Field(ge=1, le=FORMAT)] = 1
    project: About
    check: Thresholds = Thresholds()
    people: dict[Text, Text] = Field({})
    sessions: Annotated[tuple[Session, ...], ARRAY] = ()
    feedback: Annotated[tuple[Feedback, ...], ARRAY] = ()
    said: Annotated[tuple[Saying, ...], ARRAY] = ()
    readings: Annotated[tuple[Reading, ...], ARRAY] = ()
    answers: Annotated[tuple[Answer, ...], ARRAY] = ()
    waivers: Annotated[tuple[Waiver, ...], ARRAY] = ()
    readiness: Annotated[tuple[Readiness, ...], ARRAY] = ()
