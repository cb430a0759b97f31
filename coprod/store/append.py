"""Adding to a project file by editing its text: what stands there is never rewritten."""

import difflib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Literal, TypeVar

from coprod.errors import Problem, Unusable
from coprod.model import Project, Readiness, Session, session_id
from coprod.store import block
from coprod.store.disk.write import exchange, exclusively
from coprod.store.read import Document, load, text_of, toml

#: What can be added, and the array of tables that it belongs to.
Record = TypeVar("Record", Session, Readiness)
Table = Literal["sessions", "readiness"]


@dataclass(frozen=True, slots=True)
class Addition(Generic[Record]):
    """Records and the file with them.

    Attributes:
        records: the records, as they stand in the file.
        before: the file without them.
        after: the file with them.
    """

    records: tuple[Record, ...]
    before: Document
    after: Document

    def diff(self) -> list[str]:
        """The change as the lines of a unified diff."""
        old, new = (document.data.decode("utf-8-sig").split("\n") for document in (self.before, self.after))
        name = self.before.file
        return [line.rstrip("\r") for line in difflib.unified_diff(old, new, name, name, lineterm="")]


def log(
    path: Path, file: str, session_for: Callable[[Project], Session], on_wait: Callable[[], None] = lambda: None
) -> Addition[Session]:
    """Add a session to a project file, under a lock, on disk when this returns.

    Args:
        path: the project file; a link is followed, and stays a link.
        file: how to name it in messages.
        session_for: makes the session for the project as it stands under the lock; its id may still change (see `add`).
        on_wait: called once, when another program keeps this one waiting for a noticeable time.

    Returns:
        What was added.

    Raises:
        Unusable: where the file, its folder or the addition is unusable; the message says which content the file has.
    """
    return write(path, file, lambda document: add(document, session_for(document.project)), on_wait)


def answer(
    path: Path, file: str, answers: Readiness, on_wait: Callable[[], None] = lambda: None
) -> Addition[Readiness]:
    """Add answers to Shier's questions to a project file; otherwise as `log`."""
    return write(path, file, lambda document: add_answers(document, answers), on_wait)


def write(
    path: Path,
    file: str,
    addition_to: Callable[[Document], Addition[Record]],
    on_wait: Callable[[], None] = lambda: None,
) -> Addition[Record]:
    """Make an addition to a project file, all of it or none; otherwise as `log`.

    Args:
        path: the project file.
        file: how to name it in messages.
        addition_to: makes the addition to the file as it stands under the lock; one without records writes nothing.
        on_wait: called once, when the wait has become noticeable.
    """
    with exclusively(path, file, on_wait) as real:
        document = load(real, file)
        addition = addition_to(document)
        if addition.records:
            exchange(real, file, document.data, addition.after.data)
        return addition


def add(document: Document, session: Session) -> Addition[Session]:
    """A document with one session more, in memory.

    Args:
        document: the file as it was read.
        session: the session; where another has its id by chance, it is given the next id.

    Returns:
        What was added.

    Raises:
        Unusable: where the same content is there already, or the file's own text leaves no place for the block.
    """
    return add_all(document, [_with_own_id(document, session)])


def add_all(document: Document, sessions: Sequence[Session]) -> Addition[Session]:
    """A document with more sessions, in memory; their ids are not in it yet.

    Raises:
        Unusable: where the file's own text leaves no place for the blocks.
    """
    after = _with(document, "sessions", sessions) if sessions else document
    return Addition(tuple(sessions), document, after)


def add_answers(document: Document, answers: Readiness) -> Addition[Readiness]:
    """A document with one more record of answers to Shier's questions, in memory.

    Raises:
        Unusable: where the same answers are there already, or the file's own text leaves no place for the block.
    """
    if answers in document.project.readiness:
        raise Unusable(Problem(document.file, f"these answers are already recorded, on {answers.date}"))
    return Addition((answers,), document, _with(document, "readiness", [answers]))


def _with_own_id(document: Document, session: Session) -> Session:
    others = {other.id: other for other in document.project.sessions}
    for other in others.values():
        if session.date == other.date and session == other.model_copy(update={"id": session.id}):
            raise Unusable(Problem(document.file, f"this session is already recorded, as {other.id}"))
    attempt = 0
    while (name := session_id(dict(session), attempt)) in others:
        attempt += 1
    return session.model_copy(update={"id": name})


def _with(document: Document, table: Table, records: Sequence[Record]) -> Document:
    """The document and the records; one whose new text would mean anything else is never made.

    The old content is valid, so what is the same needs no second look; the new records are read as a reader would.
    """
    before, file = document.content, document.file
    no_place = Unusable(
        Problem(file, f"leaves no place for another block: write its {table} as [[{table}]] blocks first")
    )
    data = _appended(document.data, "\n".join(block.record(table, record) for record in records))
    try:
        after = toml(text_of(data, file), file)
    except Unusable as error:
        raise no_place from error
    written = after.get(table, [])
    old, new = written[: -len(records)], written[-len(records) :]
    same = old == before.get(table, []) and {**after, table: None} == {**before, table: None}
    if not same or [type(records[0]).model_validate(one) for one in new] != list(records):
        raise no_place
    everything = (*getattr(document.project, table), *records)
    return Document(file, data, after, document.project.model_copy(update={table: everything}))


def _appended(data: bytes, text: str) -> bytes:
    """The bytes and a block's text, with an empty line between them and the file's own line ends."""
    end = newline(data)
    gap = end if data.endswith(b"\n") else end * 2
    return data + gap + text.encode().replace(b"\n", end)


def newline(data: bytes) -> bytes:
    """What ends the first line of a file, and so every line that is added to it."""
    return b"\r\n" if data[: data.find(b"\n") + 1].endswith(b"\r\n") else b"\n"
