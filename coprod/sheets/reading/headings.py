"""By which headings a column is known."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Literal, cast

from coprod.framework import MATTERS
from coprod.sheets.grid import Table, bare, folded
from coprod.words import short


def _headings(text: str) -> tuple[str, ...]:
    """Headings with commas between them."""
    return tuple(" ".join(word.split()) for word in text.split(","))


#: What a column can hold, each with the headings that people give it.
HEADINGS: dict[str, tuple[str, ...]] = {
    "date": _headings("""
date, day, when, session date, meeting date, event date, date of session, date of meeting, date of event,
workshop date, activity date, date attended, attendance date, date held, start date, event start date, session day,
meeting day, held on, meeting start time, event start, event start time, session start, start time,
actual start time, scheduled start time, start, start date time, datum, fecha, data, dyddiad, dato, visit date,
date of visit, date of workshop, class date, date of activity, dates
"""),
    "session": _headings("""
session, meeting, event, session name, meeting name, event name, workshop, workshop name, activity, activity name,
event title, class, sitzung, reunion, which session, which session did you attend
"""),
    "session_id": ("session_id", "session id"),
    "phase": ("phase", "phases", "stage"),
    "title": ("title", "topic", "subject", "session title", "meeting title", "thema", "titel", "titre"),
    "level": ("level", "level of participation"),
    "heard": ("heard", "groups heard"),
    "feeds_back": ("feeds_back", "feeds back"),
    "recognition": ("recognition",),
    "note": ("session note", "session notes", "meeting note", "meeting notes", "note", "notes", "comment", "comments"),
    "community_count": ("community_count", "community count"),
    "professional_count": ("professional_count", "professional count"),
    "side": ("side", "capacity"),
    "role": _headings("""
role, type, category, attending as, attendee type, participant type, ticket type, stakeholder type,
stakeholder group, stakeholder, in what capacity, capacity in which attending, attending in what capacity, i am a,
are you, you are, which best describes you, staff or resident, member type, represents, representing, relationship,
group, rolle, funktion, role type, sector, type of participant, who are you
"""),
    "person": _headings("""
person, name, participant, attendee, member, who, full name, display name, participant name, attendee name,
name (original name), user name (original name), people, participants, attendees, names, your name, your full name,
first and last name, first name and surname, name of attendee, name of participant, name of person, person name,
member name, guest name, invitee, invitee name, registrant, registrant name, contact name, volunteer,
volunteer name, resident name, client name, delegate, delegate name, user name, username, print name, name (print),
name (please print), name (block capitals), please print name, name and surname, forename and surname, name surname,
preferred name, what is your name, guest, name in full, attendee full name, participant id, participant code,
who came, who attended, visitor, visitor name, student, student name, learner, vollständiger name, teilnehmer,
teilnehmername, nom, nom complet, nombre, nombre completo, nome, nome completo, nome e cognome, naam,
volledige naam, imię i nazwisko, nazwa, enw, enw llawn, namn, navn, nom et prénom, nombre y apellidos, participante,
partecipante, deelnemer, uczestnik, prénom et nom
"""),
    "first_name": _headings("""
first name, first, given name, forename, christian name, firstname, attendee first name, participant first name,
given names, forename(s), first name(s), vorname, prénom, voornaam, imię, enw cyntaf
"""),
    "last_name": _headings("""
last name, last, surname, family name, lastname, attendee last name, attendee surname, participant last name,
second name, nachname, nom de famille, apellido, apellidos, cognome, achternaam, nazwisko, cyfenw, apelido,
sobrenome
"""),
    "email": _headings("""
email, e-mail, email address, e-mail address, mail, user email, attendee email, your email, your email address,
participant email, e-mail-adresse, adresse e-mail, correo, correo electrónico, participant id (upn), upn, username,
contact email
"""),
    "number": _headings("""
number attending, number of people, number of participants, number of attendees, number attended, no of people,
no. of people, no. attending, no attending, number present, headcount, head count, how many, how many came,
how many attended, how many people, total attendees, total attendance, total participants, attendance count, count,
number in party, party size, no. of attendees, no of attendees, no. of participants, number in group, number,
how many people came, how many people attended, group size, attendee count, participant count
"""),
    **{f"settled_{matter}": (f"settled_{matter}", f"settled {matter}") for matter in MATTERS},
}  # fmt: skip

_KNOWN = {heading: field for field, headings in reversed(HEADINGS.items()) for heading in map(folded, headings)}
_BARE = {bare(heading): field for heading, field in _KNOWN.items()}

#: What a column says of who came: it says so, or holds signatures; it says who did not; it tells a status, an
#: intention, or a length of time; or it is a remark.
Telling = Literal["attended", "signed", "missed", "status", "intent", "length", "remark"]

_TELLING: dict[str, Telling] = {
    bare(heading): cast("Telling", telling)
    for telling, text in {
        "attended": """
in person, online, in the room, virtual, remote, face to face, attended in person, attended online, on zoom,
on teams, via zoom, via teams, virtually, remotely, attended, attendance, present, checked in, check in, check-in,
checkin, check in time, checkin time, checked in at, check in status, signed in, sign in, sign-in, sign in time,
signed in at, showed up, arrived, arrival time, arrival, came, here, in attendance, attendance status, took part,
participated, time in, in room, attended session, did attend, attend, attended meeting, attended event,
attended workshop, scanned, scan time, marked present, actual attendance, attendance type, attendance mode,
how attended, mode of attendance, attendance mark, attendance record, register, mark, came to session, turned up,
anwesend, anwesenheit, teilgenommen, présent, présence, participation, asistió, asistencia, presente, presenza,
aanwezig, aanwezigheid, presença, obecność, obecny, presennol, presenoldeb, närvaro, närvarande, til stede, oppmøte,
in attendance y n, in person or online
""",
        "signed": """
signature, signed, initials, sign, unterschrift, émargement, firma, handtekening, assinatura, podpis, llofnod
""",
        "missed": """
absent, apologies, apology, apologies received, apologies sent, sent apologies, no show, no-show, did not attend,
dna, cancelled, canceled, declined, withdrawn, not attended, absence, cancellation, cancelled on, cancelled at,
date cancelled, cancellation date, reason for absence, absence reason, excused, entschuldigt, abgesagt, abwesend,
excusé, absente, annulé, ausente, assente, giustificato, afwezig, afgemeld, nieobecny, absennol, ymddiheuriadau,
waiting room, in waiting room, waitlisted, waiting list, on waiting list, waitlist, did not come, didn't attend,
cancelled?, apologies given, regrets, frånvarande, forfall
""",
        "status": """
status, attendee status, booking status, order status, ticket status, registration status, state, outcome,
guest status, participant status, invite status, teilnahmestatus, statut, estado, stato, statws, current status,
event status, check status, attending status, participation status, result
""",
        "intent": """
rsvp, response, reply, response status, attending, will you attend, will attend, are you coming, going, coming,
can attend, available, availability, approval, approval status, registered, registration, invited?, confirmed,
accepted, booked, rsvp status, invitation status, invitation response, can you make it, planning to attend,
will you be attending, confirmation, confirmation status, are you attending, can you attend, are you able to attend,
expected, zusage, rückmeldung, antwort, réponse, respuesta, risposta, reactie, resposta, odpowiedź, ymateb,
meeting response, invite response, do you plan to attend, attending y n, intends to attend, signed up, sign up,
rsvp response, rsvp'd, svar
""",
        "length": """
join time, first join, time joined, joined at, erster beitritt, beitrittszeit, première entrée, primera entrada,
hours, hours attended, duration, minutes, time in session (minutes), time in session, duration (minutes),
duration (hours), total duration (minutes), total duration, in-meeting duration, attendance duration,
minutes attended, time attended, hrs, hours present, total time, total time in session, hours contributed, mins,
dauer, besprechungsdauer, durée, duración, durata, duur, duração, czas trwania, hyd, time spent, length of stay,
dauer der teilnahme, durée de la réunion, teilnahmedauer, time in meeting, tid
""",
        "remark": """
any comments, any other comments, any notes, anything else, note, notes, comment, comments, remark, remarks,
notes/comments, observations, additional notes, anmerkung, anmerkungen, bemerkung, bemerkungen, remarques,
observaciones, note aggiuntive, opmerkingen, uwagi, nodiadau, admin notes, internal notes, comments/notes,
attendee notes, further information, other information, other
""",
    }.items()
    for heading in text.split(",")
}

_NOT_TELLING = re.compile(
    r"\b(?:presenter|presented|presenting|presentation|representing|attended before|previously|first time"
    r"|first session|how many|no of"
    r"|number|last attended|sessions attended|events attended|times attended|attendee|would you|future|next"
    r"|again|why|heard|how did"
    r"|enjoy\w*|rate|rating|useful|useful\w*|expect|hope|goal|support|need|needs)\b"
)
_MEALS = re.compile(r"\b(?:lunch|dinner|breakfast|food|refreshments?|drinks|parking|creche|childcare)\b")
_ASKS = re.compile(
    r"\b(?:attend|attended|attending|attendance|present|came|come|coming|checked in|check in|signed in|make it|rsvp)\b"
)
_INTENDS = re.compile(
    r"\b(?:attending|will|going|plan|planning|can|able|rsvp|would|intend|coming|come|make it|are you|do you|like to)\b"
)
_MISSES = re.compile(r"\b(?:not attend\w*|did not|absen\w+|apolog\w+|cancel\w*|declin\w*|no show\w*|missed|unable)\b")
#: What forms write behind a question, in brackets.
_ASIDES = frozenset({
    "y n", "yes no", "y or n", "yes or no", "tick", "x", "please tick", "required", "optional", "ja nein", "oui non",
    "si no", "tick if present", "tick if attended", "",
})  # fmt: skip


def _plain(heading: str) -> str:
    """A heading as it is compared, without question marks and what stands in brackets behind them."""
    heading = heading[:_LONGEST]
    text = folded(heading).rstrip("?*:. ")
    question, bracket, aside = text.rpartition("(")
    return bare(question) if bracket and text.endswith(")") and bare(aside) in _ASIDES else bare(text)


#: Headings of columns whose yes or no is about something else than coming.
_ELSEWHERE = re.compile(
    r"\b(?:consent|photo\w*|film\w*|diet\w*|vegetarian|vegan|allerg\w*|access\w*|first time|new|newsletter"
    r"|mailing|gdpr|data|member\w*"
    r"|guest|lunch|food|parking|childcare|creche|travel\w*|expenses?|paid|payment|interpreter|wheelchair|gender|age|ethnic\w*|disab\w*"
    r"|recording|record\w*|vot\w+|quorum|speaker|lead|chair|volunteer\w*|contact\w*|phone|mobile|call|updates?|interest\w*|voucher\w*"
    r"|recognition|follow|carer|student|employ\w*|local|language|welsh|english|bsl|support|equipment|training|dbs|safeguard\w*"
    r"|agree\w*|opt|subscribe\w*|terms|ticket|price|fee|refreshments?|transport|lift|returning|previous\w*|before|smoker|veteran"
    r"|host|co host|under|over|emergency|medical|health|tenant|resident|owner|survey|feedback|evaluation"
    r"|certificate|badge)\b"
)

#: What is longer is no heading.
_LONGEST = 300

#: Headings stand among the first rows; above them is at most a title.
TOP = 30


@lru_cache(maxsize=2_000)
def telling(heading: str) -> Telling | None:
    """What a column with this heading says of who came; nothing where it is about something else, or not known."""
    word = _plain(heading)
    if word in _TELLING:
        return _TELLING[word]
    if word.endswith(" status"):
        return "status"
    if not word or _NOT_TELLING.search(word) or _MEALS.search(word) or not (_ASKS.search(word) or _MISSES.search(word)):
        return None
    if _MISSES.search(word):
        return "missed"
    asks_afterwards = word.startswith(("did ", "have you ", "were you ", "was "))
    return "intent" if _INTENDS.search(word) and not asks_afterwards else "attended"


def about_something_else(heading: str) -> bool:
    """Whether a yes or a no under this heading is about something else than coming."""
    return bool(_ELSEWHERE.search(bare(heading[:_LONGEST])))


@lru_cache(maxsize=2_000)
def field_of(heading: str) -> str:
    """What a column with this heading holds; empty where it is not known."""
    text = folded(heading[:_LONGEST])
    return _KNOWN.get(text) or _BARE.get(_plain(text), "")


def columns(table: Table, row: int, named: Mapping[str, str]) -> dict[str, int]:
    """The columns of a row of headings, from 0, by what they hold; of two alike, the first counts.

    Args:
        table: the table.
        row: the row of the headings, from 0.
        named: the headings that the user names; empty for a column that is not to be read.
    """
    by_user = {folded(heading): field for field, heading in named.items() if heading}
    found: dict[str, int] = {}
    for column in range(len(table.rows[row])):
        heading = folded(table.cell(row, column))
        field = by_user.get(heading) or field_of(heading)
        if field and (field not in named or heading in by_user):
            found.setdefault(field, column)
    return found


def listed(table: Table, row: int) -> str:
    """The headings of a row, for a message."""
    texts = (table.text(row, column) for column in range(len(table.rows[row])))
    return ", ".join(f'"{short(text)}"' for text in texts if text)


def missing(table: Table, row: int, named: Mapping[str, str]) -> list[str]:
    """Headings that the user names and that are not in the row, each as a message."""
    present = {folded(cell) for cell in table.rows[row]}
    here = listed(table, row)
    return [
        f'no column is headed "{heading}"; here are {here}'
        for heading in named.values()
        if heading and folded(heading) not in present
    ]


def names_people(found: Iterable[str]) -> bool:
    """Whether among these columns is one that names people."""
    return not {"person", "first_name", "last_name"}.isdisjoint(found)


def name(table: Table, row: int, found: Mapping[str, int]) -> str:
    """The name in a row, from one column or from two; beside a surname, a name is a first name."""
    if "person" in found and ("first_name" in found or "last_name" not in found):
        whole = str(table.cell(row, found["person"]))
        if whole.strip() or "first_name" not in found:
            return whole
    return " ".join(table.text(row, found.get(part)) for part in ("person", "first_name", "last_name")).strip()


def naming(found: Mapping[str, int]) -> int | None:
    """The column that names people."""
    return next((found[part] for part in ("person", "first_name", "last_name", "email") if part in found), None)
