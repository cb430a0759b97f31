"""What is planned and what is owed, as a calendar after RFC 5545; whoever sees it learns no names."""

import datetime as dt
from collections.abc import Iterable, Iterator
from hashlib import sha256

from coprod.assess.ahead import open_sayings, planned_sessions, untold_sessions
from coprod.errors import Problem, Unusable
from coprod.output.shared import Shared
from coprod.output.words import in_words, listed
from coprod.version import __version__
from coprod.words import visible


def calendar(projects: Iterable[Shared], today: dt.date) -> str:
    """The events of these projects, the earliest first, each with what words its texts.

    Raises `Unusable` if icalendar is not installed.
    """
    try:
        from icalendar import Calendar, Event  # noqa: PLC0415 - optional
    except ImportError as error:
        raise Unusable(Problem("", "a calendar needs icalendar: install coprod[calendar]")) from error
    made = Calendar()
    made.add("prodid", f"-//coprod//coprod {__version__}//EN")
    made.add("version", "2.0")
    events = [(event, people) for people in projects for event in _events(people, today)]
    for (day, kind, name, summary, description), people in sorted(events, key=lambda event: event[0][:3]):
        event = Event()
        known = f"{people.project.project.name}\0{kind}\0{name}".encode("utf-8", "surrogatepass")
        event.add("uid", f"{sha256(known).hexdigest()[:32]}@coprod")
        event.add("dtstamp", dt.datetime.combine(today, dt.time(), dt.UTC))
        event.add("dtstart", day)
        event.add("summary", _harmless(f"{people.about('name')}: {summary}"))
        event.add("description", _harmless(description))
        event.add("transp", "OPAQUE" if kind == "planned" else "TRANSPARENT")
        made.add_component(event)
    written: bytes = made.to_ical()
    return written.decode()


def _events(people: Shared, today: dt.date) -> Iterator[tuple[dt.date, str, str, str, str]]:
    """The day, the kind and the id of the record that it follows from, and what is to be done, in short and in full."""
    project = people.project
    for session in planned_sessions(project, today):
        title = people.field(session, "title")
        words = f"{listed(session.phase)} session{title and f', {title}'}"
        yield session.date, "planned", session.id, words, "Make its agenda: coprod agenda"
    days = project.check.feedback_days
    for saying in open_sayings(project, today):
        words = f"answer what was said: {people.field(saying, 'text')}"
        about = f"It was said on {in_words(saying.date)}. List what is open: coprod said --open"
        yield _later(saying.date, days), "answer", saying.id, words, about
    for session in untold_sessions(project, today):
        words = f"tell people what came of {in_words(session.date)}"
        about = "Tell those who came what was decided and why, and record it: coprod told"
        yield _later(session.date, days), "tell", session.id, words, about


def _later(day: dt.date, days: int) -> dt.date:
    return day + dt.timedelta(days=min(days, (dt.date.max - day).days))


def _harmless(text: str) -> str:
    """A text of which no line, wherever it is folded, commands a pipeline."""
    return visible(text).replace("::", ": :").replace("##[", "##'[")
