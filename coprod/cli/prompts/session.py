"""The questions about one session, for `coprod log` and `coprod amend`."""

import re
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from datetime import date
from functools import partial
from string import ascii_lowercase
from typing import Any

import typer

from coprod.cli import parse, records
from coprod.cli.prompts import forms, prompt
from coprod.cli.prompts.forms import Ask, Draft, Question
from coprod.cli.prompts.people import Attendees, KnownPeople, ask_who_came, attendees_in_words, known_people
from coprod.cli.prompts.prompt import BACK, EXPLAIN, Keys, Step, described, explained, positions
from coprod.cli.terminal import print_note
from coprod.days import in_full
from coprod.framework import CAPACITIES, LEVELS, PHASES, SIDES, Capacity, Side
from coprod.model import Project, Session
from coprod.model.kinds import SESSIONS
from coprod.model.rows import Row
from coprod.output.words import LEVEL_LEFT_OUT
from coprod.terms import read_matter
from coprod.words import did_you_mean, one_of, visible

#: From so many sessions on record on, questions come without their explanations.
_KNOWN = 2


def ask_session(draft: Draft, project: Project, today: date) -> None:
    """Ask for what a session still lacks; the draft has both sides, and counts by side under `also_present`.

    A planned session that this is stands in the draft under `held` then.
    """
    brief = sum(session.held_by(today) for session in project.sessions) >= _KNOWN
    help_ = "; ? explains a question" if brief else ""
    print_note(f"b goes back a question{help_}; nothing is recorded before you say so at the end.")
    sides = [side for side in SIDES if not Attendees(draft, side)]
    known = known_people(project)
    every = _questions(sides, project, today, known)
    more = [question for question in every if question.name not in _FIRST]
    [phase, day, *rest] = [question for question in every if question.name in _FIRST]
    held = Question(
        "held",
        lambda draft, keys: put_held(draft, project, today, keys),
        lambda draft: bool(_due(draft, project, today)),
    )
    if brief and draft["phase"] and draft.get("date"):
        _offer_last(draft, project, today)

    def put_day(draft: Draft, keys: Keys) -> Step | None:
        if brief:
            _offer_last(draft, project, today)
        return day.put(draft, keys)

    def put_more(draft: Draft, keys: Keys) -> Step | None:
        return _put_more(more, _last_of(draft, project, today), draft, keys)

    asked = [phase, held, day._replace(put=put_day), *rest, Question("", put_more)]
    forms.interview(asked, draft, lambda draft: _review(draft, known, today), brief=brief)


def _due(draft: Draft, project: Project, today: date) -> list[Session]:
    """The planned sessions of a draft's phases whose day has come, the earliest first."""
    phases = set(draft["phase"])
    planned = (one for one in project.sessions if one.planned and one.date <= today and phases & set(one.phase))
    return sorted(planned, key=lambda one: one.date)


def put_held(draft: Draft, project: Project, today: date, keys: Keys) -> Step | None:
    """Ask whether this is one of the planned sessions; if so, the draft has what that one says."""
    draft.pop("held", None)
    for session in _due(draft, project, today):
        title = f', "{session.title}"' if session.title else ""
        words = f"{in_full(session.date)}{visible(title)} was planned. Is it this one? [y]es [n]o"
        answer = prompt.answer_or_step(words, prompt.says_yes, None, keys)
        if isinstance(answer, Step):
            return answer
        if answer:
            draft["held"] = session
            _fill(draft, _as_draft(session))
            break
    return None


def _last_of(draft: Draft, project: Project, today: date) -> Session | None:
    """The last session of a draft's phases."""
    phases = set(draft["phase"])
    return records.last([one for one in project.sessions if phases & set(one.phase)], today)


def _offer_last(draft: Draft, project: Project, today: date) -> None:
    """Offer for every further answer what the last session of the phase has."""
    last = _last_of(draft, project, today)
    if last and not draft.get("held"):
        offered = {name: value for name, value in _as_draft(last).items() if name in {*CAPACITIES, "level"}}
        if _fill(draft, offered):
            print_note(f"Enter takes what was so on {in_full(last.date)}.")


def _fill(draft: Draft, fields: Mapping[str, Any]) -> bool:
    """Put into a draft what it does not hold yet, and say whether it holds more now."""
    before = deepcopy(draft)
    for name, value in fields.items():
        if name == "also_present":
            draft[name] = {capacity: draft[name][capacity] or value[capacity] for capacity in CAPACITIES}
        elif value and not draft.get(name) and name not in {"id", "planned"}:
            draft[name] = value
    return draft != before


def _as_draft(session: Session) -> Draft:
    """The fields of a session as the questions change them."""
    fields = {name: list(value) if isinstance(value, tuple) else value for name, value in dict(session).items()}
    return fields | {"also_present": dict(session.also_present), **session.model_dump(include={"settled"})}


def ask_changes(session: Session, project: Project, today: date) -> Draft:
    """Ask what is to change in a session, in any order, until the person is done; all of its fields, changed or not."""
    draft = _as_draft(session)
    known = known_people(project)
    before = deepcopy(draft)
    while True:
        # What was said is no field of a session: coprod said records more of it.
        every = [question for question in _questions(SIDES, project, today, known) if question.name != "said"]
        print_note(_review(draft, known, today))
        question = _choose([question for question in every if question.due(draft)])
        if question is None:
            if draft == before or forms.confirmed("Record this?"):
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
    print_note(prompt.choices(forms.numbered(names).lines))

    def read(line: str) -> Question | None:
        if not line:
            return None
        at = prompt.position(line, len(names))
        if at is not None:
            return offered[at]
        name = parse.Parser(lambda word: one_of(word.lower(), names, "field", word), "")(line)
        return offered[names.index(name)]

    return prompt.until_read("Change what (Enter when done)", read, "")


#: What is asked of every session.
_FIRST = ("phase", "date", "community", "professional", "level")

#: What can be added to a session: a letter for each, and what it is.
_LETTERS: dict[str, tuple[str, str]] = {
    "title": ("n", "a name: what it was about"),
    "feeds_back": ("t", "people were told what came of earlier sessions"),
    "said": ("s", "what somebody asked for, suggested or objected to"),
    "settled": ("a", "what was agreed, of the sixteen matters"),
    "decided": ("d", "what else was decided"),
    "heard": ("h", "affected groups whose voice was in the room"),
    "asked": ("q", "affected groups that were asked and did not come"),
    "agenda": ("i", "whose items it took up"),
    "supporting": ("p", "people who were there to support"),
    "recognition": ("r", "how people's time was recognised"),
    "access": ("c", "what made it possible to take part"),
    "kind": ("k", "it was a survey or a ballot"),
    "evidence": ("e", "where the minutes are"),
    "note": ("o", "a note"),
}

#: The key that walks the agenda, and the letters that it stands for, in the order of the agenda.
_WALK, _AGENDA = "w", "tsahi"


def _questions(sides: Sequence[Side], project: Project, today: date, known: KnownPeople) -> list[Question]:
    """Everything that can be asked about a session, in its order, with the people of these sides."""
    about = project.project

    def waiting(draft: Draft) -> list[Session]:
        return records.awaiting_feedback(project, draft["date"])

    asks = [
        Ask("phase"),
        Ask("level", "optional", lambda draft: _asks_level(draft, today), left_out=LEVEL_LEFT_OUT, keys=BACK),
        Ask(
            "heard",
            "optional",
            lambda draft: bool(about.affected) and _community_came(draft),
            offer=lambda _: forms.numbered(about.affected),
            read=lambda line: _groups(line, about.affected),
        ),
        Ask(
            "feeds_back",
            "optional",
            lambda draft: _community_came(draft) and bool(waiting(draft)),
            offer=lambda draft: forms.numbered_sessions(waiting(draft)),
            read=forms.session_reader(project, today),
        ),
        Ask("recognition", "optional", lambda draft: about.recognition is None and _community_came(draft)),
        Ask("note", "optional", above=""),
    ]
    own = {ask.field for ask in asks} | {"date", "settled"}
    made = {question.name: question for question in forms.form(SESSIONS, [*asks, *forms.others(SESSIONS, *own)])}
    last = records.last(project.sessions, today)
    same: dict[Capacity, Sequence[str]] = {name: getattr(last, name) for name in SIDES} if last else {}
    capacities: tuple[Capacity, ...] = (*sides, "supporting")
    for capacity in capacities:
        made[capacity] = Question(capacity, _who_came(capacity, sides, known, same if any(same.values()) else {}))
    made["date"] = forms.day_question(SESSIONS, today, above="")
    made["settled"] = Question("settled", _put_settled)
    made["asked"] = Question("asked", partial(_put_asked, about.affected), lambda _: bool(about.affected))
    above = "Did somebody ask for something, suggest it or object to it? A line for each; no names."
    made["said"] = Question("said", partial(forms.put_lines, "said", above, "Said"), _community_came)
    order = [*_FIRST, *_LETTERS, *made]
    return [made[name] for name in dict.fromkeys(order) if name in made]


def _community_came(draft: Draft) -> bool:
    return bool(Attendees(draft, "community"))


def _asks_level(draft: Draft, today: date) -> bool:
    return _community_came(draft) and draft.get("date", today) <= today


def _put_more(more: Sequence[Question], last: Session | None, draft: Draft, keys: Keys) -> Step | None:
    """Ask what else there is to add, by letters, and then for each of it.

    An agenda that is walked begins with the last session, which was to be read back: by a sitting of its own.
    """
    offered = {letter: question for letter, question in _by_letter(more).items() if question.due(draft)}
    walk = "".join(letter for letter in _AGENDA if letter in offered)
    names = {letter: question.name for letter, question in offered.items()}
    rows = [
        (letter, _LETTERS[name][1] if name in _LETTERS else SESSIONS.row(name).help) for letter, name in names.items()
    ]
    rows += [(_WALK, f"walk the agenda: {' '.join(walk)}")] if walk else []

    def explain() -> None:
        print_note("\nAnything else? Write the letters of what there is to add, as in: sa")
        print_note(prompt.choices(rows))

    def read(line: str) -> list[Question]:
        if _WALK in line.lower() and last:
            print_note(
                f"\nWhat people said when {in_full(last.date)} was read to them is recorded afterwards: "
                f"coprod readback {last.id}."
            )
        letters = line.lower().replace(_WALK, walk).replace(",", "").split()
        unknown = [letter for letter in "".join(letters) if letter not in offered]
        if unknown:
            raise typer.BadParameter(f'"{unknown[0]}" is none of these letters: {" ".join(offered)} {_WALK}')
        return [offered[letter] for letter in dict.fromkeys("".join(letters))]

    how = "; ? tells them" if EXPLAIN in keys else ""
    words = f"Anything else (letters, as in {walk or 'n'}{how}; Enter: nothing)"
    while True:
        chosen = explained(explain, lambda: prompt.answer_or_step(words, read, "", keys), keys)
        if isinstance(chosen, Step):
            return chosen
        if all(question.put(draft, BACK) is not Step.BACK for question in chosen):
            return None


def _by_letter(more: Sequence[Question]) -> dict[str, Question]:
    """The questions by their letters; one that has none gets the first of its name that is free."""
    found = {_LETTERS[question.name][0]: question for question in more if question.name in _LETTERS}
    for question in more:
        if question.name not in _LETTERS:
            free = (letter for letter in question.name + ascii_lowercase if letter not in {*found, *BACK, _WALK, "_"})
            found[next(free)] = question
    return found


def _who_came(
    capacity: Capacity, sides: Sequence[Side], known: KnownPeople, same: Mapping[Capacity, Sequence[str]]
) -> Callable[[Draft, Keys], Step | None]:
    """Asks who came in a capacity; the key for the same as last time answers for all sides that are asked for."""

    def put(draft: Draft, keys: Keys) -> Step | None:
        step = ask_who_came(capacity, draft, known, same, keys)
        nobody = step is None and capacity == "community" and not Attendees(draft, capacity)
        if nobody and not prompt.yes("  Nobody from the community?"):
            return put(draft, keys)
        if step is None and capacity == sides[-1] and not any(Attendees(draft, name) for name in sides):
            print_note("A session needs somebody who took part: name them, or count them as in +3.")
            return Step.BACK
        return step

    return put


def _put_settled(draft: Draft, keys: Keys) -> Step | None:
    """Ask which matters were agreed, offering those of the session's phases."""
    row = SESSIONS.row("settled")
    asks: dict[str, str] = {
        name: f"{name:<12}{words}" for phase in draft["phase"] for name, words in PHASES[phase].matters.items()
    }
    return _put_by_key(row, "What was agreed", asks, parse.Parser(read_matter, ""), draft, keys)


def _put_asked(groups: Sequence[str], draft: Draft, keys: Keys) -> Step | None:
    """Ask which groups were asked and did not come, and what each said."""

    def none_of(_word: str) -> str:
        raise typer.BadParameter("write the number of a group first")

    row = SESSIONS.row("asked")
    return _put_by_key(row, "What did they say", {group: group for group in groups}, none_of, draft, keys)


#: A number or a word, and a text: `1 text`, `1. text`, `people = text`; with a sign before it, taken out.
_KEYED = re.compile(r"(-?)([0-9A-Za-z]*)[ =:.)]*(.*)", re.DOTALL)


def _put_by_key(
    row: Row, words: str, offered: Mapping[str, str], named: Callable[[str], str], draft: Draft, keys: Keys
) -> Step | None:
    """Ask for a text for each of some keys, which are offered by number; `named` reads one that is written out."""
    values: dict[str, Any] = dict(draft.get(row.name) or {})
    draft[row.name] = values
    names = list(offered)
    print_note(f"\n{row.above}")
    print_note(prompt.choices(forms.numbered([*offered.values()]).lines))

    def take(line: str) -> None:
        [(left_out, word, text)] = _KEYED.findall(line)[:1]
        picked = positions(word, len(names))
        name = names[picked[0]] if picked else named(word)
        if left_out:
            values.pop(name, None)
            return
        what = text.strip() or prompt.until_read(f"  {words}, {visible(name)}", str)
        before = values.get(name)
        values[name] = before | {"what": what} if isinstance(before, dict) else what

    return forms.gather(
        lambda: [f"  {row.ask}, {visible(name)}: {visible(forms.in_short(value))}" for name, value in values.items()],
        lambda: f"{row.ask} ({'Enter when done' if values else prompt.enter(None, keys)})",
        take,
        keys,
    )


def _groups(line: str, groups: Sequence[str]) -> list[str]:
    """The groups that a line names by how they begin."""
    found = []
    for word in forms.comma_separated(line):
        exact = [group for group in groups if group.casefold() == word.casefold()]
        begins = exact or [group for group in groups if group.casefold().startswith(word.casefold())]
        if len(begins) != 1:
            near = did_you_mean(word, groups)
            raise typer.BadParameter(f'"{word}" is no group of the project: write numbers from the list{near}')
        found.append(begins[0])
    return list(dict.fromkeys(found))


#: What a review shows after the day, the phase, the people and the level.
_REVIEWED = [
    name
    for name in (*_LETTERS, *(row.name for row in SESSIONS.rows))
    if name not in {*_FIRST, "title", "said", "supporting"}
]


def _review(draft: Draft, known: KnownPeople, today: date) -> str:
    """A session in a few lines, for a last look."""
    title = f": {visible(draft['title'])}" if draft.get("title") else ""
    kind = f", {draft['kind']}" if draft.get("kind", "meeting") != "meeting" else ""
    lines = [f"\n  {described(draft['date'], today)}", f"  {' and '.join(draft['phase'])}{kind}{title}"]
    for capacity in CAPACITIES:
        came = Attendees(draft, capacity)
        if len(came):
            lines.append(f"  {capacity}, {attendees_in_words(came, known)}")
        elif capacity != "supporting":
            lines.append(f"  {capacity}: nobody")
    if _asks_level(draft, today):
        level = draft.get("level")
        lines.append(f"  level: {level}. {LEVELS[level].meaning}" if level else f"  level: {LEVEL_LEFT_OUT}")
    lines += [f"  said: {visible(text)}" for text in draft.get("said") or ()]
    shown = [name for name in dict.fromkeys(_REVIEWED) if SESSIONS.row(name).review]
    return "\n".join([*lines, *forms.reviewed(SESSIONS, draft, shown), ""])
