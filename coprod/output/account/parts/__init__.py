"""Every part of an account, in the order in which they are told.

A new part is one module in this folder, a function `part(context)`, and one entry below. It returns nothing where it
has nothing to say.
"""

from collections.abc import Callable

from coprod.output.account.blocks import Part
from coprod.output.account.context import Context
from coprod.output.account.parts import (
    about,
    agreed,
    feedback,
    findings,
    fixed,
    guide,
    heard,
    matrix,
    phases,
    read_back,
    readiness,
    record,
    sessions,
    still_open,
    summary,
    timeline,
    verdict,
    who_asked,
    whose_account,
    you_said,
)

Maker = Callable[[Context], Part | None]

#: What a page and a screen both tell.
_SHARED: tuple[Maker, ...] = (
    agreed.part,
    who_asked.part,
    you_said.part,
    read_back.part,
    feedback.part,
    heard.part,
    matrix.part,
    readiness.part,
)

#: What stands first on a page: one side of paper for whoever reads no further.
PAGE_FRONT: tuple[Maker, ...] = (verdict.part, summary.part, phases.part, fixed.part, still_open.part)

#: What follows on a page.
PAGE_BODY: tuple[Maker, ...] = (
    timeline.part,
    *_SHARED,
    findings.part,
    sessions.part,
    about.part,
    guide.reading,
    guide.limits,
    whose_account.part,
)

#: What a page holds for those who keep the record.
PAGE_RECORD: tuple[Maker, ...] = (record.part,)

#: What stands first on a screen.
STATUS_FRONT: tuple[Maker, ...] = (about.part, phases.part, verdict.part, fixed.part)

#: What follows on a screen; the timeline says beside each session what those who read it back say.
STATUS_BODY: tuple[Maker, ...] = (timeline.read_back, *_SHARED, findings.team)
