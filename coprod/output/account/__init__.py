"""What is said of one project, in words for everybody: the same for the page, Markdown, the screen and plain lines.

The `parts` modules hold what is said, `html`, `markdown`, `screen` and `lines` the ways of showing it; `blocks` are the
shapes between the two. A new part is a function of a context and an entry in the lists below. It returns None if
it has nothing to say.
"""

from collections.abc import Callable, Sequence

from coprod.output.account.blocks import Account, Part
from coprod.output.account.context import Context
from coprod.output.account.parts_guide import (
    findings_part,
    how_to_read_part,
    record_part,
    summary_part,
    team_findings_part,
    verdict_part,
    whose_account_part,
    your_rights_part,
)
from coprod.output.account.parts_record import (
    about_part,
    agreed_part,
    fixed_part,
    heard_part,
    matrix_in_words_part,
    matrix_part,
    phases_part,
    readiness_part,
    sessions_part,
    still_open_part,
)
from coprod.output.account.parts_voices import (
    feedback_part,
    read_back_part,
    timeline_part,
    timeline_read_back_part,
    who_asked_part,
    you_said_in_short_part,
    you_said_part,
)

Maker = Callable[[Context], Part | None]

#: What stands first on a page, on one side of paper: for those who took part.
_PAGE_FRONT: tuple[Maker, ...] = (verdict_part, whose_account_part, you_said_in_short_part, summary_part)

#: What follows on a page, for the record.
_PAGE_BODY: tuple[Maker, ...] = (
    phases_part,
    timeline_part,
    agreed_part,
    fixed_part,
    still_open_part,
    who_asked_part,
    read_back_part,
    heard_part,
    findings_part,
)

#: What a page folds away: every session, and what is for those who keep the record.
_PAGE_RECORD: tuple[Maker, ...] = (
    sessions_part,
    you_said_part,
    feedback_part,
    readiness_part,
    matrix_in_words_part,
    about_part,
    your_rights_part,
    how_to_read_part,
    record_part,
)

#: What stands first on a screen.
_STATUS_FRONT: tuple[Maker, ...] = (about_part, phases_part, verdict_part, fixed_part)

#: What follows on a screen; the timeline says beside each session what those who read it back say.
_STATUS_BODY: tuple[Maker, ...] = (
    timeline_read_back_part,
    agreed_part,
    who_asked_part,
    you_said_part,
    read_back_part,
    feedback_part,
    heard_part,
    matrix_part,
    readiness_part,
    team_findings_part,
)


def page(context: Context) -> Account:
    """What a page says of a project, for whoever sees it."""
    return _account(context, _PAGE_FRONT, _PAGE_BODY, _PAGE_RECORD)


def status(context: Context) -> Account:
    """What a screen says of a project, for its own team."""
    return _account(context, _STATUS_FRONT, _STATUS_BODY, ())


def _account(context: Context, front: Sequence[Maker], body: Sequence[Maker], record: Sequence[Maker]) -> Account:
    return Account(
        name=context.name,
        today=context.of_days,
        sharing=context.people.sharing,
        language=context.project.project.language or "",
        front=_made(front, context),
        parts=_made(body, context),
        record=_made(record, context),
    )


def _made(makers: Sequence[Maker], context: Context) -> tuple[Part, ...]:
    """The parts that have something to say."""
    return tuple(part for make in makers if (part := make(context)) and part.blocks)
