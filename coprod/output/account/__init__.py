"""What is said of one project, in words for everybody: the same for the page, Markdown, the screen and plain lines.

The `parts` modules hold what is said, `html`, `markdown`, `screen` and `lines` the ways of showing it; `blocks` are the
shapes between the two. A new part is a function of a context, declared by its name, and a place for the name below.
"""

from coprod.output.account import parts_guide, parts_record, parts_voices  # noqa: F401 - importing declares the parts
from coprod.output.account.blocks import Account
from coprod.output.account.context import Context, made

#: What stands first on a page, on one side of paper: for those who took part.
_FRONT = "verdict contact said-in-short summary"

#: What follows on a page, for the record.
_BODY = "phases timeline settled fixed to-do who-asked groups findings"

#: What a page folds away: every session, and what is for those who keep the record.
_RECORD = "every-session read-back said feedback readiness matrix project rights how-to-read rules"

#: What a screen says; the timeline says beside each session what those who read it back say.
_STATUS = (
    "project phases verdict fixed timeline-read-back settled who-asked said read-back feedback groups nine-cells "
    "readiness team-findings"
)


def page(context: Context) -> Account:
    """What a page says of a project, for whoever sees it."""
    return _account(context, _FRONT, _BODY, _RECORD)


def status(context: Context) -> Account:
    """What a screen says of a project, for its own team."""
    return _account(context, "", _STATUS, "")


def _account(context: Context, *names: str) -> Account:
    name, language = context.name, context.about.language or ""
    front, parts, record = (
        tuple(part for one in some.split() if (part := made(one, context)).blocks) for some in names
    )
    return Account(name, context.of_days, context.people.sharing, front, parts, record, language)
