"""What every part of an account is made from."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from coprod.assess import Assessment
from coprod.assess.presence import Attended, attended, fed_back, held
from coprod.model import Project
from coprod.output.account.privacy import People


@dataclass(frozen=True)
class Context:
    """What every part of an account is made from.

    Attributes:
        project: the project as it is written.
        assessment: what its record shows.
        today: the day of the account.
        people: how to speak of people.
    """

    project: Project
    assessment: Assessment
    today: date
    people: People

    @cached_property
    def sessions(self) -> tuple[Attended, ...]:
        """The sessions up to the day, in the order of the file; those to come are `assessment.planned`."""
        return held(attended(self.project), self.today)

    @cached_property
    def in_order(self) -> list[Attended]:
        """The same, earliest first; a page numbers them in this order."""
        return sorted(self.sessions, key=lambda one: one.session.date)

    @cached_property
    def fed_back(self) -> dict[str, date]:
        """The ids of the sessions whose outcome people were told, and when they first were."""
        return fed_back(self.project, self.sessions, self.today)
