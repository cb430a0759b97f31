"""Texts folded so that one name in two spellings is equal: without case, accents, Unicode form and width."""

import re
import unicodedata
from contextlib import suppress
from functools import cache
from itertools import accumulate
from typing import NamedTuple

#: Letters of scripts that part no words by blanks, or write endings onto names: each is a piece of its own.
UNSPACED = (
    "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u30fa\u30fc-\u30ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uac00-\ud7a3\U00020000-\U0003ffff"
)
_PARTING = re.compile(r"[ '\-.,|\n]+")
_PIECE = re.compile(r"[^ '\-.,|\n]+")
_PIECE_OF_ANY = rf"[{UNSPACED}]|[^ '\-.,|\n{UNSPACED}]+"
#: A syllable of Korean in two or three letters is one unit, and a nasal before a consonant in Hindi; so is any other
#: character.
_UNIT = re.compile("[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?|[ङञणनम]\u094d(?=[क-ह])|.", re.DOTALL)
_APOSTROPHES = frozenset("'`´‘’‛′ʹʻʼʽʾʿˈ՚׳＇ꞌ")  # noqa: RUF001 - these are meant
_BLANKS = frozenset("_·・")
#: Letters that stand for each other in one name, as its writers have it.
_VARIANTS = {"ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ı": "i", "æ": "ae", "œ": "oe", "ـ": "", "ँ": "ं"}  # noqa: RUF001 - so are these
#: Classes of marks that belong to a letter, such as the signs of vowels in Thai; those above or below are accents.
_KEPT_MARKS = {0, 8, 9, *range(37, 200)}


class Piece(NamedTuple):
    """A run of letters and digits in a folded text; in a script without blanks, each letter."""

    text: str
    begin: int
    end: int


class Folded:
    """A text, folded, with its pieces and where each of them stands in the text as it was written."""

    def __init__(self, text: str) -> None:
        self.text = text
        #: Whether all of it is in capitals, which then tell nothing.
        self.capitals = text == text.upper() != text.lower()
        self._starts: list[int] | range
        if text.isascii():
            self.folded, self._starts = _folded(text), range(len(text) + 1)
        else:
            units = _UNIT.findall(text)
            forms = list(map(_form, units))
            self.folded = "".join(forms)
            begins = accumulate(map(len, units), initial=0)
            self._starts = [begin for begin, form in zip(begins, forms, strict=False) for _ in form]
            self._starts.append(len(text))
        plain = self.folded.isascii()
        found = _PIECE.finditer(self.folded) if plain else re.finditer(_PIECE_OF_ANY, self.folded)
        self.pieces = [Piece(match.group(), match.start(), match.end()) for match in found]

    def begin(self, piece: int) -> int:
        """Where a piece begins in the text as it was written."""
        return self._starts[self.pieces[piece].begin]

    def end(self, piece: int) -> int:
        """Where a piece ends in the text as it was written, accents that stand apart included."""
        last = self.pieces[piece].end - 1
        begin, after = self._starts[last], self._starts[last + 1]
        # A letter that folds to two has one place.
        while after == begin:
            last += 1
            after = self._starts[last + 1]
        return after

    def written(self, piece: int) -> str:
        """A piece as it was written."""
        return self.text[self.begin(piece) : self.end(piece)]

    def between(self, piece: int) -> str:
        """What parts a piece from the one before it, folded."""
        return self.folded[self.pieces[piece - 1].end if piece else 0 : self.pieces[piece].begin]


@cache
def _ascii() -> dict[int, str]:
    return {code: _form(chr(code)) for code in range(128)}


@cache
def _form(unit: str) -> str:
    """A character, folded; blanks, apostrophes, hyphens, dots, commas, line ends and all else are one sign each."""
    composed = unicodedata.normalize("NFC", unit)
    if "\uac00" <= composed <= "\ud7a3":
        return composed
    if len(composed) > 1 and composed[1] == "\u094d":
        return "ं"
    if composed in _APOSTROPHES:
        return "'"
    if composed in _BLANKS:
        return " "
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", composed).casefold())
    return "".join(map(_part, parts))


def _part(char: str) -> str:
    if char in _VARIANTS:
        return _VARIANTS[char]
    category = unicodedata.category(char)
    match category[0]:
        case "L":
            # A letter with a stroke or a hook is that letter, too, though Unicode does not part them.
            plain = unicodedata.name(char, "").split(" WITH ")[0]
            with suppress(KeyError):
                return unicodedata.lookup(plain).casefold() if plain and " WITH " in unicodedata.name(char) else char
            return char
        case "N":
            return str(unicodedata.decimal(char, char))
        case "M":
            joined = char == "\u034f" or "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"
            return char if unicodedata.combining(char) in _KEPT_MARKS and not joined else ""
        case "Z":
            return "\n" if category in {"Zl", "Zp"} else " "
    if category in {"Cf", "Pd"}:
        return "-" if category == "Pd" else ""
    return char if char in "\n.," else {"\t": " ", "\r": " ", "،": ",", "−": "-"}.get(char, "|")  # noqa: RUF001 - meant


def key(name: str) -> str:
    """The letters and digits of a name, folded: equal for two spellings of one name."""
    return name.translate(_ascii_key()) if name.isascii() else _PARTING.sub("", _folded(name))


@cache
def _ascii_key() -> dict[int, str | None]:
    # None deletes, quicker than an empty text does.
    return {code: _PARTING.sub("", folded) or None for code, folded in _ascii().items()}


def same_name(name: str, other: str) -> bool:
    """Whether two names are equal when folded; names without a letter or digit are not."""
    return key(name) == key(other) != ""


def _folded(text: str) -> str:
    """A text, folded, if nobody asks where its letters stood."""
    return text.translate(_ascii()) if text.isascii() else "".join(map(_form, _UNIT.findall(text)))


def in_small_letters(written: str) -> bool:
    """Whether a word stands in small letters, of a script that has capitals."""
    return written == written.lower() != written.upper()


def begins_with_capital(written: str) -> bool:
    """Whether a word begins with a capital letter."""
    return written[:1] != written[:1].lower()


def folded_words(text: str) -> list[str]:
    """The words of a text, folded."""
    folded = _folded(text)
    return _PIECE.findall(folded) if folded.isascii() else re.findall(_PIECE_OF_ANY, folded)


def script(text: str) -> str:
    """What Unicode calls the script of a text's first character."""
    return unicodedata.name(text[0], "").split(" ")[0].split("-")[0]
