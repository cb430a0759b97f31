"""The questions about one session, for `coprod log`."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from coprod.cli.ask import dates, prompt
from coprod.cli.ask.afterwards import ask_feeds_back, ask_heard, ask_recognition, ask_said, ask_settled
from coprod.cli.ask.interview import Fields, Question, interview
from coprod.cli.ask.levels import level
from coprod.cli.ask.people import Came, ask_who_came, register, so_far
from coprod.cli.ask.phases import phases
from coprod.cli.ask.prompt import Back, Keys
from coprod.cli.input import records
from coprod.cli.terminal import remark
from coprod.framework import LEVELS
from coprod.output.words import LEVEL_LEFT_OUT
from coprod.visible import visible

if TYPE_CHECKING:
    from collections.abc import Callable

    from coprod.model import Project

SIDES = ("community", "professional")


def ask_session(fields: Fields, project: "Project", today: date) -> None:
    """Ask for what a session still lacks, until the person wants it recorded.

    Args:
        fields: what is known of it, by the names of its fields, with `community_count` and `professional_count` for
            those who were counted; the answers are filled in.
        project: the project as it stands.
        today: the day on which it is asked.

    Raises:
        typer.Abort: where the person leaves, or wants nothing recorded.
    """
    remark("b goes back a question; nothing is recorded before you say so at the end.\n")
    sides = [side for side in SIDES if not fields[side] and not fields[f"{side}_count"]]
    asked = questions(fields, sides, project, today)
    interview(asked, fields, lambda known: review(known, project, today))


def questions(fields: Fields, sides: Sequence[str], project: "Project", today: date) -> list[Question]:
    """Everything that is asked about a session, in its order.

    Args:
        fields: what is known of it.
        sides: the sides that people are asked for.
        project: the project as it stands.
        today: the day on which it is asked.
    """
    return [
        Question("phase", _ask_phase),
        Question("date", _asking_for_the_day(today)),
        *_about_people(fields, sides, project, today),
        Question("level", _ask_level, _community_came),
        *_about_what_came_of_it(project, today),
    ]


def _ask_phase(fields: Fields, keys: Keys) -> None:
    fields["phase"] = phases(fields["phase"] or (), keys)


def _asking_for_the_day(today: date) -> "Callable[[Fields, Keys], None]":
    def ask(fields: Fields, keys: Keys) -> None:
        remark("")
        fields["date"] = dates.day("Date", today, fields.get("date"), keys)

    return ask


def _about_people(fields: Fields, sides: Sequence[str], project: "Project", today: date) -> list[Question]:
    """Who came on each of these sides; the key for the same as last time answers for both at once."""
    latest = records.last(project.sessions, today)
    same = {side: getattr(latest, side) for side in sides} if latest else {}
    came = {side: Came(list(fields[side]), fields[f"{side}_count"]) for side in sides}

    def asking(side: str) -> "Callable[[Fields, Keys], None]":
        def ask(fields: Fields, keys: Keys) -> None:
            elsewhere = [label for one in SIDES if one != side for label in fields[one]]
            known = register(project, side, elsewhere)
            again = ask_who_came(side, came[side], known, same if any(same.values()) else {}, keys)
            for other in sides if again else ():
                if other != side and not came[other]:
                    came[other].labels = list(same[other])
            for one in sides:
                fields[one], fields[f"{one}_count"] = came[one].labels, came[one].counted
            if side == sides[-1] and not any(came.values()):
                remark("A session needs somebody who took part: name them, or count them as in +3.")
                raise Back

        return ask

    return [Question(side, asking(side)) for side in sides]


def _community_came(fields: Mapping[str, Any]) -> bool:
    return bool(fields["community"] or fields["community_count"])


def _ask_level(fields: Fields, keys: Keys) -> None:
    fields["level"] = level("\nHow far did the community's part go?", LEVEL_LEFT_OUT, fields.get("level"), keys)


def _ask_title(fields: Fields, keys: Keys) -> None:
    remark("\nWhat was it about, in a few words?")
    fields["title"] = prompt.text("Title", fields.get("title"), keys)


def _about_what_came_of_it(project: "Project", today: date) -> list[Question]:
    """What `check` would ask for, each once, and all to be skipped by one key."""
    about = project.project
    return [
        Question("title", _ask_title, optional=True),
        Question("settled", ask_settled, optional=True),
        Question(
            "heard",
            lambda fields, keys: ask_heard(fields, about.affected, keys),
            lambda fields: bool(about.affected) and _community_came(fields),
            optional=True,
        ),
        Question(
            "feeds_back",
            lambda fields, keys: ask_feeds_back(fields, project, today, keys),
            lambda fields: _community_came(fields) and bool(records.waiting(project, fields["date"])),
            optional=True,
        ),
        Question(
            "recognition",
            ask_recognition,
            lambda fields: about.recognition is None and _community_came(fields),
            optional=True,
        ),
        Question("said", ask_said, _community_came, optional=True),
    ]


def review(fields: Mapping[str, Any], project: "Project", today: date) -> str:
    """A session in a few lines, for a last look."""
    title = f": {visible(fields['title'])}" if fields.get("title") else ""
    lines = [f"\n  {dates.described(fields['date'], today)}", f"  {' and '.join(fields['phase'])}{title}"]
    for side in SIDES:
        came = Came(list(fields[side]), fields[f"{side}_count"])
        lines.append(f"  {side}, {so_far(came, register(project, side))}" if came else f"  {side}: nobody")
    if _community_came(fields):
        known = fields.get("level")
        lines.append(f"  level: {known}. {LEVELS[known].meaning}" if known else f"  level: {LEVEL_LEFT_OUT}")
    lines += [f"  agreed, {matter}: {visible(text)}" for matter, text in (fields.get("settled") or {}).items()]
    lists = {"heard": "heard", "feeds_back": "fed back on"}
    lines += [f"  {words}: {visible(', '.join(fields[name]))}" for name, words in lists.items() if fields.get(name)]
    lines += [f"  said: {visible(text)}" for text in fields.get("said") or ()]
    lines += [f"  note: {visible(fields['note'])}"] if fields.get("note") else []
    lines += [f"  time recognised: {fields['recognition']}"] if fields.get("recognition") else []
    return "\n".join([*lines, ""])
