"""The page to share: one HTML file that fetches nothing and runs nothing, or the same in Markdown."""

from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from coprod.framework import COMMITMENTS, LEVELS
from coprod.model import Project
from coprod.output.account.content import NOTHING_FOUND, Account
from coprod.output.account.dates import in_words
from coprod.output.account.guide import LIMITS, READING
from coprod.output.account.picture import pictures
from coprod.output.markdown import escaped
from coprod.output.words import AXES
from coprod.version import __version__
from coprod.visible import inert, visible


def html(account: Account, project: Project) -> str:
    """The page as HTML, the same for the same project and day.

    Args:
        account: what the page says.
        project: the project, whose sessions the picture shows.
    """
    pages = _environment(visible)
    style = Markup(pages.get_template("page.css").render().strip())  # noqa: S704 - our own style sheet
    page = pages.get_template("page.html").render(
        _content(account),
        pictures=pictures(project.sessions),
        style=style,
        # The only style that a browser may follow is this one: no text in a file can smuggle in another.
        style_hash=b64encode(sha256(style.encode()).digest()).decode(),
    )
    return inert(page, colon="&#58;", bracket="&#91;")


def markdown(account: Account) -> str:
    """The page as Markdown, for a wiki or a pull request; the list of sessions stands for the picture."""
    return _environment(_escaped).get_template("page.md").render(_content(account))


def _escaped(text: str) -> Markup:
    return Markup(escaped(text))  # noqa: S704 - escaped for Markdown, which HTML's escapes would spoil


def _environment(harmless: Callable[[str], str]) -> Environment:
    """Templates in which every text that is put in is made harmless; markup is only what they themselves hold."""

    def put(value: object) -> object:
        return harmless(value) if isinstance(value, str) and not isinstance(value, Markup) else value

    return Environment(
        loader=PackageLoader("coprod.output.account", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=put,
    )


def _content(account: Account) -> dict[str, object]:
    return {
        "account": account,
        "axes": AXES,
        "levels": LEVELS,
        "commitments": COMMITMENTS,
        "in_words": in_words,
        "reading": READING,
        "limits": LIMITS,
        "nothing_found": NOTHING_FOUND,
        "version": __version__,
    }
