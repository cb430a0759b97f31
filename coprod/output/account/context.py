"""What every part of an account is made from, and how a part is declared."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from importlib import resources
from typing import Any

import rtoml

from coprod.assess import Assessment
from coprod.assess.matters import Standing, standings
from coprod.assess.record import Attended, attended, by_phase, counts, fed_back, people_on, up_to
from coprod.assess.voices import ReadingRecord
from coprod.framework import MatterName, PhaseName
from coprod.model import About, Feedback, Project, Saying, Session
from coprod.model.types import Record
from coprod.output.account.blocks import Block, Part, paragraph
from coprod.output.shared import Shared
from coprod.output.words import FEW, ago, in_period, in_words

#: The blocks of a part, of which a text alone is a paragraph.
Blocks = Iterator[Block | str]

#: What an account says in whole sentences, and the titles of its parts.
SAYS: dict[str, Any] = rtoml.loads((resources.files("coprod.output.account") / "sentences.toml").read_text("utf-8"))


@dataclass(frozen=True)
class Context:
    """What every part of an account is made from. What is dated after the day is planned, and stands apart.

    `people` says how to speak of people, `lists_sessions` whether the account lists the sessions, with their numbers.
    """

    project: Project
    assessment: Assessment
    today: date
    people: Shared
    lists_sessions: bool = True

    @property
    def about(self) -> About:
        """What the project says of itself."""
        return self.project.project

    @cached_property
    def sessions(self) -> tuple[Attended, ...]:
        """The sessions up to the day, in the period, the earliest first; a page numbers them in this order."""
        held = up_to(attended(self.project), self.today, self.assessment.during)
        return tuple(sorted(held, key=lambda one: one.session.date))

    @cached_property
    def by_phase(self) -> Mapping[PhaseName, Sequence[Attended]]:
        """These sessions by the phases that they served."""
        return by_phase(self.sessions)

    @cached_property
    def numbered(self) -> dict[str, tuple[int, Attended]]:
        """The sessions and their numbers by their ids."""
        return {one.session.id: (number, one) for number, one in enumerate(self.sessions, 1)}

    @cached_property
    def community(self) -> int:
        """How many community people the record shows at least."""
        return people_on(self.sessions, "community")

    @cached_property
    def fed_back(self) -> dict[str, date]:
        """The ids of the sessions whose outcome people were told, and when they first were."""
        return fed_back(self.project, self.sessions, self.today, self.assessment.during)

    @property
    def waiting(self) -> list[Attended]:
        """The sessions with community people of which nothing on record tells what came of them."""
        return [one for one in self.sessions if one.community and one.session.id not in self.fed_back]

    @property
    def letters(self) -> list[Feedback]:
        """How people were told otherwise than in sessions, the earliest first."""
        told = [one for one in self.project.feedback if counts(one.date, self.today, self.assessment.during)]
        return sorted(told, key=lambda one: one.date)

    @cached_property
    def matters(self) -> dict[MatterName, Standing]:
        """How each of the sixteen matters stands."""
        return standings(self.sessions, self.about.given)

    @cached_property
    def readings(self) -> dict[str, ReadingRecord]:
        """The readings by their ids."""
        return {one.reading.id: one for one in self.assessment.readings}

    @cached_property
    def settling(self) -> dict[str, list[ReadingRecord]]:
        """The readings that settle another, by the id of that."""
        settling: defaultdict[str, list[ReadingRecord]] = defaultdict(list)
        for one in self.assessment.readings:
            settling[one.reading.settles or ""].append(one)
        return settling

    @property
    def of_days(self) -> str:
        """The day of the account, and the period outside of which nothing counts."""
        period = in_period(self.assessment.during) if self.assessment.during else ""
        return in_words(self.today) + (f"; only what is dated {period} counts" if period else "")

    def waited(self, day: date) -> str:
        """How long something waits for an answer: up to today, or to the end of a period that is over."""
        end = self.assessment.during.end if self.assessment.during else None
        return f"not answered by {in_words(end)}" if end and end < self.today else ago(day, self.today)

    def text(self, record: Record, name: str, key: str | None = None) -> str:
        """The text in a field of a record, or under a key of it, as whoever sees the account may read it."""
        return self.people.field(record, name, key)

    def line(self, record: Record, name: str) -> str:
        """The same on one line."""
        return self.people.line(record, name)

    @property
    def name(self) -> str:
        """The project's name."""
        return self.people.about("name")

    def title(self, session: Session) -> str:
        """The title of a session, or words for a session that has none."""
        return self.text(session, "title") or "Session without a title"

    def group(self, group: str) -> str:
        """A group that the project names as affected, or that was heard."""
        row = About.row("affected") if group in self.about.affected else Session.row("heard")
        return self.people.text(row, group)

    def said_by(self, saying: Saying) -> str:
        """The group that said something, or "" if so few people came that it would tell who."""
        return self.text(saying, "group") if self.people.names or self.community >= FEW else ""


#: What yields the blocks of a part.
Maker = Callable[[Context], Blocks]

#: Every part by its name; the modules of parts declare them.
PARTS: dict[str, Maker] = {}


def part(name: str) -> Callable[[Maker], Maker]:
    """Declare a part of what yields its blocks; its title stands with the sentences."""

    def declared(blocks: Maker) -> Maker:
        PARTS[name] = blocks
        return blocks

    return declared


def made(name: str, context: Context) -> Part:
    """A part of this context; an account leaves out one without blocks."""
    blocks = (paragraph(block) if isinstance(block, str) else block for block in PARTS[name](context))
    return Part(SAYS["titles"].get(name, ""), tuple(blocks))
