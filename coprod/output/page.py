"""Pages of HTML from templates, in which no text can become markup or fetch anything."""

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from markupsafe import Markup

from coprod.words import begins_right, goes_right, inert, isolated, visible

if TYPE_CHECKING:
    from jinja2 import Environment


def page(name: str, **content: object) -> str:
    """A page of HTML from `NAME.html`, with `NAME.css` as the only style sheet that a browser may follow."""
    text = _environment().get_template(f"{name}.html").render(content, **_style(name))
    return inert(_in_both_directions(text), colon="&#58;", bracket="&#91;")


#: A piece of a page: a tag, or text.
_PIECE = re.compile(r"<[^<>]*>?|[^<]+")
#: What no element may stand in.
_CLOSED = ("style", "title", "svg", "textarea")
#: An element that is a paragraph of its own.
_BLOCK = re.compile(r"<(?:p|li|td|th|dt|dd|h[1-6]|blockquote|summary|caption)\b[^>]*>")


def _in_both_directions(text: str) -> str:
    """A page in which what is written from right to left keeps its order, beside numbers and other words too.

    A paragraph that begins so goes that way; elsewhere such a part is isolated.
    """
    if not goes_right(text):
        return text
    pieces = _PIECE.findall(text)
    closed = ""
    for number, piece in enumerate(pieces):
        if piece.startswith("<"):
            name = piece.strip("</>").partition(" ")[0]
            if closed and piece.startswith(f"</{closed}"):
                closed = ""
            elif not closed and name in _CLOSED and not piece.startswith("</"):
                closed = name
        elif not closed and not piece.isascii():
            before = pieces[number - 1] if number else ""
            if begins_right(piece) and _BLOCK.fullmatch(before) and "dir=" not in before:
                pieces[number - 1] = f'{before[:-1]} dir="auto">'
            else:
                pieces[number] = isolated(piece, "<bdi>", "</bdi>")
    return "".join(pieces)


@cache
def _style(name: str) -> dict[str, object]:
    """A style sheet and its hash; a site has a page for each of hundreds of projects, and one style."""
    style = Markup(_environment().get_template(f"{name}.css").render().strip())  # noqa: S704 - our own
    return {"style": style, "style_hash": b64encode(sha256(style.encode()).digest()).decode()}


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - most of what can be a page is text

    return Environment(
        loader=PackageLoader("coprod.output", "templates"),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_harmless,
    )


def _harmless(value: object) -> object:
    """Every text that is put in, made harmless; markup is only what the templates themselves hold."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value
