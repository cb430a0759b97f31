"""Adding to a project file by editing its text: what stands there is never rewritten."""

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

from coprod.model import Problem, Project, Session, Unusable, session_id
from coprod.store.block import record
from coprod.store.read import Document, load, text_of, toml
from coprod.store.write import exchange, exclusively


@dataclass(frozen=True, slots=True)
class Addition:
    """A session and the file with it.

    Attributes:
        session: the session, with the id that it has in the file.
        before: the file without it.
        after: the file with it.
    """

    session: Session
    before: Document
    after: Document

    def diff(self) -> list[str]:
        """The change as the lines of a unified diff."""
        old, new = (document.data.decode("utf-8-sig").split("\n") for document in (self.before, self.after))
        name = self.before.file
        return [line.rstrip("\r") for line in difflib.unified_diff(old, new, name, name, lineterm="")]


def log(
    path: FilePath, file: str, session_for: Callable[[Project], Session], on_wait: Callable[[], None] = lambda: None
) -> Addition:
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
    with exclusively(path, file, on_wait) as real:
        document = load(real, file)
        addition = add(document, session_for(document.project))
        exchange(real, file, document.data, addition.after.data)
        return addition


def add(document: Document, session: Session) -> Addition:
    """A document with one session more, in memory.

    Args:
        document: the file as it was read.
        session: the session; where another has its id by chance, it is given the next id.

    Returns:
        What was added.

    Raises:
        Unusable: where the same content is there already, or the file's own text leaves no place for the block.
    """
    session = _with_own_id(document, session)
    data = _appended(document.data, record("sessions", session))
    try:
        content = toml(text_of(data, document.file), document.file)
    except Unusable as error:
        raise Unusable(Problem(document.file, _NO_PLACE)) from error
    _require_only(session, document.content, content, document.file)
    project = document.project.model_copy(update={"sessions": (*document.project.sessions, session)})
    return Addition(session, document, Document(document.file, data, content, project))


_NO_PLACE = "leaves no place for another session: write its sessions as [[sessions]] blocks first"


def _with_own_id(document: Document, session: Session) -> Session:
    others = {other.id: other for other in document.project.sessions}
    for other in others.values():
        if session.date == other.date and session == other.model_copy(update={"id": session.id}):
            raise Unusable(Problem(document.file, f"this session is already recorded, as {other.id}"))
    attempt = 0
    while (name := session_id(dict(session), attempt)) in others:
        attempt += 1
    return session.model_copy(update={"id": name})


def _appended(data: bytes, block: str) -> bytes:
    """The bytes and the block, with an empty line between them and the file's own line ends."""
    end = newline(data)
    gap = end if data.endswith(b"\n") else end * 2
    return data + gap + block.encode().replace(b"\n", end)


def newline(data: bytes) -> bytes:
    """What ends the first line of a file, and so every line that is added to it."""
    return b"\r\n" if data[: data.find(b"\n") + 1].endswith(b"\r\n") else b"\n"


def _require_only(session: Session, before: Mapping[str, Any], after: Mapping[str, Any], file: str) -> None:
    """Require that the new text means the old one and the session; one that does not is never written.

    The old content is valid, so what is the same needs no second look; the new session is read as a reader would.
    """
    *old, new = after.get("sessions", [None])
    same = old == before.get("sessions", []) and {**after, "sessions": None} == {**before, "sessions": None}
    if not same or Session.model_validate(new) != session:
        raise Unusable(Problem(file, _NO_PLACE))
