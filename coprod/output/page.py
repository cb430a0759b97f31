"""Pages of HTML from templates, in which no text can become markup or fetch anything."""

from base64 import b64encode
from functools import cache
from hashlib import sha256

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from coprod.words import inert, visible


def page(name: str, **content: object) -> str:
    """A page of HTML from `NAME.html`, with `NAME.css` as the only style sheet that a browser may follow."""
    text = _environment().get_template(f"{name}.html").render(content, **_style(name))
    return inert(text, colon="&#58;", bracket="&#91;")


@cache
def _style(name: str) -> dict[str, object]:
    """A style sheet and its hash; a site has a page for each of hundreds of projects, and one style."""
    style = Markup(_environment().get_template(f"{name}.css").render().strip())  # noqa: S704 - our own
    return {"style": style, "style_hash": b64encode(sha256(style.encode()).digest()).decode()}


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("coprod.output", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_harmless,
    )


def _harmless(value: object) -> object:
    """Every text that is put in, made harmless; markup is only what the templates themselves hold."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value
