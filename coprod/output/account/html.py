"""The page to share: one HTML file that fetches nothing and runs nothing."""

from markupsafe import Markup

from coprod.output.account.blocks import GENERATOR, Account
from coprod.output.account.picture import pictures
from coprod.output.page import page
from coprod.terms import STATUSES
from coprod.version import __version__


def html(account: Account) -> str:
    """The page as HTML, the same for the same project and day."""
    return page(
        "page",
        account=account,
        pictures=pictures,
        statuses=STATUSES,
        version=__version__,
        generator=Markup(GENERATOR),  # noqa: S704 - our own words
    )
