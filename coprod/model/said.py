"""Sayings: what the community asked for, suggested or objected to; never tied to a person."""

from pydantic import Field

from coprod.model.ids import own_id
from coprod.model.record import Day, Id, Record, Text, Texts


class Saying(Record):
    """One thing that was asked for, suggested or objected to."""

    date: Day
    """The day on which it was said."""
    text: Texts
    """What was said."""
    session: Id | None = None
    """The id of the session in which it was said; left out, it was said elsewhere."""
    hoped: Text | None = None
    """What they hoped to change."""
    group: Text | None = None
    """The affected group that said it."""
    id: Id = Field(default_factory=own_id("s"))
    """Its id; left out, it follows from the content."""
