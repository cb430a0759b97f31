"""What a cell that names people holds: one person or several, people who are only counted, or nobody."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from coprod.contacts import emails, telephones, without_contacts
from coprod.framework import Side
from coprod.sheets.grid import bare, folded
from coprod.sheets.reading import asides, vocabulary

Kind = Literal["person", "counted", "nobody", "unclear", "reversed"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One of those whom a cell names.

    Attributes:
        kind: a person; people who are counted; nobody; or what cannot be told. A person may be written surname first.
        text: the name without what is no part of it, or how they are spoken of.
        email: an email address that stood beside the name.
        number: how many are counted.
        side: the side that the words name, of those who are counted.
        reason: why it is nobody, or what is unclear.
        several: whether it may be several people.
        also: other names by which the person is known.
    """

    kind: Kind
    text: str
    email: str = ""
    number: int = 0
    side: Side | None = None
    reason: str = ""
    several: bool = False
    also: tuple[str, ...] = ()


_AFFIX = re.compile(
    r"\s?[(\[]\s?(?:guest|gast|invité|invitado|ospite|gość|gwestai|unverified|nicht überprüft|non vérifié"
    r"|external|extern|externe"
    r"|host|co-host|cohost|host, me|me|you|organi[sz]er|presenter|presenting|presentation|screen share"
    r"|internal|participant"
    r"|attendee|panelist|panellist|unauthenticated|anonymous|in person|online|virtual|by phone|phone|mobile|ipad|iphone"
    r"|(?:she|he|they|sie|er|elle|il)\s?/\s?[\w/ ]{2,20})\s?[)\]]$",
    re.IGNORECASE,
)
_NUMBERING = re.compile(r"^\s*(?:\d{1,3}[.)]\s+|[-•*–·]\s+)(?=\S)")  # noqa: RUF001
_NUMBERS = {
    word: number
    for number, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)  # noqa: SIM905
}
_COUNT = re.compile(
    rf"(?:(?:and|plus|also|\+|&|with)\s*)?(?P<n>\d{{1,5}}|{'|'.join(_NUMBERS)})\s*(?:x\s+)?"
    r"(?P<words>(?:[^\W\d_]+['’-]?[^\W\d_]*\s?){0,5})\.?",  # noqa: RUF001
    re.IGNORECASE,
)
_LED = re.compile(r"(?:and|plus|also|\+|&|with)\b|[+&]", re.IGNORECASE)
_ROUGHLY = re.compile(
    r"(?:(?:and|plus|also|\+|&)\s*)?(?:(?:approx\w*\.?|about|around|circa|c\.|ca\.|roughly|over|nearly"
    r"|at least|up to|~|≈|>|<)\s*\d+.*"
    r"|\d+\s*(?:\+|[-–/]\s*\d+|or so|or more)(?:\s.*)?|(?:several|various|some|many|a few|few|numerous"  # noqa: RUF001
    r"|other|others|more|a couple|a group|dozens?)"
    r"(?:\s+(?:of\s+)?(?:[^\W\d_]+\s?){0,5})?|et al\.?|etc\.?|u\.\s?a\.)",
    re.IGNORECASE,
)
_WITH_OTHERS = re.compile(r"[\s,(]{0,3}(?:\+|plus|and|&|with)\s?\d{1,3}(?:\s[^\W\d_]{1,20}){0,3}\s?\)?$", re.IGNORECASE)
_BREAKS = re.compile(r"[;\n\r\v\f\u2028\u2029]+|\s\|\s")
_PLAIN_AND = re.compile(r",?\s(?:and|&|und|et|oraz)\s", re.IGNORECASE)
#: Words of bodies, posts and places, which no person's name holds.
_BODY = re.compile(
    r"\b(?:trust|team|council|councillors|group|centre|center|association|society|services?|committee|forum|ltd|limited|uk|dept|department"
    r"|office|officer|manager|director|lead|coordinator|worker|school|church|company|charity|foundation|partnership|network|board|club"
    r"|union|university|college|hospital|nhs|clinic|agency|bureau|hub|project|planning|housing|health|police|library|museum|parks?"
    r"|mr|mrs|ms|dr|the|family|sons|children|chair|secretary|treasurer|clerk|mbe|obe|phd|md|jr|sr|ii|iii|inc|llc|plc|consultant"
    r"|resident|residents|carer|volunteer|staff|member|representative|rep|nurse|teacher|planner|architect|designer|student)\b",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[^\W\d_]")
#: A figure with its unit, or the address of a page: no part of a name.
_NO_NAME = re.compile(r"\d\s?(?:%|am|pm|hrs?|mins?)\b|https?:|www\.", re.IGNORECASE)
_NO_LETTERS = frozenset(":?!=<>{}")
_MOST_WORDS = 6
_LONGEST_NAME = 120
_LONGEST_LIST = 5_000
#: A telephone number has at least so many.
_DIGITS = 6


@lru_cache(maxsize=20_000)
def entries(cell: str, *, listed: bool = False, several: bool = False) -> tuple[Entry, ...]:
    """Those whom a cell names.

    Args:
        cell: what it says.
        listed: whether it stands where a list of names is expected, as after "Present:".
        several: whether the user says that it names several people.
    """
    text = _NUMBERING.sub("", cell.strip())
    if len(text) > _LONGEST_LIST:
        return (Entry("unclear", text[:_LONGEST_LIST], reason="is too long for names"),)
    if asides.is_total(text):
        return (Entry("nobody", text, reason="is a sum, and no person"),)
    parts = [part for part in _BREAKS.split(text) if part.strip()]
    if len(parts) > 1:
        return tuple(entry for part in parts for entry in entries(part, listed=listed, several=several))
    return tuple(_listed(text) if listed or several else _several(text))


def _listed(text: str) -> Iterator[Entry]:
    """The names of a list, whatever parts them."""
    for part in _outside_brackets(text):
        pieces = _PLAIN_AND.split(part) if not _BODY.search(part) else [part]
        yield from (_one(piece) for piece in pieces if piece.strip(" .,:"))


def _outside_brackets(text: str) -> list[str]:
    """What stands between commas that are not in brackets."""
    parts, depth = [""], 0
    for char in text:
        depth = max(0, depth + {"(": 1, ")": -1}.get(char, 0))
        if char == "," and not depth:
            parts.append("")
        else:
            parts[-1] += char
    return [part.strip() for part in parts]


def _several(text: str) -> Iterator[Entry]:
    """The names of a cell that may hold one or several; which is said where it is plain."""
    others = _WITH_OTHERS.search(text) if len(text) <= _LONGEST_NAME else None
    if others and others.start() and not _COUNT.fullmatch(text) and not holds_contact(text):
        yield from _several(text[: others.start()])
        yield _one(others.group().strip(" ,()"))
        return
    plain = _without_contacts(text)
    commas = _outside_brackets(plain)
    *most, last = commas
    tail = [part.strip() for part in _PLAIN_AND.split(last) if part.strip()]
    pieces = [*most, *tail]
    if len(pieces) == 1 or plain != text.strip():
        yield _one(text)
    elif (len(most) >= 1 and len(tail) > 1 and all(map(_name_like, pieces))) or all(
        len(piece.split()) in {2, 3} and _name_like(piece) for piece in pieces
    ):
        yield from map(_one, pieces)
    elif len(pieces) == 2 and len(commas) == 2 and all(map(_name_like, pieces)):  # noqa: PLR2004 - Khan, Amina
        name = _one(f"{pieces[1]} {pieces[0]}")
        yield Entry("reversed" if name.kind == "person" else "unclear", text, name.email, several=True, reason=_SEVERAL)
    elif (
        len(tail) > 1
        and len(commas) == 1
        and _BODY.search(text)
        and not re.match(r"(?:mr|mrs|ms|dr)\b", text, re.IGNORECASE)
    ):
        yield _one(text)
    else:
        yield Entry("unclear", " ".join(text.split()), several=True, reason=_SEVERAL)


_SEVERAL = "may be one person or several"


def _name_like(part: str) -> bool:
    return 1 <= len(part.split()) <= 4 and bool(_LETTER.search(part)) and not _BODY.search(part)  # noqa: PLR2004


def natural(text: str) -> str:
    """A name that is written surname first, in the order in which it is spoken."""
    last, _, first = text.partition(",")
    return " ".join(f"{first} {last}".split())


def holds_contact(text: str) -> bool:
    """Whether a text holds a sign of an email address, or a telephone number."""
    return bool(emails(text) or telephones(text))


def _without_contacts(text: str) -> str:
    return without_contacts(text).strip() if _may_hold_contact(text) else text.strip()


def _may_hold_contact(text: str) -> bool:
    return (
        "@" in text
        or not text.isascii()
        or sum(map(str.isdigit, text)) >= _DIGITS
        or "(at)" in text.lower()
        or "[at]" in text.lower()
    )


@lru_cache(maxsize=20_000)
def _one(text: str) -> Entry:
    """What one name, or what stands in its place, is."""
    whole = " ".join(_NUMBERING.sub("", text).split())
    found = emails(whole) if _may_hold_contact(whole) else []
    email = found[0].lower() if found else ""
    name = _without_contacts(whole).strip(" ,;:-–<>|/") if _may_hold_contact(whole) else whole  # noqa: RUF001
    name = re.sub(r"[(\[<]\s*[)\]>]|\s[.,;]+$", "", name).strip()
    if not name:
        return (
            Entry("person", "", email)
            if email
            else Entry("unclear", whole, reason="is a telephone number without a name")
        )
    if apart := _with_a_remark(name, email):
        return apart
    also: list[str] = []
    while (shorter := _AFFIX.sub("", name)) != name and shorter.strip():
        also.append(name)
        name = shorter.strip()
    if asides.is_total(name):
        return Entry("nobody", name, reason="is a sum, and no person")
    if asides.is_bot(name):
        return Entry("nobody", name, reason="is a program that takes notes, and no person")
    if asides.is_nobody(name):
        return Entry("nobody", name, reason="names nobody")
    if counted := _counted(name):
        return counted
    if reason := _doubt(name):
        return Entry("unclear", name, email, reason=reason)
    return Entry("person", name, email, also=tuple(also))


def _with_a_remark(name: str, email: str) -> Entry | None:
    """A name with a word behind it that says whether they came, such as "Bryn (apologies)"; without one, nothing."""
    for opening, closing in ((" (", ")"), (" [", "]"), (" - ", ""), (" – ", ""), (", ", ""), (": ", "")):  # noqa: RUF001
        before, found, remark = name.rpartition(opening)
        if not found or not before.strip() or not name.endswith(closing):
            continue
        remark = remark.removesuffix(closing)
        said = vocabulary.remark(remark)
        if said == "absent":
            return Entry("nobody", before, email, reason=f'stands with "{remark}"')
        if said == "doubtful":
            return Entry("unclear", name, email, reason="does not say whether somebody came")
        if vocabulary.meaning(remark) == "came" and not vocabulary.common(remark) and opening != ": ":
            return Entry("person", before.strip(), email, also=(name,))
    return None


def _doubt(name: str) -> str:
    """Why a text may be no name, in words that follow it; nothing where it is one."""
    if name.startswith("=") and len(name) > 1:
        return vocabulary.UNSAVED
    if name.isdigit() and len(name) >= _DIGITS:
        return "is a telephone number without a name, or another long number"
    if "@" in name:
        return "holds what may be an email address, which is not stored"
    if asides.may_be_a_bot(name):
        return "may be a program or a room, and no person"
    return "does not look like a name" if _is_no_name(name) else ""


def _is_no_name(name: str) -> bool:
    """Whether a text is a sentence, a label with its value, or a figure."""
    words = name.split()
    if len(name) > _LONGEST_NAME or len(words) > _MOST_WORDS or name.endswith(":"):
        return True
    sentence = len(words) > 2 and name.endswith(".") and ". " in name  # noqa: PLR2004 - two words are a name
    return sentence or (len(words) > 1 and bool(_NO_LETTERS.intersection(name))) or bool(_NO_NAME.search(name))


def _counted(name: str) -> Entry | None:
    """People who are counted, such as "5 others"; where nobody can tell how many, that is unclear."""
    if _ROUGHLY.fullmatch(name):
        return Entry("unclear", name, reason="does not say how many people came")
    count = _COUNT.fullmatch(name)
    if not count:
        return None
    words = count["words"].strip()
    if not words and not _LED.match(name):
        return None
    digits = count["n"].lower()
    if digits in _NUMBERS and (not words or words.istitle()):
        return None
    number = int(digits) if digits.isdigit() else _NUMBERS[digits]
    kept = re.sub(r"^(?:more|other|others|additional|extra|further)\s*", "", folded(words))
    if not number:
        return Entry("nobody", name, reason="counts nobody")
    return Entry("counted", name, number=number, side=vocabulary.side_of(bare(kept)) if kept else None)
