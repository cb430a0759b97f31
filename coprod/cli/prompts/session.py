"""The questions about one session, for `coprod log`."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import typer

from coprod.cli import parse, records
from coprod.cli.prompts import prompt
from coprod.cli.prompts.forms import Fields, Question, ask_level, chosen, interview, offer, phases, recognition
from coprod.cli.prompts.people import Came, ask_who_came, register, so_far
from coprod.cli.prompts.prompt import BACK, Back, Keys, day, described, positions
from coprod.cli.terminal import print_note
from coprod.framework import LEVELS, PHASES, MatterName
from coprod.output.words import LEVEL_LEFT_OUT
from coprod.words import did_you_mean, one_of, read_matter, visible

if TYPE_CHECKING:
    from coprod.model import Project, Session

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
    print_note("b goes back a question; nothing is recorded before you say so at the end.\n")
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
        print_note("")
        fields["date"] = day("Date", today, fields.get("date"), keys)

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
                print_note("A session needs somebody who took part: name them, or count them as in +3.")
                raise Back

        return ask

    return [Question(side, asking(side)) for side in sides]


def _community_came(fields: Mapping[str, Any]) -> bool:
    return bool(fields["community"] or fields["community_count"])


def _ask_level(fields: Fields, keys: Keys) -> None:
    fields["level"] = ask_level("\nHow far did the community's part go?", LEVEL_LEFT_OUT, fields.get("level"), keys)


def _ask_title(fields: Fields, keys: Keys) -> None:
    print_note("\nWhat was it about, in a few words?")
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
            lambda fields: _community_came(fields) and bool(records.awaiting_feedback(project, fields["date"])),
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
    lines = [f"\n  {described(fields['date'], today)}", f"  {' and '.join(fields['phase'])}{title}"]
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


#: A number or a matter, and what was agreed: `1 text`, `1. text`, `people = text`; with a sign before it, taken out.
_MATTER = re.compile(r"(-?)([0-9A-Za-z]*)[ =:.)]*(.*)", re.DOTALL)


def ask_settled(fields: Fields, keys: Keys) -> None:
    """Ask which matters were agreed, offering those of the session's phases."""
    settled: dict[MatterName, str] = dict(fields.get("settled") or {})
    offered = [(name, asks) for phase in fields["phase"] for name, asks in PHASES[phase].matters.items()]
    print_note("\nWhat was agreed? A number or a matter, and what was agreed, as in: 1 Those who live by the yard")
    print_note(prompt.choices([(str(number), f"{name:<12}{asks}") for number, (name, asks) in enumerate(offered, 1)]))
    names = [name for name, _ in offered]
    while True:
        for name, text in settled.items():
            print_note(f"  Agreed, {name}: {visible(text)}")
        line = prompt.until_read(
            f"Agreed ({'Enter when done' if settled else prompt.enter(None, keys)})", str, "", keys
        )
        if not line:
            break
        try:
            _settle(line, names, settled)
        except typer.BadParameter as error:
            print_note(visible(error.message))
    fields["settled"] = settled


def _settle(line: str, offered: Sequence[MatterName], settled: dict[MatterName, str]) -> None:
    [(left_out, word, text)] = _MATTER.findall(line)[:1]
    number = positions(word, len(offered))
    matter = offered[number[0]] if number else parse.understood(read_matter, word, "")
    if left_out:
        settled.pop(matter, None)
        return
    settled[matter] = text.strip() or prompt.until_read(f"  What was agreed, {matter}", str)


def ask_heard(fields: Fields, affected: Sequence[str], keys: Keys) -> None:
    """Ask whose voice was in the room, offering the affected groups."""
    print_note("\nWhich of the groups most affected had a voice in the room? Numbers, as in 1 2")
    print_note(prompt.choices([(str(number), visible(group)) for number, group in enumerate(affected, 1)]))

    def read(line: str) -> list[str]:
        return _chosen(line, affected, "group")

    fields["heard"] = _several("Heard", read, fields.get("heard"), keys)


def ask_feeds_back(fields: Fields, project: "Project", today: date, keys: Keys) -> None:
    """Ask of which earlier sessions people were told what came of them, offering those that wait for it."""
    waiting = records.awaiting_feedback(project, fields["date"])
    print_note("\nWere people told what came of earlier sessions? Numbers, as in 1 2:")
    offer(waiting)

    def read(line: str) -> list[str]:
        return chosen(line, waiting, project, today)

    fields["feeds_back"] = _several("Told", read, fields.get("feeds_back"), keys)


def ask_said(fields: Fields, keys: Keys) -> None:
    """Ask whether something was asked for, suggested or objected to; a line each, kept as typed."""
    print_note("\nDid somebody ask for something, suggest it or object to it? A line for each; no names.")
    said: list[str] = fields.setdefault("said", [])
    while True:
        for text in said:
            print_note(f"  Said: {visible(text)}")
        line = prompt.until_read(
            f"Said ({'Enter when done, - takes the last out' if said else prompt.enter(None, keys)})", str, "", keys
        )
        if not line:
            return
        if line == "-":
            del said[-1:]
        elif line not in said:
            said.append(line)


def ask_recognition(fields: Fields, keys: Keys) -> None:
    """Ask how community people's time was recognised in a session; how, never how much."""
    question = "\nHow was community people's time recognised?"
    fields["recognition"] = recognition(question, fields.get("recognition"), keys)


def _several(question: str, read: "prompt.Reader[list[str]]", now: list[str] | None, keys: Keys) -> list[str]:
    if now:
        print_note(f"  Now: {visible(', '.join(now))}")

    def one_line(line: str) -> list[str]:
        if line in {"", "-"}:
            return [] if line else now or []
        return read(line)

    return prompt.until_read(f"{question} ({prompt.enter(now, keys)})", one_line, "", keys)


def _chosen(line: str, options: Sequence[str], noun: str) -> list[str]:
    """Those of the options that a line names, by number or by how they begin.

    Raises:
        typer.BadParameter: where it names another.
    """
    numbers = positions(line, len(options))
    if numbers is not None:
        return [options[position] for position in numbers]
    found = []
    for word in _words(line):
        exact = [option for option in options if option.casefold() == word.casefold()]
        begins = exact or [option for option in options if option.casefold().startswith(word.casefold())]
        if len(begins) != 1:
            near = did_you_mean(word, options)
            raise typer.BadParameter(f'"{word}" is no {noun} of the project: write numbers from the list{near}')
        found.append(begins[0])
    return list(dict.fromkeys(found))


def _words(line: str) -> list[str]:
    return [word.strip() for word in line.replace(";", ",").split(",") if word.strip()]


def ask_changes(session: "Session", project: "Project", today: date) -> Fields:
    """Ask what is to change, until the person is done.

    Args:
        session: the session as it stands.
        project: the project as it stands.
        today: the day on which it is asked.

    Returns:
        All of its fields, as `ask_session` fills them in.

    Raises:
        typer.Abort: where the person leaves.
    """
    fields: Fields = dict(session)
    for side in SIDES:
        fields[side] = list(getattr(session, side))
        fields[f"{side}_count"] = getattr(session.also_present, side)
    while True:
        offered = [*_due(fields, project, today), Question("note", _ask_note, optional=True)]
        print_note(review(fields, project, today))
        print_note(prompt.choices([(str(number), one.name.replace("_", " ")) for number, one in enumerate(offered, 1)]))

        chosen = _choice(offered)
        if chosen is None:
            return fields
        try:
            chosen.ask(fields, BACK)
        except Back:
            print_note("  Left as it is.")


def _choice(offered: list[Question]) -> Question | None:
    """Which field is to change; nothing where the person is done."""
    names = [one.name.replace("_", " ") for one in offered]

    def read(line: str) -> Question | None:
        if not line:
            return None
        number = positions(line, len(offered))
        if number:
            return offered[number[0]]
        return offered[names.index(parse.understood(lambda word: one_of(word.lower(), names, "field", word), line, ""))]

    return prompt.until_read("Change what (Enter when done)", read, "")


def _due(fields: Fields, project: "Project", today: date) -> list[Question]:
    return [one for one in questions(fields, SIDES, project, today) if one.due(fields)]


def _ask_note(fields: Fields, keys: Keys) -> None:
    print_note("")
    fields["note"] = prompt.text("Note: anything else", fields.get("note"), keys)
