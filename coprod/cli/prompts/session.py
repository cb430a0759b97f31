"""The questions about one session, for `coprod log` and `coprod amend`."""

import re
from collections.abc import Callable, Sequence
from copy import deepcopy
from datetime import date
from typing import TYPE_CHECKING, Any

import typer

from coprod.cli import parse, records
from coprod.cli.prompts import prompt
from coprod.cli.prompts.forms import (
    Ask,
    Draft,
    Question,
    comma_separated,
    confirmed,
    day_question,
    form,
    gather,
    in_short,
    interview,
    numbered,
    numbered_sessions,
    others,
    reviewed,
    session_reader,
)
from coprod.cli.prompts.people import Attendees, ask_who_came, attendees_in_words, known_people
from coprod.cli.prompts.prompt import BACK, BACK_OR_REST, Keys, Step, described, positions
from coprod.cli.terminal import print_note
from coprod.framework import CAPACITIES, LEVELS, PHASES, SIDES, MatterName, Side
from coprod.model.kinds import SESSIONS
from coprod.output.words import LEVEL_LEFT_OUT
from coprod.terms import read_matter
from coprod.words import did_you_mean, one_of, visible

if TYPE_CHECKING:
    from coprod.model import Project, Session


#: What is asked beside the questions below, each in its place, and the note, which `amend` alone asks for.
_OTHERS = others(SESSIONS, "date", "phase", "title", "level", "heard", "settled", "feeds_back", "recognition", "note")


def ask_session(draft: Draft, project: "Project", today: date) -> None:
    """Ask for what a session still lacks; the draft has both sides, and counts by side under `also_present`."""
    print_note("b goes back a question; nothing is recorded before you say so at the end.\n")
    sides = [side for side in SIDES if not Attendees(draft, side)]
    interview(_questions(sides, project, today), draft, lambda draft: _review(draft, project, today))


def ask_changes(session: "Session", project: "Project", today: date) -> Draft:
    """Ask what is to change in a session, in any order, until the person is done; all of its fields, changed or not."""
    draft: Draft = {**dict(session), "also_present": dict(session.also_present)}
    draft["settled"] = session.model_dump(include={"settled"})["settled"]
    for capacity in CAPACITIES:
        draft[capacity] = list(draft[capacity])
    [note] = form(SESSIONS, [Ask("note", "optional", above="")])
    before = deepcopy(draft)
    while True:
        # What was said is no field of a session: coprod said records more of it.
        every = [question for question in _questions(SIDES, project, today) if question.name != "said"] + [note]
        print_note(_review(draft, project, today))
        question = _choose([question for question in every if question.due(draft)])
        if question is None:
            if draft == before or confirmed("Record this?"):
                return draft
            continue
        changed = deepcopy(draft)
        if question.put(changed, BACK) is None:
            draft = changed
        else:
            print_note("  Left as it is.")


def _choose(offered: Sequence[Question]) -> Question | None:
    """The question about the field that is to change, or None if the person is done."""
    names = [question.name.replace("_", " ") for question in offered]
    print_note(prompt.choices(numbered(names).lines))

    def read(line: str) -> Question | None:
        if not line:
            return None
        picked = positions(line, len(names))
        if picked:
            return offered[picked[0]]
        name = parse.Parser(lambda word: one_of(word.lower(), names, "field", word), "")(line)
        return offered[names.index(name)]

    return prompt.until_read("Change what (Enter when done)", read, "")


def _questions(sides: Sequence[Side], project: "Project", today: date) -> list[Question]:
    """Everything that is asked about a session, in its order, with the people of these sides."""
    about = project.project
    phase, level, title, heard, feeds_back, *rest = form(
        SESSIONS,
        [
            Ask("phase"),
            Ask("level", "optional", _community_came, left_out=LEVEL_LEFT_OUT),
            Ask("title", "optional"),
            Ask(
                "heard",
                "optional",
                lambda draft: bool(about.affected) and _community_came(draft),
                offer=lambda _: numbered(about.affected),
                read=lambda line: _groups(line, about.affected),
            ),
            Ask(
                "feeds_back",
                "optional",
                lambda draft: _community_came(draft) and bool(records.awaiting_feedback(project, draft["date"])),
                offer=lambda draft: numbered_sessions(records.awaiting_feedback(project, draft["date"])),
                read=session_reader(project, today),
            ),
            Ask("recognition", "optional", lambda draft: about.recognition is None and _community_came(draft)),
            *_OTHERS,
        ],
    )
    settled = Question("settled", _put_settled, keys=BACK_OR_REST)
    said = Question("said", _put_said, _community_came, BACK_OR_REST)
    people = [Question(side, _who_came(side, sides, project, today)) for side in sides]
    day = day_question(SESSIONS, today, above="")
    return [phase, day, *people, level, title, settled, heard, feeds_back, *rest, said]


def _community_came(draft: Draft) -> bool:
    return bool(Attendees(draft, "community"))


def _who_came(
    side: Side, sides: Sequence[Side], project: "Project", today: date
) -> Callable[[Draft, Keys], Step | None]:
    """Asks who came on a side; the key for the same as last time answers for all sides that are asked for."""
    latest = records.last(project.sessions, today)
    same: dict[Side, Sequence[str]] = {name: getattr(latest, name) for name in sides} if latest else {}

    def put(draft: Draft, keys: Keys) -> Step | None:
        known = known_people(project, side, [label for name in SIDES if name != side for label in draft[name]])
        step = ask_who_came(side, draft, known, same if any(same.values()) else {}, keys)
        if step is None and side == sides[-1] and not any(Attendees(draft, name) for name in sides):
            print_note("A session needs somebody who took part: name them, or count them as in +3.")
            return Step.BACK
        return step

    return put


#: A number or a matter, and what was agreed: `1 text`, `1. text`, `people = text`; with a sign before it, taken out.
_MATTER = re.compile(r"(-?)([0-9A-Za-z]*)[ =:.)]*(.*)", re.DOTALL)


def _put_settled(draft: Draft, keys: Keys) -> Step | None:
    """Ask which matters were agreed, offering those of the session's phases."""
    settled: dict[MatterName, Any] = dict(draft.get("settled") or {})
    draft["settled"] = settled
    asks = {name: words for phase in draft["phase"] for name, words in PHASES[phase].matters.items()}
    names = list(asks)
    row = SESSIONS.row("settled")
    print_note(f"\n{row.above}")
    print_note(prompt.choices(numbered([f"{name:<12}{words}" for name, words in asks.items()]).lines))

    def take(line: str) -> None:
        [(left_out, word, text)] = _MATTER.findall(line)[:1]
        picked = positions(word, len(names))
        matter = names[picked[0]] if picked else parse.Parser(read_matter, "")(word)
        if left_out:
            settled.pop(matter, None)
        else:
            what = text.strip() or prompt.until_read(f"  What was agreed, {matter}", str)
            before = settled.get(matter)
            settled[matter] = before | {"what": what} if isinstance(before, dict) else what

    return gather(
        lambda: [f"  Agreed, {name}: {visible(in_short(value))}" for name, value in settled.items()],
        lambda: f"{row.ask} ({'Enter when done' if settled else prompt.enter(None, keys)})",
        take,
        keys,
    )


def _put_said(draft: Draft, keys: Keys) -> Step | None:
    """Ask whether something was asked for, suggested or objected to; a line each, kept as typed."""
    print_note("\nDid somebody ask for something, suggest it or object to it? A line for each; no names.")
    said: list[str] = draft.setdefault("said", [])

    def take(line: str) -> None:
        if line == "-":
            del said[-1:]
        elif line not in said:
            said.append(line)

    done = "Enter when done, - takes the last out"
    return gather(
        lambda: [f"  Said: {visible(text)}" for text in said],
        lambda: f"Said ({done if said else prompt.enter(None, keys)})",
        take,
        keys,
    )


def _groups(line: str, groups: Sequence[str]) -> list[str]:
    """The groups that a line names by how they begin."""
    found = []
    for word in comma_separated(line):
        exact = [group for group in groups if group.casefold() == word.casefold()]
        begins = exact or [group for group in groups if group.casefold().startswith(word.casefold())]
        if len(begins) != 1:
            near = did_you_mean(word, groups)
            raise typer.BadParameter(f'"{word}" is no group of the project: write numbers from the list{near}')
        found.append(begins[0])
    return list(dict.fromkeys(found))


def _review(draft: Draft, project: "Project", today: date) -> str:
    """A session in a few lines, for a last look."""
    title = f": {visible(draft['title'])}" if draft.get("title") else ""
    lines = [f"\n  {described(draft['date'], today)}", f"  {' and '.join(draft['phase'])}{title}"]
    for side in SIDES:
        came = Attendees(draft, side)
        known = known_people(project, side)
        lines.append(f"  {side}, {attendees_in_words(came, known)}" if len(came) else f"  {side}: nobody")
    if _community_came(draft):
        level = draft.get("level")
        lines.append(f"  level: {level}. {LEVELS[level].meaning}" if level else f"  level: {LEVEL_LEFT_OUT}")
    lines += reviewed(SESSIONS, draft, ["settled", "heard", "feeds_back"])
    lines += [f"  said: {visible(text)}" for text in draft.get("said") or ()]
    return "\n".join([*lines, *reviewed(SESSIONS, draft, ["note", "recognition", *(ask.field for ask in _OTHERS)]), ""])
