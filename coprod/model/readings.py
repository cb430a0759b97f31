"""Readings: those who were there read a session's record back, and say whether it was so.

Draft minutes become the record when those who were there agree them; a reading does the same for a session.
"""

from typing import Annotated

from pydantic import AfterValidator, Field, ValidationInfo
from pydantic_core import PydanticCustomError

from coprod.framework import Account, LevelName, Recognition, Side
from coprod.model.ids import own_id
from coprod.model.record import Count, Day, Id, Record, Text, Texts


def _readers_match(said: Account, info: ValidationInfo) -> Account:
    """Refuse readers where nobody wished to read, and an account without readers."""
    readers = info.data.get("readers")
    if said == "not-taken-up" and readers:
        raise PydanticCustomError("readers", "says that nobody wished to read, so that readers must be 0")
    if said != "not-taken-up" and readers == 0:
        raise PydanticCustomError("readers", 'has no readers; where nobody wished to read, write "not-taken-up"')
    return said


def _of_the_readers(were_there: int | None, info: ValidationInfo) -> int | None:
    readers = info.data.get("readers")
    if were_there is not None and readers is not None and were_there > readers:
        raise PydanticCustomError("were_there", "counts more people than read it")
    return were_there


def _says_what_differs(words: str | None, info: ValidationInfo) -> str | None:
    """Refuse a difference that says neither another level nor a word; silent where one of them could not be read."""
    if info.data.get("said") == "differs" and "level" in info.data and info.data["level"] is None and words is None:
        raise PydanticCustomError("difference", "a reading that differs gives a level, words or both")
    return words


class Reading(Record):
    """One time that a session's record was read back."""

    session: Id
    """The id of the session that was read."""
    date: Day
    """The day on which it was read."""
    read: Id
    """The fingerprint of what the session said when it was read."""
    side: Side = "community"
    """Whose account this is."""
    readers: Count | None = None
    """How many read it; a count, never names. Left out, not recorded."""
    were_there: Annotated[Count | None, AfterValidator(_of_the_readers)] = None
    """How many of them came to that session; left out, not recorded."""
    how: Text | None = None
    """In what way it was read: aloud, on paper, easy read, translated."""
    alone: bool | None = None
    """Whether nobody of the other side was in the room; left out, not recorded."""
    said: Annotated[Account, AfterValidator(_readers_match)]
    """Whether it was so, by their account."""
    level: LevelName | None = None
    """How far the community's part went, by their account."""
    words: Annotated[Texts | None, Field(validate_default=True), AfterValidator(_says_what_differs)] = None
    """Theirs, unedited."""
    share: bool = False
    """Whether they said that their words may stand on a shared page."""
    recognition: Recognition | None = None
    """How the readers' time was recognised."""
    entered_by: Side | None = None
    """The side that typed it in; left out, not recorded."""
    id: Id = Field(default_factory=own_id("r"))
    """Its id; left out, it follows from the content."""
