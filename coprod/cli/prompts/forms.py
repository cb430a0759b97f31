"""Asking a person for a record, field by field: forwards and backwards, with a review before it is written.

A command makes a draft, which is a dict of what the command line gave, and `ask_answer` and the like fill in the rest.
A form makes the questions about fields; the field's row in `coprod.model.rows` has the words:

    form = Form(SAID, draft, project, today)
    interview([form.ask("text"), form.ask("group", "optional")], review)

A field that the draft has is not asked for. Whatever the field is, Enter keeps the answer that was given before, `-`
takes it out, and a number picks from what is offered. What a question prints fits a screen of 24 lines.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import product
from typing import Any, Literal, NamedTuple, get_args

import typer

from coprod.assess.ahead import untold_sessions
from coprod.cli import parse, records
from coprod.cli.prompts import prompt
from coprod.cli.prompts.prompt import AT_LENGTH, EXPLAIN, Back, Reader, Rest
from coprod.cli.terminal import print_note
from coprod.framework import (
    COMMITMENTS,
    LEVELS,
    SHIER_LEVELS,
    SIDES,
    CommitmentName,
    ReadinessAnswer,
    ShierLevel,
)
from coprod.model import Project, Reading, Saying, Session
from coprod.model.kinds import ANSWERS, FEEDBACK, PROJECT, READINESS, SAID
from coprod.model.rows import Kind, Row, Value
from coprod.output.layout import aligned
from coprod.output.words import quoted
from coprod.terms import LEVEL_WORDS, OUTCOMES, PHASE_WORDS, RECOGNITION, SIDE_WORDS
from coprod.words import visible

#: The fields of a record that are known so far, by name.
Draft = dict[str, Any]

#: Whether Enter asks again; keeps what is known, and `s` skips it with the rest; or leaves the field unrecorded.
Need = Literal["needed", "optional", "unrecorded"]

#: The sorts of value of which several can be picked by their numbers.
_SEVERAL: frozenset[Value] = frozenset(("groups", "ids", "recognition"))


class Offer(NamedTuple):
    """What a question offers: keys with their meanings, the values that numbers pick if they do, and a last line."""

    lines: Sequence[tuple[str, str]] = ()
    values: Sequence[Any] | None = None
    more: str = ""

    def picked(self, line: str, *, several: bool = False) -> Any:
        """The value that a number picks, or a list of them; None if the line is no number."""
        at = None if self.values is None else prompt.positions(line, len(self.values))
        if at is None or self.values is None:
            return None
        if several:
            return [self.values[position] for position in at]
        if len(at) > 1:
            raise typer.BadParameter("write one number here; nothing was taken")
        return self.values[at[0]]


class Question(NamedTuple):
    """A question of an interview: the field of a draft that it fills in, and whether there is anything to ask."""

    draft: Draft
    name: str
    put: Callable[[str], None]
    due: Callable[[], bool] = lambda: True
    keys: str = "b"


class Form(NamedTuple):
    """The fields of a kind of record, the draft that holds their answers, and the keys that every question offers.

    What a field refers to is looked up in the project, if there is one, as it stands today.
    """

    kind: Kind
    draft: Draft
    project: Project | None = None
    today: date = date.max
    keys: str = ""

    def ask(
        self,
        field: str,
        need: Need = "needed",
        due: Callable[[], bool] = lambda: True,
        *,
        first: bool = False,
        above: str | Callable[[], str] | None = None,
        words: str | Callable[[], str] = "",
        offer: Callable[[], Offer] | None = None,
        read: Reader[Any] | None = None,
        left_out: str = "",
        keys: str = "",
    ) -> Question:
        """The question about a field; what is not given follows from its row, its sort of value and the need.

        `above` stands above the question, and what the row has there below a blank line, unless the question is the
        first. `left_out` is what it means to leave the field out, in place of the usual words for that.
        """
        row, draft = self.kind.row(field), self.draft
        sort = sort_of(row, self.project, self.today)
        if row.value == "texts":
            return Question(draft, field, partial(put_lines, draft, field, row.above, row.ask), due)
        if above is None and row.above:
            above = row.above if first else f"\n{row.above}"

        def put(keys: str) -> None:
            now = draft.get(field)
            offered = offer() if offer else sort.offer if need != "unrecorded" else Offer()
            hint, question = "", (words if isinstance(words, str) else words()) or row.ask
            if left_out:
                hint = f"Enter: {f'keep {now}; - takes it out' if now else left_out}"
            elif need == "optional":
                question = f"{question} ({prompt.enter(now, keys)})"
                hint = f"Now: {visible(in_short(now))}" if now and not (offered.lines and isinstance(now, str)) else ""
            if hint and EXPLAIN in keys:
                hint, question = "", f"{question} ({hint})"

            def answer(line: str) -> Any:
                if need != "needed" and line in {"", "-"}:
                    return now if need == "optional" and not line else None
                picked = offered.picked(line, several=row.value in _SEVERAL)
                return (read or sort.read)(line) if picked is None else picked

            default = None if need == "needed" else ""
            if need == "needed" and now and (row.free or row.value == "phases"):
                default = now if isinstance(now, str) else ",".join(now)
            draft[field] = prompt.ask(question, answer, default, keys, partial(_explain, above, offered, hint))

        return Question(draft, field, put, due, keys or self.keys or ("bs" if need == "optional" else "b"))

    def with_others(self, asked: Sequence[Question]) -> list[Question]:
        """These questions, and those about every other field whose row has one; each of those can be left out."""
        names = {question.name for question in asked}
        rows = [row for row in self.kind.rows if row.ask and row.name not in names]
        return [*asked, *(self.ask(row.name, "optional") for row in rows)]

    def day(self, due: Callable[[], bool] = lambda: True, above: str | None = None) -> Question:
        """The question about the day of a record."""

        def put(keys: str) -> None:
            if above is not None:
                print_note(above)
            # What is no day is answered with how one is written, which explains the question too.
            asked = self.kind.row("date").ask, self.today, self.draft.get("date"), keys.replace(EXPLAIN, "")
            self.draft["date"] = prompt.day(*asked)

        return Question(self.draft, "date", put, due)

    def reviewed(self, names: Iterable[str]) -> list[str]:
        """A line of a review for each of these fields that is known, by the name that its row has there."""
        lines = []
        for row in map(self.kind.row, names):
            value, name = self.draft.get(row.name), row.review or row.name
            by_name = value if isinstance(value, dict) else {"": value} if value else {}
            lines += [f"  {name.format(key=key)}: {visible(in_short(text))}" for key, text in by_name.items()]
        return lines


def _explain(above: str | Callable[[], str] | None, offer: Offer, hint: str) -> None:
    if above is not None:
        print_note(above if isinstance(above, str) else above())
    for text in (prompt.choices(offer.lines) if offer.lines else "", offer.more, hint and f"  {hint}"):
        if text:
            print_note(text)


def gather(
    explain: Callable[[], None],
    lines: Callable[[], Iterable[str]],
    words: Callable[[], str],
    take: Callable[[str], None],
    keys: str,
) -> None:
    """Ask for line after line until Enter ends it, each time below what was gathered so far."""
    if EXPLAIN not in keys:
        explain()
    while True:
        for line in lines():
            print_note(line)
        answer = prompt.ask(words(), str, "", keys.replace(EXPLAIN, ""))
        if not answer:
            return
        if answer == EXPLAIN and EXPLAIN in keys:
            explain()
            continue
        try:
            take(answer)
        except typer.BadParameter as error:
            print_note(visible(error.message))


def put_lines(draft: Draft, name: str, above: str, word: str, keys: str) -> None:
    """Ask for texts, a line each, kept as typed."""
    texts: list[str] = draft.get(name) or []
    draft[name] = texts

    def take(line: str) -> None:
        if line == "-":
            del texts[-1:]
        elif line not in texts:
            texts.append(line)

    gather(
        lambda: print_note(f"\n{above}"),
        lambda: (f"  {word}: {visible(text)}" for text in texts),
        lambda: f"{word} ({'Enter when done, - takes the last out' if texts else prompt.enter(None, keys)})",
        take,
        keys,
    )


def interview(
    questions: Sequence[Question],
    review: Callable[[], Iterable[str]],
    closing: str = "Record this?",
    *,
    brief: bool = False,
) -> None:
    """Ask for what is not known yet, until the person wants the record that the review shows written.

    A brief one explains a question only if it is asked to.
    """
    unknown = [question for question in questions if not question.draft.get(question.name)]
    passed: list[int] = []
    at = 0
    while True:
        try:
            if at == len(unknown):
                print_review(review())
                confirm(closing)
                return
            question = unknown[at]
            if question.due():
                question.put(f"{question.keys}{EXPLAIN if brief else ''}")
                passed.append(at)
            else:
                question.draft.pop(question.name, None)
            at += 1
        except Back:
            if not passed:
                print_note("This is the first question; Ctrl-C leaves, and nothing is changed.")
            at = passed.pop() if passed else 0
        except Rest:
            passed.append(at)
            needed = (later for later in range(at + 1, len(unknown)) if "s" not in unknown[later].keys)
            at = next(needed, len(unknown))


def print_review(lines: Iterable[str]) -> None:
    """Show what is to be recorded, for a last look."""
    print_note("\n".join(["", *lines, ""]))


def confirm(closing: str) -> None:
    """Go on if the person wants what a review shows written; no ends the command, and `Back` goes back."""
    choice = prompt.word(f"{closing} [y]es [n]o [b]ack", ("yes", "no", "back"))
    if choice != "yes":
        raise Back if choice == "back" else typer.Abort


def in_short(value: object) -> str:
    """A value of a draft in a line: a list with commas, and what was settled with its own level."""
    if isinstance(value, dict):
        return f"{value['what']} ({value['level']})"
    return ", ".join(value) if isinstance(value, list | tuple) else str(value)


def numbered(values: Sequence[Any], show: Callable[[Any], str] = str) -> Offer:
    """An offer of these values by number."""
    return Offer([(str(number), visible(show(value))) for number, value in enumerate(values, 1)], values)


#: Sessions that are offered at once.
_OFFERED = 8


def numbered_sessions(sessions: Sequence[Session]) -> Offer:
    """An offer of the ids of the latest of these sessions."""
    shown = sorted(sessions, key=lambda known: known.date, reverse=True)[:_OFFERED]
    offer = numbered(shown, lambda known: f"{known.date} {' and '.join(known.phase)} {known.title or ''}".rstrip())
    more = f"  and {len(sessions) - _OFFERED} more: write the day or the id" if len(sessions) > _OFFERED else ""
    return offer._replace(values=[known.id for known in shown], more=more)


def comma_separated(line: str) -> list[str]:
    """The texts between the commas or semicolons of a line, each once; at least one is asked for."""
    found = list(dict.fromkeys(word.strip() for word in line.replace(";", ",").split(",") if word.strip()))
    if not found:
        raise typer.BadParameter("name at least one")
    return found


class Sort(NamedTuple):
    """How a sort of value is read, and what is offered for it."""

    read: Reader[Any] = str
    offer: Offer = Offer()


def _meanings(words: Mapping[Any, Any], keys: Iterable[object] = ()) -> list[tuple[str, str]]:
    """A line for each word with what it means, by these keys, or numbered."""
    width = max(map(len, words)) + 2
    rows = zip(keys or range(1, len(words) + 1), words.items(), strict=True)
    return [(str(key), f"{word:<{width}}{row.meaning}") for key, (word, row) in rows]


_SORTS: dict[Value, Sort] = {
    "count": Sort(prompt.count),
    "aim": Sort(parse.aim, Offer(_meanings({level: LEVEL_WORDS[level] for level in SHIER_LEVELS}))),
    "level": Sort(parse.level, Offer(_meanings(LEVEL_WORDS, range(len(LEVELS))))),
    "phases": Sort(parse.phases, Offer(_meanings(PHASE_WORDS))),
    "recognition": Sort(lambda line: list(parse.recognitions(line)), Offer(_meanings(RECOGNITION), list(RECOGNITION))),
    "side": Sort(lambda line: prompt.key(SIDES, line), Offer(_meanings(SIDE_WORDS, "cp"))),
}


def sort_of(row: Row, project: Project | None = None, today: date = date.max) -> Sort:
    """How the value of a field is read, and what is offered for it: of groups and sessions, those of the project."""
    if row.choices:
        return Sort(parse.choice("", "word here", row.choices), numbered(row.choices))
    if project is None or row.refers_to not in {"affected", "sessions"}:
        return _SORTS.get(row.value, Sort())
    if row.refers_to == "affected":
        groups = records.groups(project)
        group = partial(records.begun_group, groups)
        several = row.value == "groups"
        return Sort((lambda line: [*map(group, comma_separated(line))]) if several else group, numbered(groups))

    def one(line: str) -> str:
        return records.begun(project, line, today, "").id

    def fed_back(line: str) -> list[str]:
        return records.fed_back(project, comma_separated(line), today, "")

    past = [session for session in reversed(project.sessions) if session.date <= today]
    return Sort(fed_back if row.value == "ids" else one, numbered_sessions(past))


#: The outcomes that are asked for; an answer that leaves a thing open is written by hand.
_ASKED = {outcome: words for outcome, words in reversed(OUTCOMES.items()) if words.question}


def ask_answer(draft: Draft, waiting: Sequence[Saying | Reading]) -> None:
    """Ask for what an answer still lacks; the draft has what is answered, not its id, under `to`."""
    form = Form(ANSWERS, draft)
    if draft.get("to"):
        print_note(f"This is what is answered:\n  {visible(quoted(draft['to']))}")

    def none_of(line: str) -> object:
        raise typer.BadParameter(f'"{line}" is no number of the list')

    def review() -> list[str]:
        told = f", told by {draft['told']}" if draft.get("told") else ", not told yet"
        what = f"  {draft['outcome']}: {visible(draft['text'])}{visible(told)}"
        return [f"The answer of {draft['date']} to", f"  {visible(quoted(draft['to']))}", what]

    letters = "".join(words.letter for words in _ASKED.values())
    asked = [
        form.ask("to", first=True, offer=lambda: numbered(waiting, quoted), read=none_of),
        form.ask("outcome", read=lambda line: prompt.key(tuple(_ASKED), line, letters)),
        form.ask("text", words=lambda: _ASKED[draft["outcome"]].question),
        form.ask("told", "optional"),
    ]
    interview(form.with_others(asked), review, "Record this answer?")


def ask_feedback(draft: Draft, project: Project, today: date) -> None:
    """Ask for what a feedback still lacks."""
    form = Form(FEEDBACK, draft, project, today)
    awaiting = untold_sessions(project, draft["date"])
    above = FEEDBACK.row("sessions").above + (" These wait for it:" if awaiting else "")
    sessions = form.ask("sessions", above=above, offer=lambda: numbered_sessions(awaiting))
    asked = form.with_others([sessions, form.ask("how")])

    def review() -> list[str]:
        told = f"  On {draft['date']} people were told what came of {visible(', '.join(draft['sessions']))}"
        return [told, *form.reviewed(question.name for question in asked[1:])]

    interview(asked, review)


def ask_saying(draft: Draft, project: Project, today: date) -> None:
    """Ask for what a saying still lacks."""
    form = Form(SAID, draft, project, today)
    text, where, when, *more = form.with_others(
        [
            form.ask("text", first=True),
            form.ask("session", "optional", lambda: bool(project.sessions)),
            form.day(lambda: not draft.get("session")),
            form.ask("group", "optional", lambda: bool(records.groups(project))),
            form.ask("hoped", "optional"),
        ]
    )

    def review() -> list[str]:
        place = f"in {visible(draft['session'])}" if draft.get("session") else prompt.described(draft["date"], today)
        more_told = form.reviewed(question.name for question in more)
        return [f"  {visible(draft['text'])}", f"  said {place}", *more_told]

    interview([text, where, when, *more], review)


def ask_project(draft: Draft, file: str) -> None:
    """Ask for what a new project still lacks; the file is named as the user named it."""
    print_note("b goes back a question; nothing is written before you say so at the end.\n")
    form = Form(PROJECT, draft)

    def review() -> list[str]:
        contact = draft.get("contact") or ""
        # An answer that was meant for the next question reads so, and would stand on the shared page.
        slip = contact and not re.search(r"[@\d\s./]", contact)
        doubt = [f'Can people reach you by "{visible(contact)}"? b goes back.'] if slip else []
        return [*form.reviewed(draft), *doubt]

    asked = [form.ask("name"), form.ask("affected", "optional", read=comma_separated)]
    interview(form.with_others(asked), review, f"Start it in {visible(file)}?")


#: How wide a column of the answers is, so that it stays where it is from one review to the next.
_COLUMN = 14


def ask_readiness(draft: Draft) -> None:
    """Ask Shier's fifteen questions, who answers them, and which level is aimed for."""
    print_note(AT_LENGTH["introductions"]["readiness"])
    form = Form(READINESS, draft)
    answers: Draft = {}

    def question(number: int, level: ShierLevel, commitment: CommitmentName) -> Question:
        name = f"{level} {commitment}"

        def put(keys: str) -> None:
            if commitment == "opening":
                print_note(f"\nLevel {LEVELS[level]} of {len(SHIER_LEVELS)}, {level}: {LEVEL_WORDS[level].meaning}")
            print_note(f"\n  Question {number} of 15, {commitment}\n  {LEVEL_WORDS[level].questions[commitment]}")
            now = answers.get(name)
            words = f"  [y]es [p]artly [n]o [u]nknown, Enter {f'keeps {now}' if now else 'skips'}, [b]ack, [s]top"
            known = get_args(ReadinessAnswer)
            answers[name] = prompt.ask(words, lambda line: prompt.key(known, line) if line else now, "", keys)

        return Question(answers, name, put, keys="bs")

    def by_level() -> dict[Any, list[ReadinessAnswer]]:
        return {level: [answers.get(f"{level} {name}") or "unknown" for name in COMMITMENTS] for level in SHIER_LEVELS}

    def review() -> list[str]:
        by = f" by {visible(draft['by'])}" if draft.get("by") else ""
        aim = f"aiming for {draft['target']}" if draft.get("target") else "no level to aim for"
        rows = [(f"{LEVELS[level]} {level}", *three) for level, three in by_level().items()]
        table = [f"  {line}" for line in aligned([("", *COMMITMENTS), *rows], _COLUMN)]
        return [f"The answers of {draft['date']}{by}, {aim}:", "", *table]

    aim = form.ask("target", "optional", left_out="no level to aim for")
    fifteen = [question(at, *place) for at, place in enumerate(product(SHIER_LEVELS, COMMITMENTS), 1)]
    interview([form.ask("by", "optional"), *fifteen, aim], review, "Record these answers?")
    draft.update(by_level())
