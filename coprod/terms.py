"""A row of words for each status, verdict, severity, outcome, recognition, account, side and answer.

Page, screen, formats, `explain`, help and questions read these rows; none of them restates one in words of its own. The
`read_` functions read what people type; each raises `ValueError` with a message that says which words are known.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from coprod.framework import (
    LEVELS,
    MATTERS,
    PHASES,
    SHIER_LEVELS,
    Account,
    Afterwards,
    Agenda,
    Axis,
    Level,
    LevelName,
    MatterName,
    Outcome,
    PhaseName,
    ReadinessAnswer,
    Recognition,
    SessionKind,
    Severity,
    ShierLevel,
    Side,
    Status,
    Untold,
    Verdict,
)
from coprod.words import Name, one_of


class StatusWords(NamedTuple):
    """The words for what the record of a phase shows; `meaning` is for those who keep it, `voice` for everybody.

    The voice is empty if other words say it. `mark` is its mark, and the one if only ASCII can be shown; `missing` says
    why community partners are missing, and `sessions` which sessions give a phase this status.
    """

    short: str
    meaning: str
    voice: str
    mark: tuple[str, str]
    colour: str
    missing: str = ""
    sessions: str = ""


#: The statuses of a phase, from the least that a record shows to the most.
STATUSES: dict[Status, StatusWords] = {
    "nothing-logged": StatusWords(
        "nothing logged",
        "The record has no session of the phase, which says nothing about who took part.",
        "For {phases}, nothing has been written down. That does not mean that nobody took part.",
        ("·", "."),
        "bright_black",
    ),
    "professional-led": StatusWords(
        "professional-led",
        "The record has sessions, and no community participant in any of them.",
        "In {phases}, all who are on record came as professionals.",
        ("○", "o"),
        "red",
        missing="none recorded",
        sessions="professionals alone",
    ),
    "informed": StatusWords(
        "informed",
        "Community people took part, and were informed, not asked, in every session that they came to.",
        "In {phases}, people were told about it. The record does not show them being asked, or helping to decide.",
        ("◔", "-"),
        "yellow",
        missing="informed only",
        sessions="informed",
    ),
    "consulted": StatusWords(
        "consulted",
        "Community people took part, and were consulted or informed in every session that they came to.",
        "In {phases}, people were asked what they think. The record does not show them helping to decide.",
        ("◐", "~"),
        "yellow",
        missing="consulted only",
        sessions="consulted",
    ),
    "took-part": StatusWords(
        "took part",
        "Community people took part, and the record does not say how far their part went.",
        "In {phases}, people took part. The record does not say whether they helped to decide.",
        ("◇", "?"),
        "yellow",
        sessions="took part",
    ),
    "community-led": StatusWords(
        "community-led",
        "Community partners took part, and no professional is recorded in any session; no fault.",
        "In {phases}, the community worked on its own. That is no fault.",
        ("◆", "^"),
        "green",
        sessions="community alone",
    ),
    "co-produced": StatusWords(
        "co-produced",
        "Community partners took part, and professionals in at least one session.",
        "",
        ("●", "#"),
        "green",
        sessions="both sides",
    ),
}

#: The statuses of a phase that stands.
STANDING: frozenset[Status] = frozenset({"co-produced", "community-led"})

#: The statuses of a phase that is missing community partners. Of `took-part` neither is known.
MISSING_PARTNERS: frozenset[Status] = frozenset({"nothing-logged", "professional-led", "informed", "consulted"})

#: The verdicts as they are held beside each other.
VERDICTS: dict[Verdict, str] = {
    "co-produced": "co-produced",
    "community-led": "community-led",
    "cannot-tell": "cannot tell",
    "not-co-produced": "not co-produced",
}


class SeverityWords(NamedTuple):
    """The words for how grave a finding is: a heading for everybody, and its colour on a terminal."""

    heading: str
    colour: str


#: The severities, the worst first.
SEVERITIES: dict[Severity, SeverityWords] = {
    "error": SeverityWords("What is missing", "red"),
    "warning": SeverityWords("Worth talking about", "yellow"),
    "note": SeverityWords("Worth knowing", "blue"),
}


class OutcomeWords(NamedTuple):
    """The words for what became of one thing said, and of several.

    `question` is what is asked of the project, or empty if the outcome is written by hand only, and `letter` the key.
    """

    heading: str
    single: str
    several: str
    question: str = ""
    letter: str = ""


#: The outcomes in the order in which they are told: what is open and what was refused are in full sight.
OUTCOMES: dict[Outcome, OutcomeWords] = {
    "open": OutcomeWords("Still open", "One is still open.", "{number} are still open."),
    "declined": OutcomeWords("Not done, and why", "One was declined.", "{number} were declined.", "Why not", "c"),
    "partly": OutcomeWords(
        "Done in part", "One was done in part.", "{number} were done in part.", "What was done, and why no more", "p"
    ),
    "done": OutcomeWords("Done", "One was done.", "{number} were done.", "What was done", "d"),
}


class RecognitionWords(NamedTuple):
    """The words for how people's time is recognised: after "People's time is", and as it is asked for."""

    short: str
    meaning: str


RECOGNITION: dict[Recognition, RecognitionWords] = {
    "paid": RecognitionWords("paid", "a fee or wages"),
    "expenses": RecognitionWords("recognised by expenses", "what it cost them to come"),
    "voucher": RecognitionWords("recognised by vouchers", "vouchers or the like"),
    "in-kind": RecognitionWords("recognised in kind", "a meal, a course, a place"),
    "voluntary": RecognitionWords("given freely", "they gave it freely, by their own word"),
    "declined": RecognitionWords("given freely; an offer was declined", "it was offered, and they declined"),
    "none": RecognitionWords("not recognised", "not at all"),
}


class AccountWords(NamedTuple):
    """The words for what readers say of a session: of one reader, and of several."""

    single: str
    plural: str


ACCOUNTS: dict[Account, AccountWords] = {
    "agree": AccountWords("agrees", "agree"),
    "differs": AccountWords("differs", "differ"),
    "cannot-say": AccountWords("cannot say", "cannot say"),
    "not-taken-up": AccountWords("nobody wished to read", "nobody wished to read"),
    "withdrawn": AccountWords("took it back", "took it back"),
}


class SideWords(NamedTuple):
    """The words for a side: who belongs to it, and whose part it is when that side reads of the community's."""

    meaning: str
    whose: str


SIDE_WORDS: dict[Side, SideWords] = {
    "community": SideWords("people who use a service, residents, carers, neighbours", "your"),
    "professional": SideWords("staff, policy makers, designers, researchers", "the community's"),
}


class AnswerWords(NamedTuple):
    """The words for an answer to one of Shier's questions: its word, and its mark as in `StatusWords`."""

    short: str
    mark: tuple[str, str]


READINESS_ANSWERS: dict[ReadinessAnswer, AnswerWords] = {
    "yes": AnswerWords("yes", ("●", "#")),
    "partly": AnswerWords("partly", ("◐", "~")),
    "no": AnswerWords("no", ("○", "o")),
    "unknown": AnswerWords("not known", ("·", ".")),
}

#: The kinds of session as facts, of which a meeting is the usual one and not told; and whose items an agenda took up.
SESSION_KINDS: dict[SessionKind, str] = {"meeting": "", "survey": "a survey", "ballot": "a ballot"}
AGENDAS: dict[Agenda, str] = {
    "community": "the community's items",
    "professional": "the professionals' items",
    "both": "items of both sides",
}

#: What is on record of a phase after its last session with partners.
AFTERWARDS: dict[Afterwards, str] = {
    "consulted": "people were asked and, as recorded, did not decide",
    "informed": "people were told and, as recorded, did not decide",
    "voted": "people voted, and nobody met to decide",
    "took-part": "people took part, and no level is recorded",
    "professionals": "only people in a professional capacity came",
}

#: Who designs or delivers, in the matrix.
AXES: dict[Axis, str] = {
    "professional": "professionals alone",
    "both": "both sides",
    "community": "the community alone",
}

#: Why the matrix has no place for a project.
UNTOLD: dict[Untold, str] = {
    "no-session": "no session on record",
    "informed": "people were informed",
    "consulted": "people were consulted",
    "took-part": "people took part; how far is not recorded",
    "never-together": "both sides came, and never to one session",
}


def _spelled(word: str) -> str:
    """A word in small letters, with a hyphen for blanks, underscores and dashes."""
    return re.sub(r"[\s_\u2010-\u2015-]+", "-", word.strip().lower())


def read_phase(word: str) -> PhaseName:
    """A phase, with or without `co-`, in any case, or by its number."""
    name = _spelled(word)
    for number, known in enumerate(PHASES, 1):
        if name in {known, known.removeprefix("co-"), str(number)}:
            return known
    name = f"co-{name.removeprefix('co').removeprefix('-')}"
    return one_of(name, PHASES, "phase, nor a number from 1 to 4", word)


@lru_cache
def read_phases(words: str) -> tuple[PhaseName, ...]:
    """One phase, or several with commas or semicolons between them."""
    return tuple(read_phase(word) for word in re.split("[,;]", words))


#: The words of the IAP2 spectrum that can be several levels, each with the question that tells which one is meant.
IAP2_LEVELS = {
    "consult": "was what people said taken into account? Then it is considered; if it was only heard, listened",
    "involve": "did people have a say in the decision? Then it is deciding; if others decided, considered",
    "collaborate": "who had the last word? Both sides together: deciding; the project alone: considered",
    "empower": "who had the last word? The community: shared-power; both sides together: deciding",
}


@lru_cache
def read_level(word: str) -> LevelName:
    """A level, by name or by number; a word of the IAP2 spectrum is answered with the question that tells which."""
    name = word.strip().lower()
    if name in IAP2_LEVELS:
        raise ValueError(f'"{name}" can be more than one level: {IAP2_LEVELS[name]}')
    return _level("informed" if name == "inform" else word, LEVELS)


def read_aim(word: str) -> ShierLevel:
    """One of Shier's levels, by name or by number."""
    return _level(word, SHIER_LEVELS)


def _level(word: str, known: Mapping[Name, Level]) -> Name:
    by_number = {str(level.number): name for name, level in known.items()}
    name = _spelled(word)
    return by_number.get(name) or one_of(name, known, f"level, nor a number from {min(by_number)} to 5", word)


def read_recognitions(words: str) -> tuple[Recognition, ...]:
    """One way in which people's time is recognised, or several with commas or semicolons between them."""
    ways = {
        one_of(word.strip().lower(), RECOGNITION, "way of recognition", word): None for word in re.split("[,;]", words)
    }
    return tuple(ways)


def read_answer(word: str) -> ReadinessAnswer:
    """An answer to one of Shier's questions."""
    return one_of(word.strip().lower(), READINESS_ANSWERS, "answer", word)


def read_matter(word: str) -> MatterName:
    """One of the matters that the phases exist to agree."""
    return one_of(word.strip().lower(), MATTERS, "matter", word)
