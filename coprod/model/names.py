"""The one finder of people in text: where a text names somebody on record, and how sure that is.

A place is *certain* or *doubtful*: a certain one may be left out or replaced, a doubtful one is never changed unasked.
Who is not on record can only be guessed.
"""

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple
from unicodedata import category, normalize

from coprod.contacts import emails, telephones
from coprod.model.folding import Folded, begins_with_capital, folded_words, in_small_letters, key, script
from coprod.model.labels import Persons
from coprod.model.name_forms import Forms
from coprod.model.name_words import DAYS, LITTLE, PARTICLES, PROCLITICS, TABLE, TITLES, UNFOLDED
from coprod.model.project import Project

#: What a reader sees in the place of a name.
LEFT_OUT = "(name left out)"
#: What stands in a text for somebody who is only counted.
SOMEBODY = "somebody"

_CAPITALISED = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")  # noqa: RUF001 - a typeset apostrophe
_QUOTED = re.compile('"[^"]*"')
_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]++@\w[\w.-]*\w")
#: How many capitalised words on each side of a name may belong to it.
_BESIDE = 3
#: No gap inside a name is longer.
_GAP = 40
#: Letters at the beginning of a word that may be a name with another ending.
_HEAD = 3
#: Letters on which a name ends that takes another ending: vowels, and those of Greek and Russian, folded.
_ENDINGS = frozenset("aeiouyаеиоуыэюяьαειηουωσ")  # noqa: RUF001 - three alphabets


class Place(NamedTuple):
    """A place in a text that names somebody, or may do so."""

    begin: int
    end: int
    people: frozenset[str]  # whom it may mean
    certain: bool  # whether it is a name for certain
    #: Whether it is doubtful and no more than a word of the small table, or of the project's own name.
    ordinary: bool = False


class Shown(NamedTuple):
    """A text without the people on record, and the words that stand in it though they are names too."""

    text: str
    standing: tuple[str, ...]


class _Find(NamedTuple):
    """Pieces of a text, from the first up to another, that are a name or a part of one."""

    first: int
    after: int
    people: frozenset[str]
    certain: bool
    ordinary: bool
    whole: bool


class Finder:
    """Finds the people of a record in texts.

    Args:
        names: pairs of a person and a name of theirs.
        ids: ids and codes, each a person who is found by the whole id only.
        texts: the texts of the same file: a word that they use in small letters is no certain name.
        public: the project's name, its lead and those whom it affects: their words may be nobody's name.
    """

    def __init__(
        self,
        names: Iterable[tuple[str, str]],
        ids: Iterable[str] = (),
        texts: Iterable[str] = (),
        public: Collection[str] = (),
    ) -> None:
        self._small: set[str] = set()
        words = {word for text in public for word in folded_words(text)}
        self._public = frozenset(words | {word.removesuffix("s") for word in words})
        self._ids: dict[str, str] = {key(name): name for name in ids if key(name) not in {"", *self._public}}
        organisations = {key(text) for text in public}
        self._forms = Forms([pair for pair in names if key(pair[1]) not in organisations], self._public)
        self._parts = self._forms.known["part"]
        self._prefixes = {form[:end] for form in [*self._ids, *self._forms] for end in range(1, len(form) + 1)}
        self._heads: defaultdict[str, list[str]] = defaultdict(list)
        for part in self._parts:
            self._heads[part[:_HEAD]].append(part)
        texts = list(texts)
        # Most files hold no name in small letters, which the words of all texts tell at once.
        small = _small_words("\n".join(texts))
        named = not small.isdisjoint(self._parts)
        self._small = {word for text in texts for word in self._small_words(text)} if named else small

    @classmethod
    def of(cls, project: Project, texts: Iterable[str] = (), *, ids: bool = True) -> "Finder":
        """A finder of everybody on record in a project, in its texts; by their ids too, or by their names only."""
        about, known, labels = project.project, Persons(project.people), project.labels
        codes = {label for label in labels if not re.search(r"\s", label) and re.search(r"\d", label)}
        names = [*project.people.items(), *((known.person(label), label) for label in labels - codes)]
        # A group that came, and was heard, is a label; its words may be somebody's name all the same.
        groups = {key(group) for session in project.sessions for group in (*session.heard, *session.asked)}
        return cls(
            [pair for pair in names if pair[1] not in project.people and key(pair[1]) not in groups],
            [*project.people, *codes] if ids else (),
            texts,
            [text for text in (about.name, about.lead, *about.affected) if text],
        )

    def _small_words(self, text: str) -> set[str]:
        """The words of a text in small letters, but for those of whole names."""
        words = _small_words(text)
        if words.isdisjoint(self._parts):
            return words
        seen = Folded(text)
        whole = [find for find in self._finds(seen) if find.whole and find.certain]
        inside = [Place(seen.begin(find.first), seen.end(find.after - 1), find.people, certain=True) for find in whole]
        return _small_words(put(text, ((place, " ") for place in inside)))

    def find(self, text: str) -> list[Place]:
        """Every place that names somebody or may do so, in the order of the text."""
        # Most texts name nobody, and their words tell that at once; in Arabic and Hebrew more may stand before a name.
        if text.isascii() and not any(map(self._may_begin, folded_words(text))):
            return []
        seen = Folded(text)
        addresses = [match.span() for match in _ADDRESS.finditer(text)] if "@" in text else []
        found: list[_Find] = []
        finds = [*self._finds(seen)]
        for before, find, behind in zip([None, *finds], finds, [*finds[1:], None], strict=False):
            low, high = before.after if before else 0, behind.first if behind else len(seen.pieces)
            wide = _in_whole_address(seen, self._whole_place(seen, find, low, high), addresses)
            if found and _are_one(seen, found[-1], wide):
                found[-1] = _joined(found[-1], wide)
            else:
                found.append(wide)
        return [_place(seen, find) for find in found]

    def _may_begin(self, word: str) -> bool:
        """Whether a name or another form of one may begin with a word."""
        return word in self._prefixes or word[:_HEAD] in self._heads

    def leave_out(self, text: str, *, sentence: bool = False) -> Shown:
        """A text for sharing: without names, certain or doubtful, but with the words of the small table.

        The project's own words and what says which body came stand too, and are not told if they are nobody's; so do
        the words of a sentence of the program outside of what it quotes, unless they are a name for certain.
        """
        places = self.find(text)
        if sentence:
            quoted = [match.span() for match in _QUOTED.finditer(text)]
            places = [
                place
                for place in places
                if (place.certain and not in_small_letters(text[place.begin : place.end]))
                or any(begin < place.end and place.begin < end for begin, end in quoted)
            ]
        told = [place for place in places if place.ordinary]
        if told and self._public.issuperset(folded_words(text)):
            told = []
        standing = dict.fromkeys(text[place.begin : place.end] for place in told if not self._is_nobodys(text, place))
        return Shown(put(text, ((place, LEFT_OUT) for place in places if not place.ordinary)), tuple(standing))

    def _is_nobodys(self, text: str, place: Place) -> bool:
        """Whether a place says what body came, or stands beside other words of the project's own."""
        word = text[place.begin : place.end]
        if not self._public.issuperset(folded_words(word)):
            return key(word) in self._forms.bodies
        before, behind = text[max(place.begin - _GAP, 0) : place.begin], text[place.end : place.end + _GAP]
        beside = {*folded_words(before)[-1:], *folded_words(behind)[:1]} - LITTLE - PARTICLES
        return any(len(word) > 1 and word in self._public for word in beside)

    def naming(self, text: str, instead: Mapping[str, str]) -> list[Place]:
        """The places that name any of some people, or may do so, in words other than what is to stand for them.

        A name that others bear too is in doubt.
        """
        words = {person: set(folded_words(new)) for person, new in instead.items()}
        return [
            place._replace(certain=place.certain and place.people <= words.keys())
            for place in self.find(text)
            if any(
                not words[person].issuperset(folded_words(text[place.begin : place.end]))
                for person in place.people & words.keys()
            )
        ]

    def replace(self, text: str, instead: Mapping[str, str]) -> str:
        """A text with something else in the place of some people's names, where they are certain."""
        certain = (place for place in self.naming(text, instead) if place.certain)
        return put_stand_ins(text, certain, instead)

    def same(self, before: str, after: str, instead: Mapping[str, Collection[str]]) -> bool:
        """Whether two texts are the same, as if what took the place of people's names had stood there before.

        `instead` holds, of each person whose name was taken out, all that may stand in its place.
        """
        if before == after or not instead:
            return before == after
        seen = Folded(before)
        cores = [(seen.begin(f.first), seen.end(f.after - 1), f.people) for f in self._finds(seen)]
        spans = {*cores, *((place.begin, place.end, place.people) for place in self.find(before))}
        edges: defaultdict[int, set[tuple[int, str]]] = defaultdict(set)
        for begin, end, people in spans:
            edges[begin] |= {(end, form) for person in people for form in instead.get(person, ())}
        stops = sorted({0, len(before), *(at for begin, end, _ in spans for at in (begin, end))})
        reached: defaultdict[int, set[int]] = defaultdict(set, {0: {0}})
        for stop, following in pairwise([*stops, len(before)]):
            edges[stop].add((following, before[stop:following]))
            for end, form in edges[stop] if stop < following else ():
                reached[end] |= {at + len(form) for at in reached[stop] if after.startswith(form, at)}
        return len(after) in reached[len(before)]

    def strangers(self, text: str) -> list[str]:
        """What in a text looks like somebody who is not on record: two capitalised words, or a way to reach them."""
        pairs = pairwise(_CAPITALISED.finditer(text))
        names = [(first.start(), second.end()) for first, second in pairs if self._reads_as_name(text, first, second)]
        known = self.find(text) if names else []
        found = [text[a:b] for a, b in names if not any(place.begin < b and a < place.end for place in known)]
        return list(dict.fromkeys([*found, *emails(text), *telephones(text)]))

    def _reads_as_name(self, text: str, first: re.Match[str], second: re.Match[str]) -> bool:
        """Whether two words side by side read as a first and a last name, or as a title and a name."""
        words = first.group(), second.group()
        if not (begins_with_capital(words[0]) and begins_with_capital(words[1])):
            return False
        titled = key(words[0]) in TITLES
        gap = text[first.end() : second.start()]
        beside = gap == " " or (gap == ". " and (titled or len(words[0]) == 1))
        return beside and (titled or not any(self._is_usual(key(word)) for word in words))

    def _is_usual(self, word: str) -> bool:
        """Whether a capitalised word says nothing of a name beside it."""
        return word in DAYS or word in LITTLE or word in TITLES or word in self._public or word in self._small

    def _finds(self, seen: Folded) -> Iterator[_Find]:
        at = 0
        while at < len(seen.pieces):
            begins = seen.pieces[at].text in self._prefixes
            find = (self._longest(seen, at) if begins else None) or self._inflected(seen, at)
            if find:
                yield find
            at = find.after if find else at + 1

    def _longest(self, seen: Folded, first: int) -> _Find | None:
        """The longest name or part that begins at a piece."""
        joined, gaps, longest = "", "", None
        for at in range(first, len(seen.pieces)):
            gap = seen.between(at) if at > first else ""
            if len(gap) > _GAP or gap.strip(" \n") not in {"", "'", "-", ".", ","}:
                break
            joined, gaps = joined + seen.pieces[at].text, gaps + gap
            if joined not in self._prefixes:
                break
            longest = self._known(seen, first, at + 1, joined, gaps) or longest
        return longest

    def _known(self, seen: Folded, first: int, after: int, joined: str, gaps: str) -> _Find | None:
        written = seen.text[seen.begin(first) : seen.end(after - 1)]
        bounded = _bounded(seen, first, after)
        if bounded is None:
            return None
        small = in_small_letters(written)
        several = after > first + 1
        if joined in self._ids and bounded:
            name = self._ids[joined]
            certain = several or (not small and normalize("NFC", written) == normalize("NFC", name))
            return _Find(first, after, frozenset({name}), certain, ordinary=False, whole=True)
        words = [piece.text for piece in seen.pieces[first:after]] if gaps.strip("'") else [joined]
        table = self._is_table(joined) or all(map(self._is_table, words))
        sorts = {sort: frozenset(forms[joined]) for sort, forms in self._forms.known.items() if joined in forms}
        whole = sorts.pop("whole", None)
        if whole and joined in self._forms.bodies:
            return None if small else _Find(first, after, whole, certain=False, ordinary=True, whole=True)
        if whole and gaps.count(",") < 2:  # noqa: PLR2004 - Khan, Amina
            return _Find(first, after, whole, several and not (small and table), small and table, whole=True)
        if not sorts or gaps.strip("'- ." if joined in self._forms.apart else "'-"):
            return None
        word = self._is_word(joined)
        anybody = (small and joined in LITTLE | DAYS) or normalize("NFC", written) in UNFOLDED
        if anybody or (sorts.keys() == {"slight"} and (small or word)):
            return None
        titled = first > 0 and seen.pieces[first - 1].text in TITLES and seen.between(first).strip(" ") in {"", "."}
        long = len(joined) > 2 and script(joined) in {"CJK", "HANGUL"}  # noqa: PLR2004 - a family name and a given one
        certain = "part" in sorts and not small and (bounded or long) and (titled or not (table or word))
        ordinary = not certain and (table or sorts.keys() == {"aside"})
        return _Find(first, after, frozenset().union(*sorts.values()), certain, ordinary, whole=False)

    def _is_table(self, word: str) -> bool:
        """Whether a word stands in the small table, or is one of the project's own."""
        return word in TABLE or word in self._public

    def _is_word(self, part: str) -> bool:
        return part in self._small or part + "s" in self._small

    def _inflected(self, seen: Folded, at: int) -> _Find | None:
        """A word that begins as a part of a name and ends otherwise; in Arabic and Hebrew, one with more before it."""
        word = seen.pieces[at].text
        alike, before = self._heads.get(word[:_HEAD], ()), None if word.isascii() else PROCLITICS.match(word)
        if len(word) <= _HEAD or not (alike or (before and before.group())):
            return None
        written = seen.written(at)
        if in_small_letters(written) or self._is_table(word) or self._is_word(word):
            return None
        cased = written.lower() != written.upper()
        parts = {part for part in alike if _is_inflected(word, part, cased=cased)}
        for end in range(1, len(before.group()) + 1 if before else 0):
            if PROCLITICS.fullmatch(word, 0, end) and len(word) > end + 2:
                parts |= {word[end:]} & self._parts.keys()
        people = frozenset().union(*(self._parts[part] for part in parts))
        return _Find(at, at + 1, people, certain=False, ordinary=parts <= TABLE, whole=False) if parts else None

    def _whole_place(self, seen: Folded, find: _Find, low: int, high: int) -> _Find:
        """A find with little words of the name, and with capitalised words that may belong to it."""
        if find.whole:
            return find
        first, after = find.first, find.after
        while first > low and self._is_own(seen, first - 1, seen.between(first), find.people):
            first -= 1
        while after < high and self._is_own(seen, after, seen.between(after), find.people):
            after += 1
        before, behind = first, after
        while not seen.capitals and first > max(low, before - _BESIDE) and self._belongs(seen, first - 1, first):
            first -= 1
        while not seen.capitals and after < min(high, behind + _BESIDE) and self._belongs(seen, after, after):
            after += 1
        certain = find.certain and not seen.capitals and (first, after) == (before, behind)
        return find._replace(first=first, after=after, certain=certain)

    def _is_own(self, seen: Folded, at: int, gap: str, people: frozenset[str]) -> bool:
        """Whether a piece beside a part is a particle or an initial of the same name."""
        word, written = seen.pieces[at].text, seen.written(at)
        if len(word) == 1 and not begins_with_capital(written) and (in_small_letters(written) or "." not in gap):
            return False
        return gap.strip(" -") in {"", "."} and gap != "" and any(word in self._forms.own[person] for person in people)

    def _belongs(self, seen: Folded, at: int, second: int) -> bool:
        """Whether a piece is a capitalised word that may belong to the name beside it."""
        gap = seen.between(second)
        if gap.strip(" ") not in {"", "-"} or not gap:
            return False
        word = seen.pieces[at].text
        return begins_with_capital(seen.written(at)) and word not in self._ids and not self._is_usual(word)


def _is_inflected(word: str, part: str, *, cased: bool) -> bool:
    """Whether a word is a part of a name with another ending, or with one more."""
    common = next(
        (at for at, pair in enumerate(zip(word, part, strict=False)) if pair[0] != pair[1]), min(len(word), len(part))
    )
    more, less = len(word) - common, len(part) - common
    if less == 0:
        return more <= (3 if cased else 2) and common > (3 if cased and word[-more:] != "s" else 2)
    if less > 1 or part[-1] not in _ENDINGS:
        return False
    # A short beginning is anybody's: Ann, of Anna.
    return more == 1 or (more <= 2 and (common > 3 or (more and not word.isascii()))) or (more == 3 and common > 5)  # noqa: PLR2004


def _small_words(text: str) -> set[str]:
    # An address writes names in small letters, too.
    plain = " ".join(word for word in normalize("NFC", text).split() if "@" not in word and "/" not in word)
    return {key(word) for word in set(re.findall(r"[^\W\d_]+", plain)) if in_small_letters(word)}


def _bounded(seen: Folded, first: int, after: int) -> bool | None:
    """Whether no letter of the same word stands around pieces, or None if they end within a letter."""
    pieces = seen.pieces
    if category(pieces[first].text[0])[0] == "M":
        return None
    bounded = True
    for one, other in ((first - 1, first), (after - 1, after)):
        if one >= 0 and other < len(pieces) and not seen.between(other):
            if other == after and category(pieces[other].text[0])[0] == "M":
                return None
            bounded = bounded and script(pieces[one].text) != script(pieces[other].text)
    return bounded


def _are_one(seen: Folded, before: _Find, find: _Find) -> bool:
    """Whether two finds overlap, or stand side by side as words of one name."""
    if find.first < before.after:
        return True
    beside = before.after == find.first and seen.between(find.first).strip(" ") in {"", "-"}
    return beside and (bool(before.people & find.people) or not (before.whole or find.whole))


def _joined(before: _Find, find: _Find) -> _Find:
    shared = before.people & find.people
    return _Find(
        min(before.first, find.first),
        max(before.after, find.after),
        shared or before.people | find.people,
        before.certain and find.certain and bool(shared),
        before.ordinary and find.ordinary,
        before.whole or find.whole,
    )


def _in_whole_address(seen: Folded, find: _Find, addresses: list[tuple[int, int]]) -> _Find:
    """A find, as far as an email address goes that holds it: half of an address is none."""
    first, after = find.first, find.after
    for begin, end in addresses[max(bisect(addresses, (seen.begin(first), len(seen.text))) - 1, 0) :][:2]:
        if begin < seen.end(after - 1) and seen.begin(first) < end:
            while first > 0 and seen.begin(first - 1) >= begin:
                first -= 1
            while after < len(seen.pieces) and seen.begin(after) < end:
                after += 1
            break
    return find._replace(first=first, after=after)


def _place(seen: Folded, find: _Find) -> Place:
    end = seen.end(find.after - 1)
    # The stop of an initial goes with it.
    end += len(seen.pieces[find.after - 1].text) == 1 and seen.text[end : end + 1] == "."
    return Place(seen.begin(find.first), end, find.people, find.certain, find.ordinary and not find.certain)


def stand_in(place: Place, instead: Mapping[str, str]) -> str:
    """What is to stand in a place for whomever it names; somebody, if those are several."""
    people = place.people & instead.keys()
    return instead[min(people)] if len(people) == 1 else SOMEBODY


def put_stand_ins(text: str, places: Iterable[Place], instead: Mapping[str, str]) -> str:
    """A text with, in some of its places, what is to stand there for whomever they name."""
    return put(text, ((place, stand_in(place, instead)) for place in places))


def put(text: str, instead: Iterable[tuple[Place, str]]) -> str:
    """A text with something else in some places, which stand in its order."""
    pieces, past = [], 0
    for place, new in instead:
        pieces += [text[past : place.begin], new]
        past = place.end
    return "".join([*pieces, text[past:]])
