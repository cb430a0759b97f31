"""What an import did, in a few lines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coprod.model import Session
from coprod.output.words import counted, listed
from coprod.sheets.compared import Compared
from coprod.sheets.draft import Draft
from coprod.sheets.reading.meeting import Reading
from coprod.typed import short
from coprod.visible import visible


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a sheet.

    Attributes:
        shape: what it was read as.
        reading: what was read.
        draft: the sessions that it holds.
        compared: which of them are new.
    """

    shape: str
    reading: Reading
    draft: Draft
    compared: Compared


def told(outcome: Outcome, file: str, *, done: bool) -> str:
    """What was read, what was added, and what was left out.

    Args:
        outcome: what came of the sheet.
        file: the project file as the user named it.
        done: whether it was written; otherwise it is told as what would be.
    """
    return "".join(f"{visible(line)}\n" for line in (*_read(outcome), *_added(outcome.compared, file, done=done)))


def _read(outcome: Outcome) -> Iterator[str]:
    reading, draft = outcome.reading, outcome.draft
    people = {label for one in draft.sessions for label in (*one.community, *one.professional)}
    sheet = f', sheet "{reading.table.name}",' if reading.table.name else ""
    sizes = f"{counted(len(draft.sessions), 'session')}, {_people(len(people))}"
    yield f"Read {reading.table.file}{sheet} as {outcome.shape}: {sizes}."
    if reading.passed_over:
        yield f"Not read: {listed([_quoted(heading) for heading in reading.passed_over])}."
    for person in draft.merged:
        names = listed([_quoted(name) for name in person.names])
        yield f"One person by email address, recorded as {_quoted(person.label)}: {names}."
    for session in draft.alike:
        yield f"Kept apart, though the sheet says the same of an earlier session of that day: {session.id}."


def _added(compared: Compared, file: str, *, done: bool) -> Iterator[str]:
    new, recorded, changed = compared.new, compared.recorded, compared.changed
    if new:
        yield f"{'Added' if done else 'Would add'} {counted(len(new), 'session')} to {file}: {_sides(new)}."
    else:
        yield "Nothing to add."
    if recorded:
        yield f"Recorded already, and left out: {counted(len(recorded), 'session')}."
    if changed:
        yield f"Recorded already with other content, which was left as it is: {_ids(changed)}."
    if compared.doubtful:
        ids = _ids(compared.doubtful)
        yield f"Perhaps a meeting that was on record before, by its day and its title or people: {ids}."
        yield "Where it is the same, keep one of the two."


def _ids(sessions: Sequence[Session]) -> str:
    return listed([session.id for session in sessions])


def _sides(sessions: Sequence[Session]) -> str:
    community = {label for session in sessions for label in session.community}
    professional = {label for session in sessions for label in session.professional}
    both = len(community & professional)
    words = f"{_people(len(community))} in a community capacity, {_people(len(professional))} in a professional one"
    return f"{words}, {both} of them in both at different sessions" if both else words


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number} people"


def _quoted(text: str) -> str:
    return f'"{short(text)}"'
