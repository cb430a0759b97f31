"""The questions about one thing that was said, for `coprod said`."""

from datetime import date
from typing import TYPE_CHECKING

import typer

from coprod.cli.ask import dates, prompt
from coprod.cli.ask.interview import Fields, Question, interview
from coprod.cli.ask.prompt import Keys
from coprod.cli.ask.sessions import chosen, offer
from coprod.cli.input import records
from coprod.cli.terminal import remark
from coprod.visible import visible

if TYPE_CHECKING:
    from collections.abc import Callable

    from coprod.model import Project


def ask_saying(fields: Fields, project: "Project", today: date) -> None:
    """Ask for what a saying still lacks, until the person wants it recorded.

    Args:
        fields: what is known of it, by the names of its fields; filled in.
        project: the project as it stands.
        today: the day on which it is asked.

    Raises:
        typer.Abort: where the person leaves, or wants nothing recorded.
    """
    groups = records.groups(project)
    questions = [
        Question("text", _ask_text),
        Question("session", _asking_where(project, today), lambda _: bool(project.sessions), optional=True),
        Question("date", _asking_when(today), lambda known: not known.get("session")),
        Question("group", _asking_who(project), lambda _: bool(groups), optional=True),
        Question("hoped", _ask_hoped, optional=True),
    ]
    interview(questions, fields, lambda known: _review(known, today))


def _ask_text(fields: Fields, keys: Keys) -> None:
    remark("One thing that was asked for, suggested or objected to, as they said it; no names.")
    fields["text"] = prompt.until_read("Said", str, fields.get("text"), keys)


def _asking_where(project: "Project", today: date) -> "Callable[[Fields, Keys], None]":
    latest = sorted(
        (one for one in reversed(project.sessions) if one.date <= today), key=lambda one: one.date, reverse=True
    )

    def ask(fields: Fields, keys: Keys) -> None:
        remark("\nIn which session? These are the latest:")
        offer(latest)
        now = fields.get("session")

        def read(line: str) -> str | None:
            if line in {"", "-"}:
                return None if line else now
            return _only(chosen(line, latest, project, today))

        fields["session"] = prompt.until_read(f"Session ({prompt.enter(now, keys)})", read, "", keys)

    return ask


def _only(found: list[str]) -> str:
    if len(found) != 1:
        raise typer.BadParameter("name one session: it was said in one")
    return found[0]


def _asking_when(today: date) -> "Callable[[Fields, Keys], None]":
    def ask(fields: Fields, keys: Keys) -> None:
        fields["date"] = dates.day("When was it said", today, fields.get("date"), keys)

    return ask


def _asking_who(project: "Project") -> "Callable[[Fields, Keys], None]":
    def ask(fields: Fields, keys: Keys) -> None:
        remark("\nWhich group said it? Never a person.")
        groups = records.groups(project)
        remark(prompt.choices([(str(number), visible(group)) for number, group in enumerate(groups, 1)]))
        now = fields.get("group")

        def read(line: str) -> str | None:
            if line in {"", "-"}:
                return None if line else now
            if line.isdecimal() and 1 <= int(line) <= len(groups):
                return groups[int(line) - 1]
            return records.group(project, line, "")

        fields["group"] = prompt.until_read(f"Group ({prompt.enter(now, keys)})", read, "", keys)

    return ask


def _ask_hoped(fields: Fields, keys: Keys) -> None:
    fields["hoped"] = prompt.text("What did they hope to change", fields.get("hoped"), keys)


def _review(fields: Fields, today: date) -> str:
    where = f"in {visible(fields['session'])}" if fields.get("session") else dates.described(fields["date"], today)
    lines = [f"\n  {visible(fields['text'])}", f"  said {where}"]
    lines += [f"  {name}: {visible(fields[name])}" for name in ("group", "hoped") if fields.get(name)]
    return "\n".join([*lines, ""])
