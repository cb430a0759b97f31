"""The parts of an account that say what is recorded: the project, its phases, sessions and decisions."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from coprod.assess.matters import How, how_settled
from coprod.assess.record import Attendance, Attended, PhaseRecord, SideCounts
from coprod.assess.rules.back import readiness_not_met
from coprod.framework import CAPACITIES, COMMITMENTS, MATRIX, MATTERS
from coprod.model import Session
from coprod.output.account.blocks import (
    Entries,
    Entry,
    Fact,
    Facts,
    Item,
    Items,
    Paragraph,
    Phases,
    Table,
    listing,
    paragraph,
)
from coprod.output.account.context import SAYS, Blocks, Context, part
from coprod.output.account.facts import and_others, evidence, facts, highest_level, level_words, recognised
from coprod.output.readiness import HEADINGS, rungs, sentences
from coprod.output.shared import Shared
from coprod.output.verdicts import cell, matrix
from coprod.output.words import counted, in_words, listed, span
from coprod.terms import AGENDAS, AXES, SESSION_KINDS


@part("project")
def _project(context: Context) -> Blocks:
    if told := tuple(facts(context.about, context)):
        yield Facts(told)


@part("about")
def _about(context: Context) -> Blocks:
    yield Facts((("Name", context.name), *facts(context.about, context)))


@part("fixed")
def _fixed(context: Context) -> Blocks:
    yield from listing(Item(matter, context.people.about("given", matter)) for matter in context.assessment.given)


@part("given")
def _given(context: Context) -> Blocks:
    items = (Item(matter, context.people.about("given", matter)) for matter in context.assessment.given)
    yield from listing(items, SAYS["titles"]["fixed"])


@part("phases")
def _phases(context: Context) -> Blocks:
    yield Phases(tuple((record, tuple(_phase_facts(record, context))) for record in context.assessment.phases))


def _phase_facts(record: PhaseRecord, context: Context) -> Iterator[Fact]:
    """When it was, and who came in which capacity: the community people by what their part was."""
    if not record.first or not record.last:
        return
    people, sessions = context.people, context.by_phase[record.phase]
    parts = {
        "Community partners": record.partners,
        "Took part; how far is not recorded": record.took_part,
        "Consulted": record.consulted,
        "Told, not asked": record.informed,
    }
    beside = [of.people + of.counted for of in parts.values()] + [one.community.total for one in sessions]
    told = {heading: _side(of, people, beside) for heading, of in parts.items()}
    if not told["Community partners"] and not told["Took part; how far is not recorded"]:
        told["Community partners"] = "none on record"
    level = highest_level(sessions)
    professional = _side(record.professional, people, [one.professional.total for one in sessions])
    told |= {
        "Replies to a survey": people.number(record.replies) if record.replies else "",
        "Votes in a ballot": people.number(record.votes) if record.votes else "",
        "Professionals": professional or "none on record",
        "There to support": _side(record.supporting, people, [one.supporting.total for one in sessions]),
        "Stood until": in_words(record.until) if record.faded and record.until else "",
        "Highest level": level_words(level) if level else "",
    }
    yield "Sessions", f"{record.sessions} ({span(record.first, record.last)})"
    yield from ((heading, words) for heading, words in told.items() if words)


def _side(side: SideCounts, people: Shared, beside: Sequence[int]) -> str:
    """Those of one side: by name or id, and counted; in what is shared, their number."""
    if people.names:
        labels = f"{side.people} by name or id" if side.people else ""
        counted = f"up to {side.counted}{' more' if labels else ''} counted" if side.counted else ""
        known = ", ".join(filter(None, (labels, counted)))
    else:
        total = people.number(side.people + side.counted, beside)
        known = "" if total == "0" else f"up to {total}" if side.counted and total != "fewer than five" else total
    return and_others(known) if side.uncounted else known


@part("people")
def _people(context: Context) -> Blocks:
    """The people of each capacity, at least: distinct persons or the fullest meeting, whichever is more."""
    people, told = context.people, []
    for capacity in CAPACITIES:
        came: list[Attendance] = [getattr(one, capacity) for one in context.sessions if one.is_meeting]
        persons = frozenset[str]().union(*(one.people for one in came))
        shown = people.number(max([len(persons), *(one.known for one in came)]))
        known = _number(f"at least {shown}" if shown.isdecimal() else shown, came)
        told.append((Session.row(capacity).fact, known))
    for kind, words in (("survey", "Replies to the fullest survey"), ("ballot", "Votes in the fullest ballot")):
        came = [one.community for one in context.sessions if one.session.kind == kind]
        told.append((words, _number(people.number(max((one.known for one in came), default=0)), came)))
    if any(known for _, known in told):
        yield Facts(tuple((heading, known) for heading, known in told if known))


def _number(known: str, came: Sequence[Attendance]) -> str:
    """The number that is known, or "" if nobody came, and whether others did."""
    known = known if any(one.known for one in came) else ""
    return and_others(known) if any(one.uncounted for one in came) else known


@part("sessions")
def _sessions(context: Context) -> Blocks:
    """The sessions, a line each."""
    items = []
    for session, came in ((one.session, one.community) for one in context.sessions):
        level = level_words(session.level) if session.level else "level not recorded"
        about = (
            listed(session.phase),
            SESSION_KINDS[session.kind],
            level if came else "nobody in a community capacity",
            AGENDAS[session.agenda] if session.agenda else "",
        )
        items.append(Item(in_words(session.date), context.title(session), "; ".join(filter(None, about))))
    if items:
        when = span(context.sessions[0].date, context.sessions[-1].date)
        yield f"The record holds {counted(len(items), 'session')}, {when}."
        yield Items(tuple(items))


@part("every-session")
def _every_session(context: Context) -> Blocks:
    if context.sessions:
        yield Entries(tuple(_session(number, one, context) for number, one in enumerate(context.sessions, 1)))


def _session(number: int, attended: Attended, context: Context) -> Entry:
    session = attended.session
    title = paragraph(f"{number}. {context.title(session)}", "strong")
    when = paragraph(f"{in_words(session.date)} · {' and '.join(session.phase)}", "quiet")
    minutes = (Paragraph(("Evidence: ", place), "quiet") for place in evidence(session, context))
    return Entry((title, when, *minutes), tuple(_session_facts(attended, context)), f"session-{number}")


def _session_facts(attended: Attended, context: Context) -> Iterator[Fact]:
    session, told = attended.session, context.fed_back
    yield from facts(session, context, ("community", "professional"), without=("settled", "evidence", "note"))
    if session.id in told or attended.community:
        day = in_words(told[session.id]) if session.id in told else "not on record"
        yield "People were told what came of it", day
    if note := context.text(session, "note"):
        yield Session.row("note").fact, note
    if context.people.names:
        yield "Code", context.people.code(session)


@part("access")
def _access(context: Context) -> Blocks:
    days = defaultdict[str, list[date]](list)
    for one in context.sessions:
        for text in context.people.texts(one.session, "access"):
            days[text].append(one.date)
    told = {text: f"in {counted(len(found), 'session')}, {span(found[0], found[-1])}" for text, found in days.items()}
    yield from listing((Item(*item) for item in told.items()), "What made it possible to take part")


@part("recognition")
def _recognition(context: Context) -> Blocks:
    if ways := context.about.recognition:
        yield f"People's time is {recognised(ways)}."
    items = (
        Item(in_words(one.date), recognised(one.session.recognition))
        for one in context.sessions
        if one.session.recognition
    )
    yield from listing(items, "In these sessions")


@part("evidence")
def _evidence(context: Context) -> Blocks:
    for one in context.sessions:
        yield from (Paragraph((f"{in_words(one.date)}: ", place)) for place in evidence(one.session, context))


#: How a matter was settled, and what is said if none was settled so.
_SETTLED: dict[How, tuple[str, str]] = {
    "together": ("Agreed together", "Nothing is on record as agreed together."),
    "apart": ("Fixed without community partners", "Nothing is on record as fixed without community partners."),
    "not-known": ("Settled, and nobody knows whether together", ""),
}


@part("settled")
def _settled(context: Context) -> Blocks:
    """The matters, by how they were settled last; one may be given and agreed together as well."""
    for how, (heading, nothing) in _SETTLED.items():
        otherwise = "" if how == "apart" and context.about.given else nothing
        yield from listing((*_matters(context, how), *_decided(context, how)), heading, otherwise)


def _matters(context: Context, how: How) -> Iterator[Item]:
    """The matters, with what was settled last in that way; days on which it went another way are in the findings."""
    for matter, standing in context.matters.items():
        if standing.how == how:
            last = [one for one in standing.settlements if one.how == how][-1]
            text = context.text(context.project.sessions[last.position], "settled", matter)
            again = dict.fromkeys(one.day for one in standing.every if one.confirmed and one.day >= last.day)
            confirmed = f"; confirmed on {listed([in_words(day) for day in again])}"
            when = f"{in_words(last.day)}{confirmed if again and how == 'together' else ''}"
            yield Item(matter, f"({MATTERS[matter]}): {text}", when, joint=" ")


def _decided(context: Context, how: How) -> Iterator[Item]:
    """What was decided outside the sixteen matters, by the level of its session."""
    for one in context.sessions:
        if how_settled(one, one.session.level) == how:
            texts = context.people.texts(one.session, "decided")
            yield from (Item("", text, in_words(one.session.date)) for text in texts)


@part("to-do")
def _to_do(context: Context) -> Blocks:
    items, given = [], context.about.given
    unsettled = [matter for matter, how in context.matters.items() if how.how is None and matter not in given]
    for phase, matters in groupby(unsettled, key=MATTERS.__getitem__):
        items.append(Item(phase, f"not settled: {', '.join(matters)}"))
    if context.waiting:
        sessions = counted(len(context.waiting), "session")
        items.append(Item("feedback", f"nothing on record says that people were told what came of {sessions}"))
    if planned := context.assessment.planned:
        items.append(Item("planned", f"{counted(len(planned), 'session')} to come; nothing counts before its day"))
    yield from listing(items)


@part("groups")
def _groups(context: Context) -> Blocks:
    """Each group that the project names, or that was heard or asked: when, and what it said instead of coming."""
    affected = context.about.affected
    heard: dict[str, list[date]] = {group: [] for group in affected}
    asked = defaultdict[str, list[str]](list)
    for session, came in ((one.session, one.community) for one in context.sessions):
        for group in session.asked:
            heard.setdefault(group, [])
            said = context.text(session, "asked", group)
            asked[group].append(f"asked on {in_words(session.date)}, and said: {said}")
        for group in session.heard if came else ():
            heard.setdefault(group, []).append(session.date)
    if not heard:
        yield "The record does not name the groups that the project affects most, nor any that were heard."
    elif not any(heard.values()):
        yield "The record does not say which groups were heard. That does not mean that they were not."
    items = []
    for group, days in heard.items():
        told = "; ".join([_heard_when(days), *asked[group]])
        items.append(Item(context.group(group), told, "" if group in affected else "not named as affected"))
    yield from listing(items)


def _heard_when(days: list[date]) -> str:
    if not days:
        return "not on record as heard"
    times = {1: "once", 2: "twice"}.get(len(days), f"in {len(days)} sessions")
    return f"heard {times}, last on {in_words(max(days))}"


@part("matrix")
def _matrix(context: Context) -> Blocks:
    yield matrix(context.assessment)


@part("nine-cells")
def _nine_cells(context: Context) -> Blocks:
    here = cell(context.assessment)
    rows = []
    for delivery, words in AXES.items():
        places = [MATRIX[design, delivery] for design in AXES]
        cells = [f"THIS PROJECT: {place}" if place == here else place for place in places]
        rows.append((f"delivery: {words}", *cells))
    yield from _matrix(context)
    yield Table(("", *(f"design: {words}" for words in AXES.values())), tuple(rows))


@part("readiness")
def _readiness(context: Context) -> Blocks:
    """When they were answered and by whom, the answers over time, and beside them what the sessions show."""
    pathway = context.assessment.readiness
    if pathway is None:
        return
    by = context.text(pathway.latest, "by")
    yield f"Answered on {in_words(pathway.latest.date)}{f' by {by}' if by else ''}."
    rows, told = [], []
    for rung in rungs(pathway):
        name = f"{rung.name} ({', '.join(rung.signs)})" if rung.signs else rung.name
        for number, (day, given) in enumerate(rung.given):
            when = f"{in_words(day)} (earlier)" if number else in_words(day)
            rows.append((name, when, *(word.short for word in given), "" if number else ", ".join(rung.phases)))
            words = ", ".join(f"{which} {word.short}" for which, word in zip(COMMITMENTS, given, strict=True))
            told.append(f"{'; '.join((rung.name, *rung.signs))}: {words}. Answered on {in_words(day)}.")
        if rung.phases:
            told.append(f"{rung.name}: sessions show {listed(rung.phases)}.")
    yield Table(("level", *HEADINGS[1:]), tuple(rows), SAYS["readiness_questions"], tuple(told))
    apart = [one.message for one in context.assessment.findings if one.code == readiness_not_met.code]
    yield from (*sentences(pathway, context.group), *apart)
