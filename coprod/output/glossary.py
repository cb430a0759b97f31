"""The words of the program that are neither a rule nor an idea of the framework, as `glossary.toml` holds them."""

from importlib import resources
from typing import Any, NamedTuple

import rtoml

from coprod import framework
from coprod.framework import Source
from coprod.terms import IAP2_LEVELS


class Word(NamedTuple):
    """A word, with what `explain` tells of it; the examples are headings with texts that are shown as they are."""

    name: str
    meaning: str
    why: str
    source: Source
    remedy: str
    record: str = ""
    examples: tuple[tuple[str, str], ...] = ()
    also: tuple[str, ...] = ()


def _word(table: dict[str, Any]) -> Word:
    """A word of the file; a key that is none of a word's fields, or a source that does not exist, is an error."""
    meaning = table["meaning"].replace("{question}", IAP2_LEVELS.get(table["name"], ""))
    source = getattr(framework, table["source"])
    return Word(**{**table, "also": tuple(table.get("also", ())), "meaning": meaning, "source": source})


_FILE = resources.files("coprod.output") / "glossary.toml"

#: The words under the headings of the index.
GLOSSARY: dict[str, tuple[Word, ...]] = {
    heading: tuple(map(_word, tables)) for heading, tables in rtoml.loads(_FILE.read_text("utf-8")).items()
}

#: Every word.
WORDS: tuple[Word, ...] = tuple(word for words in GLOSSARY.values() for word in words)
