"""Labels of people: whom each means, several names in a line, and doubts whether a text is a name."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from unicodedata import normalize

from coprod import days
from coprod.contacts import emails
from coprod.model.folding import key

#: A name in quotes; inside straight ones, a quotation mark is written twice, as in a sheet of values with commas.
_QUOTES = (("“", "”"), ("„", "“"), ("«", "»"))
_QUOTED = "|".join(
    ['"((?:[^"]|"")*)"', *(f"{opening}([^{opening}{closing}]*){closing}" for opening, closing in _QUOTES)]
)
_PIECE = rf"\s*(?:(?:{_QUOTED})\s*(?=[,\n]|$)|([^,\n]*))(?:[,\n]|$)"

#: Words that people type at a prompt for something else than a name.
_WORDS = (
    "all|anyone|back|cancel|clear|done|end|enter|every(body|one)|exit|finish|help|ls|n|n/?a|no|nobody|none|nothing|"
    "no[ -]one|ok|quit|same|skip|start|stop|undo|unknown|y|yes"
)
#: Letters of a name; more are asked about.
_LONG = 60

_JOINED = r"(?i)\S\s+(?:and|&|\+)\s+\S|\S\s*[;/|、]\s*\S"


class TypedName(NamedTuple):
    """A name that was typed, and whether it stood in quotes, which say that it is meant as it is."""

    label: str
    quoted: bool


class Persons:
    """The person behind a label: an id is that id, and a name that has ids is the first of them."""

    def __init__(self, people: Mapping[str, str]) -> None:
        # The first id of a name is written last, and stays.
        self._person = {name: label for label, name in reversed([*people.items()])} | {label: label for label in people}

    def person(self, label: str) -> str:
        """The person that a label means."""
        return self._person.get(label, label)

    def of(self, labels: tuple[str, ...]) -> tuple[str, ...]:
        """The persons that some labels mean, each once; no label stands among them twice."""
        return tuple(dict.fromkeys(map(self.person, labels))) if self._person else labels


def split_names(line: str) -> list[TypedName]:
    """The names of a line, parted by commas or line ends; one in quotes may hold either."""
    found = []
    for piece in re.finditer(_PIECE, line):
        straight, *others, plain = piece.groups()
        quoted = [straight if straight is None else straight.replace('""', '"'), *others]
        inside = next((text for text in quoted if text is not None), None)
        label = re.sub(" +", " ", plain.strip(" ")) if inside is None else inside
        if label:
            found.append(TypedName(label, inside is not None))
    return found


def name_doubt(label: str) -> str:
    """The reason why a label is hardly a person's name, to follow it in a message, or empty if it may be one."""
    if not any(map(str.isalnum, label)):
        return "is no word"
    if _is_day(label):
        return "is a date"
    if re.fullmatch(r"[\d\s.,+-]+", label):
        return "is a number"
    if re.fullmatch(_WORDS, label.lower()):
        return "is hardly a name"
    if emails(label):
        return "is an email address"
    if label.startswith("-"):
        return "begins as an option does"
    if label.lower().startswith("coprod ") or " --" in label:
        return "reads as a command"
    if len(label) > _LONG:
        return "is long for a name"
    # What stands in brackets is about the person: (tenant and carer), [she/her].
    outside = re.sub(r"\([^()]*\)|\[[^][]*\]", "", label)
    return "reads as more than one person" if re.search(_JOINED, normalize("NFKC", outside)) else ""


def _is_day(label: str) -> bool:
    """Whether it is written as a day; a weekday's or a month's name alone is somebody's too (April, June, Sunday)."""
    if label.lower() in {"today", "yesterday", "tomorrow"} or re.fullmatch(r"\d{1,4}([-/.])\d{1,2}\1\d{1,4}", label):
        return True
    if not re.search(r"\d", label) or not re.search("[A-Za-z]", label):
        return False
    try:
        days.day(label, dt.date(2000, 2, 29))
    except ValueError:
        return False
    return True


def spelled_alike(label: str, others: Iterable[str]) -> list[str]:
    """Those of the others that differ from a label by a slip at most, the nearest first.

    They differ in case, spacing, punctuation or accents only, or by a letter or two of many. Labels whose numbers
    differ are never alike: `C1` and `C2` are two people.
    """
    import difflib  # noqa: PLC0415 - only names that are new need it

    mine = key(label)
    near = []
    for other in others if len(label) <= _LONGEST else ():
        if len(other) > _LONGEST:
            continue
        theirs = key(other)
        if re.findall(r"\d+", mine) == re.findall(r"\d+", theirs) and other != label:
            pair = difflib.SequenceMatcher(None, mine, theirs)
            # The first two are bounds of the third, and quick.
            if pair.real_quick_ratio() >= _ALIKE and pair.quick_ratio() >= _ALIKE and pair.ratio() >= _ALIKE:
                near.append((-pair.ratio(), other))
    return [other for _, other in sorted(near)]


#: One letter of eight more, less or other is a slip; one of four is another name, as Sam is not Sami.
_ALIKE = 0.86

#: A longer text is no name, and would take long to compare.
_LONGEST = 100
