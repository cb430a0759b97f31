"""What the record says of one session, in plain words for those who were there.

Everything is told but how far the community's part went: readers give their own account of that first. So nothing here
says whether something was agreed together or settled apart, from which the recorded level could be told.
"""

from typing import NamedTuple

from coprod.framework import PHASES, MatterName
from coprod.model import Project, Session
from coprod.output.account.privacy import People
from coprod.output.dates import in_words


class Decision(NamedTuple):
    """A matter as a question, and what was decided."""

    question: str
    text: str


class SessionRecord(NamedTuple):
    """One session as it is read back.

    Attributes:
        day: its day in words.
        title: what it was about; empty where that is not recorded.
        came: how many people came on each side, in a sentence.
        decided: what the record says was decided.
        fixed: what was fixed from outside before anyone was invited, of the session's phases.
        heard: the groups whose voice was in the room.
    """

    day: str
    title: str
    came: str
    decided: tuple[Decision, ...]
    fixed: tuple[Decision, ...]
    heard: tuple[str, ...]


def session_record(session: Session, project: Project, people: People) -> SessionRecord:
    """What the record says of a session.

    Args:
        session: the session.
        project: its project.
        people: how to speak of people.
    """
    given = project.project.given
    questions = {matter: words for phase in PHASES.values() for matter, words in phase.matters.items()}

    def decision(matter: MatterName, text: str, where: str) -> Decision:
        return Decision(questions[matter], people.text(text, f"{where}: {matter}"))

    fixed = [(matter, given[matter]) for phase in session.phase for matter in PHASES[phase].matters if matter in given]
    return SessionRecord(
        day=in_words(session.date),
        title=people.text(session.title, f"the title of {session.date}") if session.title else "",
        came=_came(session, people),
        decided=tuple(decision(*pair, f"what was settled on {session.date}") for pair in session.settled.items()),
        fixed=tuple(decision(*pair, "what was given") for pair in fixed),
        heard=tuple(people.text(group, "a group that was heard") for group in session.heard),
    )


def _came(session: Session, people: People) -> str:
    present = session.also_present
    community = len(session.community) + present.community
    professional = len(session.professional) + present.professional
    ours = _number(people.number(community), "person", "people") + " from the community" if community else ""
    theirs = _number(people.number(professional), "professional", "professionals") if professional else ""
    came = " and ".join(filter(None, (ours, theirs)))
    nobody = "" if community else " Nobody from the community came." if theirs else ""
    return f"{came[:1].upper()}{came[1:]} came.{nobody}"


def _number(number: str, single: str, several: str) -> str:
    return f"{number} {single if number == '1' else several}"


def paragraph(record: SessionRecord) -> str:
    """A session's record as one short paragraph that can be read aloud."""
    about = f', "{record.title}"' if record.title else ""
    decided = [f"{question} {sentence(text)}" for question, text in record.decided]
    fixed = [f"{question} {sentence(text)}" for question, text in record.fixed]
    sentences = [
        f"This is about {record.day}{about}.",
        record.came,
        *(["This was decided:", *decided] if decided else ["No decision is on record."]),
        *(["This was fixed before anyone was invited:", *fixed] if fixed else []),
        *([f"These were heard: {', '.join(record.heard)}."] if record.heard else []),
    ]
    return " ".join(sentences)


def sentence(text: str) -> str:
    """A text that ends like a sentence."""
    return text if text.rstrip().endswith((".", "!", "?")) else f"{text}."


def in_groups(fingerprint: str) -> str:
    """A fingerprint in groups of four that a person can compare."""
    return " ".join(fingerprint[at : at + 4] for at in range(0, len(fingerprint), 4))
