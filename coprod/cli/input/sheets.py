"""The options of `coprod import`, typed on the command line or answered at a terminal, and what they mean."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from coprod.cli import parse, records
from coprod.cli.target import STANDARD_INPUT, standard_input_bytes
from coprod.model import Project, Session
from coprod.sheets import listed_sides
from coprod.sheets.grid import folded
from coprod.sheets.proposal import Supplied, known_names
from coprod.sheets.reading.meeting import ReadOptions
from coprod.sheets.reading.sides import SideOrNone, SideSources
from coprod.store.read import limit, read_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(slots=True)
class ImportOptions:
    """What was given to `coprod import`.

    Attributes:
        values: what was given with each option, by its name; an answer at a terminal is added as an option would be.
    """

    values: dict[str, list[str]] = field(default_factory=dict)

    def given(self, option: str) -> list[str]:
        """What was given with an option."""
        return self.values.get(option, [])

    def last(self, option: str) -> str | None:
        """What was given last with an option; nothing where it was not given."""
        return next(reversed(self.given(option)), None)

    def add(self, option: str, text: str) -> None:
        """Take one more option."""
        self.values.setdefault(option, []).append(text)

    def read_options(self, project: Project) -> ReadOptions:
        """How a sheet is to be read for a project."""
        order = self.last("--date-order")
        return ReadOptions(
            order=parse.date_order(order) if order else None,
            columns=parse.columns(self.given("--column")),
            values=parse.meanings(self.given("--value")),
            left_out=frozenset(map(folded, self.given("--leave-out"))),
            several=frozenset(map(folded, self.given("--several"))),
            called={folded(who): label for who, label in parse.calls(self.given("--call")).items()},
            sheets=frozenset(map(folded, self.given("--sheet"))),
            known=known_names(project),
        )

    def into(self, project: Project, today: date) -> Session | None:
        """The session on record to which the people of the sheet are to be added."""
        word = self.last("--into")
        return records.begun(project, word, today, "--into") if word else None

    def supplied(self, today: date) -> Supplied:
        """What the user supplies beside the sheet."""
        phases, spans = parse.phases_by_day(self.given("--phase"))
        level, levels = parse.levels_by_phase(self.given("--level"))
        day = self.last("--date")
        listed: Mapping[str, SideOrNone] = {}
        if file := self.last("--sides"):
            listed = listed_sides(sheet_bytes(file), file, limit())
        return Supplied(
            today=today,
            date=parse.silent_day(day, today) if day else None,
            phases=phases,
            spans=spans,
            level=level,
            levels=levels,
            called=parse.calls(self.given("--call")),
            sides=SideSources(
                named={"community": self.given("--community"), "professional": self.given("--professional")},
                listed=listed,
                roles=parse.sides_of_roles(self.given("--side")),
                domains={
                    "community": self.given("--community-domain"),
                    "professional": self.given("--professional-domain"),
                },
            ),
            any_day=bool(self.given("--any-day")),
            date_is_right="date=" in self.given("--column"),
        )


def sheet_bytes(file: str) -> bytes:
    """The bytes of a sheet, or of standard input."""
    return standard_input_bytes() if file == STANDARD_INPUT else read_bytes(Path(file), file)
