"""A sitting at which sessions are read back with those who were there, or their sheets are typed in.

Refusing is as easy as agreeing: every account takes the same keys, nothing is chosen beforehand, Enter decides nothing,
and one may leave out a session or stop at any of them. Nothing counts how many are left.
"""

from collections.abc import Sequence
from functools import partial
from typing import Any, NamedTuple, get_args

import typer

from coprod.cli import parse
from coprod.cli.prompts import prompt
from coprod.cli.prompts.forms import Draft, Form, Offer, Question, interview
from coprod.cli.prompts.prompt import AT_LENGTH, Rest
from coprod.cli.records import is_another_level
from coprod.cli.terminal import print_note
from coprod.framework import LEVELS, SIDES, Account, LevelName
from coprod.model import Project, Session
from coprod.model.ids import PROJECT, in_groups, session_fingerprint
from coprod.model.kinds import READINGS
from coprod.model.labels import Persons
from coprod.output.paper import spoken
from coprod.output.shared import Shared
from coprod.terms import LEVEL_WORDS, SIDE_WORDS
from coprod.words import visible

#: What is kept in the draft of a session that readers leave out; it is no account, and leaves nothing behind.
_LEFT_OUT = "left out"


def sit(who: Draft, project: Project, sessions: Sequence[Session | None], record: str) -> list[dict[str, Any]]:
    """Read back with those whom the draft tells of, until they want what was answered saved: the fields of readings.

    None stands for the whole project, of which `record` says how it was done. What was left out has no fields; if
    nothing was answered, the command ends.
    """
    print_note(AT_LENGTH["introductions"]["readback"])
    accounts = [_Account(who, {}, session, project) for session in sessions]
    questions = [question for question in _who_is_here(who) if who.get(question.name) is None]
    for account in accounts:
        questions += account.of_session(account.session) if account.session else account.of_project(record)

    def readings() -> list[dict[str, Any]]:
        return [reading for account in accounts if (reading := account.reading())]

    def review() -> list[str]:
        if not readings():
            print_note("\nNothing was answered, and nothing is recorded.")
            raise typer.Exit
        number = who.get("readers")
        read = "nobody wished to read" if number == 0 else f"{number or 'not recorded how many'}, {who['side']} side"
        rows = []
        for reading in readings():
            level = f", {reading['level']}" if reading.get("level") else ""
            words = f': "{reading["words"]}"' if reading.get("words") else ""
            shared = " (may be shared)" if reading.get("share") else ""
            rows.append((visible(reading["session"]), visible(f"{reading['said']}{level}{words}{shared}")))
        return [f"Read on {who['date']}: {read}", prompt.choices(rows)]

    interview(questions, review, "Save this?")
    return readings()


def _somebody_reads(who: Draft) -> bool:
    return bool(who.get("readers") != 0)


def _who_is_here(who: Draft) -> list[Question]:
    """The questions about who reads: a side and counts, never names."""
    form = Form(READINGS, who)
    due = partial(_somebody_reads, who)

    def were_there(line: str) -> int:
        count, readers = prompt.count(line), who.get("readers")
        if readers is not None and count > readers:
            raise typer.BadParameter(f"{readers} read it, so that no more of them can have been there")
        return count

    def others() -> str:
        other = next(side for side in SIDES if side != who["side"])
        return f"Is anyone of the {other} side in the room? [y]es [n]o (Enter: not recorded)"

    return [
        form.ask("side", first=True),
        form.ask("readers", "unrecorded"),
        form.ask("were_there", "unrecorded", due, read=were_there),
        form.ask("how", "optional", due, keys="b"),
        form.ask("alone", "unrecorded", due, words=others, read=lambda line: not prompt.says_yes(line)),
        form.ask("recognition", "unrecorded", due),
        form.ask("entered_by", "unrecorded"),
    ]


class _Account(NamedTuple):
    """What the readers whom a draft tells of say, in a draft of its own, of a session, or of the whole project if None.

    At each question readers can stop.
    """

    who: Draft
    draft: Draft
    session: Session | None
    project: Project

    @property
    def form(self) -> Form:
        """The form of the reading."""
        return Form(READINGS, self.draft, keys="bs")

    def of_session(self, session: Session) -> list[Question]:
        """Their level before they hear the recorded one, then their account, their words, and who may see those."""
        form = self.form
        now = session_fingerprint(session, Persons(self.project.people))
        foot = f"{_FOOT} (Enter, where it is {in_groups(now)})"
        anything = form.ask("words", "optional", words="Anything else, in their own words")

        def record() -> str:
            return f"\n{visible(spoken(session, Shared(self.project, names=True)))}\n"

        def read(line: str) -> str:
            found = _foot(line)
            if found != now:
                print_note("That is an earlier wording of this session; it is recorded as one.")
            return found

        def above_level() -> str:
            question = f"How far did {SIDE_WORDS[self.who['side']].whose} part go?"
            return question if self._on_paper() else f"{record()}\n{question}"

        def recorded() -> str:
            if session.level is None:
                return "The record does not say how far."
            return f'The record says: "{self._in_their_voice(session.level)}"'

        def account(line: str) -> str:
            said = _account(line)
            if said != "agree" or not is_another_level(session, self._level()):
                return said
            another = "Theirs is another level: that is a difference, and is recorded as one. b goes back to change it."
            print_note(another)
            return "differs"

        def put_words(keys: str) -> None:
            lacking = self.draft["said"] == "differs" and self._level() in {None, session.level}
            (self._put_what_differs if lacking else anything.put)(keys)

        said = "Was it as the record says? [a]gree [d]iffers [c]annot say [l]eave it out"
        return [
            form.ask("read", "unrecorded", self._on_paper, above=record, words=foot, read=read),
            form.ask(
                "level", due=self._reads, above=above_level, words="0 to 5, c or l", offer=self._levels, read=_level
            ),
            form.ask("said", due=self._stays_in, above=recorded, words=said, read=account),
            Question(self.draft, "words", put_words, self._is_given, "bs"),
            self._share(),
        ]

    def of_project(self, record: str) -> list[Question]:
        """Their own view before anything that is recorded, then their account, and who may see their words."""
        form = self.form
        view = "\nHow was this project done? Who decided, who was asked, and who was missing?"
        above = f"\nThe record says: {visible(record)}"
        said = "Was this project as the record says? [a]gree [d]iffers [c]annot say [l]eave it out"

        def lacks_words() -> bool:
            return self.draft.get("said") == "differs" and not self.draft.get("words")

        return [
            form.ask("read", due=self._on_paper, words=_FOOT, read=_foot),
            form.ask("words", "optional", self._reads, above=view, words="In their own words"),
            form.ask("said", due=self._reads, above=above, words=said, read=_account),
            Question(self.draft, "more", self._put_what_differs, lacks_words, "bs"),
            self._share(),
        ]

    def _put_what_differs(self, keys: str) -> None:
        try:
            self.form.ask("words", words="What was not so, in their own words").put(keys)
        except Rest:
            # A difference that says neither another level nor a word is none.
            self.draft.pop("said")
            raise

    def _share(self) -> Question:
        words = "May these words stand on a page that is shared? [y]es [n]o"
        due = self._is_given
        return self.form.ask(
            "share", due=lambda: due() and bool(self.draft.get("words")), words=words, read=prompt.says_yes
        )

    def _reads(self) -> bool:
        return _somebody_reads(self.who)

    def _on_paper(self) -> bool:
        return self._reads() and "paper" in (self.who.get("how") or "").lower()

    def _in_their_voice(self, level: LevelName) -> str:
        words = LEVEL_WORDS[level]
        return words.voice if self.who["side"] == "community" else words.meaning

    def _levels(self) -> Offer:
        rows = [(str(number), self._in_their_voice(level)) for level, number in LEVELS.items()]
        return Offer([*rows, ("c", "cannot say"), ("l", "leave this session out")])

    def _stays_in(self) -> bool:
        return self._reads() and self.draft.get("level") != _LEFT_OUT

    def _level(self) -> LevelName | None:
        given = self.draft.get("level")
        return given if given in LEVELS else None

    def _is_given(self) -> bool:
        return self.draft.get("said") in get_args(Account)

    def reading(self) -> dict[str, Any] | None:
        """The fields of a reading, or None if it was left out."""
        name = self.session.id if self.session else PROJECT
        if not self._reads():
            return {"session": name, "said": "not-taken-up"}
        if not self._is_given():
            return None
        level = self._level()
        if self.session and self.draft["said"] == "differs" and level == self.session.level:
            # The level of the record says nothing of what differs, and would end the difference at once.
            level = None
        given = {field: self.draft.get(field) or None for field in ("read", "said", "words", "share")}
        return {"session": name, **given, "level": level}


_FOOT = "What stands at the foot of the sheet"


def _foot(line: str) -> str:
    return parse.fingerprint(line, "the foot of the sheet")


def _level(line: str) -> str:
    if line.lower() in {"l", "leave"}:
        return _LEFT_OUT
    return "" if line.lower() in {"c", "cannot say"} else parse.level(line)


def _account(line: str) -> str:
    account = prompt.key(("agree", "differs", "cannot say", "leave"), line)
    return {"cannot say": "cannot-say", "leave": _LEFT_OUT}.get(account, account)
