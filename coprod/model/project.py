"""A whole project file, with its tables `[project]` and `[check]`."""

from typing import Annotated

from pydantic import ConfigDict, Field, StringConstraints

from coprod.framework import MatterName
from coprod.model import kinds, schema
from coprod.model.records import Answer, Feedback, Readiness, Reading, Saying, Session, Waiver
from coprod.model.types import ARRAY, AnyPhases, Day, Labels, Line, Recognitions, Record, Text, refused

#: The newest version of the file format that this program reads.
FORMAT = 1


#: A language tag of BCP 47 (RFC 5646): language, script, region, variants, extensions, private use.
_LANGUAGE = (
    r"^[A-Za-z]{2,3}(-[A-Za-z]{3}){0,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?"
    r"(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*(-[0-9A-WYZa-wyz](-[A-Za-z0-9]{2,8})+)*(-x(-[A-Za-z0-9]{1,8})+)?$"
)


#: Silent if the day could not be read.
_ENDED = refused(
    "says why the project ended, and not when: write ended and its day too",
    lambda because, others: because and others.get("ended", because) is None,
)


class About(Record, rows=kinds.PROJECT.rows):
    """What the project is: the `[project]` table."""

    model_config = ConfigDict(json_schema_extra=schema.about)

    name: Text
    purpose: Line | None = None
    lead: Line | None = None
    contact: Line | None = None
    started: Day | None = None
    ended: Day | None = None
    ended_because: Annotated[Line | None, _ENDED] = None
    language: Annotated[str, StringConstraints(pattern=_LANGUAGE)] | None = None
    delivery: Line | None = None
    affected: Labels = ()
    recognition: Recognitions | None = None
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

    @property
    def labels(self) -> set[str]:
        """The labels of those who came to any session."""
        return {label for session in self.sessions for label in session.labels}
