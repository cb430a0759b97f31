"""Tables of sessions and of phases over one or many projects, for spreadsheets; counts only."""

from collections.abc import Iterator, Sequence

from coprod.assess import Assessment
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


def phases(assessment: Assessment) -> Iterator[Row]:
    """A row for each phase: what its record shows."""
    for one in assessment.phases:
        yield [
            assessment.file,
            assessment.name,
            one.phase,
            one.status,
            "yes" if one.stands else "no",
            one.sessions,
            str(one.first or ""),
            str(one.last or ""),
            *one.community,
            one.partners.people,
            *one.professional,
            joined(one.settled_together),
            joined(one.settled_apart),
        ]
