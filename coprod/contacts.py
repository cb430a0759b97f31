"""Ways to reach somebody: email addresses and telephone numbers, wherever they stand in a text.

Every search takes time in proportion to the text, whatever the text is. The address of a web page is no way to reach a
person, and is passed over with all that it holds.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

# What hardly any text needs is compiled by its first use.

#: The sign of an email address: also wide, small, or spelled `(at)` to hide it from programs.
_SIGN = r"(?i)[@＠﹫]+|\s?[(\[{]\s?at\s?[)\]}]\s?"  # noqa: RUF001 - the wide sign is meant
#: Each such sign holds this, which is quicker to look for.
_IN_SIGN = re.compile(r"[@＠﹫(\[{](?:(?<=[@＠﹫])|\s?[Aa][Tt]\s?[)\]}])")  # noqa: RUF001 - the same
_DOT = r"(?:[.．。｡]|\s?[(\[{]\s?dot\s?[)\]}]\s?)"  # noqa: RUF001 - so are the wide stops
_UNSEEN = "\xad\u200b-\u200f\u2060\ufeff"
_LABEL = rf"[\w{_UNSEEN}-]+"
_DOMAIN = rf"(?i){_LABEL}(?:{_DOT}{_LABEL})+"
#: The last part of a domain: letters only, or the code for letters of another script.
_TOP_LEVEL = rf"(?i){_DOT}(?:xn--[a-z0-9-]+|(?:[^\W\d_]|[{_UNSEEN}]){{2,}})(?![\w-])"
#: A machine's number in the place of a domain.
_MACHINE = r"(?i)\[(?:\d{1,3}(?:\.\d{1,3}){3}|ipv6:[0-9a-f:.]{2,45})\]"
#: What stands around an address, and is no part of it.
_AROUND = r"[\s<>()\[\]{},;:|]"

#: Any number that can be dialled has at least these in it. Most texts hold neither these nor a sign, and are passed
#: over by that alone; a digit and what is none never compete, so that nothing is tried twice. The first is looked for
#: as one of a set of characters, which is quicker.
_DIGITS = re.compile(r"[^\x00-/:-\xff](?<=\d)\D{0,3}+\d\D{0,3}+\d\D{0,3}+\d\D{0,3}+\d\D{0,3}+\d")
#: A number with a country's code, or with the 0 of a national one, or in groups of three, three and four digits.
_TELEPHONE = (
    r"(?<![\w./-])(?:(?:[+＋]\d{1,3}[\s.()‐‑–-]{0,4}|\(?[0０٠۰०])\d(?:[\s.()‐‑–-]{0,2}\d){7,12}"  # noqa: RUF001 - and the zeros
    r"|\(?\d{3}\)?[\s.‐‑–-]\d{3}[\s.‐‑–-]\d{4})(?![\w/-])"  # noqa: RUF001 - typeset hyphens are meant
)

#: A web page, from the end of `https` on; and a day, which has as many digits as a telephone number.
_NO_CONTACT = r"://\S+|(?<![\d.])\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d(?!\d)"


def emails(text: str) -> list[str]:
    """The email addresses in a text, with an ordinary sign and stops whatever they were written with."""
    if not _IN_SIGN.search(text):
        return []
    return list(_emails(_without_web_pages(text)))


def telephones(text: str) -> list[str]:
    """The telephone numbers in a text."""
    if not _DIGITS.search(text):
        return []
    found = re.finditer(_TELEPHONE, _without_web_pages(text))
    return [unicodedata.normalize("NFKC", number.group()) for number in found]


def holds_contact(text: str) -> bool:
    """Whether an email address or a telephone number stands somewhere in a text."""
    return bool(emails(text) or telephones(text))


def may_hold_contact(texts: Iterable[str]) -> bool:
    """Whether any of some texts has a sign or the digits of a way to reach somebody; most projects have none."""
    # No number goes on over so many line ends.
    joined = "\n\n\n\n".join(texts)
    return bool(_IN_SIGN.search(joined) or _DIGITS.search(joined))


def _without_web_pages(text: str) -> str:
    """A text of the same length, in which pages and days are blank."""
    return re.sub(_NO_CONTACT, lambda match: "\n" * len(match.group()), text)


def _emails(text: str) -> Iterator[str]:
    past = 0
    for sign in re.finditer(_SIGN, text):
        begin = _last_word(text, past, sign.start())
        domain = re.compile(_MACHINE).match(text, sign.end()) or re.compile(_DOMAIN).match(text, sign.end())
        past = sign.end()
        if domain and begin < sign.start():
            # The last part that can be a top-level domain ends the address.
            parts = re.compile(_TOP_LEVEL).finditer(text, domain.start(), domain.end())
            end = domain.end() if text[sign.end()] == "[" else max((part.end() for part in parts), default=0)
            if end:
                yield _plain(text[begin : sign.start()], text[sign.end() : end])


def _last_word(text: str, begin: int, end: int) -> int:
    """The beginning of the word that ends at `end`, without quotes and other marks before it."""
    start = max((around.end() for around in re.compile(_AROUND).finditer(text, begin, end)), default=begin)
    return next((at for at in range(start, end) if text[at].isalnum()), end)


def _plain(name: str, domain: str) -> str:
    domain = re.sub(_DOT, ".", domain, flags=re.IGNORECASE)
    return re.sub(f"[{_UNSEEN}]", "", unicodedata.normalize("NFKC", f"{name}@{domain}"))
