"""The one table of every kind of record that a project file holds, and of every field of each.

Reading, appending, amending, merging, comparing, the schema, exports, pages and the documented file are held against
it: a test walks the table and names whatever forgets a kind or a field.
"""

from collections.abc import Callable, Hashable
from typing import Any, Final, NamedTuple

from coprod.model.answers import Answer
from coprod.model.feedback import Feedback
from coprod.model.project import Project
from coprod.model.readiness import Readiness
from coprod.model.readings import Reading
from coprod.model.record import Record
from coprod.model.said import Saying
from coprod.model.sessions import Session
from coprod.model.waivers import Waiver


class Nowhere(str):
    """Why a field does not stand where others do, in a sentence."""

    __slots__ = ()


class Field(NamedTuple):
    """Where a field of a record is written and shown; or why it is not.

    Attributes:
        option: the command and option that write it, such as `log --title`.
        column: the export and the column that hold it, such as `attendance title`.
        page: where the page about a project says it, in a word or two.
    """

    option: str
    column: str
    page: str


class Kind(NamedTuple):
    """One kind of record.

    Attributes:
        table: the array of tables that holds it in a file, such as `sessions`.
        model: what one record is.
        noun: what a message calls one.
        letter: what its ids have before their digits; nothing where it has no ids.
        known_by: what a record is matched by when versions of a file are merged or compared; where it has no id,
            several can be alike.
        fields: every field of it.
    """

    table: str
    model: type[Record]
    noun: str
    letter: str | None
    known_by: Callable[[Any], tuple[Hashable, ...]]
    fields: dict[str, Field]


def _id(record: Any) -> tuple[Hashable, ...]:
    return (record.id,)


_OWN_ID: Final = Nowhere("It follows from the content.")
_FOR_THE_TEAM: Final = Nowhere("A page is for everybody; this is for those who keep the record.")
_NO_SHEET: Final = Nowhere("No spreadsheet keeps these.")
_BY_HAND: Final = Nowhere("It is written by hand, after a talk.")

_SESSION = {
    "date": Field("log --date", "attendance date", "sessions"),
    "phase": Field("log PHASE", "attendance phase", "sessions"),
    "title": Field("log --title", "attendance title", "sessions"),
    "level": Field("log --level", "attendance level", "sessions"),
    "community": Field("log --community", "attendance person", "sessions"),
    "professional": Field("log --professional", "attendance person", "sessions"),
    "also_present": Field("log --community-count", "attendance community_count", "sessions"),
    "heard": Field("log --heard", "attendance heard", "who was heard"),
    "settled": Field("log --settled", "attendance settled_MATTER", "what was agreed"),
    "feeds_back": Field("log --feeds-back", "attendance feeds_back", "what people were told"),
    "recognition": Field("log --recognition", "attendance recognition", "sessions"),
    "note": Field("log --note", "attendance note", "sessions, for the team"),
    "id": Field(_OWN_ID, "attendance session_id", _FOR_THE_TEAM),
}

_FEEDBACK = {
    "date": Field("told --date", _NO_SHEET, "what people were told"),
    "sessions": Field("told SESSION", _NO_SHEET, "what people were told"),
    "how": Field("told --how", _NO_SHEET, "what people were told"),
}

_SAYING = {
    "date": Field("said --date", "said date", "you said, we did"),
    "text": Field("said TEXT", "said text", "you said, we did"),
    "session": Field("said --session", "said session", "you said, we did"),
    "hoped": Field("said --hoped", "said hoped", "you said, we did"),
    "group": Field("said --group", "said group", "you said, we did"),
    "id": Field(_OWN_ID, "said said_id", _FOR_THE_TEAM),
}

_READING = {
    "session": Field("readback SESSION", "readings session", "reading back"),
    "date": Field("readback --date", "readings date", "reading back"),
    "read": Field("readback --read", "readings read", "reading back"),
    "side": Field("readback --side", "readings side", "reading back"),
    "readers": Field("readback --readers", "readings readers", "reading back"),
    "were_there": Field("readback --were-there", "readings were_there", "reading back"),
    "how": Field("readback --how", "readings how", "reading back"),
    "alone": Field("readback --alone", "readings alone", "reading back"),
    "said": Field("readback --said", "readings said", "reading back"),
    "level": Field("readback --level", "readings level", "reading back"),
    "words": Field("readback --words", "readings words", "reading back"),
    "share": Field("readback --share", "readings share", Nowhere("It decides whether the words stand on a page.")),
    "recognition": Field("readback --recognition", "readings recognition", "reading back"),
    "entered_by": Field("readback --entered-by", "readings entered_by", "reading back"),
    "id": Field(_OWN_ID, "readings reading_id", _FOR_THE_TEAM),
}

_ANSWER = {
    "date": Field("answer --date", "said answered", "you said, we did"),
    "to": Field("answer ID", "said said_id", Nowhere("An answer stands beside what it answers.")),
    "outcome": Field("answer --done", "said outcome", "you said, we did"),
    "text": Field("answer --done", "said what_changed", "you said, we did"),
    "told": Field("answer --told", "said told", "you said, we did"),
}

_WAIVER = {
    "rule": Field(_BY_HAND, _NO_SHEET, "what stands out"),
    "session": Field(_BY_HAND, _NO_SHEET, _FOR_THE_TEAM),
    "reason": Field(_BY_HAND, _NO_SHEET, "what stands out"),
    "until": Field(_BY_HAND, _NO_SHEET, "what stands out"),
}

_READINESS = {
    "date": Field("readiness --date", _NO_SHEET, "readiness"),
    "by": Field("readiness --by", _NO_SHEET, "readiness, for the team"),
    "target": Field("readiness --target", _NO_SHEET, "readiness"),
    "listened": Field("readiness --listened", _NO_SHEET, "readiness"),
    "supported": Field("readiness --supported", _NO_SHEET, "readiness"),
    "considered": Field("readiness --considered", _NO_SHEET, "readiness"),
    "deciding": Field("readiness --deciding", _NO_SHEET, "readiness"),
    "shared_power": Field("readiness --shared-power", _NO_SHEET, "readiness"),
}

#: Every kind of record, by its table.
KINDS: dict[str, Kind] = {
    kind.table: kind
    for kind in (
        Kind("sessions", Session, "session", "", _id, _SESSION),
        Kind("feedback", Feedback, "feedback", None, lambda one: (one.date, one.how, one.sessions), _FEEDBACK),
        Kind("said", Saying, "saying", "s", _id, _SAYING),
        Kind("readings", Reading, "reading", "r", _id, _READING),
        # Answers are never merged away: each is known by all that it says.
        Kind("answers", Answer, "answer", None, lambda one: tuple(dict(one).values()), _ANSWER),
        Kind("waivers", Waiver, "waiver", None, lambda one: (one.rule, one.session), _WAIVER),
        Kind("readiness", Readiness, "readiness", None, lambda one: (one.date, one.by), _READINESS),
    )
}


def kind_of(record: Record) -> Kind:
    """The kind of a record."""
    return next(kind for kind in KINDS.values() if isinstance(record, kind.model))


def records(project: Project, table: str) -> tuple[Any, ...]:
    """The records of one kind, in the order of the file."""
    found: tuple[Any, ...] = getattr(project, table)
    return found


def ids(project: Project) -> list[tuple[str, int, str]]:
    """Every id in a file: the table and position of its record, and the id; in the order of the table above."""
    return [
        (kind.table, position, record.id)
        for kind in KINDS.values()
        if kind.letter is not None
        for position, record in enumerate(records(project, kind.table))
    ]
