"""What `report` asks somebody to read before a page is shared."""

from collections.abc import Callable
from datetime import date

import pytest

from coprod.api import assess_document
from coprod.assess import Assessment, Gate, assess
from coprod.model import Project
from coprod.model.kinds import KINDS, PROJECT, SAID
from coprod.model.rows import Kind, Row
from coprod.output import account, exports
from coprod.output.account.blocks import Account
from coprod.output.account.context import Context
from coprod.output.account.duty import account as duty_account
from coprod.output.account.duty import load
from coprod.output.account.markdown import markdown
from coprod.output.paper import sheets
from coprod.output.shared import Doubt, Shared
from coprod.sheets.cells import written
from coprod.store.positions import Positions
from coprod.store.read import Document
from tests.conftest import document, example
from tests.everything import with_text

Maker = Callable[[Context], Account]

TEXT = example(
    'lead = "Riverside Borough Council"',
    'purpose = "Help Ms Begum, 07700 900123, begum@x.org"',
    'affected = ["Young Carers"]',
    'given = { funding = "Ask the Riverside Borough Council" }',
    'sessions: date = 2026-01-12, phase = "co-design", community = ["Amina K."], '
    'title = "Amina\'s kitchen with Grace Hopper", '
    'settled = { ideas = "The Young Carers choose. They agree" }, note = "Rosa Lund was ill", id = "one"',
    'said: date = 2026-01-12, text = "Ring 020 7946 0958", session = "one"',
    'readings: session = "one", date = 2026-02-02, read = "x", said = "differs", words = "Ask Rosa Lund"',
)


def listed(project: Project, make: Maker = account.page) -> tuple[str, list[Doubt]]:
    """A shared page, and what is listed to be read before."""
    people, today = Shared(project), date(2026, 3, 1)
    return markdown(
        make(Context(project, assess(project, today, lambda *_: 1, file="a.toml", gate=Gate()), today, people))
    ), people.doubts()


def test_every_free_text_that_a_page_shows_is_looked_at_and_no_other() -> None:
    found = [(doubt.where, doubt.holds) for doubt in listed(document(TEXT).project)[1]]
    assert found == [
        ("something said", ("a telephone number",)),
        ("the title of 2026-01-12", ("a name: Grace Hopper",)),
        ("the project's purpose", ("an email address", "a telephone number", "a name: Ms Begum")),
    ]


def test_a_readers_words_count_only_where_they_may_be_shared() -> None:
    text = TEXT.replace('words = "Ask', 'share = true\nwords = "Ask')
    assert "the words of a reader" in [doubt.where for doubt in listed(document(text).project)[1]]


def test_the_text_is_told_as_the_page_would_show_it() -> None:
    assert listed(document(TEXT).project)[1][1].text == "(name left out)'s kitchen with Grace Hopper"


def test_a_sentence_of_the_program_is_listed_only_if_it_quotes_what_no_text_of_the_page_shows() -> None:
    people = Shared(document(TEXT).project)
    people.text(SAID.row("text"), "Ring 07700 900123")
    people.sentence('Nobody has answered "Ring 07700 900123".')
    people.sentence('Nobody is asked to 2027-01-12 "Call 07700 900999".')
    found = [(doubt.where, doubt.text[:10]) for doubt in people.doubts()]
    assert found == [("something said", "Ring 07700"), ("what stands out", "Nobody is ")]


FREE = [(kind, row) for kind in (PROJECT, *KINDS.values()) for row in kind.rows if row.free]


def marked(kind: Kind, row: Row, text: str) -> Project:
    """A project in which every record is shown, with a text in one field."""
    return Project.model_validate(with_text(kind, row, text))


def gripp2(context: Context) -> Account:
    return duty_account(context, load("gripp2"))


@pytest.mark.parametrize("make", [account.page, gripp2])
@pytest.mark.parametrize(("kind", "row"), FREE, ids=[f"{kind.table}.{row.name}" for kind, row in FREE])
def test_what_is_listed_is_what_was_shown(kind: Kind, row: Row, make: Maker) -> None:
    """But for the contact, which is on the page so that people can use it."""
    number = "07700 900123"
    page, found = listed(marked(kind, row, number), make)
    assert any(number in doubt.text for doubt in found) == (number in page and not row.address)
    if make is account.page:
        assert (number in page) == (row.audience == "shared")


def outputs(project: Project) -> tuple[dict[str, str], list[Doubt]]:
    """Everything of a project that is shared, and what is listed to be read before."""
    read = Document("a.toml", b"", {}, project, Positions(""))
    found: dict[str, str] = {}
    doubts = []
    for name, make in {"page": account.page, "gripp2": gripp2}.items():
        found[name], more = listed(project, make)
        doubts += more
    people = Shared(project)
    found["sheets"] = sheets(project.sessions, people)
    found["attendance"] = written(exports.attendance(project, people))
    found["said"] = written(exports.sayings(project, people))

    def judged(read: Document) -> Assessment:
        return assess_document(read, date(2026, 11, 22), Gate())

    found["sessions"] = written(exports.of_projects("sessions", [read], lambda _: people, judged, names=False))
    found["readings"] = written(exports.of_projects("readings", [read], lambda _: people, judged, names=False))
    return found, doubts + people.doubts()


#: Words of the project's own name, lead and groups may be a part of somebody's name, and are nobody's there.
PUBLIC = {"name", "lead", "affected"}
#: Names of several scripts, each on record, and in a form that stands in a text.
FORMS = [
    ("Amina Khan", "AMINA KHAN"),
    ("Zoë Hale", "Zoe"),
    ("Conor O'Dea", "O\u2019Dea"),
    ("أمينة الحداد", "أمينة"),
    ("अमीना खान", "अमीना"),
    ("王小明", "王小明"),
    ("Priya Rao-Finch", "Mrs Finch"),
    ("Robin Vale", "robin-vale-1"),
]


@pytest.mark.parametrize(("name", "form"), FORMS)
@pytest.mark.parametrize(("kind", "row"), FREE, ids=[f"{kind.table}.{row.name}" for kind, row in FREE])
def test_a_certain_name_is_in_nothing_that_is_shared(kind: Kind, row: Row, name: str, form: str) -> None:
    """But for the contact, which the project gave to be shown: it is listed."""
    project = marked(kind, row, f"At {form}, too dark")
    project = project.model_copy(update={"people": {"robin-vale-1" if form[-1] == "1" else "K1": name}})
    shown, doubts = outputs(project)
    bare = form.removeprefix("Mrs ")
    if row.name in PUBLIC and bare in {"Zoe", "أمينة", "अमीना"}:
        return
    holding = [what for what, text in shown.items() if bare in text]
    assert holding == (["page", "sheets"] if row.name == "contact" else [])
    assert any(bare in doubt.text for doubt in doubts) == bool(holding)


@pytest.mark.parametrize(("kind", "row"), FREE, ids=[f"{kind.table}.{row.name}" for kind, row in FREE])
def test_a_word_that_is_a_name_too_stands_and_is_listed_where_it_is_shown(kind: Kind, row: Row) -> None:
    project = marked(kind, row, "Open by May 2027")
    project = project.model_copy(update={"people": {"K1": "May Chen"}})
    shown, doubts = outputs(project)
    assert "(name left out)" not in "".join(shown.values())
    stands = any("Open by May 2027" in text for text in shown.values())
    named = any("Open by May 2027" in doubt.text and "a name: May" in doubt.holds for doubt in doubts)
    assert named == (stands and row.name not in PUBLIC)
