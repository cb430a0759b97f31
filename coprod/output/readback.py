"""Reading back: a session's record in words that can be read aloud, and sheets to print.

Everything is told but how far the community's part went: readers give their own account of that first. So nothing here
says whether something was agreed together or settled apart, from which the recorded level could be told.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from coprod.framework import LEVELS, PHASES, MatterName
from coprod.model import Project, Session
from coprod.model.ids import PROJECT as WHOLE
from coprod.model.ids import code, fingerprints, project_fingerprint
from coprod.model.kinds import PROJECT, SESSIONS
from coprod.model.rows import Kind
from coprod.output.page import page
from coprod.output.paper import LINE, cut_to, lines_of, session_code
from coprod.output.shared import Shared
from coprod.output.words import in_words


class Decision(NamedTuple):
    """A matter as a question, and what was decided."""

    question: str
    text: str


class SessionRecord(NamedTuple):
    """One session as it is read back.

    Attributes:
        came: how many people came on each side, in a sentence.
        fixed: what is recorded as fixed from outside, of the session's phases.
    """

    day: str
    title: str
    came: str
    decided: tuple[Decision, ...]
    fixed: tuple[Decision, ...]
    heard: tuple[str, ...]


def session_record(session: Session, project: Project, people: Shared) -> SessionRecord:
    """What the record says of a session, to those for whom `people` words it."""
    given = project.project.given
    questions = {matter: words for phase in PHASES.values() for matter, words in phase.matters.items()}

    def decision(kind: Kind, record: object, field: str, matter: MatterName) -> Decision:
        return Decision(questions[matter], people.field(kind, record, field, matter))

    fixed = [matter for phase in session.phase for matter in PHASES[phase].matters if matter in given]
    return SessionRecord(
        day=in_words(session.date),
        title=people.field(SESSIONS, session, "title"),
        came=_came(session, people),
        decided=tuple(decision(SESSIONS, session, "settled", matter) for matter in session.settled),
        fixed=tuple(decision(PROJECT, project.project, "given", matter) for matter in fixed),
        heard=tuple(people.text(SESSIONS.row("heard"), group) for group in session.heard),
    )


def _came(session: Session, people: Shared) -> str:
    present = session.also_present
    community = len(session.community) + present.at_least("community")
    professional = len(session.professional) + present.at_least("professional")
    ours = _number(people.number(community), "person", "people") + " from the community" if community else ""
    theirs = _number(people.number(professional), "professional", "professionals") if professional else ""
    came = " and ".join(filter(None, (ours, theirs)))
    nobody = "" if community else " Nobody from the community came." if theirs else ""
    return f"{came[:1].upper()}{came[1:]} came.{nobody}"


def _number(number: str, single: str, several: str) -> str:
    return f"{number} {single if number == '1' else several}"


def spoken(record: SessionRecord) -> str:
    """A session's record as one short paragraph that can be read aloud."""
    about = f', "{record.title}"' if record.title else ""
    decided = [f"{question} {sentence(text)}" for question, text in record.decided]
    fixed = [f"{question} {sentence(text)}" for question, text in record.fixed]
    sentences = [
        f"This is about {record.day}{about}.",
        record.came,
        *(["This was decided:", *decided] if decided else ["No decision is on record."]),
        *(["This is recorded as fixed from outside:", *fixed] if fixed else []),
        *([f"These were heard: {', '.join(record.heard)}."] if record.heard else []),
    ]
    return " ".join(sentences)


def sentence(text: str) -> str:
    """A text that ends like a sentence."""
    return text if text.rstrip().endswith((".", "!", "?")) else f"{text}."


#: Lines that fit beside the questions on one side in this print, for what the record says, with one above what was
#: decided and one above what was fixed.
_LINES = 13
#: Names, titles and rows of groups are cut so that the sheet holds them, and what was decided to two lines each.
_SHORT = 34
_LONG = 60
#: Lines for the heading and the first of what was fixed.
_FIXED = 3


#: The words of a sheet around what the record says, for the length of it.
_AROUND = "This is what we wrote down about . These people had a voice: . "


class Sheet(NamedTuple):
    """What stands on the sheet of one session.

    Attributes:
        about: its day, and what it was about, cut to fit.
        more: whether more was decided or fixed than there is room for.
    """

    about: str
    came: str
    decided: tuple[Decision, ...]
    fixed: tuple[Decision, ...]
    more: bool
    heard: str
    code: str


def sheets(project: Project, sessions: Sequence[Session], people: Shared) -> str:
    """A sheet for each session, as one page of HTML that fetches and runs nothing."""
    prints = fingerprints(project)
    return page(
        "sheets",
        project=cut_to(people.field(PROJECT, project.project, "name"), _SHORT),
        contact=cut_to(people.field(PROJECT, project.project, "contact"), _SHORT),
        whole="",
        language=project.project.language or "",
        sheets=[_sheet(session, project, people, prints) for session in sessions],
        voices=[level.voice for level in LEVELS.values()],
    )


def project_sheet(project: Project, day: date, people: Shared) -> str:
    """A sheet on which people say how the whole project was done, as one page of HTML."""
    about = project.project
    return page(
        "sheets",
        project=cut_to(people.field(PROJECT, about, "name"), _SHORT),
        contact=cut_to(people.field(PROJECT, about, "contact"), _SHORT),
        purpose=sentence(cut_to(people.field(PROJECT, about, "purpose"), 2 * LINE)) if about.purpose else "",
        whole=code(WHOLE, project_fingerprint(project, day)),
        sheets=[],
        language=about.language or "",
    )


def _sheet(session: Session, project: Project, people: Shared, prints: Mapping[str, str]) -> Sheet:
    record = session_record(session, project, people)
    title, heard = cut_to(record.title, _LONG), cut_to(", ".join(record.heard), _LONG)
    room = _LINES - lines_of(f"{_AROUND}{record.day}{title}{record.came}{heard}")
    decided = _fitting(record.decided, room - 1 - (_FIXED if record.fixed else 0))
    fixed = _fitting(record.fixed, room - 2 - sum(map(_lines_of, decided)))
    return Sheet(
        about=sentence(f"{record.day}: {title}" if title else record.day),
        came=record.came,
        decided=decided,
        fixed=fixed,
        more=len(record.decided) + len(record.fixed) > len(decided) + len(fixed),
        heard=sentence(heard) if heard else "",
        code=session_code(session, prints[session.id], people),
    )


def _fitting(decisions: Sequence[Decision], lines: int) -> tuple[Decision, ...]:
    """As many decisions as these lines hold, and the first in any case."""
    found: list[Decision] = []
    for question, text in decisions:
        cut = Decision(question, cut_to(text, 2 * LINE - len(question)))
        lines -= _lines_of(cut)
        if lines < 0 and found:
            break
        found.append(cut)
    return tuple(found)


def _lines_of(decision: Decision) -> int:
    return lines_of(f"{decision.question} {decision.text}")
