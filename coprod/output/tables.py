"""Tables of sessions, readings and phases over one or many projects, for spreadsheets; counts only."""

from collections.abc import Iterator, Sequence

from coprod.assess import Assessment
from coprod.model.ids import fingerprint
from coprod.sheets.tables.cells import joined
from coprod.store.read import Document

Row = Sequence[str | int]

SESSION_HEADINGS: Row = (
    "file", "project", "session_id", "date", "phase", "title", "level", "community", "community_counted",
    "professional", "professional_counted", "heard", "settled", "feeds_back", "recognition",
)  # fmt: skip
PHASE_HEADINGS: Row = (
    "file", "project", "phase", "status", "stands", "sessions", "first", "last", "community_people",
    "community_attendances", "community_counted", "partners", "professional_people", "professional_attendances",
    "professional_counted", "settled_together", "settled_apart",
)  # fmt: skip
READING_HEADINGS: Row = (
    "file", "project", "reading_id", "session", "date", "read", "current", "side", "readers", "were_there", "how",
    "alone", "said", "level", "share", "recognition", "entered_by",
)  # fmt: skip
#: What readers said in their own words, which goes to nobody unasked.
WORDS = "words"


def sessions(document: Document) -> Iterator[Row]:
    """A row for each session, in the order of the file: how many people came on each side, by label and counted."""
    for one in document.project.sessions:
        yield [
            document.file,
            document.project.project.name,
            one.id,
            one.date.isoformat(),
            joined(one.phase),
            one.title or "",
            one.level or "",
            len(one.community),
            one.also_present.community,
            len(one.professional),
            one.also_present.professional,
            joined(one.heard),
            joined(one.settled),
            joined(one.feeds_back),
            one.recognition or "",
        ]


def readings(document: Document, *, names: bool) -> Iterator[Row]:
    """A row for each reading, in the order of the file; `current` says whether it is of the session's present wording.

    Args:
        document: the project.
        names: whether the readers' own words are for whoever gets the table.
    """
    prints = {one.id: fingerprint(one) for one in document.project.sessions}
    for one in document.project.readings:
        yield [
            document.file,
            document.project.project.name,
            one.id,
            one.session,
            one.date.isoformat(),
            one.read,
            _yes(one.read == prints.get(one.session)),
            one.side,
            _recorded(one.readers),
            _recorded(one.were_there),
            one.how or "",
            "" if one.alone is None else _yes(one.alone),
            one.said,
            one.level or "",
            _yes(one.share),
            one.recognition or "",
            one.entered_by or "",
            *([one.words or ""] if names else []),
        ]


def _yes(value: object) -> str:
    return "yes" if value else "no"


def _recorded(count: int | None) -> str | int:
    """A count, or nothing where there is none, which is not zero."""
    return "" if count is None else count


def phases(assessment: Assessment) -> Iterator[Row]:
    """A row for each phase: what its record shows."""
    for one in assessment.phases:
        yield [
            assessment.file,
            assessment.name,
            one.phase,
            one.status,
            _yes(one.stands),
            one.sessions,
            str(one.first or ""),
            str(one.last or ""),
            *one.community,
            one.partners.people,
            *one.professional,
            joined(one.settled_together),
            joined(one.settled_apart),
        ]
