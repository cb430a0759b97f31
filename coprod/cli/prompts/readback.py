"""A sitting at which sessions are read back with those who were there, or their sheets are typed in.

Refusing is as easy as agreeing: every account takes the same keys, nothing is chosen beforehand, Enter decides nothing,
and one may leave out a session or stop at any of them. Nothing counts how many are left.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, get_args

import typer

from coprod.cli import parse
from coprod.cli.prompts import prompt
from coprod.cli.prompts.forms import Fields, Question, interview
from coprod.cli.prompts.prompt import Keys, Rest
from coprod.cli.records import is_another_level
from coprod.cli.terminal import print_note
from coprod.framework import LEVELS, SIDES, Account, LevelName, Recognition, Side
from coprod.model import Project, Session
from coprod.model.ids import fingerprint
from coprod.output.readback import in_groups, session_record, spoken
from coprod.output.shared import Named
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

#: What a reader can do with a session, each by one key. To leave it out is no account, and leaves nothing behind.
_ACCOUNTS: dict[str, Account | None] = {"a": "agree", "d": "differs", "c": "cannot-say", "l": None}
_LEFT_OUT = "left out"

_WHOSE: dict[Side, str] = {"community": "your", "professional": "the community's"}


class _Name(NamedTuple):
    """What the answers about one session are known by."""

    read: str
    level: str
    said: str
    words: str
    share: str


def _names(session: Session) -> _Name:
    return _Name(*(f"{session.id} {field}" for field in _Name._fields))


def ask_sitting(fields: Fields, sessions: Sequence[Session], project: Project) -> list[dict[str, Any]]:
    """Read sessions back until the person wants what was answered saved.

    Args:
        fields: what is known of who reads, by the file's keys; filled in.
        sessions: the sessions, in the order in which they are read.
        project: their project.

    Returns:
        What was answered of each session that was not left out: the fields of a reading, with the id of the session.

    Raises:
        typer.Abort: where the person leaves, or wants nothing saved.
        typer.Exit: where nothing was answered.
    """
    print_note(_INTRODUCTION)
    questions = [question for question in who_is_here() if fields.get(question.name) is None]
    questions += [question for session in sessions for question in _SessionQuestions(session, project).questions()]

    def review(answered: Fields) -> str:
        found = _readings(answered, sessions)
        if not found:
            print_note("\nNothing was answered, and nothing is recorded.")
            raise typer.Exit
        return _review(answered, found)

    interview(questions, fields, review, "Save this?")
    return _readings(fields, sessions)


@dataclass(frozen=True, slots=True)
class _SessionQuestions:
    """The questions about one session: their level before they hear the recorded one, their account, their words."""

    session: Session
    project: Project

    @property
    def name(self) -> _Name:
        """What the answers are known by."""
        return _names(self.session)

    def questions(self) -> list[Question]:
        """The questions, in their order; all of them can be stopped at."""
        name = self.name
        return [
            Question(name.read, self._ask_read, due=self._is_a_sheet, optional=True),
            Question(name.level, self._ask_level, due=somebody_reads, optional=True),
            Question(name.said, self._ask_account, due=self._has_account, optional=True),
            Question(name.words, self._ask_words, due=self._is_told, optional=True),
            Question(name.share, self._ask_share, due=self._has_words, optional=True),
        ]

    def _is_a_sheet(self, fields: Mapping[str, Any]) -> bool:
        return somebody_reads(fields) and _on_paper(fields)

    def _has_account(self, fields: Mapping[str, Any]) -> bool:
        return somebody_reads(fields) and fields.get(self.name.level) != _LEFT_OUT

    def _is_told(self, fields: Mapping[str, Any]) -> bool:
        return fields.get(self.name.said) in get_args(Account)

    def _has_words(self, fields: Mapping[str, Any]) -> bool:
        return self._is_told(fields) and bool(fields.get(self.name.words))

    def _read_out(self) -> None:
        record = session_record(self.session, self.project, Named(self.project))
        print_note(f"\n{visible(spoken(record))}\n")

    def _ask_read(self, fields: Fields, keys: Keys) -> None:
        self._read_out()
        now = fingerprint(self.session)
        read = prompt.until_read(
            f"What stands at the foot of the sheet (Enter, where it is {in_groups(now)})",
            lambda line: parse.fingerprint(line, "the foot of the sheet") if line else now,
            "",
            keys,
        )
        if read != now:
            print_note("That is an earlier wording of this session; it is recorded as one.")
        fields[self.name.read] = read

    def _ask_level(self, fields: Fields, keys: Keys) -> None:
        if not _on_paper(fields):
            self._read_out()
        print_note(f"How far did {_WHOSE[fields['side']]} part go?")
        rows = [(str(level.number), _as_told(level.name, fields)) for level in LEVELS.values()]
        print_note(prompt.choices([*rows, ("0", "cannot say"), ("l", "leave this session out")]))
        fields[self.name.level] = prompt.until_read("1 to 5, 0 or l", _level, keys=keys)

    def _ask_account(self, fields: Fields, keys: Keys) -> None:
        recorded = self.session.level
        print_note(
            f'The record says: "{_as_told(recorded, fields)}"' if recorded else "The record does not say how far."
        )
        question = "Was it as the record says? [a]gree [d]iffers [c]annot say [l]eave it out"
        said = _ACCOUNTS[prompt.until_read(question, _account_key, keys=keys)]
        if said == "agree" and is_another_level(self.session, _given(fields[self.name.level])):
            print_note(
                "Theirs is another level: that is a difference, and is recorded as one. b goes back to change it."
            )
            said = "differs"
        fields[self.name.said] = said or _LEFT_OUT

    def _ask_words(self, fields: Fields, keys: Keys) -> None:
        name = self.name
        level = _given(fields[name.level])
        if fields[name.said] == "differs" and level in (None, self.session.level):
            try:
                fields[name.words] = prompt.until_read("What was not so, in their own words", str, keys=keys)
            except Rest:
                # A difference that says neither another level nor a word is none.
                fields.pop(name.said)
                raise
        else:
            fields[name.words] = prompt.text("Anything else, in their own words", fields.get(name.words), keys)

    def _ask_share(self, fields: Fields, keys: Keys) -> None:
        question = "May these words stand on a page that is shared? [y]es [n]o"
        fields[self.name.share] = prompt.until_read(question, lambda line: prompt.key(("yes", "no"), line), keys=keys)


def _on_paper(fields: Mapping[str, Any]) -> bool:
    return "paper" in (fields.get("how") or "").lower()


def _is_community(fields: Mapping[str, Any]) -> bool:
    return bool(fields["side"] == "community")


def _as_told(level: LevelName, fields: Mapping[str, Any]) -> str:
    """A level in the voice of those who read."""
    return LEVELS[level].voice if _is_community(fields) else LEVELS[level].meaning


def _level(line: str) -> str:
    if line.lower() in {"l", "leave"}:
        return _LEFT_OUT
    return "" if line == "0" else parse.level(line)


def _given(answer: str) -> LevelName | None:
    """The level that was given, where one was."""
    return LEVELS[answer].name if answer in LEVELS else None


def _account_key(line: str) -> str:
    words = {"agree": "a", "differs": "d", "cannot say": "c", "leave": "l"}
    pressed = words.get(line.lower(), line.lower())
    if pressed not in _ACCOUNTS:
        raise typer.BadParameter(f'"{line}" is none of these keys, and changes nothing')
    return pressed


def _readings(fields: Mapping[str, Any], sessions: Sequence[Session]) -> list[dict[str, Any]]:
    """What was answered of each session that was not left out."""
    return [found for session in sessions if (found := _reading(fields, session))]


def _reading(fields: Mapping[str, Any], session: Session) -> dict[str, Any] | None:
    name = _names(session)
    if not somebody_reads(fields):
        return {"session": session.id, "said": "not-taken-up"}
    if fields.get(name.said) not in get_args(Account):
        return None
    level = _given(fields[name.level])
    return {
        "session": session.id,
        "read": fields.get(name.read),
        "said": fields[name.said],
        # The level of the record says nothing of what differs, and would end the difference at once.
        "level": None if fields[name.said] == "differs" and level == session.level else level,
        "words": fields.get(name.words),
        "share": fields.get(name.share) == "yes" or None,
    }


def _review(fields: Mapping[str, Any], found: Sequence[Mapping[str, Any]]) -> str:
    readers = fields.get("readers")
    who = "nobody wished to read" if readers == 0 else f"{readers or 'not recorded how many'}, {fields['side']} side"
    rows = [(one["session"], _row(one)) for one in found]
    return f"\nRead on {fields['date']}: {who}\n{prompt.choices([(visible(a), visible(b)) for a, b in rows])}\n"


def _row(one: Mapping[str, Any]) -> str:
    level = f", {one['level']}" if one.get("level") else ""
    words = f': "{one["words"]}"' if one.get("words") else ""
    shared = " (may be shared)" if one.get("share") else ""
    return f"{one['said']}{level}{words}{shared}"


def who_is_here() -> list[Question]:
    """The questions about who reads."""
    return [
        Question("side", _ask_side),
        Question("readers", _ask_readers),
        Question("were_there", _ask_were_there, due=somebody_reads),
        Question("how", _ask_how, due=somebody_reads),
        Question("others", _ask_others, due=somebody_reads),
        Question("recognition", _ask_recognition, due=somebody_reads),
        Question("entered_by", _ask_entered_by),
    ]


def somebody_reads(fields: Mapping[str, Any]) -> bool:
    """Whether anybody wished to read."""
    return bool(fields.get("readers") != 0)


def _side_of(line: str) -> Side:
    return prompt.key(SIDES, line)


def _ask_side(fields: Fields, keys: Keys) -> None:
    print_note("Whose account is this?")
    print_note(prompt.choices([("c", "community     people who use a service, residents, carers, neighbours"),
                           ("p", "professional  staff, policy makers, designers, researchers")]))  # fmt: skip
    fields["side"] = prompt.until_read("c or p", _side_of, keys=keys)


def _ask_readers(fields: Fields, keys: Keys) -> None:
    question = "How many people read it now (0: nobody wished to; Enter: not recorded)"
    fields["readers"] = prompt.until_read(question, _count, "", keys)


def _ask_were_there(fields: Fields, keys: Keys) -> None:
    def read(line: str) -> int | None:
        count, readers = _count(line), fields.get("readers")
        if count is not None and readers is not None and count > readers:
            raise typer.BadParameter(f"{readers} read it, so that no more of them can have been there")
        return count

    question = "How many of them came to these sessions (Enter: not recorded)"
    fields["were_there"] = prompt.until_read(question, read, "", keys)


def _count(line: str) -> int | None:
    if line and not line.isdecimal():
        raise typer.BadParameter("write a number, such as 3")
    return int(line) if line else None


def _ask_how(fields: Fields, keys: Keys) -> None:
    question = "In what way is it read: aloud, on paper, easy read, translated"
    fields["how"] = prompt.text(question, fields.get("how"), keys)


def _ask_others(fields: Fields, keys: Keys) -> None:
    other = next(side for side in SIDES if side != fields["side"])
    question = f"Is anyone of the {other} side in the room? [y]es [n]o (Enter: not recorded)"
    fields["others"] = prompt.until_read(question, _maybe(("yes", "no")), "", keys)


def _ask_recognition(fields: Fields, keys: Keys) -> None:
    ways = ", ".join(get_args(Recognition))
    question = f"Reading is work. How is their time recognised: {ways} (Enter: not recorded)"
    fields["recognition"] = prompt.until_read(
        question, lambda line: parse.recognition(line) if line else None, "", keys
    )


def _ask_entered_by(fields: Fields, keys: Keys) -> None:
    question = "Who types this in? Somebody of the [c]ommunity or [p]rofessional side (Enter: not recorded)"
    fields["entered_by"] = prompt.until_read(question, _maybe(SIDES), "", keys)


def _maybe(words: Sequence[str]) -> Callable[[str], str | None]:
    """One of a few words by its first letter, or none by Enter."""
    return lambda line: prompt.key(words, line) if line else None
