"""What `report` asks somebody to read before a page is shared."""

from coprod.output.account.publish import doubts
from tests.conftest import document

TEXT = """
[project]
name = "Riverside Garden"
lead = "Riverside Borough Council"
purpose = "Help Ms Begum, 07700 900123, begum@x.org"
affected = ["Young Carers"]

[project.given]
funding = "Ask the Riverside Borough Council"

[[sessions]]
date = 2026-01-12
phase = "co-design"
community = ["Amina K."]
title = "Amina's kitchen with Grace Hopper"
settled = { ideas = "The Young Carers choose. They agree" }
note = "Rosa Lund was ill"
id = "one"

[[said]]
date = 2026-01-12
text = "Ring 020 7946 0958"
session = "one"

[[readings]]
session = "one"
date = 2026-02-02
read = "x"
said = "differs"
words = "Ask Rosa Lund"
"""


def test_every_free_text_that_a_page_shows_is_looked_at_and_no_other() -> None:
    found = [(doubt.where, doubt.holds) for doubt in doubts(document(TEXT).project)]
    assert found == [
        ("the project's purpose", ("an email address", "a telephone number", "a name: Ms Begum")),
        ("the title of 2026-01-12", ("a name: Grace Hopper",)),
        ("something said", ("a telephone number",)),
    ]


def test_a_readers_words_count_only_where_they_may_be_shared() -> None:
    text = TEXT.replace('words = "Ask', 'share = true\nwords = "Ask')
    assert "the words of a reader" in [doubt.where for doubt in doubts(document(text).project)]


def test_the_text_is_told_as_the_page_would_show_it() -> None:
    assert doubts(document(TEXT).project)[1].text == "(name left out)'s kitchen with Grace Hopper"
