"""Readings that are recorded by options: of what they are, what they settle, and those that their readers took back."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

from coprod.assess import Gate
from coprod.assess.voices import reading_records
from coprod.cli import deliver, parse, records
from coprod.cli.call import Call
from coprod.cli.options import as_command
from coprod.cli.terminal import print_note, print_text
from coprod.model import Project, Reading, Session
from coprod.model.ids import PROJECT, code, present_fingerprint, reading_fingerprint
from coprod.model.kinds import READINGS
from coprod.output.shared import Shared
from coprod.output.words import counted, quoted
from coprod.store.change import Change, add, add_allowing_duplicates, replaced
from coprod.store.read import Document
from coprod.words import visible

#: What readers say; the rest of a reading says who they are.
_ACCOUNT = ("said", "level", "words", "share", "read")

#: As many of the newest sessions are read back if nobody names any.
_NEWEST = 5

#: What is printed for people on paper.
Printed = Literal["sheets", "slips", "plain slips"]


def chosen(project: Project, words: Sequence[str], today: date, *, whole: bool = False) -> list[Session | None]:
    """The sessions that were named, in that order, or None for the whole project.

    If none is, the newest that were held, and all that decided something, the newest first: a few are enough.
    """
    if whole and words:
        raise parse.refused("--project", "is of no session: leave the sessions out")
    if whole:
        return [None]
    if not words:
        done = sorted((known for known in project.sessions if known.held_by(today)), key=lambda known: known.date)
        return [known for place, known in enumerate(reversed(done)) if place < _NEWEST or known.settled]
    named = [records.held(records.begun(project, word, today, "SESSION"), today, "SESSION") for word in words]
    return [*{session.id: session for session in named}.values()]


def record(call: Call, words: Sequence[str], settles: str | None, fields: dict[str, Any], *, whole: bool) -> None:
    """Record one reading with these fields, of what it is as that stands under the lock."""

    def change_of(document: Document) -> Change:
        read = _one_read(document.project, words, settles, call.today, whole=whole)
        reading = records.reading(document.project, read, fields)
        if known := _on_record(reading, document.project):
            again = (
                f"this reading is already recorded, as {known.id}; where other people said the same, tell them apart "
                'by how they read it, as in --how "at the second table"'
            )
            raise parse.refused("--said", again)
        return add(document, reading)

    call.apply(change_of, _recorded)
    parse.tell_if_to_come(fields["date"], call.today)


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
    if not any(known.reading == settled and known.differs for known in reading_records(project, today)):
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


def _on_record(reading: Reading, project: Project) -> Reading | None:
    """The reading on record that says the same, or None."""
    return next((known for known in project.readings if dict(known) | {"id": reading.id} == dict(reading)), None)


def withdraw(call: Call, word: str) -> None:
    """Make a reading one that its readers took back; its words go, and no step of undo holds them."""

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


def require_sitting(draft: dict[str, Any], *, asks: bool) -> None:
    """Refuse what goes with an account if none is given, and to ask if nobody is there."""
    for field in _ACCOUNT:
        if field in draft:
            raise parse.refused(f"--{field}", "goes with --said, of one session")
    if not asks:
        message = "name one session and say what they said of it, or write sheets to print with --paper -o FILE"
        raise parse.refused("SESSION and --said", message)


def sit(call: Call, who: dict[str, Any], project: Project, sessions: Sequence[Session | None]) -> None:
    """Read these sessions back with the people at this terminal, and record what they say, all of it or nothing."""
    from coprod.cli.prompts import prompt
    from coprod.cli.prompts import readback as sitting
    from coprod.cli.target import account_context
    from coprod.output.verdicts import headline

    record = "" if any(sessions) else headline(account_context(call.target, call.today, Gate(), names=True).assessment)
    answered = sitting.sit(who, project, sessions, record)
    by_id = {session.id: session for session in sessions if session}
    about = {row.name: who.get(row.name) for row in READINGS.rows if row.name not in {*_ACCOUNT, "session", "id"}}
    found = [records.reading(project, by_id.get(said["session"]), about | said) for said in answered]
    again = [reading for reading in found if _on_record(reading, project)]
    if again:
        same = visible(", ".join(reading.session for reading in again))
        print_note(f"The same is on record already, of the same day: {same}.")
        if not prompt.yes("Did other people say it this time?"):
            found = [reading for reading in found if reading not in again]
    if not found:
        print_text("Nothing is recorded that was not on record already.\n")
        return
    call.apply(
        lambda document: add_allowing_duplicates(document, *found), _recorded, on_failure=lambda: _hand_back(found)
    )


def _recorded(change: Change) -> str:
    """What was recorded, and what it asks of the project."""
    codes = [code(reading.id, reading_fingerprint(reading)) for reading in change.records]
    read = zip(change.records, codes, strict=True)
    rows = "".join(f"  {visible(quoted(reading))}\n  Its code: {its}\n" for reading, its in read)
    lines = [f"Recorded {counted(len(change.records), 'reading')} in {visible(change.after.file)}:\n{rows}"]
    for reading in change.records:
        now = present_fingerprint(change.after.project, reading.session, reading.date)
        if reading.read != now and reading.said != "not-taken-up":
            where = "The whole project" if reading.session == PROJECT else visible(reading.session)
            lines.append(f"{where} was read in an earlier wording than it has now, and is recorded so.\n")
    if any(reading.said == "differs" for reading in change.records):
        lines.append("What differs waits for the project's answer: coprod answer ID.\n")
    return "".join(lines)


def _hand_back(found: Sequence[Reading]) -> None:
    """Show readings as commands if they could not be recorded, so that nobody has to be asked again."""
    print_note("To record the same, if it is not in the file:")
    for reading in found:
        fields = reading.model_dump(exclude={"session", "id"}, exclude_none=True)
        read = "--project" if reading.session == PROJECT else reading.session
        print_note(f"  {visible(as_command(READINGS, ['coprod', 'readback', read], fields))}")


def print_paper(
    call: Call, project: Project, sessions: Sequence[Session | None], output: str | None, what: Printed
) -> None:
    """Write sheets or slips, or say where they can go."""
    from coprod.output.paper import project_sheet, sheets, slips

    if output is None:
        noun = what.removeprefix("plain ")
        raise parse.refused("--output", f"name a file for the {noun} with -o, such as -o {noun}.html")
    if not sessions:
        raise parse.refused("SESSION", "no session is on record yet that was held")
    people = Shared(project)
    named = [session for session in sessions if session]
    if what == "sheets":
        page = sheets(named, people) if named else project_sheet(call.today, people)
    else:
        page = slips(named, people, plain=what == "plain slips")
    deliver.hand_over(output, page, [call.target.name], [people], what)
