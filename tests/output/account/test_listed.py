"""What `report` asks somebody to read before a page is shared."""

from collections.abc import Callable
from copy import deepcopy
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError

from coprod.assess import Gate, assess
from coprod.framework import MATTERS
from coprod.model import About, Project
from coprod.model.records import MODELS
from coprod.output import account
from coprod.output.account.context import Context
from coprod.output.account.gripp2 import gripp2
from coprod.output.account.markdown import markdown
from coprod.output.shared import Doubt, Shared, doubts
from tests.conftest import document

if TYPE_CHECKING:
    from coprod.output.account.blocks import Account

Maker = Callable[[Context], "Account"]

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


def listed(project: Project, make: Maker = account.page) -> tuple[str, list[Doubt]]:
    """A shared page, and what is listed to be read before."""
    people, today = Shared(project), date(2026, 3, 1)
    return markdown(
        make(Context(project, assess(project, today, lambda *_: 1, file="a.toml", gate=Gate()), today, people))
    ), doubts(people, project)


def test_every_free_text_that_a_page_shows_is_looked_at_and_no_other() -> None:
    found = [(doubt.where, doubt.holds) for doubt in listed(document(TEXT).project)[1]]
    assert found == [
        ("the title of 2026-01-12", ("a name: Grace Hopper",)),
        ("something said", ("a telephone number",)),
        ("the project's purpose", ("an email address", "a telephone number", "a name: Ms Begum")),
    ]


def test_a_readers_words_count_only_where_they_may_be_shared() -> None:
    text = TEXT.replace('words = "Ask', 'share = true\nwords = "Ask')
    assert "the words of a reader" in [doubt.where for doubt in listed(document(text).project)[1]]


def test_the_text_is_told_as_the_page_would_show_it() -> None:
    assert listed(document(TEXT).project)[1][0].text == "(name left out)'s kitchen with Grace Hopper"


def test_a_sentence_of_the_program_is_listed_only_if_it_quotes_what_no_text_of_the_page_shows() -> None:
    people = Shared(document(TEXT).project)
    people.text("Ring 07700 900123", "something said")
    people.sentence('Nobody has answered "Ring 07700 900123".')
    people.sentence('Nobody is asked to 2027-01-12 "Call 07700 900999".')
    found = [(doubt.where, doubt.text[:10]) for doubt in doubts(people, document(TEXT).project)]
    assert found == [("something said", "Ring 07700"), ("what stands out", "Nobody is ")]


#: Fields that take any text and are no free text: ids, references, and people's labels.
NO_TEXT = {"id", "session", "sessions", "feeds_back", "to", "read", "rule", "community", "professional"}

#: A project in which every record that a field can stand in is shown.
WHOLE: dict[str, Any] = {
    "project": {"name": "Garden"},
    "sessions": [
        {"date": date(2026, 1, 5), "phase": "co-design", "community": [*"ABCDEF"], "level": "deciding", "id": "one"}
    ],
    "feedback": [{"date": date(2026, 2, 1), "sessions": ["one"], "how": "a letter"}],
    "said": [{"date": date(2026, 1, 5), "text": "A tap", "session": "one", "id": "tap"}],
    "readings": [
        {"date": date(2026, 2, 2), "session": "one", "read": "x", "said": "differs", "level": "listened", "share": True}
    ],
    "answers": [{"date": date(2026, 2, 3), "to": "tap", "outcome": "done", "text": "Done"}],
    "waivers": [{"rule": "CP104", "reason": "Small", "until": date(2027, 1, 1)}],
    "readiness": [{"date": date(2026, 2, 1), "listened": ["yes", "no", "no"]}],
}


def marks() -> dict[str, tuple[dict[str, Any], str]]:
    """The project with a telephone number in one field, and that number, for every field that takes free text."""
    found: dict[str, tuple[dict[str, Any], str]] = {}
    for table, model in ({"project": About} | MODELS).items():
        for field in model.model_fields:
            number = f"07700 9{len(found):05}"
            values: list[Any] = [number, [number], {next(iter(MATTERS)): number}]
            for value in values:
                whole = deepcopy(WHOLE)
                (whole["project"] if table == "project" else whole[table][0])[field] = value
                try:
                    Project.model_validate(whole)
                except ValidationError:
                    continue
                if field not in NO_TEXT:
                    found[f"{table}.{field}"] = (whole, number)
                break
    return found


MARKS = marks()

#: Texts that stand on no shared page; and the contact, which is on every one so that people can use it.
NOT_LISTED = {"sessions.note", "readiness.by", "project.contact"}


@pytest.mark.parametrize("make", [account.page, gripp2])
@pytest.mark.parametrize("field", MARKS)
def test_what_is_listed_is_what_was_shown(field: str, make: Maker) -> None:
    data, number = MARKS[field]
    page, found = listed(Project.model_validate(data), make)
    shown = number in page
    assert any(number in doubt.text for doubt in found) == (shown and field != "project.contact")
    if make is account.page:
        assert shown == (field not in NOT_LISTED or field == "project.contact")
