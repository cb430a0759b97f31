"""CP401: people gave their time, and the record does not say that they heard what came of it."""

from collections.abc import Iterator

from coprod.assess.feedback import fed_back
from coprod.assess.rules.base import Evidence, Hit, Rule
from coprod.framework import FEEDBACK


def _check(evidence: Evidence) -> Iterator[Hit]:
    days = evidence.project.check.feedback_days
    told = fed_back(evidence.project.sessions)
    waiting = [
        one
        for one in evidence.sessions
        if one.community and (evidence.today - one.session.date).days > days and one.session.id not in told
    ]
    if waiting:
        ids = [one.session.id for one in waiting]
        yield Hit(where=("sessions", waiting[0].position), about=ids, words={"sessions": ", ".join(ids)})


RULE = Rule(
    code="CP401",
    name="nothing-fed-back",
    severity="warning",
    message="No later session on record tells those who came what became of: {sessions}.",
    meaning=(
        "Sessions with community participants are older than feedback_days, and no later session feeds back on them. "
        "There is one finding, with the list."
    ),
    why=(
        "People who hear nothing learn that coming made no difference. In one survey a fifth of public contributors "
        "never had any feedback, while most on both sides called it important."
    ),
    source=FEEDBACK,
    remedy="tell them what was decided and why, and record it with --feeds-back; where it was done, record that.",
    failing="""
[project]
name = "Riverside garden"

[[sessions]]
date = 2026-02-02
phase = "co-design"
level = "considered"
community = ["C1", "C2"]
id = "asked"

[[sessions]]
date = 2026-02-09
phase = "co-design"
level = "deciding"
community = ["C1", "C2"]
id = "decided"
""",
    passing="""
[project]
name = "Riverside garden"

[[sessions]]
date = 2026-02-02
phase = "co-design"
level = "considered"
community = ["C1", "C2"]
id = "asked"

[[sessions]]
date = 2026-02-09
phase = "co-design"
professional = ["Jo (council)"]
title = "Letter to everyone who came"
feeds_back = ["asked"]
id = "letter"
""",
    check=_check,
)
