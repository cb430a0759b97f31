"""Projects judged, and what an account of one is made of."""

from datetime import date

from coprod.assess import Assessment, Gate, assess
from coprod.output.account.blocks import Account
from coprod.output.account.context import Context, made
from coprod.output.account.lines import lines
from coprod.output.shared import Shared
from tests.conftest import document

TODAY = date(2026, 11, 22)


def judged(text: str, file: str = "a.toml", **gate: object) -> Assessment:
    read = document(text)
    return assess(read.project, TODAY, read.line_of, file=file, gate=Gate(**gate))  # type: ignore[arg-type]


def context(text: str, *, names: bool = False) -> Context:
    project = document(text).project
    return Context(project, judged(text), TODAY, Shared(project, names=names))


def shown(name: str, text: str, *, names: bool = False) -> str:
    """A part of the account of a project in plain lines; empty where there is nothing to say."""
    return lines(Account("x", "x", (), (made(name, context(text, names=names)),))).partition(":\n")[2]
