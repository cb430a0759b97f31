"""The questions about one session, for `coprod log` and `coprod amend`."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from copy import deepcopy
from datetime import date
from functools import partial
from string import ascii_lowercase
from typing import Any, NamedTuple

import typer

from coprod.assess.ahead import untold_sessions
from coprod.cli import parse, records
from coprod.cli.prompts import forms, prompt
from coprod.cli.prompts.forms import Draft, Form, Question, in_short, numbered_sessions
from coprod.cli.prompts.people import KnownPeople, WhoCame, attendees_in_words
from coprod.cli.prompts.prompt import AT_LENGTH, EXPLAIN, Back, described, positions
from coprod.cli.records import number_of
from coprod.cli.terminal import print_note
from coprod.days import in_full
from coprod.framework import CAPACITIES, PHASES, SIDES, Capacity
from coprod.model import Project, Session
from coprod.model.kinds import SESSIONS
from coprod.output.words import SENTENCES
from coprod.terms import LEVEL_WORDS, MATTER_WORDS
from coprod.words import one_of, visible

#: From so many sessions on record on, questions come without their explanations.
_KNOWN = 2

#: What is asked of every session.
_FIRST = ("phase", "date", "community", "professional", "level")

#: What can be added to a session: a letter for each, and what it is.
_LETTERS: dict[str, list[str]] = AT_LENGTH["letters"]

#: The key that walks the agenda, and the letters that it stands for, in the order of the agenda.
_WALK, _AGENDA = "w", "tsahi"


def ask_session(draft: Draft, project: Project, today: date) -> None:
    """Ask for what a session still lacks; the draft has both sides, and counts by side under `also_present`.

    A planned session that this is stands in the draft under `held` then.
    """
    asked = _Session(
        draft, project, today, KnownPeople(project), [side for side in SIDES if not number_of(draft, side)]
    )
    if draft["phase"] and not asked.sides and draft.get("level"):
        if draft.get("date", today) <= today:
            asked.put_held("")
        return
    brief = sum(session.held_by(today) for session in project.sessions) >= _KNOWN
    help_ = "; ? explains a question" if brief else ""
    print_note(f"b goes back a question{help_}; nothing is recorded before you say so at the end.")
    every = asked.questions()
    phase, day, *rest = [every.pop(name) for name in _FIRST if name in every]

    def put_day(keys: str) -> None:
        if brief:
            asked.offer_last()
        day.put(keys)

    if brief and draft["phase"] and draft.get("date"):
        asked.offer_last()
    held = Question(draft, "held", asked.put_held, lambda: bool(asked.planned()))
    more = Question(draft, "", lambda keys: _put_more(every.values(), asked.last(), keys))
    forms.interview([phase, held, day._replace(put=put_day), *rest, more], asked.review, brief=brief)


def ask_changes(session: Session, project: Project, today: date) -> Draft:
    """Ask what is to change in a session, in any order, until the person is done; all of its fields, changed or not."""
    draft = _as_draft(session)
    known = KnownPeople(project)
    before = deepcopy(draft)
    while True:
        changed = deepcopy(draft)
        asked = _Session(changed, project, today, known, SIDES)
        # What was said is no field of a session: coprod said records more of it.
        offered = [one for name, one in asked.questions().items() if name != "said" and one.due()]
        forms.print_review(asked.review())
        question = _choose(offered)
        try:
            if question is None:
                if draft != before:
                    forms.confirm("Record this?")
                return draft
            question.put("b")
            draft = changed
        except Back:
            if question:
                print_note("  Left as it is.")


def _choose(offered: Sequence[Question]) -> Question | None:
    """The question about the field that is to change, or None if the person is done."""
    by_name = {question.name.replace("_", " "): question for question in offered}
    names = forms.numbered(list(by_name))
    print_note(prompt.choices(names.lines))

    def read(line: str) -> Question | None:
        named = parse.parser(lambda word: one_of(word.lower(), by_name, "field", word), "")
        return by_name[names.picked(line) or named(line)] if line else None

    return prompt.ask("Change what (Enter when done)", read, "")


def _as_draft(session: Session) -> Draft:
    """The fields of a session as the questions change them."""
    fields = {name: list(value) if isinstance(value, tuple) else value for name, value in dict(session).items()}
    return fields | {"also_present": dict(session.also_present), **session.model_dump(include={"settled"})}


class _Session(NamedTuple):
    """The session in a draft, as it is asked for, with the people of these sides."""

    draft: Draft
    project: Project
    today: date
    known: KnownPeople
    sides: Sequence[Capacity]

    def planned(self) -> list[Session]:
        """The planned sessions of its phases whose day has come, the earliest first."""
        phases = set(self.draft["phase"])
        planned = (one for one in self.project.sessions if one.planned and one.date <= self.today)
        return sorted((one for one in planned if phases & set(one.phase)), key=lambda one: one.date)

    def put_held(self, keys: str) -> None:
        """Ask whether it is one of those; if so, the draft has what that one says."""
        self.draft.pop("held", None)
        for session in self.planned():
            title = f', "{session.title}"' if session.title else ""
            words = f"{in_full(session.date)}{visible(title)} was planned. Is it this one? [y]es [n]o"
            if prompt.ask(words, prompt.says_yes, None, keys):
                self.draft["held"] = session
                self._fill(_as_draft(session))
                break

    def last(self) -> Session | None:
        """The last session of its phases."""
        phases = set(self.draft["phase"])
        return records.last([one for one in self.project.sessions if phases & set(one.phase)], self.today)

    def offer_last(self) -> None:
        """Offer for every further answer what the last session of its phases has."""
        last, before = self.last(), deepcopy(self.draft)
        if last and not self.draft.get("held"):
            fields = _as_draft(last)
            self._fill({name: fields[name] for name in (*CAPACITIES, "level")})
            if self.draft != before:
                print_note(f"Enter takes what was so on {in_full(last.date)}.")

    def _fill(self, fields: Draft) -> None:
        """Put into the draft what it does not hold yet."""
        for name, value in fields.items():
            if name == "also_present":
                counts = self.draft[name]
                self.draft[name] = {capacity: counts[capacity] or value[capacity] for capacity in CAPACITIES}
            elif value and not self.draft.get(name) and name not in {"id", "planned"}:
                self.draft[name] = value

    def _community_came(self) -> bool:
        return bool(number_of(self.draft, "community"))

    def _asks_level(self) -> bool:
        return self._community_came() and self.draft.get("date", self.today) <= self.today

    def _can_hear(self) -> bool:
        return self._community_came() and bool(self.project.project.affected)

    def _waiting(self) -> list[Session]:
        return untold_sessions(self.project, self.draft["date"]) if self._community_came() else []

    def questions(self) -> dict[str, Question]:
        """Everything that can be asked about it, in its order."""
        draft, about = self.draft, self.project.project
        form = Form(SESSIONS, draft, self.project, self.today)
        last = records.last(self.project.sessions, self.today)
        came = {side: getattr(last, side) for side in SIDES} if last else {}
        same = came if any(came.values()) else {}
        capacities: tuple[Capacity, ...] = (*self.sides, "supporting")

        asked = [
            form.ask("phase", first=True),
            form.ask("level", "optional", self._asks_level, left_out=SENTENCES["level_left_out"], keys="b"),
            form.ask("heard", "optional", self._can_hear, offer=lambda: forms.numbered(about.affected)),
            form.ask(
                "feeds_back",
                "optional",
                lambda: bool(self._waiting()),
                offer=lambda: numbered_sessions(self._waiting()),
            ),
            form.ask("recognition", "optional", lambda: about.recognition is None and self._community_came()),
            form.ask("note", "optional", above=""),
            form.day(above=""),
            Question(draft, "settled", partial(_put_settled, draft)),
            Question(draft, "asked", partial(_put_asked, draft, about.affected), lambda: bool(about.affected)),
            Question(
                draft,
                "said",
                partial(forms.put_lines, draft, "said", AT_LENGTH["above-said"], "Said"),
                self._community_came,
            ),
            *(
                Question(draft, capacity, WhoCame(draft, capacity, self.sides, self.known, same).put)
                for capacity in capacities
            ),
        ]
        made = {question.name: question for question in form.with_others(asked)}
        return {name: made[name] for name in dict.fromkeys([*_FIRST, *_LETTERS, *made]) if name in made}

    def review(self) -> list[str]:
        """It in a few lines, for a last look."""
        draft = self.draft
        title = f": {visible(draft['title'])}" if draft.get("title") else ""
        kind = f", {draft['kind']}" if draft.get("kind", "meeting") != "meeting" else ""
        lines = [f"  {described(draft['date'], self.today)}", f"  {' and '.join(draft['phase'])}{kind}{title}"]
        for capacity in CAPACITIES:
            if number_of(draft, capacity):
                lines.append(f"  {capacity}, {attendees_in_words(draft, capacity, self.known)}")
            elif capacity != "supporting":
                lines.append(f"  {capacity}: nobody")
        if self._asks_level():
            level = draft.get("level")
            lines.append(
                f"  level: {level}. {LEVEL_WORDS[level].meaning}"
                if level
                else f"  level: {SENTENCES['level_left_out']}"
            )
        lines += [f"  said: {visible(text)}" for text in draft.get("said") or ()]
        reviewed = {row.name: row for row in SESSIONS.rows if row.review and row.name != "level"}
        ordered = [name for name in dict.fromkeys([*_LETTERS, *reviewed]) if name in reviewed]
        return [*lines, *Form(SESSIONS, draft).reviewed(ordered)]


def _put_more(more: Iterable[Question], last: Session | None, keys: str) -> None:
    """Ask what else there is to add, by letters, and then for each of it.

    An agenda that is walked begins with the last session, which was to be read back: by a sitting of its own.
    """
    offered = {letter: question for letter, question in _by_letter(more).items() if question.due()}
    walk = "".join(letter for letter in _AGENDA if letter in offered)
    rows = [
        (letter, _LETTERS[question.name][1] if question.name in _LETTERS else SESSIONS.row(question.name).help)
        for letter, question in offered.items()
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
        letters = "".join(line.lower().replace(_WALK, walk).replace(",", "").split())
        unknown = [letter for letter in letters if letter not in offered]
        if unknown:
            raise typer.BadParameter(f'"{unknown[0]}" is none of these letters: {" ".join(offered)} {_WALK}')
        return [offered[letter] for letter in dict.fromkeys(letters)]

    how = "; ? tells them" if EXPLAIN in keys else ""
    words = f"Anything else (letters, as in {walk or 'n'}{how}; Enter: nothing)"
    while True:
        chosen = prompt.ask(words, read, "", keys, explain)
        with suppress(Back):
            for question in chosen:
                question.put("b")
            return


def _by_letter(more: Iterable[Question]) -> dict[str, Question]:
    """The questions by their letters; one that has none gets the first of its name that is free."""
    found: dict[str, Question] = {}
    for question in sorted(more, key=lambda question: question.name not in _LETTERS):
        own = _LETTERS[question.name][0] if question.name in _LETTERS else question.name + ascii_lowercase
        found[next(letter for letter in own if letter not in {*found, "b", _WALK, "_"})] = question
    return found


def _put_settled(draft: Draft, keys: str) -> None:
    matters: dict[str, str] = {
        name: f"{name:<12}{MATTER_WORDS[name]}" for phase in draft["phase"] for name in PHASES[phase]
    }
    _put_by_key(draft, "settled", "What was agreed", matters, lambda word: parse.matter(word, ""), keys)


def _put_asked(draft: Draft, groups: Sequence[str], keys: str) -> None:
    def none_of(_word: str) -> str:
        raise typer.BadParameter("write the number of a group first")

    _put_by_key(draft, "asked", "What did they say", {group: group for group in groups}, none_of, keys)


#: A number or a word, and a text: `1 text`, `1. text`, `people = text`; with a sign before it, taken out.
_KEYED = re.compile(r"(-?)([0-9A-Za-z]*)[ =:.)]*(.*)", re.DOTALL)


def _put_by_key(
    draft: Draft, field: str, words: str, offered: Mapping[str, str], named: Callable[[str], str], keys: str
) -> None:
    """Ask for a text for each of some keys, which are offered by number; `named` reads one that is written out."""
    row = SESSIONS.row(field)
    values: dict[str, Any] = dict(draft.get(field) or {})
    draft[field] = values
    names = list(offered)

    def take(line: str) -> None:
        [(left_out, word, text)] = _KEYED.findall(line)[:1]
        picked = positions(word, len(names))
        name = names[picked[0]] if picked else named(word)
        if left_out:
            values.pop(name, None)
            return
        what = text.strip() or prompt.ask(f"  {words}, {visible(name)}", str)
        before = values.get(name)
        values[name] = before | {"what": what} if isinstance(before, dict) else what

    forms.gather(
        lambda: print_note(f"\n{row.above}\n{prompt.choices(forms.numbered([*offered.values()]).lines)}"),
        lambda: (f"  {row.ask}, {visible(name)}: {visible(in_short(value))}" for name, value in values.items()),
        lambda: f"{row.ask} ({'Enter when done' if values else prompt.enter(None, keys)})",
        take,
        keys,
    )
