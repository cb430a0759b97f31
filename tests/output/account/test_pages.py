"""What a page says, to whom, and what it never does."""

import re
from datetime import date
from html.parser import HTMLParser

import pytest

from coprod.assess import assess
from coprod.assess.gate import Gate
from coprod.assess.rules import RULES
from coprod.output.account import account, pages
from coprod.output.account.content import Account
from coprod.output.account.lines import lines
from coprod.output.account.privacy import Named, Shared
from coprod.store.read import Document
from tests.conftest import ROOT, document, session
from tests.output.account.projects import EMPTY, hostile

TODAY = date(2026, 11, 22)
PEOPLE = """
[people]
C1 = "Amina Kaur"

[project]
name = "Garden"
purpose = "A garden for Amina Kaur and everyone"

[[sessions]]
date = 2026-01-12
phase = "co-planning"
title = "Rosa Lund explains"
community = ["C1", "Rosa Lund"]
professional = ["Jo Ek"]
settled = { problem = "What Rosa Lund said" }
heard = ["tenants"]
note = "Rosa Lund was ill"

[[waivers]]
rule = "CP204"
reason = "Jo Ek forgot"
until = 2027-01-01
"""


def of(found: Document, *, names: bool = False) -> Account:
    assessment = assess(found.project, TODAY, found.line_of, file="coprod.toml", gate=Gate())
    return account(found.project, assessment, TODAY, Named(found.project) if names else Shared(found.project))


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


@pytest.mark.parametrize("form", ["html", "markdown"])
def test_a_shared_page_names_nobody(form: str) -> None:
    found = document(PEOPLE)
    page = pages.html(of(found), found.project) if form == "html" else pages.markdown(of(found))
    assert not re.findall("Amina|Rosa|Lund|Jo Ek|was ill", page)
    assert "fewer than five" in page
    assert "This page names nobody" in page


@pytest.mark.parametrize("form", ["html", "markdown"])
def test_a_page_for_the_team_names_everybody_and_says_for_whom_it_is(form: str) -> None:
    found = document(PEOPLE)
    told = of(found, names=True)
    page = pages.html(told, found.project) if form == "html" else pages.markdown(told)
    for words in ("C1 (Amina Kaur), Rosa Lund", "Jo Ek", "Rosa Lund was ill", "This page names people"):
        assert words in page


def test_a_page_runs_and_fetches_nothing_whatever_is_written_in_the_file() -> None:
    found = document(hostile(40))
    page = Elements(pages.html(of(found), found.project))
    tags = {tag for tag, _ in page.found}
    assert not tags & {"script", "iframe", "object", "embed", "form", "input", "img", "link", "base", "foreignobject"}
    for _, attributes in page.found:
        assert not [name for name in attributes if name.startswith("on") or name in {"style", "src", "srcset"}]
    links = {attributes["href"] for tag, attributes in page.found if tag == "a"}
    assert links <= {rule.source.url for rule in RULES} | {f"#session-{number}" for number in range(1, 41)}
    [policy] = [one["content"] for tag, one in page.found if tag == "meta" and "http-equiv" in one]
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'sha256-")


def test_everything_steering_is_shown_and_not_sent() -> None:
    found = document(hostile(40))
    for page in (pages.html(of(found), found.project), pages.markdown(of(found)), lines(of(found, names=True))):
        assert not re.findall("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2060-\u2069]", page)
        assert "\\x1b" in page or "\\\\x1b" in page


def test_markdown_reads_no_markup_in_what_was_written() -> None:
    page = pages.markdown(of(document(hostile(40)), names=True))
    assert "<script" not in re.sub(r"\\<", "", page)
    assert "](https://evil" not in page


def test_the_same_file_and_day_give_the_same_page() -> None:
    text = hostile(40)
    first, second = document(text), document(text)
    assert pages.html(of(first), first.project) == pages.html(of(second), second.project)


def test_the_page_links_to_every_session_that_it_speaks_of() -> None:
    found = document((ROOT / "examples" / "riverside-garden.coprod.toml").read_text("utf-8"))
    page = Elements(pages.html(of(found), found.project))
    ids = [one["id"] for _, one in page.found if "id" in one]
    assert len(ids) == len(set(ids)) == len(found.project.sessions)
    links = {str(one["href"])[1:] for tag, one in page.found if tag == "a" and str(one["href"]).startswith("#")}
    assert links
    assert links <= {str(one) for one in ids}


def test_a_page_of_400_sessions_is_under_500_kilobytes() -> None:
    found = document(hostile(400))
    assert len(pages.html(of(found), found.project).encode()) < 500_000


def test_an_empty_project_has_a_page_that_blames_nobody() -> None:
    found = document(EMPTY)
    text = " ".join(Elements(pages.html(of(found), found.project)).text)
    assert "Nothing has been written down yet, so this page cannot say who took part." in text
    assert "Timeline" not in text
    assert "The sessions" not in text
    assert "Timeline" not in pages.markdown(of(found))


def test_every_format_says_the_same_of_the_record() -> None:
    found = document((ROOT / "examples" / "scottish-social-security-charter.coprod.toml").read_text("utf-8"))
    told = of(found, names=True)
    page = " ".join(" ".join(Elements(pages.html(told, found.project)).text).split())
    plain = lines(told)
    markdown = pages.markdown(told).replace("\\", "")
    for text in (
        told.conclusion,
        told.place,
        *(entry.text for entry in (*told.matters.together, *told.matters.apart, *told.matters.given)),
        *(one.title for one in told.sessions),
        *(place.message for group in told.findings for finding in group.findings for place in finding.places),
        *(finding.remedy for group in told.findings for finding in group.findings),
    ):
        for shown in (page, plain, markdown):
            assert text in shown


def test_a_very_long_finding_is_cut_on_a_page() -> None:
    told = of(document(hostile(400)))
    messages = [place.message for group in told.findings for one in group.findings for place in one.places]
    assert max(map(len, messages)) <= 600
    assert any(message.endswith("which coprod check lists.") for message in messages)


def test_what_the_project_accepts_says_until_when_and_why() -> None:
    found = document(PEOPLE)
    assert "The project accepts this until 1 January 2027: Jo Ek forgot" in lines(of(found, names=True))
    assert "until 1 January 2027: (name left out) forgot" in lines(of(found))


ASKED = """
[project]
name = "Garden"
affected = ["young people"]

[[sessions]]
date = 2026-02-09
phase = "co-design"
level = "deciding"
community = ["C1", "C2"]
professional = ["Lee"]

[[readiness]]
date = 2026-01-05
by = "Jo Ek"
target = "deciding"
listened = ["yes", "no", "no"]

[[readiness]]
date = 2026-06-05
by = "Rosa Lund"
target = "shared-power"
listened = ["yes", "yes", "partly"]
shared-power = ["yes", "yes", "no"]
"""


@pytest.mark.parametrize("form", ["html", "markdown", "lines"])
def test_readiness_is_shown_over_time_beside_what_the_sessions_show(form: str) -> None:
    found = document(ASKED)
    told = of(found)
    shown = {"html": pages.html(told, found.project), "markdown": pages.markdown(told), "lines": lines(told)}[form]
    words = " ".join(re.sub("<[^>]*>|[*|\\\\]", " ", shown).split())
    for said in ("Answered on 5 June 2026", "5 January 2026", "UNCRC floor", "target", "The two do not meet yet."):
        assert said in words
    assert re.search(r"1 listened.*yes,? .*yes,? .*partly.*yes,? .*no,? .*no.*2 supported", words)
    assert re.search(r"4 deciding.*sessions show:? co-design|4 deciding .* co-design 5 shared-power", words)
    assert "Next to work on: 1 listened, obligation (partly so far)" in words
    assert "Rosa" not in words
    assert "Rosa Lund" in lines(of(found, names=True))
    assert "How ready" not in pages.html(of(document(PEOPLE)), document(PEOPLE).project)


def test_findings_about_few_people_tell_no_numbers_on_a_shared_page() -> None:
    """CP301 and CP302 are about how many came; here one community partner among seven professionals."""
    found = document(session("co-design", who=["Ana", *(f"p:P{number}" for number in range(7))], level="deciding"))
    text = " ".join(" ".join(Elements(pages.html(of(found), found.project)).text).split())
    assert "co-design stands on very few community partners on record." in text
    assert "far more people came in a professional capacity." in text
    assert not re.findall("lone-voice|CP302|CP301|outnumbered|1 of 8|one community partner", text)
    assert "CP302 lone-voice" in lines(of(found, names=True))
    assert "1 of 8 attendances" in lines(of(found, names=True))
