"""A sitting at which sessions are read back with those who were there, or their sheets are typed in.

Refusing is as easy as agreeing: every account takes the same keys, nothing is chosen beforehand, Enter decides nothing,
and one may leave out a session or stop at any of them. Nothing counts how many are left.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, get_args

import typer

from coprod.cli import parse
from coprod.cli.prompts import prompt
from coprod.cli.prompts.forms import Draft, Form, Offer, Question, interview
from coprod.cli.prompts.prompt import Rest
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


def sit(who: Draft, project: Project, sessions: Sequence[Session | None], record: str) -> list[dict[str, Any]]:
    """Read back with those whom the draft tells of, until they want what was answered saved: the fields of readings.

    None stands for the whole project, of which `record` says how it was done. What was left out has no fields; if
    nothing was answered, the command ends.
    """
    print_note(_INTRODUCTION)
    answers: list[tuple[Session | None, Draft]] = [(session, {}) for session in sessions]
    questions = [question for question in _who_is_here(who) if who.get(question.name) is None]
    for session, draft in answers:
        questions += _about_session(draft, who, session, project) if session else _about_project(draft, who, record)

    def readings() -> list[dict[str, Any]]:
        return [found for session, draft in answers if (found := _reading(draft, who, session))]

    def review() -> list[str]:
        if not (answered := readings()):
            print_note("\nNothing was answered, and nothing is recorded.")
            raise typer.Exit
        return _review(who, answered)

    interview(questions, review, "Save this?")
    return readings()


def _somebody_reads(who: Draft) -> bool:
    return bool(who.get("readers") != 0)


def _on_paper(who: Draft) -> bool:
    return _somebody_reads(who) and "paper" in (who.get("how") or "").lower()


def _who_is_here(who: Draft) -> list[Question]:
    """The questions about who reads: a side and counts, never names."""
    form = Form(READINGS, who, who["date"])

    def were_there(line: str) -> int:
        count, readers = prompt.count(line), who.get("readers")
        if readers is not None and count > readers:
            raise typer.BadParameter(f"{readers} read it, so that no more of them can have been there")
        return count

    def others() -> str:
        other = next(side for side in SIDES if side != who["side"])
        return f"Is anyone of the {other} side in the room? [y]es [n]o (Enter: not recorded)"

    def due() -> bool:
        return _somebody_reads(who)

    return [
        form.ask("side", first=True),
        form.ask("readers", "unrecorded"),
        form.ask("were_there", "unrecorded", due, read=were_there),
        form.ask("how", "optional", due, keys="b"),
        form.ask("alone", "unrecorded", due, words=others, read=lambda line: not prompt.says_yes(line)),
        form.ask("recognition", "unrecorded", due),
        form.ask("entered_by", "unrecorded"),
    ]


def _about_session(draft: Draft, who: Draft, session: Session, project: Project) -> list[Question]:
    """Their level before they hear the recorded one, then their account, their words, and who may see those."""
    form = Form(READINGS, draft, who["date"], keys="bs")
    now = session_fingerprint(session, Persons(project.people))

    def record() -> str:
        return f"\n{visible(spoken(session_record(session, project, Shared(project, names=True))))}\n"

    def read(line: str) -> str:
        found = _foot(line)
        if found != now:
            print_note("That is an earlier wording of this session; it is recorded as one.")
        return found

    def above_level() -> str:
        question = f"How far did {SIDE_WORDS[who['side']].whose} part go?"
        return question if _on_paper(who) else f"{record()}\n{question}"

    def recorded() -> str:
        level = session.level
        return f'The record says: "{_in_their_voice(level, who)}"' if level else "The record does not say how far."

    def account(line: str) -> str:
        said = _account(line)
        if said != "agree" or not is_another_level(session, _level_given(draft)):
            return said
        print_note("Theirs is another level: that is a difference, and is recorded as one. b goes back to change it.")
        return "differs"

    anything = form.ask("words", "optional", words="Anything else, in their own words")

    def put_words(keys: str) -> None:
        if draft["said"] == "differs" and _level_given(draft) in {None, session.level}:
            _put_what_differs(form, keys)
        else:
            anything.put(keys)

    return [
        form.ask(
            "read",
            "unrecorded",
            lambda: _on_paper(who),
            above=record,
            words=f"{_FOOT} (Enter, where it is {in_groups(now)})",
            read=read,
        ),
        form.ask(
            "level",
            due=lambda: _somebody_reads(who),
            above=above_level,
            words="0 to 5, c or l",
            offer=lambda: _levels(who),
            read=_level,
        ),
        form.ask(
            "said",
            due=lambda: _somebody_reads(who) and draft.get("level") != _LEFT_OUT,
            above=recorded,
            words="Was it as the record says? [a]gree [d]iffers [c]annot say [l]eave it out",
            read=account,
        ),
        Question(draft, "words", put_words, lambda: _has_account(draft), "bs"),
        _share(form),
    ]


def _about_project(draft: Draft, who: Draft, record: str) -> list[Question]:
    """Their own view before anything that is recorded, then their account, and who may see their words."""
    form = Form(READINGS, draft, who["date"], keys="bs")

    def due() -> bool:
        return _somebody_reads(who)

    return [
        form.ask("read", due=lambda: _on_paper(who), words=_FOOT, read=_foot),
        form.ask(
            "words",
            "optional",
            due,
            above="\nHow was this project done? Who decided, who was asked, and who was missing?",
            words="In their own words",
        ),
        form.ask(
            "said",
            due=due,
            above=f"\nThe record says: {visible(record)}",
            words="Was this project as the record says? [a]gree [d]iffers [c]annot say [l]eave it out",
            read=_account,
        ),
        Question(
            draft,
            "more",
            partial(_put_what_differs, form),
            lambda: draft.get("said") == "differs" and not draft.get("words"),
            "bs",
        ),
        _share(form),
    ]


def _put_what_differs(form: Form, keys: str) -> None:
    try:
        form.ask("words", words="What was not so, in their own words").put(keys)
    except Rest:
        # A difference that says neither another level nor a word is none.
        form.draft.pop("said")
        raise


def _share(form: Form) -> Question:
    return form.ask(
        "share",
        due=lambda: _has_account(form.draft) and bool(form.draft.get("words")),
        words="May these words stand on a page that is shared? [y]es [n]o",
        read=prompt.says_yes,
        keys="bs",
    )


_FOOT = "What stands at the foot of the sheet"


def _foot(line: str) -> str:
    return parse.fingerprint(line, "the foot of the sheet")


def _in_their_voice(level: LevelName, who: Draft) -> str:
    return LEVELS[level].voice if who["side"] == "community" else LEVELS[level].meaning


def _levels(who: Draft) -> Offer:
    rows = [(str(level.number), _in_their_voice(level.name, who)) for level in LEVELS.values()]
    return Offer([*rows, ("c", "cannot say"), ("l", "leave this session out")])


def _level(line: str) -> str:
    if line.lower() in {"l", "leave"}:
        return _LEFT_OUT
    return "" if line.lower() in {"c", "cannot say"} else parse.level(line)


def _level_given(draft: Draft) -> LevelName | None:
    given = draft.get("level")
    return LEVELS[given].name if given in LEVELS else None


def _account(line: str) -> str:
    account = prompt.key(("agree", "differs", "cannot say", "leave"), line)
    return {"cannot say": "cannot-say", "leave": _LEFT_OUT}.get(account, account)


def _has_account(draft: Draft) -> bool:
    return draft.get("said") in get_args(Account)


def _reading(draft: Draft, who: Draft, session: Session | None) -> dict[str, Any] | None:
    """The fields of a reading, or None if it was left out."""
    name = session.id if session else PROJECT
    if not _somebody_reads(who):
        return {"session": name, "said": "not-taken-up"}
    if not _has_account(draft):
        return None
    level = _level_given(draft)
    if session and draft["said"] == "differs" and level == session.level:
        # The level of the record says nothing of what differs, and would end the difference at once.
        level = None
    given = {field: draft.get(field) or None for field in ("read", "said", "words", "share")}
    return {"session": name, **given, "level": level}


def _review(who: Draft, readings: Sequence[Mapping[str, Any]]) -> list[str]:
    readers = who.get("readers")
    shown = "nobody wished to read" if readers == 0 else f"{readers or 'not recorded how many'}, {who['side']} side"
    rows = []
    for reading in readings:
        level = f", {reading['level']}" if reading.get("level") else ""
        words = f': "{reading["words"]}"' if reading.get("words") else ""
        shared = " (may be shared)" if reading.get("share") else ""
        rows.append((visible(reading["session"]), visible(f"{reading['said']}{level}{words}{shared}")))
    return [f"Read on {who['date']}: {shown}", prompt.choices(rows)]
