"""The words for phases, levels, statuses, verdicts and all else that is recorded and judged, from `terms.toml`."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

import rtoml

from coprod.framework import (
    Account,
    Afterwards,
    Agenda,
    Axis,
    CommitmentName,
    LevelName,
    MatterName,
    Outcome,
    PhaseName,
    ReadinessAnswer,
    Recognition,
    SessionKind,
    Severity,
    Side,
    Status,
    Untold,
    Verdict,
)


class PhaseWords(NamedTuple):
    """The words for what happens in a phase."""

    meaning: str


class LevelWords(NamedTuple):
    """The words for the community's part: `voice` is as people would say it of a session that they came to."""

    meaning: str
    voice: str
    questions: Mapping[CommitmentName, str] = MappingProxyType({})


class StatusWords(NamedTuple):
    """The words for what the record of a phase shows; `meaning` is for those who keep it, `voice` for everybody.

    The voice is empty if other words say it. `mark` is its mark, and the one if only ASCII can be shown; `missing` says
    why community partners are missing, and `sessions` which sessions give a phase this status.
    """

    short: str
    meaning: str
    mark: Sequence[str]
    colour: str
    voice: str = ""
    missing: str = ""
    sessions: str = ""


class SeverityWords(NamedTuple):
    """The words for how grave a finding is: a heading for everybody, and its colour on a terminal."""

    heading: str
    colour: str


class OutcomeWords(NamedTuple):
    """The words for what became of one thing said, and of several.

    `question` is what is asked of the project, or empty if the outcome is written by hand only, and `letter` the key.
    """

    heading: str
    single: str
    several: str
    question: str = ""
    letter: str = ""


class RecognitionWords(NamedTuple):
    """The words for how people's time is recognised: after "People's time is", and as it is asked for."""

    short: str
    meaning: str


class AccountWords(NamedTuple):
    """The words for what readers say of a session: of one reader, and of several."""

    single: str
    plural: str


class SideWords(NamedTuple):
    """The words for a side: who belongs to it, and whose part it is when that side reads of the community's."""

    meaning: str
    whose: str


class AnswerWords(NamedTuple):
    """The words for an answer to one of Shier's questions: its word, and its mark as in `StatusWords`."""

    short: str
    mark: Sequence[str]


_FILE: dict[str, dict[Any, Any]] = rtoml.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))

Words = TypeVar("Words")


def _rows(table: str, words: Callable[..., Words]) -> dict[Any, Words]:
    return {name: words(**row) for name, row in _FILE[table].items()}


PHASE_WORDS: dict[PhaseName, PhaseWords] = _rows("phases", PhaseWords)
MATTER_WORDS: dict[MatterName, str] = _FILE["matters"]
LEVEL_WORDS: dict[LevelName, LevelWords] = _rows("levels", LevelWords)
COMMITMENT_WORDS: dict[CommitmentName, str] = _FILE["commitments"]
STATUSES: dict[Status, StatusWords] = _rows("statuses", StatusWords)
VERDICTS: dict[Verdict, str] = _FILE["verdicts"]
SEVERITIES: dict[Severity, SeverityWords] = _rows("severities", SeverityWords)
OUTCOMES: dict[Outcome, OutcomeWords] = _rows("outcomes", OutcomeWords)
RECOGNITION: dict[Recognition, RecognitionWords] = _rows("recognition", RecognitionWords)
ACCOUNTS: dict[Account, AccountWords] = _rows("accounts", AccountWords)
SIDE_WORDS: dict[Side, SideWords] = _rows("sides", SideWords)
READINESS_ANSWERS: dict[ReadinessAnswer, AnswerWords] = _rows("answers", AnswerWords)
SESSION_KINDS: dict[SessionKind, str] = _FILE["session-kinds"]
AGENDAS: dict[Agenda, str] = _FILE["agendas"]
AFTERWARDS: dict[Afterwards, str] = _FILE["afterwards"]
AXES: dict[Axis, str] = _FILE["axes"]
UNTOLD: dict[Untold, str] = _FILE["untold"]
