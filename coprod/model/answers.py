"""Answers: what the project says to something said, or to a reading that differs."""

from coprod.framework import Outcome
from coprod.model.record import Day, Id, Record, Text, Texts


class Answer(Record):
    """One answer of the project; of several to the same thing, the latest counts."""

    date: Day
    """The day of the answer."""
    to: Id
    """The id of what it answers: something said, or a reading."""
    outcome: Outcome
    """What became of it."""
    text: Texts
    """What was done, or why not."""
    told: Text | None = None
    """How those who said it were told; left out, not yet."""
