"""The forms of the names on record: what a text may hold of each, and for whom that stands."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple, get_args

from coprod.model.folding import begins_with_capital, folded_words, in_small_letters, key, script
from coprod.model.name_words import BODIES, HONORIFICS, LITTLE, NAMES, PARTICLES, ROLES, SPELLED_OUT, TABLE, TITLES

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_ARTICLES = frozenset({"a", "an", "the", "ein", "eine", "un", "une", "una"})
#: Words or letters of a name that are looked for together, if they are not all of it.
_TOGETHER = 4
#: Letters of a label; a longer one is nobody's name, and would take long to look for.
_LONGEST = 1000


class _Word(NamedTuple):
    """A word of a name, folded."""

    text: str  # its letters and digits
    written: str  # the word as it was written
    initial: bool  # whether it is an initial or a number
    parted: bool  # whether it holds an apostrophe or a dot
    small: bool  # whether it is no particle, and in small letters beside one that is not, as in Kofi from the flats


#: What a form is: a whole name, a part of one, a part that is never certain, a word that is hardly a name, or what may
#: be another name of theirs.
Sort = Literal["whole", "part", "weak", "slight", "aside"]


class Forms:
    """Every form of the names of some people, as its letters."""

    def __init__(self, names: Iterable[tuple[str, str]], public: frozenset[str]) -> None:
        #: The forms of each sort, with the people whom they may mean.
        self.known: dict[Sort, defaultdict[str, set[str]]] = {sort: defaultdict(set) for sort in get_args(Sort)}
        self.apart: set[str] = set()  # forms that may be written with a blank inside, as O Dea for O'Dea
        self.bodies: set[str] = set()  # whole labels that say what body or role came
        #: Particles and initials of each person, which belong to a name beside them.
        self.own: defaultdict[str, set[str]] = defaultdict(set)
        self._public = public
        for person, name in names:
            for spelled in {name, name.translate(SPELLED_OUT)}:
                self._add(person, spelled)

    def __iter__(self) -> Iterator[str]:
        """Every form of every sort."""
        return (form for forms in self.known.values() for form in forms)

    def _add(self, person: str, name: str) -> None:
        """Note every form of a name: whole and in other orders, and its parts."""
        words = _words(bare_name(name)) if len(name) <= _LONGEST else []
        if in_small_letters(name) and words[:1] and words[0].text in _ARTICLES:
            return  # It says who came, as in a neighbour, and is nobody's name.
        whole = [word.text for word in words]
        if _is_body(name, words):
            self.bodies.add("".join(whole))
            self.known["whole"]["".join(whole)].add(person)
            return
        for order in (whole, whole[1:]) if whole and whole[0] in TITLES else (whole,):
            if len(order) > 1:
                for turned in (order, order[-1:] + order[:-1], order[1:] + order[:1], order[::-1]):
                    self.known["whole"]["".join(turned)].add(person)
        self._add_parts(person, words)
        self._add_asides(person, name)

    def _add_parts(self, person: str, words: Sequence[_Word]) -> None:
        """Note each word of a name, and words of it that stand together; none that is an initial or a title alone."""
        last = len(words) - 1
        little = [
            word.initial
            or word.small
            or word.text in ROLES
            or (word.text in PARTICLES and at != last and (at or word.text not in NAMES))
            for at, word in enumerate(words)
        ]
        self.own[person] |= {word.text[0] for word in words}
        self.own[person] |= {word.text for word, is_little in zip(words, little, strict=True) if is_little}
        for first in range(last + 1):
            for after in range(first + 1, min(first + _TOGETHER, last + 1) + 1):
                part = "".join(word.text for word in words[first:after])
                if (
                    little[after - 1]
                    or words[first].initial
                    or words[first].small
                    or words[first].text in TITLES
                    or len(part) == 1
                ):
                    continue
                self.known["part"][part].add(person)
                if after > first + 1 or words[first].parted:
                    self.apart.add(part)
        for word in words:
            # Di Price, Mei Ong: a particle or a title, where it would not stand as that.
            odd = (word is words[0] and last and word.text in PARTICLES) or (word is words[-1] and word.text in TITLES)
            if (odd and begins_with_capital(word.written)) or (word.small and word.text not in BODIES):
                self.known["slight"][word.text].add(person)
            for form in _weak_forms(word.text, alone=last == 0):
                self.known["weak"][form].add(person)
                self.apart.add(form)

    def _add_asides(self, person: str, name: str) -> None:
        """Note a name in brackets: within another it is theirs; behind it, it may also say where somebody is from."""
        for match in _BRACKETS.finditer(name):
            words = _words(match.group()[1:-1]) if begins_with_capital(match.group()[1:]) else []
            if len(words) == 1 and not words[0].initial and words[0].text not in TABLE | BODIES | self._public:
                self.known["part" if key(name[match.end() :]) else "aside"][words[0].text].add(person)


def bare_name(name: str) -> str:
    """A name without what stands in brackets, such as (council), which says something of the person."""
    bare = " ".join(_BRACKETS.sub(" ", name).split())
    return bare if key(bare) else name


def _words(name: str) -> list[_Word]:
    words: list[_Word] = []
    for written in re.split(r"[\s_,\-\u2010-\u2015]+", name):
        text = key(written)
        if any(map(str.isalpha, text)) or (text and words):
            initial = len(text) == 1 or re.fullmatch(r"(?:\w\W*\.)+\w?", written) is not None
            parted = text not in folded_words(written) or (written.isupper() and len(text) <= _TOGETHER)
            small = in_small_letters(written) and not in_small_letters(name) and text not in PARTICLES
            words.append(_Word(text, written, initial or text.isdecimal(), parted, small))
    return words


def _is_body(name: str, words: Sequence[_Word]) -> bool:
    """Whether a label says what body or role came, as Core group or Members of the Parliament do, and names nobody."""
    bodies = [not BODIES.isdisjoint({word.text, word.text.removesuffix("s")}) for word in words]
    if len(words) < 2 or "," in name:  # noqa: PLR2004 - one word may be anybody's name
        return len(words) == 1 and not ROLES.isdisjoint({words[0].text, words[0].text.removesuffix("s")})
    little = [word.text in LITTLE or word.text in PARTICLES for word in words]
    ends = bodies[-1] and words[-2].text not in _ARTICLES
    return ends or any(body and after for body, after in zip(bodies, little[1:], strict=False))


def _weak_forms(word: str, *, alone: bool) -> Iterator[str]:
    """Forms of a word of a name that may be another word.

    In a script without blanks, those are its beginning and its end, of two letters, and, if it is the whole name, a
    family name with a form of address; in Arabic, a word without its article.
    """
    if script(word) in {"CJK", "HANGUL"} and len(word) <= 4:  # noqa: PLR2004 - two and two
        if len(word) > 2:  # noqa: PLR2004 - one and two
            yield word[-2:]
        if len(word) == 4:  # noqa: PLR2004 - two and two
            yield word[:2]
        yield from (word[:1] + address for address in HONORIFICS if alone)
    if word.startswith("ال") and len(word) > 4:  # noqa: PLR2004 - a shorter one is a word
        yield word[2:]
