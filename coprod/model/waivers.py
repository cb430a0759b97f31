"""Waivers: findings that a project accepts for a time, with the reason."""

from coprod.model.record import Day, Id, Record, Text


class Waiver(Record):
    """A finding that the project accepts for a time, with the reason."""

    rule: Text
    """The rule's code."""
    session: Id | None = None
    """The session that it is about; left out, every finding of the rule."""
    reason: Text
    """Why."""
    until: Day
    """The last day on which it counts."""
