"""Asking a person for a record, field by field: forwards and backwards, with a review before it is written.

A command makes a draft, which is a dict of what the command line gave, and `ask_answer` and the like fill in the rest.
A form lists the fields that are asked for, each as an `Ask`; the field's row in `coprod.model.rows` has the words:

    questions = form(SAID, [Ask("text"), Ask("group", "optional", offer=lambda _: numbered(groups))])
    interview(questions, draft, review)

A field that the draft has is not asked for. Whatever the field is, Enter keeps the answer that was given before, `-`
takes it out, and a number picks from what is offered. What a question prints fits a screen of 24 lines.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Literal, NamedTuple, get_args

import typer

from coprod.cli import parse, records
from coprod.cli.prompts import prompt
from coprod.cli.prompts.prompt import BACK, BACK_OR_REST, Keys, Reader, Step
from coprod.cli.terminal import print_note
from coprod.framework import (
    COMMITMENTS,
    LEVELS,
    PHASES,
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
from coprod.terms import OUTCOMES, RECOGNITION, SIDE_WORDS
from coprod.words import visible

#: The fields of a record that are known so far, by name.
Draft = dict[str, Any]

#: Whether Enter asks again; keeps what is known, and `s` skips it with the rest; or leaves the field unrecorded.
Need = Literal["needed", "optional", "unrecorded"]


class Offer(NamedTuple):
    """What a question offers: keys with their meanings, the values that numbers pick if they do, and a last line."""

    lines: Sequence[tuple[str, str]] = ()
    values: Sequence[Any] | None = None
    more: str = ""


class Question(NamedTuple):
    """A question of an interview: the field that it fills in, and whether there is anything to ask."""

    name: str
    put: Callable[[Draft, Keys], Step | None]
    due: Callable[[Draft], bool] = lambda _draft: True
    keys: Keys = BACK


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked about a field: all that is left out follows from its row, its sort of value and the need.

    Attributes:
        due: whether there is anything to ask.
        above: what stands above the question.
        left_out: what it means to leave it out; said on a line above the question in place of words in it.
        key: the key in the draft, if it is not the field.
    """

    field: str
    need: Need = "needed"
    due: Callable[[Draft], bool] = lambda _draft: True
    above: str | Callable[[Draft], str] | None = None
    words: str | Callable[[Draft], str] = ""
    offer: Callable[[Draft], Offer] | None = None
    read: Reader[Any] | None = None
    left_out: str = ""
    keys: Keys | None = None
    key: str = ""


def form(kind: Kind, asks: Sequence[Ask]) -> list[Question]:
    """The questions about fields of a kind; what stands above the first one needs no blank line."""
    return [question_about(ask, kind.row(ask.field), first=position == 0) for position, ask in enumerate(asks)]


def others(kind: Kind, *asked: str) -> list[Ask]:
    """What is asked about every other field whose row has a question; each can be left out."""
    return [Ask(row.name, "optional") for row in kind.rows if row.ask and row.name not in asked]


def question_about(ask: Ask, row: Row, *, first: bool = False) -> Question:
    """The question about a field."""
    if row.value == "texts":
        return Question(row.name, partial(put_lines, row.name, row.above, row.ask), ask.due)
    above = ask.above
    if above is None and row.above:
        above = row.above if first else f"\n{row.above}"
    keys = ask.keys or (BACK_OR_REST if ask.need == "optional" else BACK)
    return Question(ask.key or ask.field, partial(_put, ask, row, above), ask.due, keys)


def _put(ask: Ask, row: Row, above: str | Callable[[Draft], str] | None, draft: Draft, keys: Keys) -> Step | None:
    name = ask.key or ask.field
    now = draft.get(name)
    offer = ask.offer(draft) if ask.offer else sort_of(row).offer if ask.need != "unrecorded" else Offer()

    def explain() -> None:
        if above is not None:
            print_note(above if isinstance(above, str) else above(draft))
        if offer.lines:
            print_note(prompt.choices(offer.lines))
        if offer.more:
            print_note(offer.more)

    hint, words = _hint(ask, row, offer, draft, keys)
    default = None if ask.need == "needed" else ""
    if ask.need == "needed" and now and (row.free or row.value == "phases"):
        default = now if isinstance(now, str) else ",".join(now)

    def answer() -> Any:
        if hint:
            print_note(hint)
        return prompt.answer_or_step(words, partial(_read, ask, row, offer, now), default, keys)

    return filled(draft, name, prompt.explained(explain, answer, keys))


def _hint(ask: Ask, row: Row, offer: Offer, draft: Draft, keys: Keys) -> tuple[str, str]:
    """A line on what Enter does, or "" if the question itself says it, and the question."""
    now = draft.get(ask.key or ask.field)
    words = (ask.words if isinstance(ask.words, str) else ask.words(draft)) or row.ask
    if ask.left_out:
        enter = f"Enter: {f'keep {now}; - takes it out' if now else ask.left_out}"
        return ("", f"{words} ({enter})") if prompt.EXPLAIN in keys else (f"  {enter}", words)
    if ask.need != "optional":
        return "", words
    shown = now and (isinstance(now, list | tuple) or not offer.lines)
    return f"  Now: {visible(in_short(now))}" if shown else "", f"{words} ({prompt.enter(now, keys)})"


def _read(ask: Ask, row: Row, offer: Offer, now: object, line: str) -> Any:
    if ask.need != "needed" and line in {"", "-"}:
        return now if ask.need == "optional" and not line else None
    if offer.values is not None and row.value in {"groups", "ids", "recognition"}:
        if (several := prompt.positions(line, len(offer.values))) is not None:
            return [offer.values[at] for at in several]
    elif offer.values is not None and (at := prompt.position(line, len(offer.values))) is not None:
        return offer.values[at]
    return (ask.read or sort_of(row).read)(line)


def filled(draft: Draft, name: str, answer: object) -> Step | None:
    """Put an answer into the draft, unless it is a step, which is returned."""
    if isinstance(answer, Step):
        return answer
    draft[name] = answer
    return None


def day_question(
    kind: Kind, today: date, above: str | None = None, due: Callable[[Draft], bool] = lambda _draft: True
) -> Question:
    """The question about the day of a record."""

    def put(draft: Draft, keys: Keys) -> Step | None:
        if above is not None:
            print_note(above)
        return filled(draft, "date", prompt.day(kind.row("date").ask, today, draft.get("date"), keys))

    return Question("date", put, due)


def gather(
    lines: Callable[[], Sequence[str]], words: Callable[[], str], take: Callable[[str], None], keys: Keys
) -> Step | None:
    """Ask for line after line until Enter ends it, each time below what was gathered so far."""
    while True:
        for line in lines():
            print_note(line)
        answer = prompt.answer_or_step(words(), str, "", keys)
        if isinstance(answer, Step) or not answer:
            return answer or None
        try:
            take(answer)
        except typer.BadParameter as error:
            print_note(visible(error.message))


def put_lines(name: str, above: str, word: str, draft: Draft, keys: Keys) -> Step | None:
    """Ask for texts, a line each, kept as typed."""
    print_note(f"\n{above}")
    texts: list[str] = draft.get(name) or []
    draft[name] = texts

    def take(line: str) -> None:
        if line == "-":
            del texts[-1:]
        elif line not in texts:
            texts.append(line)

    done = "Enter when done, - takes the last out"
    return gather(
        lambda: [f"  {word}: {visible(text)}" for text in texts],
        lambda: f"{word} ({done if texts else prompt.enter(None, keys)})",
        take,
        keys,
    )


def interview(
    questions: Sequence[Question],
    draft: Draft,
    review: Callable[[Draft], str],
    closing: str = "Record this?",
    *,
    brief: bool = False,
) -> None:
    """Ask for what is not known yet, until the person wants the record that the review shows written.

    A brief one explains a question only if it is asked to.
    """
    unknown = [question for question in questions if not draft.get(question.name)]
    passed: list[int] = []
    at = 0
    while True:
        if at == len(unknown):
            print_note(review(draft))
            if confirmed(closing):
                return
            at = passed.pop() if passed else 0
            continue
        question = unknown[at]
        if not question.due(draft):
            draft.pop(question.name, None)
            at += 1
            continue
        step = question.put(draft, {**question.keys, prompt.EXPLAIN: Step.EXPLAIN} if brief else question.keys)
        if step is Step.BACK:
            if not passed:
                print_note("This is the first question; Ctrl-C leaves, and nothing is changed.")
            at = passed.pop() if passed else 0
            continue
        passed.append(at)
        at += 1
        while step is Step.REST and at < len(unknown) and "s" in unknown[at].keys:
            at += 1


def confirmed(closing: str) -> bool:
    """Whether the person wants what a review shows written, or False to go back; no ends the command."""
    choice = prompt.word(f"{closing} [y]es [n]o [b]ack", ("yes", "no", "back"))
    if choice == "no":
        raise typer.Abort
    return choice == "yes"


def reviewed(kind: Kind, draft: Mapping[str, Any], names: Sequence[str]) -> list[str]:
    """A line of a review for each of these fields that is known, by the name that its row has there."""
    lines = []
    for row in map(kind.row, names):
        value, name = draft.get(row.name), row.review or row.name
        by_name = value if isinstance(value, dict) else {"": value} if value else {}
        lines += [f"  {name.format(key=key)}: {visible(in_short(text))}" for key, text in by_name.items()]
    return lines


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
    """An offer of the ids of the first of these sessions."""
    rows = [f"{known.date} {' and '.join(known.phase)} {known.title or ''}".rstrip() for known in sessions]
    more = f"  and {len(sessions) - _OFFERED} more: write the day or the id" if len(sessions) > _OFFERED else ""
    return Offer(numbered(rows[:_OFFERED]).lines, [known.id for known in sessions[:_OFFERED]], more)


def session_reader(project: Project, today: date) -> Reader[list[str]]:
    """Reads the ids of sessions on which something can be fed back, named with commas between them."""

    def read(line: str) -> list[str]:
        if not comma_separated(line):
            raise typer.BadParameter("name at least one session")
        return records.fed_back(project, comma_separated(line), today, "")

    return read


def comma_separated(line: str) -> list[str]:
    """The texts between the commas or semicolons of a line, each once."""
    return list(dict.fromkeys(word.strip() for word in line.replace(";", ",").split(",") if word.strip()))


class Sort(NamedTuple):
    """How a sort of value is read, and what is offered for it."""

    read: Reader[Any] = str
    offer: Offer = Offer()


def _meanings(words: Mapping[Any, Any], width: int, keys: Iterable[object] = ()) -> list[tuple[str, str]]:
    """A line for each word with what it means, by these keys, or numbered."""
    rows = zip(keys or range(1, len(words) + 1), words.items(), strict=True)
    return [(str(key), f"{word:<{width}}{row.meaning}") for key, (word, row) in rows]


_SORTS: dict[Value, Sort] = {
    "count": Sort(prompt.count),
    "aim": Sort(parse.aim, Offer(_meanings(SHIER_LEVELS, 14))),
    "level": Sort(parse.level, Offer(_meanings(LEVELS, 14, range(len(LEVELS))))),
    "phases": Sort(parse.phases, Offer(_meanings(PHASES, 15))),
    "recognition": Sort(
        lambda line: list(parse.recognitions(line)), Offer(_meanings(RECOGNITION, 11), list(RECOGNITION))
    ),
    "side": Sort(lambda line: prompt.key(SIDES, line), Offer(_meanings(SIDE_WORDS, 14, "cp"))),
}


def sort_of(row: Row) -> Sort:
    """How the value of a field is read, and what is offered for it."""
    if row.choices:
        return Sort(parse.choice("", "word here", row.choices), numbered(row.choices))
    return _SORTS.get(row.value, Sort())


#: The outcomes that are asked for; an answer that leaves a thing open is written by hand.
_ASKED = {outcome: words for outcome, words in reversed(OUTCOMES.items()) if words.question}


def ask_answer(draft: Draft, waiting: Sequence[Saying | Reading]) -> None:
    """Ask for what an answer still lacks; the draft has what is answered, not its id, under `to`."""
    if draft.get("to"):
        print_note(f"This is what is answered:\n  {visible(quoted(draft['to']))}")

    def none_of(line: str) -> object:
        raise typer.BadParameter(f'"{line}" is no number of the list')

    def review(draft: Draft) -> str:
        told = f", told by {draft['told']}" if draft.get("told") else ", not told yet"
        what = f"{draft['outcome']}: {visible(draft['text'])}{visible(told)}"
        return f"\nThe answer of {draft['date']} to\n  {visible(quoted(draft['to']))}\n  {what}\n"

    letters = "".join(words.letter for words in _ASKED.values())
    asks = [
        Ask("to", offer=lambda _: numbered(waiting, quoted), read=none_of),
        Ask("outcome", read=lambda line: prompt.key(tuple(_ASKED), line, letters)),
        Ask("text", words=lambda draft: _ASKED[draft["outcome"]].question),
        Ask("told", "optional"),
        *others(ANSWERS, "to", "outcome", "text", "told"),
    ]
    interview(form(ANSWERS, asks), draft, review, "Record this answer?")


def ask_feedback(draft: Draft, project: Project, today: date) -> None:
    """Ask for what a feedback still lacks."""
    awaiting = records.awaiting_feedback(project, draft["date"])
    above = FEEDBACK.row("sessions").above + (" These wait for it:" if awaiting else "")

    def review(draft: Draft) -> str:
        told = f"  On {draft['date']} people were told what came of {visible(', '.join(draft['sessions']))}"
        return "\n".join(["", told, *reviewed(FEEDBACK, draft, [ask.field for ask in asks[1:]]), ""])

    asks = [
        Ask("sessions", above=above, offer=lambda _: numbered_sessions(awaiting), read=session_reader(project, today)),
        Ask("how"),
        *others(FEEDBACK, "sessions", "how"),
    ]
    interview(form(FEEDBACK, asks), draft, review)


def ask_saying(draft: Draft, project: Project, today: date) -> None:
    """Ask for what a saying still lacks."""
    groups = records.groups(project)
    past = [session for session in reversed(project.sessions) if session.date <= today]
    latest = sorted(past, key=lambda session: session.date, reverse=True)

    def review(draft: Draft) -> str:
        place = f"in {visible(draft['session'])}" if draft.get("session") else prompt.described(draft["date"], today)
        lines = [f"\n  {visible(draft['text'])}", f"  said {place}"]
        return "\n".join([*lines, *reviewed(SAID, draft, ["group", "hoped", *(ask.field for ask in more)]), ""])

    more = others(SAID, "date", "text", "session", "group", "hoped")
    text, session, *rest = form(
        SAID,
        [
            Ask("text"),
            Ask(
                "session",
                "optional",
                due=lambda _: bool(project.sessions),
                offer=lambda _: numbered_sessions(latest),
                read=lambda line: records.begun(project, line, today, "").id,
            ),
            Ask(
                "group",
                "optional",
                due=lambda _: bool(groups),
                offer=lambda _: numbered(groups),
                read=lambda line: records.group(project, line, ""),
            ),
            Ask("hoped", "optional"),
            *more,
        ],
    )
    when = day_question(SAID, today, due=lambda draft: not draft.get("session"))
    interview([text, session, when, *rest], draft, review)


def ask_project(draft: Draft, file: str) -> None:
    """Ask for what a new project still lacks; the file is named as the user named it."""
    print_note("b goes back a question; nothing is written before you say so at the end.\n")
    groups = Ask("affected", "optional", read=comma_separated)
    asks = [Ask("name"), groups, *others(PROJECT, "name", "affected")]

    def review(draft: Draft) -> str:
        contact = draft.get("contact") or ""
        # An answer that was meant for the next question reads so, and would stand on the shared page.
        slip = contact and not re.search(r"[@\d\s./]", contact)
        doubt = [f'Can people reach you by "{visible(contact)}"? b goes back.'] if slip else []
        return "\n".join(["", *reviewed(PROJECT, draft, list(draft)), *doubt, ""])

    interview(form(PROJECT, asks), draft, review, f"Start it in {visible(file)}?")


#: How wide a column of the answers is, so that it stays where it is from one review to the next.
_COLUMN = 14

_SHIER: list[tuple[ShierLevel, CommitmentName]] = [(level, stage) for level in SHIER_LEVELS for stage in COMMITMENTS]

_INTRODUCTION = """\
Fifteen questions to an organisation, after Harry Shier's Pathways to
Participation: five levels, and at each an opening (are we willing?), an
opportunity (have we the means?) and an obligation (is it policy?). Answer for
today. Nothing is added up, and not every organisation needs the fifth level.
Nothing is recorded before you say so at the end; Ctrl-C leaves at any time.
"""


def ask_readiness(draft: Draft) -> None:
    """Ask Shier's fifteen questions, who answers them, and which level is aimed for."""
    print_note(_INTRODUCTION)
    by, target = form(READINESS, [Ask("by", "optional"), Ask("target", "optional", left_out="no level to aim for")])
    fifteen = [_shier_question(number, *place) for number, place in enumerate(_SHIER, 1)]
    interview([by, *fifteen, target], draft, _review_readiness, "Record these answers?")
    draft.update(_answers(draft))
    for level, commitment in _SHIER:
        draft.pop(f"{level} {commitment}", None)


def _shier_question(number: int, level: ShierLevel, commitment: CommitmentName) -> Question:
    name = f"{level} {commitment}"

    def put(draft: Draft, keys: Keys) -> Step | None:
        if commitment == "opening":
            print_note(f"\nLevel {LEVELS[level].number} of {len(SHIER_LEVELS)}, {level}: {LEVELS[level].meaning}")
        print_note(f"\n  Question {number} of {len(_SHIER)}, {commitment}\n  {LEVELS[level].questions[commitment]}")
        now = draft.get(name)
        words = f"  [y]es [p]artly [n]o [u]nknown, Enter {f'keeps {now}' if now else 'skips'}, [b]ack, [s]top"

        def read(line: str) -> Any:
            return prompt.key(get_args(ReadinessAnswer), line) if line else now

        return filled(draft, name, prompt.answer_or_step(words, read, "", keys))

    return Question(name, put, keys=BACK_OR_REST)


def _answers(draft: Draft) -> dict[Any, list[ReadinessAnswer]]:
    return {level: [draft.get(f"{level} {name}") or "unknown" for name in COMMITMENTS] for level in SHIER_LEVELS}


def _review_readiness(draft: Draft) -> str:
    by = f" by {visible(draft['by'])}" if draft.get("by") else ""
    aim = f"aiming for {draft['target']}" if draft.get("target") else "no level to aim for"
    rows = [(f"{LEVELS[level].number} {level}", *three) for level, three in _answers(draft).items()]
    table = [f"  {line}" for line in aligned([("", *COMMITMENTS), *rows], _COLUMN)]
    return "\n".join([f"\nThe answers of {draft['date']}{by}, {aim}:", "", *table, ""])
