"""The publications of the ideas that rules and words refer to by name, from `sources.toml`."""

from importlib import resources
from typing import NamedTuple

import rtoml


class Source(NamedTuple):
    """How a publication is cited, and the address to read it at."""

    citation: str
    url: str


_FILE = rtoml.loads((resources.files("coprod.output") / "sources.toml").read_text("utf-8"))

SOURCES = {name: Source(**table) for name, table in _FILE.items()}
