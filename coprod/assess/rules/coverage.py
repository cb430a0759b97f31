"""What CP101, CP102 and CP103 share: each is one status of a phase that does not stand."""

from collections.abc import Callable, Iterator

from coprod.assess.rules.base import Evidence, Hit
from coprod.framework import Status


def judged_phases_that_are(status: Status) -> Callable[[Evidence], Iterator[Hit]]:
    """A check that fires once for each judged phase of a status, at the phase's first session."""

    def check(evidence: Evidence) -> Iterator[Hit]:
        for record in evidence.phases:
            if record.status == status and record.phase in evidence.judged:
                yield Hit(where=evidence.first_session(record.phase), phase=record.phase)

    return check
