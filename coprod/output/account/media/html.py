"""The page to share: one HTML file that fetches nothing and runs nothing."""

from base64 import b64encode
from hashlib import sha256

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from coprod.framework import LEVELS
from coprod.output.account.blocks import Account
from coprod.output.account.media import GENERATOR
from coprod.output.account.media.picture import pictures
from coprod.version import __version__
from coprod.visible import inert, visible


def html(account: Account) -> str:
    """The page as HTML, the same for the same project and day."""
    environment = _environment()
    style = Markup(environment.get_template("page.css").render().strip())  # noqa: S704 - our own style sheet
    page = environment.get_template("page.html").render(
        account=account,
        pictures=pictures,
        levels=LEVELS,
        version=__version__,
        generator=Markup(GENERATOR),  # noqa: S704 - our own words
        style=style,
        # The only style that a browser may follow is this one: no text in a file can smuggle in another.
        style_hash=b64encode(sha256(style.encode()).digest()).decode(),
    )
    return inert(page, colon="&#58;", bracket="&#91;")


def _environment() -> Environment:
    """Templates in which every text that is put in is made harmless; markup is only what they themselves hold."""
    return Environment(
        loader=PackageLoader("coprod.output.account", "media"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_harmless,
    )


def _harmless(value: object) -> object:
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value
