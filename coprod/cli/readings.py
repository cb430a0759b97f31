"""Readings that are recorded by options: of what they are, what they settle, and those that their readers took back."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from coprod.assess.voices import reading_records
from coprod.cli import parse, records
from coprod.cli.call import Call
from coprod.cli.terminal import print_note
from coprod.model import Project, Reading, Session
from coprod.model.ids import PROJECT
from coprod.store.change import Change
from coprod.store.read import Document
from coprod.words import visible


def chosen(project: Project, words: Sequence[str], today: date, *, whole: bool = False) -> list[Session | None]:
    """The sessions that were named, in that order, None for the whole project, or those that are worth reading back."""
    if whole and words:
        raise parse.refused("--project", "is of no session: leave the sessions out")
    if whole:
        return [None]
    if not words:
        return [*records.worth_reading(project, today)]
    named = [records.held(records.begun(project, word, today, "SESSION"), today, "SESSION") for word in words]
    return [*{session.id: session for session in named}.values()]


def by_options(
    words: Sequence[str], settles: str | None, fields: dict[str, Any], today: date, *, whole: bool
) -> Callable[[Document], Change]:
    """What adds one reading with these fields, of what it is as that stands under the lock."""
    from coprod.store.change import add

    def change_of(document: Document) -> Change:
        read = _one_read(document.project, words, settles, today, whole=whole)
        reading = records.reading(document.project, read, fields)
        if known := on_record(reading, document.project):
            again = (
                f"this reading is already recorded, as {known.id}; where other people said the same, tell them apart "
                'by how they read it, as in --how "at the second table"'
            )
            raise parse.refused("--said", again)
        return add(document, reading)

    return change_of


def _one_read(
    project: Project, words: Sequence[str], settles: str | None, today: date, *, whole: bool
) -> Session | None:
    """The session that an account is of, or None for the whole project; of what settles a reading, that reading's."""
    read = chosen(project, words, today, whole=whole) if words or whole else []
    if settles is not None:
        settled = records.reading_named(project, settles, "--settles")
        if not read:
            read = [None] if settled.session == PROJECT else chosen(project, [settled.session], today)
        if [session.id if session else PROJECT for session in read] != [settled.session]:
            raise parse.refused("--settles", f"{settled.id} is a reading of {settled.session}, and is settled there")
    if len(read) != 1:
        raise parse.refused("SESSION", "an account is of one session: name it")
    return read[0]


def settling(project: Project, settles: str, draft: dict[str, Any], today: date) -> dict[str, Any]:
    """The fields of a reading that settles another: of the same side, and agreeing if nothing else is said."""
    settled = records.reading_named(project, settles, "--settles")
    if not any(known.reading == settled and known.differs for known in reading_records(project, today, {})):
        raise parse.refused("--settles", f"{settled.id} does not differ, so that there is nothing to settle")
    if draft["date"] < settled.date:
        raise parse.refused("--settles", f"{settled.id} is of {settled.date}, and cannot have been settled before")
    draft = {"side": settled.side, "said": "agree", **draft, "settles": settled.id}
    readers = draft.get("readers")
    fewer = readers is not None and settled.readers is not None and readers < settled.readers
    if fewer or draft["side"] != settled.side:
        whose = f"{settled.readers or ''} readers of the {settled.side} side".strip()
        print_note(f"{visible(settled.id)} goes on differing: it is of {whose}, and only as many settle it.")
    return draft


def on_record(reading: Reading, project: Project) -> Reading | None:
    """The reading on record that says the same, or None."""
    return next((known for known in project.readings if dict(known) | {"id": reading.id} == dict(reading)), None)


def withdraw(call: Call, word: str) -> None:
    """Make a reading one that its readers took back; its words go, and no step of undo holds them."""
    from coprod.store.change import replaced

    def change_of(document: Document) -> Change:
        known = records.reading_named(document.project, word, "--withdraw")
        if known.said in {"withdrawn", "not-taken-up"}:
            why = "is withdrawn already" if known.said == "withdrawn" else "says that nobody wished to read"
            raise parse.refused("--withdraw", f"{known.id} {why}: there is nothing to take back")
        gone = {"said": "withdrawn", "level": None, "words": None, "share": False, "settles": None}
        position = document.project.readings.index(known)
        return replaced(document, {("readings", position): records.validated_record(Reading, dict(known) | gone)})

    name = visible(records.reading_named(call.project(), word, "--withdraw").id)
    told = f"Withdrawn: {name} in {call.target.shown}. That it was withdrawn is said.\n"
    call.show_and_apply(change_of, lambda _: told, f"Withdraw {name}?", undoable=False)
