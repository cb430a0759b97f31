"""Lines and names in a sheet that are nobody who came: facts about the sheet, sums, blanks, and programs."""

import re
from functools import lru_cache

from coprod.sheets.grid import bare, folded
from coprod.sheets.reading.vocabulary import LONGEST_STATUS, word_set

#: Labels of lines about the sheet or the meeting, which name nobody who came.
_ABOUT = word_set("""
date, day, venue, location, place, time, times, room, address, notes, note, page, printed, generated, source,
key, legend, project, purpose, agenda, topic, title, subject, meeting, event, workshop, session, start, end,
start time, end time, meeting title, duration, organisation, version, report generated, created, exported,
meeting id, id, ref, reference, status, next meeting, signed, minutes by, prepared by, updated, last updated,
link, url, datum, ort, zeit, thema, lieu, heure, fecha, lugar, hora, data, luogo, ora, sede, dyddiad, lleoliad,
website, phone, tel, contact, please sign in, please sign, description, total, totals, meeting start time,
meeting end time, meeting duration, event date, session date, date of meeting, date and time
""")
_TOTALS = word_set("""
attendance, numbers, attendances, number of attendees, no attending, number of people present, numbers attending,
total, totals, grand total, sub total, subtotal, sum, count, number present, number attending, total attendance,
total attendees, total present, headcount, head count, average, overall, total number, number of people, no present,
attendance total, total people, gesamt, summe, insgesamt, total général, somme, totale, totaal, totaux, razem, suma,
cyfanswm, totalt, sum total, total participants
""")
_NOBODY = word_set("""
n/a, na, tbc, tba, tbd, none, nobody, no one, nil, not applicable, to be confirmed, unknown, blank, vacant, vacancy,
x, null, nan, name, test, test user, anonymous user, empty, no name, not known, no attendees, nicht bekannt,
inconnu, end, end of list, end of report
""")
#: How lines at the foot of a printed sheet begin.
_FOOTERS = ("page ", "printed ", "generated ", "exported ", "updated ", "last updated ")
_BOTS = re.compile(
    r"\b(?:otter(?:pilot| ?ai)?|fireflies(?: ?ai)?|read ?ai|notetaker|note taker|meetgeek|fathom|tl ?dv"
    r"|avoma|sembly|krisp|supernormal"
    r"|grain|gong|chorus(?: ?ai)?|fellow|jamie|circleback|bluedot|airgram|laxis|meeting notes|ai notes"
    r"|ai companion|transcri\w+"
    r"|recorder|recording bot|bot|copilot|assistant bot|captioner|live captions|cc bot|zoom room|teams room"
    r"|vc room|rev ai|meetingbot|scribe)\b"
)
_SURE_BOTS = re.compile(
    r"\b(?:otterpilot|otter ai|fireflies|read ai|notetaker|note taker|meetgeek|tl ?dv|sembly|ai notes"
    r"|ai companion|recording bot"
    r"|chorus ai|airgram|meetingbot|bot)\b"
)
#: What stands behind "Total" in the label of a sum has no more words.
_FEW_WORDS = 2
_LONGEST_LABEL = 60


def label_of(text: str) -> tuple[str, str]:
    """The label at the beginning of a line, before a colon, and what follows it; without a colon, no label."""
    label, colon, rest = text.partition(":")
    return (label.strip(), rest.strip()) if colon and len(label) < _LONGEST_LABEL else ("", text)


def is_about(text: str) -> bool:
    """Whether a label is that of a line about the sheet or the meeting."""
    word = bare(text)
    return word in _ABOUT or word.startswith(("page ", "printed ", "generated ", "exported "))


@lru_cache(maxsize=20_000)
def is_total(name: str) -> bool:
    """Whether a name is that of a sum, such as Total."""
    word = bare(folded(name[:LONGEST_STATUS]).rstrip("0123456789 ,."))
    first, _, rest = word.partition(" ")
    return word in _TOTALS or (first in {"total", "subtotal"} and len(rest.split()) <= _FEW_WORDS)


def is_nobody(name: str) -> bool:
    """Whether a name says that nobody is meant, such as N/A."""
    word = bare(name)
    return word in _NOBODY or not word or (word.startswith(_FOOTERS) and any(map(str.isdigit, word)))


def is_bot(name: str) -> bool:
    """Whether a name is that of a program that takes notes."""
    word = bare(name)
    return bool(_SURE_BOTS.search(word)) or (bool(_BOTS.fullmatch(word)) and " " not in word and word.endswith("ai"))


def may_be_a_bot(name: str) -> bool:
    """Whether a name may be that of a program or a room."""
    return bool(_BOTS.search(bare(name)))
