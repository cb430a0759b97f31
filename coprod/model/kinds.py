"""The one table of every kind of record that a file holds, and of every field of each; `rows` explains its columns."""

from collections.abc import Iterator, Mapping
from itertools import chain, compress
from operator import attrgetter
from typing import Any, Final, NamedTuple, get_args

from coprod.errors import KeyPath
from coprod.framework import Agenda, Recognition, SessionKind
from coprod.model.rows import Kind, Option, Row

_OWN_ID: Final = "Its id; left out, it follows from the content."

# In each row: what it is; its options; how it is asked for; where it is shown.
# fmt: off
SESSIONS = Kind(
    "sessions", "The sessions, in the order of the file.",
    noun="session", letter="", known_by=("id",), commands=("log", "amend"),
    rows=(
        Row("date", "day", "The day of the session.", hashed=True,
            options=(Option("--date"),),
            ask="Date", column="date"),
        Row("phase", "phases", "The phase, or the phases, that it served.", hashed=True,
            options=(
                Option("PHASE", "The phase that the session served, with or without co-; several with commas between "
                       "them.", commands=("log",)),
                Option("--phase", "A phase that it served; once for each.", commands=("amend",)),
            ),
            above="Which phase did the session serve? (two, with a comma between them, where it served both)",
            ask="Phase", column="phase"),
        Row("planned", "yes", "Whether nobody has recorded yet that it was held; left out, it was.",
            column="planned", audience="never"),
        Row("title", "text", "What it was about.", free=True, hashed=True,
            options=(Option("--title"),),
            above="What was it about, in a few words?", ask="Title",
            column="title", listed="the title of {date}"),
        Row("kind", "choice", "A meeting, a survey or a ballot; left out, a meeting.", hashed=True,
            choices=get_args(SessionKind),
            options=(Option("--kind", "A meeting, a survey or a ballot; left out, a meeting."),),
            above="Was it a meeting, a survey or a ballot?", ask="Kind",
            column="kind", fact="Kind"),
        Row("level", "level", "How far the community's part went; left out, not recorded.", hashed=True,
            options=(Option("--level", "How far the community's part went, by name or number: listened (1), supported "
                            "(2), considered (3), deciding (4), shared-power (5); or informed (0): told, not "
                            "asked."),),
            above="How far did the community's part go?", ask="Level", review="level",
            column="level", fact="Level"),
        Row("community", "labels", "Those who came in a community capacity, by id or name.", hashed=True,
            options=(
                Option("--community -c", "Who came in a community capacity; once for each."),
                Option("--remove-community", "Who did not come in that capacity; once for each.",
                       commands=("amend",), removes=True),
            ), amend="add",
            column="community", fact="In a community capacity"),
        Row("professional", "labels", "Those who came in a professional capacity, by id or name.", hashed=True,
            options=(
                Option("--professional -p", "Who came in a professional capacity; once each."),
                Option("--remove-professional", "Who did not come in that capacity; once each.",
                       commands=("amend",), removes=True),
            ), amend="add",
            column="professional", fact="In a professional capacity"),
        Row("supporting", "labels", "Those who were there to support, on neither side, by id or name.", hashed=True,
            options=(
                Option("--supporting -s", "Who was there to support, on neither side, such as an interpreter; once "
                       "each."),
                Option("--remove-supporting", "Who was not there to support; once each.",
                       commands=("amend",), removes=True),
            ), amend="add",
            column="supporting", fact="There to support"),
        Row("also_present", "counts", "People counted but not itemised.", hashed=True, amend="by key", parts=(
            Row("community", "crowd", "How many came in a community capacity; some, if nobody knows.",
                options=(Option("--community-count", "Community people counted but not named; some, if nobody knows "
                                "how many."),),
                column="community_counted"),
            Row("professional", "crowd", "How many came in a professional capacity; some, if nobody knows.",
                options=(Option("--professional-count", "Professionals counted but not named; some, if nobody knows "
                                "how many."),),
                column="professional_counted"),
            Row("supporting", "count", "How many were there to support.",
                options=(Option("--supporting-count", "People there to support, counted but not named."),),
                column="supporting_counted"),
        )),
        Row("heard", "groups", "The affected groups whose voice was in the room.",
            free=True, hashed=True, refers_to="affected",
            options=(Option("--heard", "An affected group whose voice was in the room; once for each."),),
            above="Which of the groups most affected had a voice in the room? Numbers, as in 1 2",
            ask="Heard", review="heard",
            column="heard", fact="Heard", listed="a group that was heard"),
        Row("asked", "replies", "The affected groups that were asked and did not come, each with what it said.",
            free=True, hashed=True, amend="by key",
            options=(Option("--asked", "An affected group that was asked and did not come, and what it said; once for "
                            "each."),),
            above="Which groups were asked and did not come? A number, and what they said, as in: 1 not in exam time",
            ask="Asked", review="asked, {key}",
            column="asked", fact="Asked: {key}", listed="what a group that was asked said", parts=(
                Row("group", "group", "The group.", free=True, refers_to="affected",
                    listed="a group that was asked"),
            )),
        Row("agenda", "choice", "Whose items it took up: the community's, the professionals' or both sides'.",
            hashed=True, choices=get_args(Agenda),
            options=(Option("--agenda", "Whose items it took up: community, professional or both.", "SIDE"),),
            above="Whose items did it take up?", ask="Items", review="whose items",
            column="agenda", fact="Whose agenda"),
        Row("settled", "settled", "The matters settled in it, each with what was settled, and perhaps a level of its "
            "own.", free=True, hashed=True, amend="by key",
            options=(Option("--settled", "A matter and what was settled; once for each. MATTER:LEVEL=TEXT gives the "
                            "matter a level of its own."),),
            above="What was agreed? A number or a matter, and what was agreed, as in: 1 then your words",
            ask="Agreed", review="agreed, {key}",
            column="settled", fact="Settled: {key}", listed="what was settled on {date}: {key}", parts=(
                Row("what", "text", "What was settled.", free=True,
                    listed="what was settled on {date}: {key}"),
                Row("level", "level", "How far the community's part in it went, if not as in the session."),
            )),
        Row("decided", "texts", "Decisions on anything but the sixteen matters.", free=True, hashed=True,
            options=(Option("--decided", "A decision on anything but the sixteen matters; once for each."),),
            above="What else was decided? A line for each; no names.", ask="Decided", review="decided",
            column="decided", fact="Decided", listed="what was decided on {date}"),
        Row("feeds_back", "ids", "The ids of earlier sessions whose outcome was reported back in this one.",
            hashed=True, refers_to="sessions",
            options=(Option("--feeds-back", "A session whose outcome was reported back; once for each."),),
            above="Were people told what came of earlier sessions? Numbers, as in 1 2:",
            ask="Told", review="fed back on", column="feeds_back"),
        Row("recognition", "recognition",
            "How community time was recognised this once, where it differs from the project's way.",
            options=(Option("--recognition", "How community time was recognised this once."),),
            above="How was community people's time recognised?", ask="Recognised", review="time recognised",
            column="recognition", fact="People's time was"),
        Row("access", "texts", "What made it possible to take part, such as an interpreter or childcare.", free=True,
            options=(Option("--access", "What made it possible to take part, such as childcare; once for each."),),
            above="What made it possible to take part, such as BSL or childcare? A line for each.", ask="Access",
            review="access",
            column="access", fact="Access", listed="what made it possible to take part"),
        Row("evidence", "texts", "Where minutes or the like are: addresses, or paths from this file; never opened.",
            free=True,
            options=(Option("--evidence", "Where minutes or the like are: an address, or a path from the project file; "
                            "once for each."),),
            above="Where are the minutes: an address, or a file beside this one? A line for each.", ask="Evidence",
            review="evidence",
            column="evidence", fact="Evidence", listed="where minutes are"),
        Row("note", "lines", "Anything else.", free=True,
            options=(Option("--note"),),
            ask="Note: anything else", review="note",
            column="note", fact="Note", audience="team"),
        Row("id", "id", _OWN_ID, column="session_id", audience="never"),
    ),
)

FEEDBACK = Kind(
    "feedback", "The times that people were told what came of sessions, other than in a session.",
    noun="feedback", subject="Feedback", known_by=("date",), voice=True, commands=("told",),
    rows=(
        Row("date", "day", "The day on which they were told.",
            options=(Option("--date", "The day they were told; left out, today."),)),
        Row("sessions", "ids", "The ids of the sessions whose outcome they were told.", refers_to="sessions",
            options=(Option("SESSION", "The sessions whose outcome people were told: each by its id, or how it begins, "
                            "its day, or last."),),
            above="Of which sessions were people told what came of them?",
            ask="Sessions, such as 1 2, a day or an id"),
        Row("how", "text", "How they were told.", free=True,
            options=(Option("--how", "How they were told, such as: letter to all tenants."),),
            ask="How were they told, such as letter to all tenants", review="how",
            listed="how people were told"),
    ),
)

SAID = Kind(
    "said", "What the community asked for, suggested or objected to.",
    noun="saying", subject="Something said", letter="s", known_by=("id",), voice=True, commands=("said",),
    rows=(
        Row("date", "day", "The day on which it was said.",
            options=(Option("--date", "The day it was said; left out, that of the session, or today."),),
            ask="When was it said", column="date"),
        Row("text", "lines", "What was said.", free=True,
            options=(Option("TEXT", "What was asked for, suggested or objected to, without names."),),
            above="One thing that was asked for, suggested or objected to, as they said it; no names.", ask="Said",
            column="text", listed="something said"),
        Row("session", "id", "The id of the session in which it was said; left out, it was said elsewhere.",
            refers_to="sessions",
            options=(Option("--session", "Where it was said: the session's id, or how it begins, its day, or last; "
                            "left out, elsewhere."),),
            above="In which session? These are the latest:", ask="Session", column="session"),
        Row("about", "matter", "The matter that it is about, if it is about one.",
            options=(Option("--about", "The matter that it is about, such as place."),),
            review="about", column="about", fact="About"),
        Row("hoped", "text", "What they hoped to change.", free=True,
            options=(Option("--hoped"),),
            ask="What did they hope to change", review="hoped",
            column="hoped", fact="They hoped", listed="what was hoped"),
        Row("group", "group", "The affected group that said it.", free=True, refers_to="affected",
            options=(Option("--group", "The affected group that said it; never a person."),),
            above="Which group said it? Never a person.", ask="Group", review="group",
            column="group", listed="a group that the project affects"),
        Row("id", "id", _OWN_ID, column="said_id", audience="never"),
    ),
)

READINGS = Kind(
    "readings", "The times that sessions, or the whole project, were read back by those who were there.",
    noun="reading", subject="A reading", letter="r", known_by=("id",), voice=True, commands=("readback",),
    rows=(
        Row("session", "id", "The id of the session that was read; project, if it was the whole project.",
            refers_to="sessions", hashed=True,
            options=(Option("SESSION", "The sessions to read back: an id, a day where that is enough, or last; left "
                            "out, the newest five and those that decided something."),),
            column="session"),
        Row("date", "day", "The day on which it was read.", hashed=True,
            options=(Option("--date", "The day on which it was read; left out, today."),),
            column="date"),
        Row("read", "fingerprint", "The fingerprint of what was read, as it then stood.",
            options=(Option("--read", "What stands at the foot of the sheet that was read; left out, the session as it "
                            "is now."),),
            column="read"),
        Row("side", "side", "Whose account this is.", hashed=True,
            options=(Option("--side", "Whose account it is; left out, community."),),
            above="Whose account is this?", ask="c or p", column="side"),
        Row("readers", "count", "How many read it; a count, never names. Left out, not recorded.", hashed=True,
            options=(Option("--readers", "How many read it; a count, never names."),),
            ask="How many people read it now (0: nobody wished to; Enter: not recorded)", column="readers"),
        Row("were_there", "count", "How many of them came to that session; left out, not recorded.", hashed=True,
            options=(Option("--were-there", "How many of them came to the session."),),
            ask="How many of them came to these sessions (Enter: not recorded)",
            column="were_there", fact="Of them had been there"),
        Row("how", "text", "In what way it was read: aloud, on paper, easy read, translated.", free=True,
            options=(Option("--how", "In what way: aloud, on paper, easy read, translated."),),
            ask="In what way is it read: aloud, on paper, easy read, translated",
            column="how", fact="How", listed="how a session was read back"),
        Row("alone", "yes", "Whether nobody of the other side was in the room; left out, not recorded.",
            options=(Option("--alone/--not-alone", "Whether nobody of the other side was in the room."),),
            column="alone", fact="In the room", audience="team"),
        Row("said", "account", "Whether it was so, by their account.", hashed=True,
            options=(Option("--said", "What they say of it: agree, differs, cannot-say, or not-taken-up where nobody "
                            "wished to read."),),
            column="said"),
        Row("settles", "id", "The id of a reading that differed, and is settled by this one.", refers_to="readings",
            hashed=True, column="settles", audience="never"),
        Row("level", "level", "How far the community's part went, by their account.", hashed=True,
            options=(Option("--level", "How far the community's part went by their account, 0 to 5."),),
            column="level"),
        Row("words", "lines", "Theirs, unedited.", free=True, hashed=True,
            options=(Option("--words", "Their own words, unedited."),),
            column="words", fact="In their words", listed="the words of a reader"),
        Row("share", "yes", "Whether they said that their words may stand on a shared page.",
            options=(Option("--share", "Their words may stand on a shared page."),),
            column="share", audience="never"),
        Row("recognition", "recognition", "How the readers' time was recognised.",
            options=(Option("--recognition"),),
            ask=f"Reading is work. How is their time recognised: {', '.join(get_args(Recognition))} (Enter: not "
                "recorded)",
            column="recognition", fact="Their time was", audience="team"),
        Row("entered_by", "side", "The side that typed it in; left out, not recorded.",
            options=(Option("--entered-by", "The side that types it in."),),
            ask="Who types this in? Somebody of the [c]ommunity or [p]rofessional side (Enter: not recorded)",
            column="entered_by", fact="Typed in", audience="team"),
        Row("id", "id", _OWN_ID, column="reading_id", audience="never"),
    ),
)

# Answers have no id; one that was corrected is known by its day and what it answers, where only one fits.
ANSWERS = Kind(
    "answers", "What the project says to something said, or to a reading that differs.",
    noun="answer", subject="An answer", known_by=("date", "to"), voice=True,
    commands=("answer",),
    rows=(
        Row("date", "day", "The day of the answer.",
            options=(Option("--date", "The day of the answer; left out, today."),),
            column="answered"),
        Row("to", "id", "The id of what it answers: something said, or a reading.", refers_to="answerable",
            options=(Option("ID", "What is answered: the id of something said or of a reading, its beginning where "
                            "that is enough, or last; left out, what waits for an answer is offered at a terminal."),),
            above="These wait for an answer:", ask="Which one",
            column="said_id", audience="never"),
        Row("outcome", "outcome", "What became of it.",
            ask="What becomes of it: [d]one, [p]artly or de[c]lined", column="outcome"),
        Row("text", "lines", "What was done, or why not.", free=True,
            options=(
                Option("--done", "It was done: what.", part="done"),
                Option("--partly", "Some of it was done: what, and why no more.", part="partly"),
                Option("--declined", "It is not done: why not.", "WHY", part="declined"),
            ),
            column="what_changed", listed="an answer"),
        Row("told", "text", "How those who said it were told; left out, not yet.", free=True,
            options=(Option("--told", metavar="HOW"),),
            ask="How were those who said it told, such as letter, or at the meeting",
            column="told", fact="They were told", listed="how people were told"),
    ),
)

WAIVERS = Kind(
    "waivers", "The findings that the project accepts for a time.",
    noun="waiver", subject="A waiver", known_by=("rule", "session"),
    rows=(
        Row("rule", "text", "The rule's code."),
        Row("session", "id", "The session that it is about; left out, every finding of the rule.",
            refers_to="sessions", audience="never"),
        Row("reason", "text", "Why.", free=True, listed="the reason of a waiver"),
        Row("until", "day", "The last day on which it counts."),
    ),
)

READINESS = Kind(
    "readiness", "The answers to Shier's questions, as they were given over time.",
    noun="readiness", known_by=("date", "by"), commands=("readiness",),
    rows=(
        Row("date", "day", "The day on which the questions were answered.",
            options=(Option("--date", "The day of the answers; left out, today."),)),
        Row("by", "text", "Who answered.", free=True,
            options=(Option("--by", "Who answers; a role is enough."),),
            ask="Who answers? A group or a role is enough", audience="team"),
        Row("target", "aim", "The level that the organisation aims for; it need not be the fifth.",
            options=(Option("--target", "The level aimed for, by name or number; need not be the fifth."),),
            above="Which level does the organisation aim for? It need not be the fifth.", ask="Level"),
        Row("listened", "three", "People are listened to: opening, opportunity, obligation.",
            options=(Option("--listened", "Opening, opportunity and obligation at this level: yes, partly, no or "
                            "unknown each."),)),
        Row("supported", "three", "People are supported to say what they think: opening, opportunity, obligation.",
            options=(Option("--supported", "The same, level 2."),)),
        Row("considered", "three", "People's views are taken into account: opening, opportunity, obligation.",
            options=(Option("--considered", "The same, level 3."),)),
        Row("deciding", "three", "People are involved in deciding: opening, opportunity, obligation.",
            options=(Option("--deciding", "The same, level 4."),)),
        Row("shared_power", "three", "People share power and responsibility: opening, opportunity, obligation.",
            options=(Option("--shared-power", "The same, level 5."),), key="shared-power"),
    ),
)

PROJECT = Kind(
    "project", "What the project is.",
    noun="project", commands=("init",),
    rows=(
        Row("name", "text", "The project's name.", free=True,
            options=(Option("--name"),),
            ask="What is the project called", listed="the project's name"),
        Row("purpose", "text", "What it is for, in a sentence.", free=True,
            options=(Option("--purpose"),),
            above="What is it for, in a sentence?", ask="Purpose",
            fact="Purpose", listed="the project's purpose"),
        Row("lead", "text", "The organisation that leads it.", free=True,
            options=(Option("--lead"),),
            above="Which organisation leads it?", ask="Lead",
            fact="Led by", listed="the project's lead"),
        Row("contact", "text", "Where to write for whoever sees it otherwise; it is printed on the shared page.",
            free=True, address=True,
            options=(Option("--contact", "Whom people can ask; printed on a page that is shared."),),
            above="Whom can people ask: an address or a number for a page that is shared?", ask="Contact",
            listed="the project's contact"),
        Row("started", "day", "The day on which it began.",
            options=(Option("--started"),), fact="Began"),
        Row("ended", "day", "The day on which it ended; left out, it goes on.", fact="Ended"),
        Row("ended_because", "text", "Why it ended.", free=True,
            fact="Why it ended", listed="why the project ended"),
        Row("language", "text", "The language of what is written here, as a tag of BCP 47 such as cy or en-GB.",
            audience="never"),
        Row("delivery", "text", "What delivery means in this project.", free=True,
            options=(Option("--delivery"),),
            fact="What delivery means here", listed="the project's delivery"),
        Row("affected", "groups", "The groups most affected.", free=True,
            options=(Option("--affected", "A group most affected; once for each."),),
            above="Which groups does it affect most? With commas between them, as in tenants, young people",
            ask="Groups", listed="a group that the project affects"),
        Row("recognition", "recognition", "How community partners' time is recognised.",
            options=(Option("--recognition", "How community partners' time is recognised, such as paid or voucher."),),
            above="How is community partners' time recognised, as a rule?", ask="Recognised",
            fact="People's time is"),
        Row("claim", "phases",
            "The phases that the project claims to co-produce; left out, all four; an empty list claims none.",
            options=(Option("--claim", "A phase that the project claims to co-produce; once for each."),)),
        Row("given", "matters", "Matters recorded as fixed from outside, each with what was fixed.",
            free=True, listed="what was given: {key}"),
    ),
)

CHECK = Kind(
    "check", "Where the warnings begin.",
    noun="check",
    rows=(
        Row("community_share", "share",
            "The community's share of attendance, 0 to 1, under which a phase counts as outnumbered."),
        Row("feedback_days", "count",
            "The days within which people hear what came of a session, or of something said."),
    ),
)
# fmt: on

#: Every kind of record, by its table.
KINDS: dict[str, Kind] = {
    kind.table: kind for kind in (SESSIONS, FEEDBACK, SAID, READINGS, ANSWERS, WAIVERS, READINESS)
}

#: Every table that a file can hold, but `[people]`.
TABLES: dict[str, Kind] = {kind.table: kind for kind in (PROJECT, CHECK, *KINDS.values())}

#: A row for each key at the top of a file.
FILE: tuple[Row, ...] = (
    Row("format", "count", "The version of the file format."),
    Row("project", "table", PROJECT.help),
    Row("check", "table", CHECK.help),
    Row("people", "names", "Ids that stand in for names."),
    *(Row(kind.table, "array", kind.help) for kind in KINDS.values()),
)


#: The last part of the path of a key, after the key itself.
KEY: Final = "[key]"


class Text(NamedTuple):
    """A string in a record, with its row and its place in the file."""

    kind: Kind
    row: Row
    path: KeyPath
    text: str
    record: Any


def records(project: Any, table: str) -> tuple[Any, ...]:
    """The records of one kind in a project, in the order of the file."""
    found: tuple[Any, ...] = getattr(project, table)
    return found


def ids(project: Any) -> list[tuple[str, int, str]]:
    """Every id in a project, with the table and position of its record, kind by kind."""
    return [
        (kind.table, position, record.id)
        for kind in KINDS.values()
        if kind.letter is not None
        for position, record in enumerate(records(project, kind.table))
    ]


def texts(project: Any) -> Iterator[Text]:
    """Every string in `[project]` and the records that people write as they like, or that refers to something."""
    yield from _texts(PROJECT, (PROJECT.table,), project.project)
    for kind in KINDS.values():
        for position, record in enumerate(records(project, kind.table)):
            yield from _texts(kind, (kind.table, position), record)


def strings(project: Any) -> Iterator[tuple[Row, list[str]]]:
    """The same strings by their rows and without their places: quick, for whatever asks only what they say."""
    for table, rows in _LOOKED_THROUGH.items():
        of_table = (project.project,) if table == PROJECT.table else records(project, table)
        for name, row in rows.items() if of_table else ():
            values = list(filter(None, map(attrgetter(name), of_table)))
            if values and isinstance(values[0], str):
                yield row, values
            elif values and isinstance(values[0], tuple):
                yield row, list(chain.from_iterable(values))
            else:
                yield from ((leaf, [text]) for value in values for leaf, _, text in _leaves(row, (), value))


def _texts(kind: Kind, place: KeyPath, record: Any) -> list[Text]:
    rows = _LOOKED_THROUGH[kind.table]
    values = list(map(vars(record).get, rows))
    found: list[Text] = []
    # Most fields of most records are empty.
    for row, value in compress(zip(rows.values(), values, strict=True), values):
        path = (*place, row.in_file)
        if isinstance(value, str):
            found.append(Text(kind, row, path, value, record))
        else:
            found += [Text(kind, *leaf, record) for leaf in _leaves(row, path, value)]
    return found


def _looked_through(row: Row) -> bool:
    return row.free or bool(row.refers_to) or any(map(_looked_through, row.parts))


#: The rows whose strings are looked through, by table and name: many rows hold none, and there are many records.
_LOOKED_THROUGH = {
    table: {row.name: row for row in kind.rows if _looked_through(row)} for table, kind in TABLES.items()
}


def _leaves(row: Row, path: KeyPath, value: object) -> Iterator[tuple[Row, KeyPath, str]]:
    if isinstance(value, str):
        yield row, path, value
    elif isinstance(value, tuple):
        yield from ((row, (*path, position), item) for position, item in enumerate(value))
    elif isinstance(value, Mapping):
        for key, item in value.items():
            if row.value == "replies":
                yield row.parts[0], (*path, key, KEY), key
            # What was settled stands under its matter, or in a table there if it has a level of its own.
            yield row, (*path, key), str(getattr(item, "what", item))
    elif value is not None:
        for part in row.parts:
            yield from _leaves(part, (*path, part.in_file), getattr(value, part.name))
