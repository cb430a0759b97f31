"""What is said of one project, in words for everybody: the same for the page, Markdown, the screen and plain lines.

The `parts` modules hold what is said, `html`, `markdown`, `screen` and `lines` the ways of showing it; `blocks` are the
shapes between the two. A new part is a function of a context, declared with its title, and an entry in the lists below.
"""

from collections.abc import Sequence

from coprod.output.account import parts_guide, parts_record, parts_voices
from coprod.output.account.blocks import Account
from coprod.output.account.context import Context, Maker

Makers = Sequence[Maker]

#: What stands first on a page, on one side of paper: for those who took part.
_PAGE_FRONT: Makers = (
    parts_guide.verdict_part,
    parts_guide.whose_account_part,
    parts_voices.you_said_in_short_part,
    parts_guide.summary_part,
)

#: What follows on a page, for the record.
_PAGE_BODY: Makers = (
    parts_record.phases_part,
    parts_voices.timeline_part,
    parts_record.agreed_part,
    parts_record.fixed_part,
    parts_record.still_open_part,
    parts_voices.who_asked_part,
    parts_record.heard_part,
    parts_guide.findings_part,
)

#: What a page folds away: every session, and what is for those who keep the record.
_PAGE_RECORD: Makers = (
    parts_record.sessions_part,
    parts_voices.read_back_part,
    parts_voices.you_said_part,
    parts_voices.feedback_part,
    parts_record.readiness_part,
    parts_record.matrix_in_words_part,
    parts_record.about_part,
    parts_guide.your_rights_part,
    parts_guide.how_to_read_part,
    parts_guide.record_part,
)

#: What a screen says; the timeline says beside each session what those who read it back say.
_STATUS: Makers = (
    parts_record.about_part,
    parts_record.phases_part,
    parts_guide.verdict_part,
    parts_record.fixed_part,
    parts_voices.timeline_read_back_part,
    parts_record.agreed_part,
    parts_voices.who_asked_part,
    parts_voices.you_said_part,
    parts_voices.read_back_part,
    parts_voices.feedback_part,
    parts_record.heard_part,
    parts_record.matrix_part,
    parts_record.readiness_part,
    parts_guide.team_findings_part,
)


def page(context: Context) -> Account:
    """What a page says of a project, for whoever sees it."""
    return _account(context, _PAGE_FRONT, _PAGE_BODY, _PAGE_RECORD)


def status(context: Context) -> Account:
    """What a screen says of a project, for its own team."""
    return _account(context, (), _STATUS, ())


def _account(context: Context, *makers: Makers) -> Account:
    """An account with the parts that have something to say."""
    name, language = context.name, context.about.language or ""
    front, parts, record = (tuple(part for make in some if (part := make(context)).blocks) for some in makers)
    return Account(name, context.of_days, context.people.sharing, front, parts, record, language)
