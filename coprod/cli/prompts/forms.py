"""Asking a person for a record, question by question: forwards and backwards, with a review before it is written.

How a command uses it: it makes a dict of fields with what the command line gave, lists its questions in their order,
and calls `interview`, which fills the dict in. A question has a name, and one whose field the command line gave is
not asked:

    def _ask_title(fields: Fields, keys: Keys) -> None:
        fields["title"] = prompt.text("Title", fields.get("title"), keys)


    QUESTIONS = [Question("phase", _ask_phase), Question("title", _ask_title, optional=True)]
    interview(QUESTIONS, fields, review=_review)
    record = checked(Session, fields)

Whoever has one thing more to ask adds one `Question` to the list. What a question prints fits a screen of 24 lines.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, get_args

import typer

from coprod.cli import parse, records
from coprod.cli.prompts import prompt
from coprod.cli.prompts.prompt import BACK, BACK_OR_REST, NO_KEYS, Back, Keys, Rest, day, described, positions
from coprod.cli.terminal import print_note
from coprod.framework import (
    COMMITMENTS,
    LEVELS,
    PHASES,
    CommitmentName,
    LevelName,
    Outcome,
    PhaseName,
    ReadinessAnswer,
    Recognition,
)
from coprod.output.strip import aligned
from coprod.output.words import quoted
from coprod.words import visible

if TYPE_CHECKING:
    from coprod.model import Project, Reading, Saying, Session

#: What is known of a record so far, by the names of the questions.
Fields = dict[str, Any]


def _always(_fields: Mapping[str, Any]) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Question:
    """One question of an interview.

    Attributes:
        name: the field that it fills in.
        ask: asks and fills in. It is handed the fields and the keys that its prompts have to offer; a field that is
            filled in already holds what was answered before the person came back, and Enter keeps it.
        due: whether there is anything to ask, from what is known by then. The answer is dropped where there is not.
        optional: whether it can be left out, alone by Enter or with all that follow by one key.
    """

    name: str
    ask: Callable[[Fields, Keys], None]
    due: Callable[[Mapping[str, Any]], bool] = _always
    optional: bool = False

    @property
    def keys(self) -> Keys:
        """The keys that mean a step and no answer."""
        return BACK_OR_REST if self.optional else BACK


def interview(
    questions: Sequence[Question],
    fields: Fields,
    review: Callable[[Fields], str],
    closing: str = "Record this?",
) -> None:
    """Ask what is not known yet, until the person wants it recorded.

    Args:
        questions: in their order.
        fields: what is known, by the names of the questions; the answers are filled in.
        review: the record in a few lines, for a last look.
        closing: the last question.

    Raises:
        typer.Abort: where the person leaves, or wants nothing recorded.
    """
    unknown = [question for question in questions if not fields.get(question.name)]
    passed: list[int] = []
    at = 0
    while True:
        at = _ask_from(at, unknown, passed, fields)
        print_note(review(fields))
        choice = prompt.word(f"{closing} [y]es [n]o [b]ack", ("yes", "no", "back"))
        if choice == "yes":
            return
        if choice == "no":
            raise typer.Abort
        at = passed.pop() if passed else 0


def _ask_from(at: int, questions: Sequence[Question], passed: list[int], fields: Fields) -> int:
    """Ask the questions from one on.

    Args:
        at: the position of the first question.
        questions: all of them.
        passed: the positions of those that were asked, in order; kept up to date.
        fields: what is known; kept up to date.

    Returns:
        The position behind the last question.
    """
    while at < len(questions):
        question = questions[at]
        if not question.due(fields):
            fields.pop(question.name, None)
            at += 1
            continue
        try:
            question.ask(fields, question.keys)
        except Back:
            at = passed.pop() if passed else _first(at)
        except Rest:
            passed.append(at)
            at = next((later for later in range(at, len(questions)) if not questions[later].optional), len(questions))
        else:
            passed.append(at)
            at += 1
    return at


def _first(at: int) -> int:
    print_note("This is the first question; Ctrl-C leaves, and nothing is changed.")
    return at


def ask_level(question: str, otherwise: str, now: LevelName | None = None, keys: Keys = NO_KEYS) -> LevelName | None:
    """Ask for a level; it need not be known.

    Args:
        question: what the level is of.
        otherwise: what it means to leave it out.
        now: the level that was answered before; Enter keeps it.
        keys: as `prompt.until_read`.
    """
    print_note(question)
    print_note(prompt.choices([(str(known.number), f"{known.name:<14}{known.meaning}") for known in LEVELS.values()]))
    print_note(f"  Enter: {f'keep {now}; - takes it out' if now else otherwise}")

    def read(line: str) -> LevelName | None:
        if line in {"", "-"}:
            return None if line else now
        return parse.level(line)

    return prompt.until_read("Level", read, "", keys)


def phases(now: Sequence[PhaseName] = (), keys: Keys = NO_KEYS) -> tuple[PhaseName, ...]:
    """Ask which phase, or phases, a session served.

    Args:
        now: what was answered before, for Enter.
        keys: as `prompt.until_read`.
    """
    print_note("Which phase did the session serve? (two, with a comma between them, where it served both)")
    rows = [(str(number), f"{one.name:<15}{one.meaning}") for number, one in enumerate(PHASES.values(), 1)]
    print_note(prompt.choices(rows))
    return prompt.until_read("Phase", parse.phases, ",".join(now) or None, keys)


#: Sessions that are offered at once.
OFFERED = 8


def offer(sessions: Sequence["Session"]) -> None:
    """Show the first of some sessions with a number each, and how many more there are."""
    rows = [f"{one.date} {' and '.join(one.phase)} {one.title or ''}".rstrip() for one in sessions[:OFFERED]]
    if rows:
        print_note(prompt.choices([(str(number), visible(words)) for number, words in enumerate(rows, 1)]))
    if len(sessions) > OFFERED:
        print_note(f"  and {len(sessions) - OFFERED} more: write the day or the id")


def chosen(line: str, sessions: Sequence["Session"], project: "Project", today: date) -> list[str]:
    """The ids of the sessions that a line names, by the numbers of those offered or as `records.begun`.

    Raises:
        typer.BadParameter: where it names another.
    """
    numbers = positions(line, len(sessions[:OFFERED]))
    if numbers is not None:
        return [sessions[position].id for position in numbers]
    words = [word.strip() for word in line.replace(";", ",").split(",") if word.strip()]
    return list(dict.fromkeys(records.begun(project, word, today, "").id for word in words))


_RECOGNITION: dict[Recognition, str] = {
    "paid": "a fee or wages",
    "expenses": "what it cost them to come",
    "voucher": "vouchers or the like",
    "in-kind": "a meal, a course, a place",
    "voluntary": "they gave it freely, by their own word",
    "declined": "it was offered, and they declined",
    "none": "not at all",
}


def recognition(question: str, now: Recognition | None, keys: Keys) -> Recognition | None:
    """Ask for a way in which time is recognised; it need not be known.

    Args:
        question: whose time, and when.
        now: the way that was answered before; Enter keeps it.
        keys: as `prompt.until_read`.
    """
    print_note(question)
    ways: tuple[Recognition, ...] = get_args(Recognition)
    print_note(prompt.choices([(str(number), f"{way:<11}{_RECOGNITION[way]}") for number, way in enumerate(ways, 1)]))

    def read(line: str) -> Recognition | None:
        if line in {"", "-"}:
            return None if line else now
        number = positions(line, len(ways))
        return ways[number[0]] if number else parse.recognition(line)

    return prompt.until_read(f"Recognised ({prompt.enter(now, keys)})", read, "", keys)


#: An answer that leaves a thing open is written by hand.
_OUTCOMES: tuple[Outcome, ...] = tuple(word for word in get_args(Outcome) if word != "open")

_WHAT_FOR: dict[Outcome, str] = {
    "done": "What was done",
    "partly": "What was done, and why no more",
    "declined": "Why not",
}


def ask_answer(fields: Fields, waiting: Sequence["Saying | Reading"]) -> None:
    """Ask for everything that an answer still lacks, until the person wants it recorded.

    Args:
        fields: what is known of the answer, by the file's keys, with what is answered under `to`; filled in.
        waiting: what waits for an answer, the longest first.

    Raises:
        typer.Abort: where the person leaves, or wants nothing recorded.
    """
    if fields.get("to"):
        print_note(f"This is what is answered:\n  {visible(quoted(fields['to']))}")
    questions = [
        Question("to", _asker_of_what(waiting)),
        Question("outcome", _ask_outcome),
        Question("text", _ask_text_answer),
        Question("told", _ask_told, optional=True),
    ]
    interview(questions, fields, _review_answer, "Record this answer?")


def _asker_of_what(waiting: Sequence["Saying | Reading"]) -> Callable[[Fields, Keys], None]:
    def read(line: str) -> "Saying | Reading":
        if line.isdecimal() and 1 <= int(line) <= len(waiting):
            return waiting[int(line) - 1]
        raise typer.BadParameter(f'"{line}" is no number of the list')

    def ask(fields: Fields, keys: Keys) -> None:
        print_note("These wait for an answer:")
        print_note(prompt.choices([(str(number), visible(quoted(one))) for number, one in enumerate(waiting, 1)]))
        fields["to"] = prompt.until_read("Which one", read, keys=keys)

    return ask


def _ask_outcome(fields: Fields, keys: Keys) -> None:
    fields["outcome"] = prompt.until_read("What becomes of it: [d]one, [p]artly or de[c]lined", _outcome, keys=keys)


def _outcome(line: str) -> Outcome:
    for word, letter in zip(_OUTCOMES, "dpc", strict=True):
        if line.lower() in {word, letter}:
            return word
    raise typer.BadParameter(f'"{line}" is none of these keys, and changes nothing')


def _ask_text_answer(fields: Fields, keys: Keys) -> None:
    fields["text"] = prompt.until_read(_WHAT_FOR[fields["outcome"]], str, keys=keys)


def _ask_told(fields: Fields, keys: Keys) -> None:
    question = "How were those who said it told, such as letter, or at the meeting"
    fields["told"] = prompt.text(question, fields.get("told"), keys)


def _review_answer(fields: Fields) -> str:
    told = f", told by {fields['told']}" if fields.get("told") else ", not told yet"
    return "\n".join(
        [
            f"\nThe answer of {fields['date']} to",
            f"  {visible(quoted(fields['to']))}",
            f"  {fields['outcome']}: {visible(fields['text'])}{visible(told)}",
            "",
        ]
    )


def ask_feedback(fields: Fields, project: "Project", today: date) -> None:
    """Ask for what a feedback still lacks, until the person wants it recorded.

    Args:
        fields: what is known of it, by the names of its fields; filled in.
        project: the project as it stands.
        today: the day on which it is asked.

    Raises:
        typer.Abort: where the person leaves, or wants nothing recorded.
    """
    questions = [Question("sessions", _asking_which(project, today)), Question("how", _ask_how)]
    interview(questions, fields, _review_feedback)


def _asking_which(project: "Project", today: date) -> "Callable[[Fields, Keys], None]":
    def ask(fields: Fields, keys: Keys) -> None:
        waiting = records.awaiting_feedback(project, fields["date"])
        print_note("Of which sessions were people told what came of them?" + (" These wait for it:" if waiting else ""))
        offer(waiting)

        def read(line: str) -> list[str]:
            found = chosen(line, waiting, project, today)
            if not found:
                raise typer.BadParameter("name at least one session")
            return found

        fields["sessions"] = prompt.until_read("Sessions, such as 1 2, a day or an id", read, None, keys)

    return ask


def _ask_how(fields: Fields, keys: Keys) -> None:
    fields["how"] = prompt.until_read("How were they told, such as letter to all tenants", str, fields.get("how"), keys)


def _review_feedback(fields: Fields) -> str:
    which = visible(", ".join(fields["sessions"]))
    return f"\n  On {fields['date']} people were told what came of {which}\n  how: {visible(fields['how'])}\n"


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
        Question("text", _ask_text_saying),
        Question("session", _asking_where(project, today), lambda _: bool(project.sessions), optional=True),
        Question("date", _asking_when(today), lambda known: not known.get("session")),
        Question("group", _asking_who(project), lambda _: bool(groups), optional=True),
        Question("hoped", _ask_hoped, optional=True),
    ]
    interview(questions, fields, lambda known: _review_saying(known, today))


def _ask_text_saying(fields: Fields, keys: Keys) -> None:
    print_note("One thing that was asked for, suggested or objected to, as they said it; no names.")
    fields["text"] = prompt.until_read("Said", str, fields.get("text"), keys)


def _asking_where(project: "Project", today: date) -> "Callable[[Fields, Keys], None]":
    latest = sorted(
        (one for one in reversed(project.sessions) if one.date <= today), key=lambda one: one.date, reverse=True
    )

    def ask(fields: Fields, keys: Keys) -> None:
        print_note("\nIn which session? These are the latest:")
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
        fields["date"] = day("When was it said", today, fields.get("date"), keys)

    return ask


def _asking_who(project: "Project") -> "Callable[[Fields, Keys], None]":
    def ask(fields: Fields, keys: Keys) -> None:
        print_note("\nWhich group said it? Never a person.")
        groups = records.groups(project)
        print_note(prompt.choices([(str(number), visible(group)) for number, group in enumerate(groups, 1)]))
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


def _review_saying(fields: Fields, today: date) -> str:
    where = f"in {visible(fields['session'])}" if fields.get("session") else described(fields["date"], today)
    lines = [f"\n  {visible(fields['text'])}", f"  said {where}"]
    lines += [f"  {name}: {visible(fields[name])}" for name in ("group", "hoped") if fields.get(name)]
    return "\n".join([*lines, ""])


def ask_project(fields: Fields, file: str) -> None:
    """Ask for what a project still lacks, until the person wants it recorded.

    Args:
        fields: what is known of it, by the names of its fields; the answers are filled in.
        file: the file that is to be written, as the user named it.

    Raises:
        typer.Abort: where the person leaves, or wants nothing recorded.
    """
    print_note("b goes back a question; nothing is written before you say so at the end.\n")
    texts = {
        "purpose": "What is it for, in a sentence?",
        "lead": "Which organisation leads it?",
        "contact": "Whom can people ask: an address or a number for a page that is shared?",
    }
    questions = [
        Question("name", _ask_name),
        Question("affected", _ask_affected, optional=True),
        *(Question(name, _asking_for_text(name, question), optional=True) for name, question in texts.items()),
        Question("recognition", _ask_recognition_project, optional=True),
    ]
    interview(questions, fields, _review_project, f"Start it in {visible(file)}?")


def _ask_name(fields: Fields, keys: Keys) -> None:
    fields["name"] = prompt.until_read("What is the project called", str, fields.get("name"), keys)


def _ask_affected(fields: Fields, keys: Keys) -> None:
    print_note("\nWhich groups does it affect most? With commas between them, as in tenants, young people")
    now = ", ".join(fields.get("affected") or ()) or None
    answer = prompt.text("Groups", now, keys)
    fields["affected"] = list(dict.fromkeys(word.strip() for word in (answer or "").split(",") if word.strip()))


def _asking_for_text(name: str, question: str) -> Callable[[Fields, Keys], None]:
    def ask(fields: Fields, keys: Keys) -> None:
        print_note(f"\n{question}")
        fields[name] = prompt.text(name.capitalize(), fields.get(name), keys)

    return ask


def _ask_recognition_project(fields: Fields, keys: Keys) -> None:
    question = "\nHow is community partners' time recognised, as a rule?"
    fields["recognition"] = recognition(question, fields.get("recognition"), keys)


def _review_project(fields: Mapping[str, Any]) -> str:
    shown = {
        name: ", ".join(value) if isinstance(value, list) else str(value) for name, value in fields.items() if value
    }
    return "\n".join(["", *(f"  {name}: {visible(value)}" for name, value in shown.items()), ""])


#: How wide a column of the answers is, so that it stays where it is from one review to the next.
_COLUMN = 14

Key = Literal["yes", "partly", "no", "unknown", ""]

_QUESTIONS: list[tuple[LevelName, CommitmentName]] = [(level, stage) for level in LEVELS for stage in COMMITMENTS]

_INTRODUCTION = """\
Fifteen questions to an organisation, after Harry Shier's Pathways to
Participation: five levels, and at each an opening (are we willing?), an
opportunity (have we the means?) and an obligation (is it policy?). Answer for
today. Nothing is added up, and not every organisation needs the fifth level.
Nothing is recorded before you say so at the end; Ctrl-C leaves at any time.
"""


def ask_readiness(fields: Fields) -> None:
    """Ask for everything that a record of answers still lacks, until the person wants it recorded.

    Args:
        fields: what is known of the record, by the file's keys; `by`, `target` and the answers are filled in.

    Raises:
        typer.Abort: where the person leaves, or wants nothing recorded.
    """
    print_note(_INTRODUCTION)
    fifteen = [_question(number, *one) for number, one in enumerate(_QUESTIONS, 1)]
    others = [Question(name, ask, optional=True) for name, ask in (("by", _ask_who), ("target", _ask_target))]
    interview([others[0], *fifteen, others[1]], fields, _review_readiness, "Record these answers?")
    fields.update({level: _answers(level, fields) for level in LEVELS})
    for level, commitment in _QUESTIONS:
        fields.pop(f"{level} {commitment}", None)


def _ask_who(fields: Fields, keys: Keys) -> None:
    fields["by"] = prompt.text("Who answers? A group or a role is enough", fields.get("by"), keys)


def _ask_target(fields: Fields, keys: Keys) -> None:
    question = "\nWhich level does the organisation aim for? It need not be the fifth."
    fields["target"] = ask_level(question, "no level to aim for", fields.get("target"), keys)


def _question(number: int, level: LevelName, commitment: CommitmentName) -> Question:
    name = f"{level} {commitment}"

    def ask(fields: Fields, keys: Keys) -> None:
        if commitment == "opening":
            print_note(f"\nLevel {LEVELS[level].number} of {len(LEVELS)}, {level}: {LEVELS[level].meaning}")
        print_note(f"\n  Question {number} of {len(_QUESTIONS)}, {commitment}\n  {LEVELS[level].questions[commitment]}")
        now = fields.get(name)
        pressed = prompt.until_read(
            f"  [y]es [p]artly [n]o [u]nknown, {f'Enter keeps {now}' if now else 'Enter skips'}, [b]ack, [s]top",
            lambda line: prompt.key(get_args(Key), line),
            "",
            keys,
        )
        fields[name] = pressed or now

    return Question(name, ask, optional=True)


def _answers(level: LevelName, fields: Mapping[str, Any]) -> list[ReadinessAnswer]:
    return [fields.get(f"{level} {commitment}") or "unknown" for commitment in COMMITMENTS]


def _review_readiness(fields: Mapping[str, Any]) -> str:
    by = f" by {visible(fields['by'])}" if fields.get("by") else ""
    aim = f"aiming for {fields['target']}" if fields.get("target") else "no level to aim for"
    rows = [("", *COMMITMENTS), *((f"{one.number} {one.name}", *_answers(one.name, fields)) for one in LEVELS.values())]
    table = (f"  {line}" for line in aligned(rows, _COLUMN))
    return "\n".join([f"\nThe answers of {fields['date']}{by}, {aim}:", "", *table, ""])
