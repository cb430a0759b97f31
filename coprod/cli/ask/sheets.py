"""Questions about a sheet of attendance; each answer is the option that a command line would hold."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

import typer

from coprod.cli import parse
from coprod.cli.prompts import prompt
from coprod.cli.prompts.forms import Ask, answer_to
from coprod.cli.terminal import print_note
from coprod.model.kinds import SESSIONS
from coprod.words import short, visible

if TYPE_CHECKING:
    from coprod.cli.input.sheets import ImportOptions
    from coprod.model import Project, Session
    from coprod.sheets.proposal import Proposal
    from coprod.sheets.reading.meeting import Question

#: An option of the command line and what is given with it.
Typed = tuple[str, str]

_CAPACITIES = """\
In what capacity did people come?
  c  community     people who use a service, residents, carers, neighbours
  p  professional  staff, policy makers, designers, researchers
  n  nobody        leave out: no person, or nobody who came"""


def of_cell(question: "Question") -> Typed:
    """Ask what only the user can say of a cell."""
    problem = question.place.problem(question.message)
    print_note(visible(f"Row {question.place.row + 1}, {problem.message}"))
    for number, choice in enumerate(question.choices, 1):
        print_note(visible(f"  {number}  {choice.meaning}"))

    def read(line: str) -> Typed:
        if not line.isdecimal() or not 1 <= int(line) <= len(question.choices):
            raise typer.BadParameter(f"write a number from 1 to {len(question.choices)}")
        choice = question.choices[int(line) - 1]
        return choice.option, choice.text

    option, text = prompt.until_read("Which", read)
    if text.endswith("=NAME"):
        text = f"{text.removesuffix('NAME')}{prompt.until_read('Name', _something)}"
    return option, text


def _something(line: str) -> str:
    if not line:
        raise typer.BadParameter("write a name")
    return line


def which_day(today: date) -> Typed:
    """Ask on which day a meeting was; no day is more likely than another."""
    day = prompt.until_read(
        "The sheet does not name the day. On which day was it, such as 2026-01-31, or yesterday",
        lambda line: parse.silent_day(line, today),
    )
    return "--date", day.isoformat()


def phases_of(days: Sequence[date]) -> Typed:
    """Ask which phase, or phases, the sessions of these days served."""
    if len(days) > 1:
        print_note(
            f"The sheet names no phase for {len(days)} sessions, {min(days)} to {max(days)}. If they served several "
            "phases, leave with Ctrl-C, and give each with its days: --phase co-planning=2026-01-01..2026-03-31."
        )
    return "--phase", ",".join(answer_to(SESSIONS, Ask("phase")))


def roles(values: Sequence[str]) -> list[Typed]:
    """Ask once for each role that a sheet names, which side it is."""
    print_note(_CAPACITIES)
    print_note("The sheet names roles. What is each, as a rule? s skips one, and its people are asked for by name.")
    words = {"c": "community", "p": "professional", "n": "none", "s": ""}

    def read(line: str) -> str:
        if line.lower() not in words:
            raise typer.BadParameter("write c, p, n or s")
        return words[line.lower()]

    answers = [(value, prompt.until_read(f"  {visible(short(value))}", read)) for value in values]
    return [("--side", f"{value}={side}") for value, side in answers if side]


_OPTIONS = {"c": "--community", "p": "--professional", "n": "--leave-out"}
_LINE = re.compile(r"([cpn])\s*((?:\d+(?:\s*-\s*\d+)?[\s,]*)*)", re.IGNORECASE)


def sides(people: Sequence[str]) -> list[Typed]:
    """Ask in what capacity people came: all of them in one question, by numbers, with a way back."""
    print_note(_CAPACITIES)
    if len(people) > 1:
        print_note("p 2 5-7 says it of these; c alone of everybody left; b takes the last answer back.")
    given: list[dict[int, str]] = []
    while True:
        settled = {number: key for answer in given for number, key in answer.items()}
        left = [number for number in range(1, len(people) + 1) if number not in settled]
        if not left:
            return [(_OPTIONS[key], people[number - 1]) for number, key in sorted(settled.items())]
        _show(people, left)
        answer = prompt.until_read(f"c, p or n ({len(left)} left)", _reader(left, len(people)))
        if answer:
            given.append(answer)
        elif given:
            given.pop()


def _show(people: Sequence[str], left: Sequence[int]) -> None:
    cells = [f"{number}  {visible(short(people[number - 1]))}" for number in left]
    lines, _ = prompt.grid(cells, len(cells))
    for line in lines:
        print_note(line)


def _reader(left: Sequence[int], most: int) -> Callable[[str], dict[int, str]]:
    def read(line: str) -> dict[int, str]:
        if line.lower() in {"b", "back"}:
            return {}
        word = {"community": "c", "professional": "p", "nobody": "n", "none": "n"}.get(line.lower(), line)
        found = _LINE.fullmatch(word.strip())
        if not found:
            raise typer.BadParameter("write c, p or n, and numbers from the list after it for some of them")
        numbers = _numbers(found[2]) if found[2].strip() else list(left)
        wrong = [number for number in numbers if not 1 <= number <= most]
        if wrong:
            raise typer.BadParameter(f"there is no number {wrong[0]} in the list; nothing was taken for it")
        return dict.fromkeys(numbers, found[1].lower())

    return read


def _numbers(text: str) -> list[int]:
    numbers: list[int] = []
    for first, last in re.findall(r"(\d+)(?:\s*-\s*(\d+))?", text):
        numbers += range(int(first[:6]), int((last or first)[:6]) + 1)
    return numbers


def whether_it_is(session: "Session") -> bool:
    """Ask whether a sheet is about a session that is on record."""
    people = len(session.community) + len(session.professional)
    title = f', "{visible(short(session.title))}"' if session.title else ""
    print_note(f"On record is a session of that day already: {session.id}{title}, with {people} people by name.")
    return prompt.yes("Is it this meeting, so that its people are added to it?")


def level_of(proposal: "Proposal") -> list[Typed]:
    """Ask how far the community's part went, where the sheet says it of no session."""
    number = len(proposal.without_level)
    of = "the session" if number == 1 else f"all {number} sessions without a level"
    question = f"How far did the community's part go in {of}?"
    left_out = "not known: they took part, and no more is said of it"
    found = answer_to(SESSIONS, Ask("level", "optional", above=question, left_out=left_out))
    return [("--level", found)] if found else []


def complete(
    options: "ImportOptions",
    project: Callable[[], "Project"],
    proposal_for: Callable[["Project"], "Proposal"],
    today: date,
) -> None:
    """Ask for what is lacking, each thing once, until nothing is; answers become options.

    Args:
        options: the options so far.
        project: reads the project.
        proposal_for: makes the sessions of the sheet for a project by the options.
        today: the day on which it is asked.
    """
    from coprod.sheets.lacking import require_right

    asked: set[str] = set()
    while True:
        proposal = proposal_for(project())
        require_right(proposal)
        answers = _answers(proposal, asked, today)
        if not answers:
            break
        for option, text in answers:
            options.add(option, text or "yes")
    if options.given("--into"):
        return
    session = _perhaps_on_record(proposal, project())
    if session and whether_it_is(session):
        options.add("--into", session.id)
    elif proposal.without_level and not options.given("--level"):
        for option, text in level_of(proposal):
            options.add(option, text)


def _answers(proposal: "Proposal", asked: set[str], today: date) -> list[Typed]:
    """Ask for the first thing that is lacking; nothing where nothing is."""
    from coprod.sheets.lacking import name_of, roles_of

    if proposal.questions:
        return [of_cell(proposal.questions[0])]
    if proposal.undated:
        return [which_day(today)]
    if proposal.phaseless:
        return [phases_of([meeting.date for meeting in proposal.phaseless if meeting.date])]
    values = dict.fromkeys(role for who in proposal.sideless for role in roles_of(who) if role not in asked)
    if 0 < len(values) < len(proposal.sideless):
        # A question for each role is fewer than one for each person.
        asked.update(values)
        return roles(list(values)) or _answers(proposal, asked, today)
    return sides([name_of(who) for who in proposal.sideless]) if proposal.sideless else []


def _perhaps_on_record(proposal: "Proposal", project: "Project") -> "Session | None":
    """The session on record that a sheet with one session may be about."""
    from coprod.sheets.compared import compared, resembling

    if len(proposal.sessions) != 1 or not compared(project, proposal.sessions).doubtful:
        return None
    return resembling(project, proposal.sessions[0])
