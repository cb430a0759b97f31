"""CP401: people gave their time, and the record does not say that they heard what came of it."""

from collections.abc import Iterator

from coprod.assess.record import fed_back
from coprod.assess.rules.base import Evidence, Hit, Rule, session_named
from coprod.framework import FEEDBACK


def _check(evidence: Evidence) -> Iterator[Hit]:
    days = evidence.project.check.feedback_days
    if not evidence.has_professionals:
        return
    told_of = fed_back(evidence.project, evidence.sessions, evidence.today)
    waiting = [
        one
        for one in evidence.sessions
        if one.community and (evidence.today - one.session.date).days > days and one.session.id not in told_of
    ]
    if waiting:
        names = "; ".join(session_named(one.session) for one in waiting)
        yield Hit(
            where=("sessions", waiting[0].position),
            about=[one.session.id for one in waiting],
            words={"sessions": names},
        )


FAILING = """
[project]
name = "Riverside garden"

[[sessions]]
date = 2026-02-02
phase = "co-design"
title = "Visit to the sixth form"
level = "considered"
community = ["C1", "C2"]
professional = ["Jo (council)"]
id = "asked"

[[sessions]]
date = 2026-02-09
phase = "co-design"
level = "deciding"
community = ["C1", "C2"]
professional = ["Jo (council)"]
id = "decided"
"""

RULE = Rule(
    code="CP401",
    name="nothing-fed-back",
    severity="warning",
    message="Nobody has been told yet what came of these sessions: {sessions}.",
    meaning=(
        "Sessions with community participants are older than feedback_days, and neither a later session with "
        "community people nor a later feedback tells what came of them. There is one finding, with the list. It does "
        "not fire in a project without professionals."
    ),
    why=(
        "People who hear nothing learn that coming made no difference. In one survey a fifth of public contributors "
        "never had any feedback, while most on both sides called it important."
    ),
    source=FEEDBACK,
    remedy="tell those who came what was decided and why.",
    step="tell people what came of it",
    failing=FAILING,
    passing=f"""{FAILING}
[[feedback]]
date = 2026-02-23
sessions = ["asked", "decided"]
how = "Letter to everyone who came"
""",
    check=_check,
)
