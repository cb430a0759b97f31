"""What every part of an account is made from."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from coprod.assess import Assessment
from coprod.assess.record import Attended, Standing, attended, fed_back, held, people_on, standings
from coprod.framework import MatterName
from coprod.model import Project, Session
from coprod.output.shared import People


@dataclass(frozen=True)
class Context:
    """What every part of an account is made from. What is dated after the day is planned, and stands apart.

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
        """The sessions up to the day, the earliest first; a page numbers them in this order."""
        return tuple(sorted(held(attended(self.project), self.today), key=lambda one: one.session.date))

    @cached_property
    def community(self) -> int:
        """How many community people the record shows at least."""
        return people_on(self.sessions, "community")

    @cached_property
    def fed_back(self) -> dict[str, date]:
        """The ids of the sessions whose outcome people were told, and when they first were."""
        return fed_back(self.project, self.sessions, self.today)

    @cached_property
    def matters(self) -> dict[MatterName, Standing]:
        """How each of the sixteen matters stands."""
        return standings(self.sessions, self.project.project.given)

    @property
    def name(self) -> str:
        """The project's name."""
        return self.people.text(self.project.project.name, "the project's name")

    def title(self, session: Session) -> str:
        """The title of a session, or "" if it has none."""
        return self.people.text(session.title, f"the title of {session.date}") if session.title else ""

    def settled(self, session: Session, matter: MatterName) -> str:
        """What a session settled in a matter."""
        return self.people.text(session.settled[matter], f"what was settled on {session.date}: {matter}")

    def given(self, matter: MatterName) -> str:
        """What was given in a matter."""
        return self.people.text(self.project.project.given[matter], f"what was given: {matter}")

    def group(self, group: str) -> str:
        """A group that the project names as affected, or that was heard."""
        affected = group in self.project.project.affected
        return self.people.text(group, "a group that the project affects" if affected else "a group that was heard")

    @property
    def waiting(self) -> list[Attended]:
        """The sessions with community people of which nothing on record tells what came of them."""
        return [one for one in self.sessions if one.community and one.session.id not in self.fed_back]
