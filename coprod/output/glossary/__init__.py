"""The words of the program that are neither a rule nor an idea of the framework: what each means, and why."""

from coprod.output.glossary.field import FIELD
from coprod.output.glossary.people import PEOPLE
from coprod.output.glossary.record import RECORD
from coprod.output.glossary.results import RESULTS
from coprod.output.glossary.trust import TRUST
from coprod.output.glossary.word import Word

__all__ = ["GLOSSARY", "WORDS", "Word"]

#: The words under the headings of the index.
GLOSSARY: dict[str, tuple[Word, ...]] = {
    "People": PEOPLE,
    "What is recorded": RECORD,
    "What keeps a record honest": TRUST,
    "What it shows in the end": RESULTS,
    "Words of other schemes": FIELD,
}

#: Every word.
WORDS: tuple[Word, ...] = tuple(word for words in GLOSSARY.values() for word in words)
