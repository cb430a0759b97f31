"""A whole project file."""

from typing import Annotated

from pydantic import Field

from coprod.model.about import About, Thresholds
from coprod.model.answers import Answer
from coprod.model.feedback import Feedback
from coprod.model.readiness import Readiness
from coprod.model.readings import Reading
from coprod.model.record import ARRAY, Record, Text
from coprod.model.said import Saying
from coprod.model.sessions import Session
from coprod.model.waivers import Waiver

#: The newest version of the file format that this program reads.
FORMAT = 1


class Project(Record):
    """A whole project file."""

    format: Annotated[int, Field(ge=1, le=FORMAT)] = 1
    """The version of the file format."""
    project: About
    """What the project is."""
    check: Thresholds = Thresholds()
    """Where the warnings begin."""
    people: dict[Text, Text] = Field({})
    """Ids that stand in for names."""
    sessions: Annotated[tuple[Session, ...], ARRAY] = ()
    """The sessions, in the order of the file."""
    feedback: Annotated[tuple[Feedback, ...], ARRAY] = ()
    """The times that people were told what came of sessions, other than in a session."""
    said: Annotated[tuple[Saying, ...], ARRAY] = ()
    """What the community asked for, suggested or objected to."""
    readings: Annotated[tuple[Reading, ...], ARRAY] = ()
    """The times that sessions were read back by those who were there."""
    answers: Annotated[tuple[Answer, ...], ARRAY] = ()
    """What the project says to something said, or to a reading that differs."""
    waivers: Annotated[tuple[Waiver, ...], ARRAY] = ()
    """The findings that the project accepts for a time."""
    readiness: Annotated[tuple[Readiness, ...], ARRAY] = ()
    """The answers to Shier's questions, as they were given over time."""
