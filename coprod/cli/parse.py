"""What people type on a command line or at a prompt, read into the framework's words.

Every function raises `typer.BadParameter` with a message that says what would be understood.
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import cast, get_args

import typer

from coprod.framework import COMMITMENTS, LEVELS, MATTERS, PHASES, Answer, LevelName, MatterName, PhaseName, Recognition
from coprod.nearest import did_you_mean

#: How `check` can write its result; `auto` is github under GitHub Actions and text elsewhere.
FORMATS = ("auto", "text", "json", "sarif", "junit", "github", "markdown")


def format_name(word: str) -> str:
    """A format of `check`."""
    return _one_of(word.strip().lower(), FORMATS, "--format", "format", word)


def page_format(word: str) -> str:
    """A format of a page for people."""
    return _one_of(word.strip().lower(), ("text", "markdown"), "--format", "format here", word)


def phase(word: str, option: str = "PHASE") -> PhaseName:
    """A phase, with or without `co-`, in any case."""
    name = word.strip().lower()
    name = name if name.startswith("co-") else f"co-{name}"
    return cast("PhaseName", _one_of(name, PHASES, option, "phase", word))


def phases(words: str, option: str = "PHASE") -> tuple[PhaseName, ...]:
    """One phase, or several with commas between them."""
    return tuple(phase(word, option) for word in words.split(","))


def level(word: str, option: str = "--level") -> LevelName:
    """One of Shier's levels, by name or by number."""
    for known in LEVELS.values():
        if word.strip() == str(known.number):
            return known.name
    name = word.strip().lower().replace(" ", "-")
    return cast("LevelName", _one_of(name, LEVELS, option, "level, nor a number from 1 to 5", word))


def answers(words: str, option: str) -> tuple[Answer, ...]:
    """Three answers about one level, with commas between them: opening, opportunity, obligation."""
    given = words.split(",")
    if len(given) != len(COMMITMENTS):
        raise typer.BadParameter(
            f"takes three answers with commas between them, for {', '.join(COMMITMENTS)}, such as yes,partly,no",
            param_hint=option,
        )
    return tuple(
        cast("Answer", _one_of(word.strip().lower(), get_args(Answer), option, "answer", word)) for word in given
    )


def day(word: str, today: date, option: str = "--date") -> date:
    """A day: `2026-01-31`, `today` or `yesterday`."""
    named = {"today": today, "yesterday": today - timedelta(days=1)}
    if word.strip().lower() in named:
        return named[word.strip().lower()]
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", word.strip()):
            return date.fromisoformat(word.strip())
    except ValueError:
        pass
    raise typer.BadParameter(
        f'"{word}" is not a day: write year, month and day as in 2026-01-31, or today, or yesterday',
        param_hint=option,
    )


def today(word: str | None) -> date:
    """The day that counts as today: what `--today` says, or the local date."""
    local = date.today()  # noqa: DTZ011 - the local date is what is meant
    return day(word, local, "--today") if word else local


def recognition(word: str) -> Recognition:
    """A way in which people's time is recognised."""
    return cast(
        "Recognition", _one_of(word.strip().lower(), get_args(Recognition), "--recognition", "way of recognition", word)
    )


def settled(words: Iterable[str]) -> dict[MatterName, str]:
    """Matters and what was settled, from `MATTER=TEXT` each."""
    found: dict[MatterName, str] = {}
    for word in words:
        name, equals, text = word.partition("=")
        if not equals:
            raise typer.BadParameter("write the matter, = and what was settled", param_hint="--settled")
        matter = cast("MatterName", _one_of(name.strip().lower(), MATTERS, "--settled", "matter", name))
        if matter in found:
            raise typer.BadParameter(f"{matter} is given twice", param_hint="--settled")
        found[matter] = text
    return found


def _one_of(name: str, options: Iterable[str], option: str, noun: str, typed: str) -> str:
    known = list(options)
    if name in known:
        return name
    near = did_you_mean(name, known)
    raise typer.BadParameter(f'"{typed}" is no {noun}: known are {", ".join(known)}{near}', param_hint=option)
