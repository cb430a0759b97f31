"""What a page says, to whom, and what it never does."""

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from html.parser import HTMLParser
from typing import Any

import pytest

from coprod.assess.record import PhaseRecord
from coprod.model.rows import Row, Value
from coprod.model.types import Record
from coprod.output.account import _BODY, _FRONT, _RECORD, _STATUS, page, status
from coprod.output.account.blocks import Account, Entries, Table, Timeline
from coprod.output.account.context import PARTS, SAYS
from coprod.output.account.facts import facts
from coprod.output.account.html import html
from coprod.output.account.lines import lines
from coprod.output.account.markdown import markdown
from coprod.output.account.parts_guide import YOUR_RIGHTS
from coprod.output.sources import SOURCES
from coprod.output.words import SENTENCES
from coprod.terms import PHASE_WORDS, STATUSES
from tests.conftest import ROOT, document, example, session
from tests.output.account.projects import EMPTY, hostile
from tests.output.judged import context, shown

GARDEN = (ROOT / "examples" / "riverside-garden.coprod.toml").read_text("utf-8")
PEOPLE = example(
    'purpose = "A garden for Amina Kaur and everyone"',
    "[people]",
    'C1 = "Amina Kaur"',
    'sessions: date = 2026-01-12, phase = "co-planning", title = "Rosa Lund explains", community = ["C1", '
    '"Rosa Lund"], professional = ["Jo Ek"], settled = { problem = "What Rosa Lund said" }, '
    'heard = ["tenants"], note = "Rosa Lund was ill"',
    'waivers: rule = "CP204", reason = "Jo Ek forgot", until = 2027-01-01',
)


def of(text: str, *, names: bool = False) -> Account:
    return page(context(text, names=names))


MEDIA: dict[str, Callable[[Account], str]] = {"html": html, "markdown": markdown, "lines": lines}


class Elements(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_every_part_of_page_and_screen_has_a_title() -> None:
    names = f"{_FRONT} {_BODY} {_RECORD} {_STATUS}".split()
    assert [name for name in names if name not in SAYS["titles"]] == [], "a part has a title in sentences.toml"


@pytest.mark.parametrize(
    ("value", "said", "told"),
    [
        ("yes", True, "yes"),
        ("yes", False, ""),
        ("level", "deciding", "deciding (level 4 of 5)"),
        ("texts", ("A tap", "A gate"), "A tap; A gate"),
    ],
)
def test_a_new_field_is_told_by_the_sort_of_its_value(value: Value, said: object, told: str) -> None:
    # Its name is one that a session tells in a way of its own.
    class New(Record, rows=(Row("level", value, "What is new.", fact="New", listed="what is new", free=True),)):
        level: Any

    assert list(facts(New(level=said), context(PEOPLE))) == ([("New", told)] if told else [])


@pytest.mark.parametrize("form", ["html", "markdown"])
def test_a_shared_page_leaves_labels_out(form: str) -> None:
    written = MEDIA[form](of(PEOPLE))
    assert not re.findall("Amina|Rosa|Lund|Jo Ek|was ill", written)
    assert "fewer than five" in written
    assert "This page names nobody on record" in written


@pytest.mark.parametrize("form", ["html", "markdown"])
def test_a_page_for_the_team_names_everybody_and_says_for_whom_it_is(form: str) -> None:
    written = MEDIA[form](of(PEOPLE, names=True))
    for words in ("C1 (Amina Kaur), Rosa Lund", "Jo Ek", "Rosa Lund was ill", "This page names people"):
        assert words in written


def test_a_page_runs_and_fetches_nothing_whatever_is_written_in_the_file() -> None:
    shown = Elements(html(of(hostile(40))))
    tags = {tag for tag, _ in shown.found}
    assert not tags & {"script", "iframe", "object", "embed", "form", "input", "img", "link", "base", "foreignobject"}
    for _, attributes in shown.found:
        assert not [name for name in attributes if name.startswith("on") or name in {"style", "src", "srcset"}]
    links = {attributes["href"] for tag, attributes in shown.found if tag == "a"}
    assert links <= {source.url for source in SOURCES.values()} | {f"#session-{number}" for number in range(1, 41)} | {
        f"#{YOUR_RIGHTS}"
    }
    [policy] = [one["content"] for tag, one in shown.found if tag == "meta" and "http-equiv" in one]
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'sha256-")


def test_everything_steering_is_shown_and_not_sent() -> None:
    text = hostile(40)
    for written in (html(of(text)), markdown(of(text)), lines(of(text, names=True))):
        assert not re.findall("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2060-\u2069]", written)
        assert "\\x1b" in written or "\\\\x1b" in written


def test_markdown_reads_no_markup_in_what_was_written() -> None:
    written = markdown(of(hostile(40), names=True))
    assert "<script" not in re.sub(r"\\<", "", written)
    assert "](https://evil" not in written


def test_the_same_file_and_day_give_the_same_page() -> None:
    assert html(of(hostile(40))) == html(of(hostile(40)))


def test_the_page_links_to_every_session_that_it_speaks_of() -> None:
    shown = Elements(html(of(GARDEN)))
    ids = [one["id"] for _, one in shown.found if "id" in one]
    assert len(ids) == len(set(ids)) == len(document(GARDEN).project.sessions) + 1
    links = {str(one["href"])[1:] for tag, one in shown.found if tag == "a" and str(one["href"]).startswith("#")}
    assert links
    assert links <= {str(one) for one in ids}


def test_a_page_of_400_sessions_is_under_500_kilobytes() -> None:
    assert len(html(of(hostile(400))).encode()) < 500_000


def test_an_empty_project_has_a_page_that_blames_nobody() -> None:
    text = " ".join(Elements(html(of(EMPTY))).text)
    assert "Nothing has been written down, so this page cannot say who took part." in text
    assert "Timeline" not in text
    assert "The sessions" not in text
    assert "Timeline" not in markdown(of(EMPTY))


def said(account: Account) -> set[str]:
    """Every text of an account, read from its blocks alone, but for pictures and tables."""

    def texts(value: object) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        elif isinstance(value, Timeline | Table | PhaseRecord):
            return
        elif isinstance(value, tuple):
            for one in value:
                yield from texts(one)
        elif is_dataclass(value):
            for one in fields(value):
                if one.name not in {"tone", "look"}:
                    yield from texts(getattr(value, one.name))

    found = {text for part in (*account.front, *account.parts) for block in part.blocks for text in texts(block)}
    return found - {"", *STATUSES} - {one for one in found if one.startswith("#") or "session-" in one}


@pytest.mark.parametrize("medium", MEDIA)
@pytest.mark.parametrize("example", ["scottish-social-security-charter", "riverside-garden"])
def test_every_medium_says_all_that_is_said(medium: str, example: str) -> None:
    shown = of((ROOT / "examples" / f"{example}.coprod.toml").read_text("utf-8"))
    written = MEDIA[medium](shown)
    if medium == "html":
        written = "".join(Elements(written).text)
    elif medium == "markdown":
        written = written.replace("<!-- -->", "").replace("\\", "")
    meanings = {words.meaning for words in PHASE_WORDS.values()} if medium != "html" else set()
    sources = {source.url for source in SOURCES.values()} if medium != "markdown" else set()
    words = " ".join(written.split())
    left_out = [text for text in said(shown) - meanings - sources if " ".join(text.split()) not in words]
    assert left_out == []


def test_a_very_long_finding_is_cut_on_a_page() -> None:
    [found] = [part for part in of(hostile(400)).parts if part.title.startswith("What stands out")]
    messages = [
        one.text
        for group in found.blocks
        if isinstance(group, Entries)
        for entry in group.entries
        for one in entry.paragraphs
    ]
    assert max(map(len, messages)) <= 600
    assert any(message.endswith("which the team can list.") for message in messages)


def test_what_the_project_accepts_says_until_when_and_why() -> None:
    assert "The project accepts this until 1 January 2027: Jo Ek forgot" in lines(of(PEOPLE, names=True))
    assert "until 1 January 2027: (name left out) forgot" in lines(of(PEOPLE))


ASKED = example(
    'affected = ["young people"]',
    "2026-02-09 design deciding C1, C2 | Lee",
    'readiness: date = 2026-01-05, by = "Jo Ek", target = "deciding", listened = ["yes", "no", "no"]',
    'readiness: date = 2026-06-05, by = "Rosa Lund", target = "shared-power", listened = ["yes", "yes", '
    '"partly"], shared-power = ["yes", "yes", "no"]',
)


@pytest.mark.parametrize("form", ["html", "markdown", "lines"])
def test_readiness_is_shown_over_time_beside_what_the_sessions_show(form: str) -> None:
    shown = MEDIA[form](of(ASKED))
    words = " ".join(re.sub("<[^>]*>|[*|\\\\]", " ", shown).split())
    for said in ("Answered on 5 June 2026", "5 January 2026", "UNCRC floor", "target", "The two do not meet."):
        assert said in words
    assert re.search(r"1 listened.*yes,? .*yes,? .*partly.*yes,? .*no,? .*no.*2 supported", words)
    assert re.search(r"4 deciding.*sessions show:? co-design|4 deciding .* co-design 5 shared-power", words)
    assert "Next to work on: 1 listened, obligation (partly so far)" in words
    assert "Rosa" not in words
    assert "Rosa Lund" in lines(of(ASKED, names=True))
    assert "How ready" not in html(of(PEOPLE))


def test_findings_about_few_people_tell_no_numbers_on_a_shared_page() -> None:
    """CP301 and CP302 are about how many came; here one community partner among seven professionals."""
    written = session("co-design", who=["Ana", *(f"p:P{number}" for number in range(7))], level="deciding")
    text = " ".join(" ".join(Elements(html(of(written))).text).split())
    assert "Very few community partners are on record in co-design." in text
    assert "far more people came in a professional capacity." in text
    assert not re.findall("lone-voice|CP302|CP301|outnumbered|1 of 8|one community partner", text)
    assert "CP302 lone-voice" in lines(of(written, names=True))
    assert "1 of 8 seats" in lines(of(written, names=True))


def test_a_record_without_findings_says_so() -> None:
    found = context(PEOPLE)
    without = replace(found, assessment=found.assessment._replace(findings=()))
    for account in (page(without), status(without)):
        assert "No rule finds anything to say about this record." in lines(account)


def test_every_sentence_about_a_missing_level_says_what_the_record_counts() -> None:
    written = context(f'[project]\nname = "x"\n{session("co-design", who=["A", "p:B"])}')
    assert {record.partners.people for record in written.assessment.phases} == {0}
    assert written.assessment.verdict != "co-produced"
    said = " ".join(lines(page(written)).split())
    for text in (said, SENTENCES["level_left_out"], SENTENCES["without_level"]):
        assert "nobody is counted as a partner" in text


def test_the_first_page_is_for_those_who_took_part_and_how_to_say_no_is_second_on_it() -> None:
    told = of(GARDEN)
    assert [part.title for part in told.front] == [
        "As recorded",
        "Not how it was? How to say so",
        "What you said, and what we did",
        "In short",
    ]
    written = " ".join(re.sub(r"<[^>]+>", " ", html(told)).split())
    assert "They say: We were asked, and they decided with our views in mind. The project says: We decided" in written


def test_the_page_is_in_the_language_of_what_is_written() -> None:
    assert '<html lang="en-GB">' in html(of('[project]\nname = "Gardd"\n'))
    assert '<html lang="cy">' in html(of('[project]\nname = "Gardd"\nlanguage = "cy"\n'))


def test_what_was_decided_beside_the_matters_stands_under_what_was_agreed() -> None:
    more = 'decided = ["Called the Yard"]'
    assert "Called the Yard" in shown("settled", session("co-design", who=["A", "p:B"], level="deciding", more=more))


def test_a_confirmed_matter_evidence_and_the_code_of_a_session_are_told() -> None:
    text = (
        session("co-planning", who=["A", "p:B"], level="deciding", day="2026-01-12",
                more='settled = { funding = "Half to the kitchen" }\nevidence = ["https://example.org/m", "m.pdf"]')
        + session("co-planning", who=["p:B"], day="2026-01-20", more='settled = { funding = "half to the kitchen." }')
    )  # fmt: skip
    shared, team = html(of(text)), html(of(text, names=True))
    assert "12 January 2026; confirmed on 20 January 2026" in shared
    assert '<a href="https://example.org/m">https://example.org/m</a>' in shared
    assert "m.pdf" not in shared
    assert "Evidence: m.pdf" in team
    assert "<dt>Code</dt>" in team
    assert "<dt>Code</dt>" not in shared


def test_people_are_told_by_what_their_part_was() -> None:
    written = (
        session("co-design", who=["A"], level="informed", more="also_present = { community = 40 }")
        + session(
            "co-design", who=["p:B"], more='kind = "survey"\nalso_present = { community = 60 }\nlevel = "listened"'
        )
        + session("co-design", who=["A", "p:B"], more='supporting = ["Interpreter"]\nlevel = "deciding"')
    )
    text = " ".join(" ".join(Elements(html(of(written))).text).split())
    for words in ("Told, not asked up to", "Replies to a survey 60", "There to support fewer than five"):
        assert words in text


def test_every_sentence_is_said_and_every_title_has_a_part() -> None:
    code = "".join(path.read_text("utf-8") for path in (ROOT / "coprod" / "output" / "account").glob("*.py"))
    assert [name for name in SAYS if f'"{name}"' not in code] == []
    assert SAYS["titles"].keys() <= PARTS.keys()
