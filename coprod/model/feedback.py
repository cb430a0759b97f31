"""Feedback: people were told what came of sessions, other than in a session."""

from typing import Annotated

from coprod.model.record import SOME, Day, Ids, Record, Text


class Feedback(Record):
    """One time that people were told what came of sessions, such as a letter or a notice."""

    date: Day
    """The day on which they were told."""
    sessions: Annotated[Ids, SOME]
    """The ids of the sessions whose outcome they were told."""
    how: Text
    """How they were told."""
