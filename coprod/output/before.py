"""What a board should know of a matter before it decides, in lines, as Markdown and as JSON; it names nobody."""

from collections.abc import Iterator, Sequence
from datetime import date

from coprod.assess.ahead import Before, How, NotHeard
from coprod.assess.voices import ReadingRecord
from coprod.framework import LEVELS, PHASES
from coprod.model import Project, Reading
from coprod.model.kinds import ANSWERS, PROJECT, READINGS, SAID, SESSIONS
from coprod.output.account.blocks import Account, Block, Item, Items, Part, paragraph
from coprod.output.account.lines import lines
from coprod.output.account.markdown import markdown
from coprod.output.agenda import difference_entry, not_heard_entry, open_entry
from coprod.output.formats.json import written
from coprod.output.layout import paragraph as paragraph_of
from coprod.output.readback import sentence
from coprod.output.shared import Shared
from coprod.output.words import counted, in_words
from coprod.terms import OUTCOMES

_HOW: dict[How, str] = {
    "together": "agreed together",
    "apart": "community people did not decide",
    "unknown": "no level is recorded",
    "confirmed": "says again what was agreed together",
}


def _account(found: Before, project: Project, people: Shared, today: date) -> Account:
    parts: tuple[tuple[str, list[Block]], ...] = (
        (
            f"Before a decision: {found.matter}",
            [paragraph(PHASES[found.phase].matters[found.matter]), *_verdict(found, project, people)],
        ),
        ("Each time that it was settled", [Items(tuple(_settlings(found, people)))]),
        ("Said about it, and open", [Items(tuple(_open(found, people, today)))]),
        (
            "What people say who read it back",
            [Items(tuple(_difference(record, people) for record in found.differences))],
        ),
        ("Not heard", [Items(tuple(_not_heard(group, people) for group in found.not_heard))]),
    )
    shown = tuple(Part(title, tuple(blocks)) for title, blocks in parts if blocks != [Items(())])
    name = people.field(PROJECT, project.project, "name")
    return Account(name, in_words(today), people.sharing, shown, (), ())


def _verdict(found: Before, project: Project, people: Shared) -> Iterator[Block]:
    counting = [(session, how) for session, _, how in found.settlings if how != "confirmed"]
    when = in_words(counting[-1][0].date) if counting else ""
    if found.settled == "together":
        session = next(session for session, how in reversed(counting) if how == "together")
        words = people.field(SESSIONS, session, "settled", found.matter)
        how = "as the project records it" if found.differences else "as recorded"
        agreed = f"Agreed together on {in_words(session.date)}, {how}: {sentence(words)}"
        yield paragraph(f"{agreed}{_otherwise(found.differences, people)}", "strong")
    elif found.given is None:
        why = {
            "apart": f"it was last settled on {when}, and community people did not decide.",
            "unknown": f"it was last settled on {when}, and no level is recorded, so that nobody can tell.",
            None: "it is not settled.",
        }[found.settled]
        yield paragraph(f"Not agreed together, as recorded: {why}", "strong")
    if found.given is not None:
        given = people.field(PROJECT, project.project, "given", found.matter)
        other = "" if found.settled == "together" else " It was not agreed together."
        yield paragraph(f"It is recorded as fixed from outside: {sentence(given)}{other}", "strong")


def _otherwise(records: Sequence[ReadingRecord], people: Shared) -> str:
    """That readers say that it was otherwise, after a sentence; "" if none do."""
    if not records:
        return ""
    one = _readers(records[0].reading, people)
    who = f"{one} who read it back" if len(records) == 1 else f"In {len(records)} readings, people"
    return f" {who} {'says' if who.startswith('1 person') else 'say'} that it was otherwise."


def _settlings(found: Before, people: Shared) -> Iterator[Item]:
    for session, _, how in found.settlings:
        yield Item(in_words(session.date), people.field(SESSIONS, session, "settled", found.matter), _HOW[how])


def _open(found: Before, people: Shared, today: date) -> Iterator[Item]:
    for saying in found.open:
        yield Item(
            in_words(saying.date), people.field(SAID, saying, "text"), counted((today - saying.date).days, "day")
        )


def _difference(record: ReadingRecord, people: Shared) -> Item:
    reading = record.reading
    about = f" {in_words(record.session.date)}" if record.session else ""
    words = f"{_readers(reading, people)} who read back{about} say that it was otherwise."
    if reading.level:
        words += f' They say: "{LEVELS[reading.level].voice}"'
    if reading.words and reading.share:
        words += f' In their words: "{" ".join(people.field(READINGS, reading, "words").split())}"'
    if not record.answers:
        return Item(in_words(reading.date), words, "not answered")
    answer = record.answers[-1]
    words += f" The project answered: {OUTCOMES[answer.outcome].heading.lower()}. "
    words += f'"{" ".join(people.field(ANSWERS, answer, "text").split())}"'
    return Item(in_words(reading.date), words, "" if record.answered else "nothing on record says that they were told")


def _readers(reading: Reading, people: Shared) -> str:
    number = people.number(reading.readers or 0)
    words = "people" if reading.readers is None else "1 person" if number == "1" else f"{number} people"
    return words[:1].upper() + words[1:]


def _not_heard(group: NotHeard, people: Shared) -> Item:
    name = people.text(PROJECT.row("affected"), group.group)
    if group.session is None or group.asked is None:
        return Item(name, "not asked, as recorded")
    said = people.field(SESSIONS, group.session, "asked", group.group)
    return Item(name, f"asked on {in_words(group.asked)}, and said: {said}")


def text(found: Before, project: Project, people: Shared, today: date, columns: int) -> str:
    """All of it in lines of so many columns."""
    return "".join(
        paragraph_of(line, columns) for line in lines(_account(found, project, people, today)).split("\n")[:-1]
    )


def as_markdown(found: Before, project: Project, people: Shared, today: date) -> str:
    """All of it as Markdown."""
    return markdown(_account(found, project, people, today))


def json(found: Before, project: Project, people: Shared, today: date) -> str:
    """All of it as JSON, version 1."""
    given = None if found.given is None else people.field(PROJECT, project.project, "given", found.matter)
    content = {
        "schema": "coprod-before/1",
        "today": today,
        "matter": found.matter,
        "phase": found.phase,
        "settled": found.settled,
        "given": given,
        "settlings": [
            {
                "session": session.id,
                "date": session.date,
                "what": people.field(SESSIONS, session, "settled", found.matter),
                "how": how,
            }
            for session, _, how in found.settlings
        ],
        "open": [open_entry(saying, people, today) for saying in found.open],
        "differences": [difference_entry(record) for record in found.differences],
        "not_heard": [not_heard_entry(group, people) for group in found.not_heard],
    }
    return written(content, indent=2) + "\n"
