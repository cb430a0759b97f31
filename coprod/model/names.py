"""The one finder of people in text: where a text names somebody on record, and how sure that is.

A place is *certain* or *doubtful*: a certain one may be left out or replaced, a doubtful one is never changed unasked.
Who is not on record can only be guessed.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple
from unicodedata import category, normalize

from coprod.contacts import emails, telephones
from coprod.framework import CAPACITIES
from coprod.model.folding import Folded, begins_with_capital, folded_words, in_small_letters, key, script
from coprod.model.name_words import BODIES, DAYS, LITTLE, NAMES, PARTICLES, PROCLITICS, TABLE, TITLES
from coprod.model.project import Project

#: What a reader sees in the place of a name.
LEFT_OUT = "(name left out)"
#: What stands in a text for somebody who is only counted.
SOMEBODY = "somebody"

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_CAPITALISED = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")  # noqa: RUF001 - a typeset apostrophe
_QUOTED = re.compile('"[^"]*"')
_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]++@\w[\w.-]*\w")
#: How many capitalised words on each side of a name may belong to it.
_BESIDE = 3
_ARTICLES = frozenset({"a", "an", "the", "ein", "eine", "un", "une", "una"})
#: No gap inside a name is longer.
_GAP = 40
#: Letters on which a name ends that takes another ending: vowels, and those of Greek and Russian, folded.
_ENDINGS = frozenset("aeiouyаеиоуыэюяьαειηουωσ")  # noqa: RUF001 - three alphabets


class Place(NamedTuple):
    """A place in a text that names somebody, or may do so.

    Attributes:
        begin: where it begins.
        end: where it ends.
        people: whom it may mean.
        certain: whether it is a name for certain.
        ordinary: whether it is doubtful and no more than a word of the small table, or of the project's own name.
    """

    begin: int
    end: int
    people: frozenset[str]
    certain: bool
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


class _Word(NamedTuple):
    """A word of a name, folded.

    Attributes:
        text: its letters and digits.
        halves: those of each half of a double-barrelled one.
        initial: whether it is an initial or a number.
        apart: whether it may also be written with a blank, as O Dea for O'Dea.
    """

    text: str
    halves: tuple[str, ...]
    initial: bool
    apart: bool


class Finder:
    """Finds the people of a record in texts.

    Args:
        names: pairs of a person and a name of theirs.
        ids: ids and codes, each a person who is found by the whole id only.
        texts: the texts of the same file: a word that they use in small letters is no certain name.
        public: the project's name, lead and groups, whose words may be nobody's name.
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
        self._public = words | {word.removesuffix("s") for word in words}
        self._ids: dict[str, str] = {key(name): name for name in ids if key(name) not in {"", *self._public}}
        # Each form as its letters, with the people whom it may mean.
        self._whole: defaultdict[str, set[str]] = defaultdict(set)
        self._parts: defaultdict[str, set[str]] = defaultdict(set)
        self._weak: defaultdict[str, set[str]] = defaultdict(set)
        self._stems: defaultdict[str, set[str]] = defaultdict(set)
        self._apart: set[str] = set()
        self._bodies: set[str] = set()
        self._own: defaultdict[str, set[str]] = defaultdict(set)
        organisations = {key(text) for text in public}
        for person, name in names:
            if key(name) not in organisations:
                self._add(person, name)
        forms = [*self._ids, *self._whole, *self._parts, *self._weak]
        self._prefixes = {form[:end] for form in forms for end in range(1, len(form) + 1)}
        self._heads = {form[:3] for form in self._parts}
        self._small = {word for text in texts for word in self._small_words(text)}

    @classmethod
    def of(cls, project: Project, texts: Iterable[str] = (), *, ids: bool = True) -> "Finder":
        """A finder of everybody on record in a project, in its texts; by their ids too, or by their names only."""
        about, known = project.project, {name: label for label, name in reversed(project.people.items())}
        labels = {
            label for session in project.sessions for capacity in CAPACITIES for label in getattr(session, capacity)
        }
        codes = {label for label in labels if not re.search(r"\s", label) and re.search(r"\d", label)}
        names = [*project.people.items(), *((known.get(label, label), label) for label in labels - codes)]
        named = (group for session in project.sessions for group in (*session.heard, *session.asked))
        groups = [*about.affected, *named]
        return cls(
            [pair for pair in names if pair[1] not in project.people],
            [*project.people, *codes] if ids else (),
            texts,
            [text for text in (about.name, about.lead, *groups) if text],
        )

    def _add(self, person: str, name: str) -> None:
        """Note every form of a name: whole and in other orders, and its parts."""
        words = _words(name)
        if in_small_letters(name) and words[:1] and words[0].text in _ARTICLES:
            return  # It says who came, as in a neighbour, and is nobody's name.
        body = _is_body(name, words)
        for word in () if body else words:
            self._own[person].add(word.text[0])
            particle = word.text in PARTICLES and word != words[-1] and (word != words[0] or word.text not in NAMES)
            if word.initial or particle:
                self._own[person].add(word.text)
            elif word.text not in TITLES:
                self._add_parts(person, word)
        texts = [word.text for word in words]
        for order in (texts, texts[1:]) if texts and texts[0] in TITLES else (texts,):
            if len(order) > 1:
                orders = (order, order[-1:] + order[:-1], order[1:] + order[:1], order[::-1])
                for turned in orders[:1] if body else orders:
                    self._whole["".join(turned)].add(person)
        if body:
            self._bodies.add("".join(texts))

    def _add_parts(self, person: str, word: _Word) -> None:
        for part in {word.text, *word.halves}:
            if len(part) > 1:
                self._parts[part].add(person)
                if len(part) > 3 and part[-1] in _ENDINGS:  # noqa: PLR2004 - a shorter beginning is anybody's
                    self._stems[part[:-1]].add(part)
        if word.apart:
            self._apart.add(word.text)
        for part in _unspaced_parts(word.text):
            self._weak[part].add(person)

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
        seen = Folded(text)
        finds = _side_by_side(seen, self._finds(seen))
        ends = [0, *(find.after for find in finds)]
        begins = [*(find.first for find in finds), len(seen.pieces)]
        places: list[Place] = []
        for at, find in enumerate(finds):
            place = self._place(seen, find, ends[at], begins[at + 1])
            if places and place.begin < places[-1].end:
                # The words between two parts may belong to either.
                before = places.pop()
                people = before.people & place.people or before.people | place.people
                place = Place(
                    before.begin, place.end, people, certain=False, ordinary=before.ordinary and place.ordinary
                )
            places.append(place)
        return _in_whole_addresses(text, places) if "@" in text else places

    def leave_out(self, text: str, *, sentence: bool = False) -> Shown:
        """A text for sharing: without names, certain or doubtful, but with the words of the small table.

        The project's own words and what says which body came are nobody's, and stand too; so do the words of a sentence
        of the program outside of what it quotes, unless they are a name for certain.
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
        words = dict.fromkeys(text[place.begin : place.end] for place in places if place.ordinary)
        standing = [
            word for word in words if key(word) not in self._bodies and not self._public.issuperset(folded_words(word))
        ]
        return Shown(put(text, ((place, LEFT_OUT) for place in places if not place.ordinary)), tuple(standing))

    def naming(self, text: str, instead: Mapping[str, str]) -> list[Place]:
        """The places that name any of some people, or may do so, in words other than what is to stand for them.

        A name that others bear too is in doubt.
        """
        words = {person: set(folded_words(new)) for person, new in instead.items()}
        return [
            place._replace(certain=place.certain and len(place.people) == 1)
            for place in self.find(text)
            if any(
                not words[person].issuperset(folded_words(text[place.begin : place.end]))
                for person in place.people & words.keys()
            )
        ]

    def replace(self, text: str, instead: Mapping[str, str]) -> tuple[str, list[Place]]:
        """A text with something else in the place of some people's names, and the places that may still name them.

        The places are those of the text as it was.
        """
        places = self.naming(text, instead)
        certain = [(place, instead[person]) for place in places if place.certain for person in place.people]
        return put(text, certain), [place for place in places if not place.certain]

    def same(self, before: str, after: str, instead: Mapping[str, Collection[str]]) -> bool:
        """Whether two texts are the same, as if what took the place of people's names had stood there before.

        Args:
            before: the text that held names.
            after: the text as it is.
            instead: of each person whose name was taken out, all that may stand in its place.
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
        known = [(place.begin, place.end) for place in self.find(text)]
        found = []
        for first, second in pairwise(_CAPITALISED.finditer(text)):
            begin, end, gap = first.start(), second.end(), text[first.end() : second.start()]
            titled = key(first.group()) in TITLES
            capitals = begins_with_capital(first.group()) and begins_with_capital(second.group())
            beside = gap == " " or (gap == ". " and (titled or len(first.group()) == 1))
            usual = not titled and any(self._is_usual(key(word.group())) for word in (first, second))
            if capitals and beside and not usual and not any(a < end and begin < b for a, b in known):
                found.append(text[begin:end])
        return list(dict.fromkeys([*found, *emails(text), *telephones(text)]))

    def _is_usual(self, word: str) -> bool:
        """Whether a capitalised word says nothing of a name beside it."""
        return word in DAYS or word in LITTLE or word in TITLES or word in self._public or word in self._small

    def _finds(self, seen: Folded) -> Iterator[_Find]:
        at = 0
        while at < len(seen.pieces):
            find = self._longest(seen, at) or self._inflected(seen, at)
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
            certain = not small and normalize("NFC", written) == normalize("NFC", name)
            return _Find(first, after, frozenset({name}), several or certain, ordinary=False, whole=True)
        people = frozenset(self._whole.get(joined, ()))
        if joined in self._bodies:
            return None if small else _Find(first, after, people, certain=False, ordinary=True, whole=True)
        if people and gaps.count(",") < 2:  # noqa: PLR2004 - Khan, Amina
            words = {piece.text for piece in seen.pieces[first:after]}
            ordinary = small and all(word in TABLE or word in self._public for word in words)
            return _Find(first, after, people, several and not ordinary, ordinary, whole=True)
        people = frozenset(self._parts.get(joined, ())) | frozenset(self._weak.get(joined, ()))
        joins = "'- " if joined in self._apart else "'-"
        if not people or gaps.strip(joins) or (small and joined in LITTLE | DAYS):
            return None
        titled = first > 0 and seen.pieces[first - 1].text in TITLES and seen.between(first).strip(" ") in {"", "."}
        table = joined in TABLE or joined in self._public
        long = len(joined) > 2 and script(joined) in {"CJK", "HANGUL"}  # noqa: PLR2004 - a family name and a given one
        certain = joined in self._parts and not small and (bounded or long)
        certain = certain and (titled or not (table or self._is_word(joined)))
        return _Find(first, after, people, certain, table and not certain, whole=False)

    def _is_word(self, part: str) -> bool:
        return part in self._small or part + "s" in self._small

    def _inflected(self, seen: Folded, at: int) -> _Find | None:
        """A word that begins as a part of a name and ends otherwise; in Arabic and Hebrew, one with more before it."""
        word = seen.pieces[at].text
        if len(word) < 4 or not (word[:3] in self._heads or word[0] in PROCLITICS):  # noqa: PLR2004 - too short
            return None
        written = seen.written(at)
        cased = written.lower() != written.upper()
        if in_small_letters(written) or word in TABLE or word in self._public or self._is_word(word):
            return None
        parts = {
            word[:-more]
            for more in ((1, 2, 3) if cased else (1, 2))
            if word[:-more] in self._parts and len(word) - more > (3 if cased and word[-more:] != "s" else 2)
        }
        for less in (0, 1, 2):
            stem = word[: len(word) - less]
            if len(stem) > 3 or less == 1 or (less and not stem.isascii()):  # noqa: PLR2004 - Ann, of Anna
                parts |= self._stems.get(stem, set())
        for before in (1, 2):
            if set(word[:before]) <= PROCLITICS and len(word) > before + 2:
                parts |= {word[before:]} & self._parts.keys()
        if not parts:
            return None
        people = frozenset().union(*(self._parts[part] for part in parts))
        return _Find(at, at + 1, people, certain=False, ordinary=parts <= TABLE, whole=False)

    def _place(self, seen: Folded, find: _Find, low: int, high: int) -> Place:
        """The whole place of a find: with little words of the name, and capitalised words that may belong to it."""
        first, after, certain = find.first, find.after, find.certain
        if not find.whole:
            while first > low and self._is_own(seen, first - 1, seen.between(first), find.people):
                first -= 1
            while after < high and self._is_own(seen, after, seen.between(after), find.people):
                after += 1
            certain = certain and not seen.capitals
            before, behind = first, after
            while not seen.capitals and first > max(low, before - _BESIDE) and self._belongs(seen, first - 1, first):
                first -= 1
            while not seen.capitals and after < min(high, behind + _BESIDE) and self._belongs(seen, after, after):
                after += 1
            certain = certain and (first, after) == (before, behind)
        ordinary = find.ordinary and not certain
        end = seen.end(after - 1)
        # The stop of an initial goes with it.
        end += len(seen.pieces[after - 1].text) == 1 and seen.text[end : end + 1] == "."
        return Place(seen.begin(first), end, find.people, certain, ordinary)

    def _is_own(self, seen: Folded, at: int, gap: str, people: frozenset[str]) -> bool:
        """Whether a piece beside a part is a particle or an initial of the same name."""
        word, written = seen.pieces[at].text, seen.written(at)
        if len(word) == 1 and not begins_with_capital(written):
            return False
        return gap.strip(" ") in {"", "."} and gap != "" and any(word in self._own[person] for person in people)

    def _belongs(self, seen: Folded, at: int, second: int) -> bool:
        """Whether a piece is a capitalised word that may belong to the name beside it."""
        gap = seen.between(second)
        if gap.strip(" ") not in {"", "-"} or not gap:
            return False
        word = seen.pieces[at].text
        return begins_with_capital(seen.written(at)) and word not in self._ids and not self._is_usual(word)


def same_name(name: str, other: str) -> bool:
    """Whether two names are equal when folded; names without a letter or digit are not."""
    return key(name) == key(other) != ""


def bare_name(name: str) -> str:
    """A name without what stands in brackets, such as (council), which says something of the person."""
    bare = " ".join(_BRACKETS.sub(" ", name).split())
    return bare if key(bare) else name


def _words(name: str) -> list[_Word]:
    words: list[_Word] = []
    for written in re.split(r"[\s_,]+", bare_name(name)):
        halves = [text for half in re.split(r"[-\u2010-\u2015]", written) if (text := key(half))]
        text = "".join(halves)
        if any(map(str.isalpha, text)) or (text and words):
            initial = len(text) == 1 or re.fullmatch(r"(?:\w\W*\.)+\w?", written) is not None
            apart = len(halves) < len(folded_words(written))
            words.append(_Word(text, tuple(halves), initial or text.isdecimal(), apart))
    return words


def _is_body(name: str, words: Sequence[_Word]) -> bool:
    """Whether a label says what body or role came, as Core group or Members of the Parliament do, and names nobody."""
    if len(words) < 2 or "," in name:  # noqa: PLR2004 - one word may be anybody's name
        return False
    bodies = [not BODIES.isdisjoint({word.text, word.text.removesuffix("s"), *word.halves}) for word in words]
    little = [word.text in LITTLE or word.text in PARTICLES for word in words]
    ends = bodies[-1] and words[-2].text not in _ARTICLES
    return ends or any(body and after for body, after in zip(bodies, little[1:], strict=False))


def _unspaced_parts(word: str) -> Iterator[str]:
    """Parts of a name that is written in one, in a script without blanks: its beginning and its end, of two letters."""
    if script(word) in {"CJK", "HANGUL"} and len(word) in {3, 4}:
        yield word[-2:]
        if len(word) == 4:  # noqa: PLR2004 - two and two
            yield word[:2]


def _small_words(text: str) -> set[str]:
    return {key(word) for word in set(re.findall(r"[^\W\d_]+", normalize("NFC", text))) if in_small_letters(word)}


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


def _side_by_side(seen: Folded, finds: Iterable[_Find]) -> list[_Find]:
    """Finds, of which those that are words of one name, or may be, are one."""
    merged: list[_Find] = []
    for find in finds:
        before = merged[-1] if merged else None
        if before and before.after == find.first and seen.between(find.first).strip(" ") in {"", "-"}:
            shared = before.people & find.people
            if shared or not (before.whole or find.whole):
                certain = before.certain and find.certain and bool(shared)
                people = shared or before.people | find.people
                ordinary = before.ordinary and find.ordinary
                merged[-1] = _Find(before.first, find.after, people, certain, ordinary, before.whole or find.whole)
                continue
        merged.append(find)
    return merged


def _in_whole_addresses(text: str, places: Iterable[Place]) -> list[Place]:
    """The places, as far as an email address goes that holds one: half of an address is none."""
    found: list[Place] = []
    addresses = [match.span() for match in _ADDRESS.finditer(text)]
    for place in places:
        begin, end = next((span for span in addresses if span[0] < place.end and place.begin < span[1]), place[:2])
        if found and begin < found[-1].end:
            found[-1] = found[-1]._replace(people=found[-1].people & place.people or found[-1].people | place.people)
        else:
            found.append(place._replace(begin=min(begin, place.begin), end=max(end, place.end)))
    return found


def put(text: str, instead: Iterable[tuple[Place, str]]) -> str:
    """A text with something else in some places, which stand in its order."""
    pieces, past = [], 0
    for place, new in instead:
        pieces += [text[past : place.begin], new]
        past = place.end
    return "".join([*pieces, text[past:]])
