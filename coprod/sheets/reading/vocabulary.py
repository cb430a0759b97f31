"""Words by which sheets say whether somebody came, in the languages of call reports, ticket tools and minutes."""

import re
from functools import lru_cache
from typing import Literal

from coprod.framework import Side
from coprod.sheets.grid import bare, folded

#: What a cell says of somebody: they came; they did not; or they meant to, which says neither.
Meaning = Literal["came", "absent", "meant"]


def word_set(text: str) -> frozenset[str]:
    """The words of a list with commas, each as cells are compared."""
    return frozenset(bare(word) for word in text.split(","))


#: One line for each language: English, German, French, Spanish, Italian, Dutch, Portuguese, Polish, Welsh, Nordic.
_CAME = word_set("""
yes, y, present, pres, attended, came, here, in attendance, true, took part, participated, joined, arrived, showed,
show, checked in, checked-in, check in, checkedin, signed in, signed, scanned, in person, in-person, face to face,
onsite, on site, online, virtual, virtually, remote, remotely, by phone, dialled in, dialed in, hybrid, full,
partial, partially, late, arrived late, came late, late arrival, left early, joined late, part, partly, walk in,
walkin, walk-in, attended late, attended online, attended in person, attended virtually, attended remotely,
attended in part, on time, did attend, was present, ja, anwesend, teilgenommen, dabei, erschienen, gekommen,
vor ort, eingecheckt, hat teilgenommen, verspätet, oui, présent, présente, présents, présentes, participé,
a participé, venu, venue, sur place, en retard, si, presente, asistió, participó, vino, presencial, ha asistido,
asistente, sì, presenti, partecipato, ha partecipato, venuto, venuta, in presenza, in ritardo, aanwezig,
deelgenomen, gekomen, ter plaatse, te laat, sim, participou, compareceu, veio, tak, obecny, obecna, obecni,
uczestniczył, uczestniczyła, presennol, yn bresennol, mynychodd, wedi mynychu, närvarande, deltog, til stede,
tilstede, tilstedeværende
""")
_ABSENT = word_set("""
no, n, absent, abs, away, not here, not present, missing, missed, none, n/a, na, not applicable, false, never came,
did not attend, didn't attend, didnt attend, not attended, not attending, does not attend, will not attend,
won't attend, dna, no show, no-show, noshow, did not show, didn't show, did not join, never joined, not joined,
did not come, didn't come, apologies, apology, apols, apol, ap, apologies sent, sent apologies, apologies received,
apologies given, with apologies, gave apologies, apologised, apologized, sends apologies, absent with apologies,
absent without apologies, regrets, sent regrets, excused, excused absence, unexcused, unexcused absence, exc,
authorised absence, unauthorised absence, cancelled, canceled, cancel, cancellation, cancelled by attendee,
late cancellation, late cancel, withdrawn, withdrew, dropped out, declined, decline, rejected, denied, refused,
refunded, deleted, voided, expired, bounced, blocked, removed, unable to attend, could not attend, couldn't attend,
can't attend, cannot attend, can't make it, cannot make it, couldn't make it, could not make it, can't come,
cannot come, could not come, couldn't come, not able to attend, not checked in, not checked-in, not signed in,
not arrived, left before start, left before the start, left before it started, waitlisted, waitlist, wait listed,
wait list, waiting list, on waiting list, on the waiting list, waiting, in waiting room, waiting room, not admitted,
pending, pending approval, awaiting approval, awaiting reply, maybe, tentative, tentatively, tentatively accepted,
perhaps, possibly, undecided, unsure, not sure, don't know, tbc, to be confirmed, unconfirmed, not confirmed,
no response, no reply, none given, not responded, did not respond, not answered, unanswered, needs action,
not going, not coming, can't go, interested, ill, sick, on leave, annual leave, sick leave, holiday, on holiday,
left, not registered, unregistered, abandoned, incomplete, unpaid, ghosted, nobody came, deputy sent, sent deputy,
nein, abwesend, entschuldigt, unentschuldigt, abgesagt, nicht teilgenommen, nicht erschienen, fehlt, fehlte,
gefehlt, verhindert, krank, vielleicht, storniert, abgelehnt, warteliste, auf warteliste, ausstehend,
nicht anwesend, mit vorbehalt, keine antwort, nicht gekommen, abgemeldet, zurückgezogen, urlaub, unter vorbehalt,
non, absente, absents, absentes, excusé, excusée, excusés, excusées, annulé, annulée, refusé, refusée, décliné,
peut-être, n'a pas participé, en attente, liste d'attente, non venu, non présent, pas venu, pas venue, sans réponse,
empêché, désisté, ausente, ausentes, cancelado, cancelada, rechazado, rechazada, no asistió, disculpas, excusado,
excusada, quizás, tal vez, pendiente, lista de espera, no presente, sin respuesta, no vino, no participó,
justificado, justificada, assente, assenti, giustificato, giustificata, annullato, annullata, rifiutato, rifiutata,
forse, in attesa, non presente, non ha partecipato, scusato, non venuto, lista d'attesa, disdetto, nee, afwezig,
afgemeld, geannuleerd, geweigerd, afgewezen, misschien, niet aanwezig, bericht van verhindering, wachtlijst,
verhinderd, niet gekomen, niet deelgenomen, geen reactie, ziek, não, recusado, recusada, talvez, não compareceu,
não participou, não presente, não veio, sem resposta, falta, faltou, nie, nieobecny, nieobecna, usprawiedliwiony,
usprawiedliwiona, anulowane, anulowano, odwołane, może, odmowa, odrzucone, oczekuje, oczekujące, lista rezerwowa,
nie przyszedł, nie przyszła, nie uczestniczył, nie uczestniczyła, brak odpowiedzi, na, nage, absennol,
ymddiheuriadau, ymddiheuriad, wedi ymddiheuro, heb fynychu, efallai, wedi canslo, nej, nei, frånvarande, fraværende,
avbokad, avbud, forfall, avbudd, meldt afbud, kanskje, kanske, måske
""")
_MEANT = word_set("""
accepted, accept, going, coming, will attend, will come, attending, will be attending, planning to attend,
plans to attend, registered, registrant, booked, booking confirmed, confirmed, approved, invited, invitee, enrolled,
signed up, ticket issued, reserved, paid, complete, completed, rsvp yes, rsvp'd, rsvp, expected, active, attendee,
valid, issued, auto approved, angemeldet, zugesagt, zusage, akzeptiert, angenommen, eingeladen, registriert,
bestätigt, gebucht, genehmigt, inscrit, inscrite, accepté, acceptée, confirmé, confirmée, invité, invitée, approuvé,
participera, inscrito, inscrita, aceptado, aceptada, confirmado, confirmada, invitado, invitada, registrado,
registrada, asistirá, aprobado, iscritto, iscritta, accettato, accettata, confermato, confermata, invitato,
invitata, registrato, registrata, parteciperà, aangemeld, geaccepteerd, bevestigd, uitgenodigd, ingeschreven,
geregistreerd, komt, aceito, aceite, convidado, convidada, participará, aprovado, zarejestrowany, zarejestrowana,
zaakceptowane, zaakceptowano, potwierdzony, potwierdzona, zaproszony, zaproszona, cofrestredig, wedi cofrestru,
derbyniwyd, gwahoddwyd, cadarnhawyd, anmäld, påmeldt, tilmeldt, bekräftad, bekreftet, inbjuden
""") - {"active", "attendee", "paid", "complete", "completed", "valid", "issued", "expected"}  # fmt: skip
#: Said of an order or a ticket, these say no more than that there is one; elsewhere they say something else.
_ORDERED = word_set("active, paid, complete, completed, valid, issued, expected, attendee")

#: Crosses that tick somebody off or cross somebody out, which only the marks beside them tell.
CROSSES = frozenset("xX×☒")  # noqa: RUF001
_REAL_TICKS = frozenset("✓✔☑✅🗸")
#: Marks for those who came and who did not; letters are those of registers: present, late, absent, excused, apologies.
_PRESENT_MARKS = frozenset([*"1pl✓✔☑✅🗸•●", "pl"])
_ABSENT_MARKS = frozenset([*"0nae-–—☐✗✘❌○", "--", ".", "…"])  # noqa: RUF001
#: Words that are so short or so common that they say nothing in a column of another matter.
_COMMON = word_set("""
yes, no, y, n, true, false, x, 1, 0, p, a, l, e, na, none, n/a, ja, nein, oui, non, si, sim, tak, nie, nee, nej,
nei, full, part, partial, partly, left, online, remote, hybrid, active, pending, maybe, completed, complete, paid,
unpaid, approved, confirmed, registered, signed, interested, invited
""")

_TIME = re.compile(r"(?:.*\s)?\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?\s?(?:[ap]\.?\s?m\.?)?(?:\s?[a-z]{2,5}|z)?", re.IGNORECASE)
_NUMBER = re.compile(r"(\d{1,4}(?:[.,]\d{1,3})?)\s?(?:h|hr|hrs|hours?|m|min|mins|minutes?|s|sec|seconds?|std\.?|%)?")
_LENGTH = re.compile(
    r"(?:\d{1,4}\s?(?:d|h|hr|hrs|hours?|m|min|mins|minutes?|s|sec|secs|seconds?|std|stunden?)\.?[\s,]*)+"
)
_CLOCK = re.compile(r"\d{1,3}:\d{2}(?::\d{2})?")


@lru_cache(maxsize=20_000)
def meaning(cell: str) -> Meaning | None:
    """What a cell says of whether somebody came; nothing where it is not known."""
    if len(cell) > LONGEST_STATUS:
        return None
    text = folded(cell)
    if text in _PRESENT_MARKS or text in {"x", "☒"}:
        return "came"
    if text in _ABSENT_MARKS:
        return "absent"
    word = bare(text)
    if plain := _plain(word):
        return plain
    # "Yes, online" and "No (ill)" begin with the answer; "Present - late" and "cancelled, ill" hold word after word.
    parts = [bare(part) for part in re.split(r"[,;:()/|–—]|\s-\s|\.\s", text) if bare(part)]  # noqa: RUF001
    meanings = [_plain(part) for part in parts]
    distinct = {one for one in meanings if one}
    if meanings and meanings[0] and len(distinct) == 1 and not _contrary(word, meanings[0]):
        return meanings[0]
    return None


def _plain(word: str) -> Meaning | None:
    if word in _ABSENT:
        return "absent"
    if word in _CAME:
        return "came"
    return "meant" if word in _MEANT else None


def _contrary(word: str, said: Meaning) -> bool:
    """Whether a text that begins with one answer goes on with the other."""
    found = _NOT_THERE.search(word) if said != "absent" else _THERE.search(word)
    return bool(found)


@lru_cache(maxsize=20_000)
def ordered(cell: str) -> Meaning | None:
    """What the status of a ticket, an order or an answer says: paid for or accepted is no more than meant."""
    if len(cell) > LONGEST_STATUS:
        return None
    return "meant" if bare(cell) in _ORDERED else meaning(cell)


@lru_cache(maxsize=20_000)
def length(cell: str) -> Meaning | None:
    """What a length of time says: none at all, and they were not there."""
    if len(cell) > LONGEST_STATUS:
        return None
    text = folded(cell)
    number = _NUMBER.fullmatch(text)
    if number or _LENGTH.fullmatch(text) or _CLOCK.fullmatch(text):
        return "came" if re.search("[1-9]", text) else "absent"
    return None


def is_time(cell: str) -> bool:
    """Whether a cell ends in a time of day, as when somebody checked in."""
    return len(cell) <= LONGEST_STATUS and bool(_TIME.fullmatch(folded(cell)))


def common(cell: str) -> bool:
    """Whether a word says nothing of attendance outside of a column about it."""
    text = folded(cell[:LONGEST_STATUS])
    return len(text) == 1 or not bare(text) or bare(text) in _COMMON


#: In a remark, what may say that somebody was not there, and what says that they were.
_NOT_THERE = re.compile(
    r"\b(?:apolog\w*|apols?|regrets|absen[ct]\w*|abwesend|excused|entschuldigt|absagt|abgesagt|verhindert"
    r"|did ?n t|did not"
    r"|could ?n t|could not|can ?t|cannot|unable|was ?n t|was not|not (?:attend\w*|present|there|here|come"
    r"|coming|able|join\w*)"
    r"|no ?shows?|dna|cancel+ed|cancels?|declin\w*|withdr[ae]w\w*|dropped out|left before|never (?:came"
    r"|joined|arrived|showed)"
    r"|waitlist\w*|waiting list|no longer|pulled out|sent (?:a )?deputy|missed|excusee?s?|ausentes?|assent[ei]|afwezig"
    r"|nieobecn[yai]|absennol|ymddiheur\w*|ne pouvait|nicht (?:da|dabei|gekommen|teil\w*|anwesend|erschienen)"
    r"|n a pas|no (?:asistio|vino|pudo)|non (?:ha|e venut\w*)|niet (?:aanwezig|gekomen)|nao (?:compareceu"
    r"|veio|participou))\b"
)
_THERE = re.compile(
    r"\b(?:came|arrived|attended|joined|was (?:here|there|present)|late|left early|stayed|present|in person"
    r"|online|took part"
    r"|but|later|from|on behalf|for being|gave (?:the|an?|his|her|their)|to the group)\b"
)


#: Apologies that somebody brought of others.
_OF_OTHERS = re.compile(r"(?:for|from|on behalf)\b(?! (?:absence|non attendance|not|being away|missing|this|today))")


@lru_cache(maxsize=20_000)
def remark(cell: str) -> Literal["absent", "doubtful"] | None:
    """What a remark says of whether its person came: not, perhaps not, or nothing at all."""
    if len(cell) > LONGEST_STATUS:
        return "doubtful" if _NOT_THERE.search(bare(cell[:_LONGEST_REMARK])) else None
    word = bare(cell)
    found = _NOT_THERE.search(word)
    if word in _ABSENT and not common(cell):
        return "absent"
    if not found:
        return None
    first = next((bare(part) for part in re.split(r"[,;:()/|.–—]|\s-\s", folded(cell)) if bare(part)), "")  # noqa: RUF001
    if first in _ABSENT and not _THERE.search(word[len(first) :]):
        return "absent"
    opening = next((one for one in _OPENINGS if word.startswith(f"{one} ")), "")
    rest = word[len(opening) :].strip()
    return "absent" if opening and not _THERE.search(rest) and not _OF_OTHERS.match(rest) else "doubtful"


#: How much of a remark is looked at; and what is longer is no word or two.
_LONGEST_REMARK, LONGEST_STATUS = 5_000, 300
#: What may go on with a reason, longest first.
_OPENING = [word for word in _ABSENT if " " in word or word in {"apologies", "cancelled", "absent", "dna"}]
_OPENINGS = tuple(sorted(_OPENING, key=len, reverse=True))


def unclear_crosses(cells: frozenset[str]) -> frozenset[str]:
    """The crosses that stand beside ticks, so that nobody can tell what they mean."""
    return cells & CROSSES if cells & _REAL_TICKS else frozenset()


#: What is said of a formula that a program left without its value.
UNSAVED = "is a formula whose value was not saved: open the sheet in a spreadsheet program and save it there"

#: Lines of their own, and names of sheets, that say who stands below them.
_PRESENT_LINES = word_set("""
present, attendees, attendance, attended, in attendance, also in attendance, also present, those present,
participants, people present, participant, members present, who came, came, attending, here, signed in, checked in,
delegates, guests, guest, visitors, joined online, online, in person, in the room, in room, remote, virtual,
joining online, on zoom, on teams, via zoom, via teams, panelists, panellists, panelist details, panellist details,
host details, host, hosts, attendee details, other attended, speakers, members, quorum, chair, presenters,
facilitators, attendee list, attendees present, present online, present in person, late arrivals, walk ins,
walk-ins, anwesend, anwesende, teilnehmer, teilnehmende, teilnehmerinnen, teilnehmer innen, présents, présent,
participants, asistentes, presentes, presenti, partecipanti, aanwezig, aanwezigen, deelnemers, participantes,
obecni, uczestnicy, yn bresennol, presennol, participantes, närvarande, til stede, tilstede, deltagare, deltagere
""") - {"quorum", "chair", "attendance"}  # fmt: skip
_ABSENT_LINES = word_set("""
accepted, confirmed, going, will attend, coming, said yes, rsvp yes, expected, interested, on the list, mailing list,
zugesagt, abgesagt, accepté, refusé, aceptado, accettato, geaccepteerd, invitees and apologies, sign ups, signed up,
apologies, apologies for absence, apologies received, apologies from, apology, absent, absences, absentees, absence,
not present, did not attend, not attending, no shows, no-shows, no show, declined, cancelled, cancellations,
waiting list, waitlist, withdrawn, regrets, excused, invited, invitees, invited but did not attend, not attended,
dna, sent apologies, unable to attend, non attendees, registered, registrants, booked, maybe, no response, no reply,
absent with apologies, apologies and absences, in waiting room, absent without apologies, did not come,
didn't attend, apologies for lateness, invited not attended, registered did not attend,
registered but did not attend, attended not, not checked in, pending, tentative, could not attend, members absent,
apologies sent, entschuldigt, abwesend, abwesende, unentschuldigt, nicht anwesend, excusés, absents,
absents excusés, absents et excusés, excusé, ausentes, excusados, assenti, giustificati, assenti giustificati,
afwezig, afwezigen, afgemeld, met kennisgeving, nieobecni, usprawiedliwieni, ymddiheuriadau, absennol,
ymddiheuriadau am absenoldeb, frånvarande, forfall, fraværende, afbud, avbud
""") - {"apologies for lateness"}  # fmt: skip
_SIDES: dict[str, Side] = {
    **dict.fromkeys(word_set("""
community, community members, community member, community side, residents, resident, local residents, neighbours,
neighbour, neighbors, tenants, tenant, public, members of the public, member of the public, service users,
service user, people who use services, families, family, community partners, community participants,
community representatives, local people, citizens, citizen, people with lived experience, lived experience,
experts by experience, community groups, patients, young people, families and carers, residents and tenants,
community attendees, patients and carers, residents and neighbours, parents, unpaid carers, family carers
"""), "community"),
    **dict.fromkeys(word_set("""
professional, professionals, staff, officers, officer, council officers, council staff, staff members, staff member,
practitioners, council, trust staff, nhs staff, project staff, policy makers, designers, contractors, researchers,
professional side, employees, professional partners, professional participants, officials, staff and officers,
officers in attendance, staff in attendance, officers present, staff present, clinicians, council officer,
commissioners, facilitators, service providers, providers
"""), "professional"),
}  # fmt: skip
#: What may stand behind a side in a line of its own.
_BEHIND = frozenset({"present", "attending", "attended", "list", "team", "group", "side", "here"})


@lru_cache(maxsize=2_000)
def side_of(cell: str) -> Side | None:
    """The side that a word names which the definition of the sides has, such as staff or residents."""
    word = bare(cell[:LONGEST_STATUS])
    word = word.removesuffix(" in attendance")
    shorter, _, last = word.rpartition(" ")
    return _SIDES.get(word) or (_SIDES.get(shorter) if last in _BEHIND else None)


@lru_cache(maxsize=20_000)
def line(text: str) -> tuple[Meaning | None, Side | None] | None:
    """What a line of its own says of those below it: whether they came, and on which side."""
    words = bare(text).split() if len(text) <= LONGEST_STATUS else []
    while words and words[0].isdigit() and len(words[0]) <= _NUMBERING:
        words.pop(0)
    while words and words[-1].isdigit():
        words.pop()
    word = " ".join(words)
    if word in _ABSENT_LINES:
        return "absent", None
    if side := side_of(word):
        return "came", side
    if word in _PRESENT_LINES:
        return "came", None
    first, _, rest = word.partition(" ")
    if first in _ABSENT_LINES and side_of(rest):
        return "absent", side_of(rest)
    last = word.rpartition(" ")
    if last[2] in {"apologies", "absent", "absences"} and side_of(last[0]):
        return "absent", side_of(last[0])
    return None


#: The numbers of an agenda have no more digits.
_NUMBERING = 2
