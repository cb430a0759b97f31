"""What every part of an account is made from."""

from dataclasses import dataclass
from datetime import date

from coprod.assess import Assessment
from coprod.model import Project
from coprod.output.account.privacy import People


@dataclass(frozen=True, slots=True)
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
