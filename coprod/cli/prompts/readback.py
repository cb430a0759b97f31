"""A sitting at which sessions are read back with those who were there, or their sheets are typed in.

Refusing is as easy as agreeing: every account takes the same keys, nothing is chosen beforehand, Enter decides nothing,
and one may leave out a session or stop at any of them. Nothing counts how many are left.
"""

from collections.abc import Mapping, Sequence
from typing import Any, get_args

import typer

from coprod.cli import parse
from coprod.cli.prompts import prompt
from coprod.cli.prompts.forms import Ask, Draft, Offer, Question, filled, form, interview, question_about
from coprod.cli.prompts.prompt import BACK, BACK_OR_REST, Keys, Step
from coprod.cli.records import is_another_level
from coprod.cli.terminal import print_note
from coprod.framework import LEVELS, SIDES, Account, LevelName
from coprod.model import Project, Session
from coprod.model.ids import PROJECT, in_groups, session_fingerprint
from coprod.model.kinds import READINGS
from coprod.model.labels import Persons
from coprod.output.paper import session_record, spoken
from coprod.output.shared import Shared
from coprod.terms import SIDE_WORDS
from coprod.words import visible

_INTRODUCTION = """\
Reading back: what the record says of each session, and whether it was so.

Nobody has to take part. You can leave out a session, go back with b, or stop
with s, whenever you like. There is no right answer.

Who will see it: everybody who can read this project's file. On a page to
share stand how many read it and what they say, and their words only where
they say so. A history of the file may be kept, so what is saved may not go
away when it is taken out later. No names are asked for.

Nothing is saved before you say so at the end; Ctrl-C leaves and saves nothing.
"""

#: What is kept in the draft of a session that readers leave out; it is no account, and leaves nothing behind.
_LEFT_OUT = "left out"


def sit(draft: Draft, about: "Sequence[About | AboutProject]") -> list[dict[str, Any]]:
    """Read sessions or the whole project back until the person wants what was answered saved: the fields of readings.

    What was left out has none; if nothing was answered, the command ends.
    """
    print_note(_INTRODUCTION)
    questions = [question for question in _who_is_here(draft) if draft.get(question.name) is None]
    questions += [question for session in about for question in session.questions()]

    def readings() -> list[dict[str, Any]]:
        return [reading for session in about if (reading := session.reading(draft))]

    def review(draft: Draft) -> str:
        answered = readings()
        if not answered:
            print_note("\nNothing was answered, and nothing is recorded.")
            raise typer.Exit
        return _review(draft, answered)

    interview(questions, draft, review, "Save this?")
    return readings()


def _who_is_here(draft: Draft) -> list[Question]:
    """The questions about who reads: a side and counts, never names."""

    def were_there(line: str) -> int:
        count, readers = prompt.count(line), draft.get("readers")
        if readers is not None and count > readers:
            raise typer.BadParameter(f"{readers} read it, so that no more of them can have been there")
        return count

    def others(draft: Draft) -> str:
        other = next(side for side in SIDES if side != draft["side"])
        return f"Is anyone of the {other} side in the room? [y]es [n]o (Enter: not recorded)"

    asks = [
        Ask("side"),
        Ask("readers", "unrecorded"),
        Ask("were_there", "unrecorded", _somebody_reads, read=were_there),
        Ask("how", "optional", _somebody_reads, keys=BACK),
        Ask("alone", "unrecorded", _somebody_reads, words=others, read=lambda line: not prompt.says_yes(line)),
        Ask("recognition", "unrecorded", _somebody_reads),
        Ask("entered_by", "unrecorded"),
    ]
    return form(READINGS, asks)


class _Read:
    """A session, or the whole project, that is read back: at each question about it readers can stop."""

    name: str

    def reading(self, draft: Draft) -> dict[str, Any] | None:
        """The fields of a reading, or None if it was left out."""
        if not _somebody_reads(draft):
            return {"session": self.name, "said": "not-taken-up"}
        if not self._has_account(draft):
            return None
        account = {field: draft.get(self._key(field)) or None for field in ("read", "said", "words", "share")}
        return {"session": self.name, **account}

    def _key(self, field: str) -> str:
        """What the draft has for a field of the reading."""
        return f"{self.name} {field}"

    def _ask(self, field: str, words: str, **more: Any) -> Question:
        ask = Ask(field, words=words, key=self._key(field), keys=BACK_OR_REST, **more)
        return question_about(ask, READINGS.row(field))

    def _has_account(self, draft: Draft) -> bool:
        return draft.get(self._key("said")) in get_args(Account)

    def _share(self) -> Question:
        return self._ask(
            "share",
            "May these words stand on a page that is shared? [y]es [n]o",
            due=lambda draft: self._has_account(draft) and bool(draft.get(self._key("words"))),
            read=prompt.says_yes,
        )

    def _put_what_differs(self, draft: Draft, keys: Keys) -> Step | None:
        step = self._ask("words", "What was not so, in their own words").put(draft, keys)
        if step is Step.REST:
            # A difference that says neither another level nor a word is none.
            draft.pop(self._key("said"))
        return step


class About(_Read):
    """The questions about one session."""

    def __init__(self, session: Session, project: Project) -> None:
        self.session, self.project, self.name = session, project, session.id

    def questions(self) -> list[Question]:
        """Their level before they hear the recorded one, then their account, their words, and who may see those."""
        read, level, said, words = map(self._key, ("read", "level", "said", "words"))

        def stays_in(draft: Draft) -> bool:
            return _somebody_reads(draft) and draft.get(level) != _LEFT_OUT

        return [
            Question(read, self._put_read, lambda draft: _somebody_reads(draft) and _on_paper(draft), BACK_OR_REST),
            self._ask(
                "level", "0 to 5, c or l", due=_somebody_reads, above=self._above_level, offer=_levels, read=_level
            ),
            Question(said, self._put_account, stays_in, BACK_OR_REST),
            Question(words, self._put_words, self._has_account, BACK_OR_REST),
            self._share(),
        ]

    def _record(self) -> str:
        return f"\n{visible(spoken(session_record(self.session, self.project, Shared(self.project, names=True))))}\n"

    def _put_read(self, draft: Draft, keys: Keys) -> Step | None:
        print_note(self._record())
        now = session_fingerprint(self.session, Persons(self.project.people))
        answer = prompt.answer_or_step(
            f"What stands at the foot of the sheet (Enter, where it is {in_groups(now)})",
            lambda line: parse.fingerprint(line, "the foot of the sheet") if line else now,
            "",
            keys,
        )
        if not isinstance(answer, Step) and answer != now:
            print_note("That is an earlier wording of this session; it is recorded as one.")
        return filled(draft, self._key("read"), answer)

    def _above_level(self, draft: Draft) -> str:
        question = f"How far did {SIDE_WORDS[draft['side']].whose} part go?"
        return question if _on_paper(draft) else f"{self._record()}\n{question}"

    def _put_account(self, draft: Draft, keys: Keys) -> Step | None:
        level, said = self.session.level, self._key("said")
        print_note(
            f'The record says: "{_in_their_voice(level, draft)}"' if level else "The record does not say how far."
        )
        question = self._ask(
            "said", "Was it as the record says? [a]gree [d]iffers [c]annot say [l]eave it out", read=_account
        )
        step = question.put(draft, keys)
        if step is None and draft[said] == "agree" and is_another_level(self.session, self._level_given(draft)):
            print_note(
                "Theirs is another level: that is a difference, and is recorded as one. b goes back to change it."
            )
            draft[said] = "differs"
        return step

    def _put_words(self, draft: Draft, keys: Keys) -> Step | None:
        said = self._key("said")
        if draft[said] != "differs" or self._level_given(draft) not in (None, self.session.level):
            return self._ask("words", "Anything else, in their own words", need="optional").put(draft, keys)
        return self._put_what_differs(draft, keys)

    def _level_given(self, draft: Draft) -> LevelName | None:
        given = draft[self._key("level")]
        return LEVELS[given].name if given in LEVELS else None

    def reading(self, draft: Draft) -> dict[str, Any] | None:
        """The fields of a reading, or None if it was left out."""
        reading = super().reading(draft)
        if reading and self._has_account(draft):
            level = self._level_given(draft)
            # The level of the record says nothing of what differs, and would end the difference at once.
            reading["level"] = None if reading["said"] == "differs" and level == self.session.level else level
        return reading


class AboutProject(_Read):
    """The questions about the whole project: the readers' own view comes before anything that is recorded."""

    name = PROJECT

    def __init__(self, record: str) -> None:
        self.record = record

    def questions(self) -> list[Question]:
        """Their own view, then their account, and who may see their words."""
        view = self._ask(
            "words",
            "In their own words",
            need="optional",
            due=_somebody_reads,
            above="\nHow was this project done? Who decided, who was asked, and who was missing?",
        )
        foot = self._ask(
            "read",
            "What stands at the foot of the sheet",
            due=lambda draft: _somebody_reads(draft) and _on_paper(draft),
            read=lambda line: parse.fingerprint(line, "the foot of the sheet"),
        )
        said, words, more = map(self._key, ("said", "words", "more"))
        account = Question(said, self._put_account, _somebody_reads, BACK_OR_REST)
        differs = Question(
            more,
            self._put_what_differs,
            lambda draft: draft.get(said) == "differs" and not draft.get(words),
            BACK_OR_REST,
        )
        return [foot, view, account, differs, self._share()]

    def _put_account(self, draft: Draft, keys: Keys) -> Step | None:
        print_note(f"\nThe record says: {visible(self.record)}")
        words = "Was this project as the record says? [a]gree [d]iffers [c]annot say [l]eave it out"
        return self._ask("said", words, read=_account).put(draft, keys)


def _somebody_reads(draft: Draft) -> bool:
    return bool(draft.get("readers") != 0)


def _on_paper(draft: Draft) -> bool:
    return "paper" in (draft.get("how") or "").lower()


def _in_their_voice(level: LevelName, draft: Draft) -> str:
    return LEVELS[level].voice if draft["side"] == "community" else LEVELS[level].meaning


def _levels(draft: Draft) -> Offer:
    rows = [(str(level.number), _in_their_voice(level.name, draft)) for level in LEVELS.values()]
    return Offer([*rows, ("c", "cannot say"), ("l", "leave this session out")])


def _level(line: str) -> str:
    if line.lower() in {"l", "leave"}:
        return _LEFT_OUT
    return "" if line.lower() in {"c", "cannot say"} else parse.level(line)


def _account(line: str) -> str:
    account = prompt.key(("agree", "differs", "cannot say", "leave"), line)
    return {"cannot say": "cannot-say", "leave": _LEFT_OUT}.get(account, account)


def _review(draft: Draft, readings: Sequence[Mapping[str, Any]]) -> str:
    readers = draft.get("readers")
    who = "nobody wished to read" if readers == 0 else f"{readers or 'not recorded how many'}, {draft['side']} side"
    rows = []
    for reading in readings:
        level = f", {reading['level']}" if reading.get("level") else ""
        words = f': "{reading["words"]}"' if reading.get("words") else ""
        shared = " (may be shared)" if reading.get("share") else ""
        rows.append((visible(reading["session"]), visible(f"{reading['said']}{level}{words}{shared}")))
    return f"\nRead on {draft['date']}: {who}\n{prompt.choices(rows)}\n"
