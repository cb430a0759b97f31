"""The words of the program that are neither a rule nor an idea of the framework: what each means, and why.

A new word is one entry in one of these modules.
"""

from coprod.output.terminal.glossary import people, record, results, trust
from coprod.output.terminal.glossary.word import Word

#: The words under the headings of the index.
GLOSSARY: dict[str, tuple[Word, ...]] = {
    "People": people.WORDS,
    "What is recorded": record.WORDS,
    "What keeps a record honest": trust.WORDS,
    "What it shows in the end": results.WORDS,
}

#: Every word.
WORDS: tuple[Word, ...] = tuple(word for words in GLOSSARY.values() for word in words)
