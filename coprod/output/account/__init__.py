"""What is said of one project, in words for everybody: the same for the page, Markdown, the screen and plain lines.

`parts` holds one module for each thing that is said, `media` one for each way of showing it; `blocks` are the shapes
between the two.
"""

from collections.abc import Sequence

from coprod.output.account import parts
from coprod.output.account.blocks import Account, Part
from coprod.output.account.context import Context
from coprod.output.dates import in_words


def page(context: Context) -> Account:
    """What a page says of a project, for whoever sees it."""
    return _account(context, parts.PAGE_FRONT, parts.PAGE_BODY, parts.PAGE_RECORD)


def status(context: Context) -> Account:
    """What a screen says of a project, for its own team."""
    return _account(context, parts.STATUS_FRONT, parts.STATUS_BODY, ())


def _account(
    context: Context, front: Sequence[parts.Maker], body: Sequence[parts.Maker], record: Sequence[parts.Maker]
) -> Account:
    return Account(
        name=context.name,
        today=in_words(context.today),
        sharing=context.people.sharing,
        front=_made(front, context),
        parts=_made(body, context),
        record=_made(record, context),
    )


def _made(makers: Sequence[parts.Maker], context: Context) -> tuple[Part, ...]:
    """The parts that have something to say."""
    return tuple(part for make in makers if (part := make(context)) and part.blocks)
