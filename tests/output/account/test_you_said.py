"""What the community said, on a page: open first, refusals with their reasons, and who asked for it at all."""

import pytest

from coprod.output import account
from coprod.output.account.blocks import Entries
from coprod.output.account.html import html
from coprod.output.account.lines import lines
from coprod.output.account.markdown import markdown
from tests.conftest import session
from tests.output.judged import context, shown

FIVE = "also_present = { community = 5 }"


def _id(text: str) -> str:
    return f"s-{text.replace(' ', '-')}"


def said(text: str, day: str, more: str = "") -> str:
    return f'\n[[said]]\ndate = {day}\ntext = "{text}"\nid = "{_id(text)}"\n{more}\n'


def answer(to: str, outcome: str, day: str, more: str = "") -> str:
    return f'\n[[answers]]\nto = "{_id(to)}"\noutcome = "{outcome}"\ndate = {day}\ntext = "Because {outcome}"\n{more}\n'


ANSWERED = (
    said("tap", "2026-03-01")
    + said("bench", "2026-02-01")
    + said("lamp", "2026-04-01")
    + said("gate", "2026-01-20", 'group = "tenants"\nhoped = "To walk home"')
    + said("to come", "2027-01-01")
    + answer("tap", "done", "2026-05-01", 'told = "letter"')
    + answer("bench", "open", "2026-06-01")
    + answer("bench", "declined", "2026-05-01", 'told = "call"')
    + answer("lamp", "partly", "2026-05-01")
    + answer("lamp", "declined", "2026-05-02", 'told = "letter"')
    + answer("gate", "done", "2027-05-02")
)


def test_what_is_open_comes_first_and_a_refusal_stands_with_its_reason() -> None:
    assert shown("said", session("co-design", who=["A"], more=FIVE) + ANSWERED) == (
        "The record holds four things that were said. One is still open. Two were declined. One was done.\n"
        "Still open:\n"
        "gate\n20 January 2026, 10 months ago, tenants\nThey hoped: To walk home\n"
        "Not done, and why:\n"
        "bench\n1 February 2026\n"
        "Not done, and why, 1 May 2026: Because declined\nThey were told: call\n"
        "Still open, 1 June 2026: Because open\n"
        "lamp\n1 April 2026\nDone in part, 1 May 2026: Because partly\nThey were told: not on record\n"
        "Not done, and why, 2 May 2026: Because declined\nThey were told: letter\n"
        "Done:\n"
        "tap\n1 March 2026\nDone, 1 May 2026: Because done\nThey were told: letter\n"
    )


def test_one_thing_is_told_in_the_singular_and_nothing_not_at_all() -> None:
    assert shown("said", said("tap", "2026-11-21")).startswith(
        "The record holds one thing that was said. One is still open.\nStill open:\ntap\n21 November 2026, yesterday\n"
    )
    assert shown("said", said("tap", "2026-11-23")) == ""


@pytest.mark.parametrize("number", [13, 300])
def test_counts_are_words_and_never_a_rate(number: int) -> None:
    text = "".join(said(f"x{one}", "2026-11-21") for one in range(number))
    part = shown("said", text)
    assert part.startswith(f"The record holds {number} things that were said. {number} are still open.\n")
    assert "%" not in part


@pytest.mark.parametrize(
    ("sessions", "told"),
    [
        ("", False),
        (session("co-design", who=["A", "B", "C", "D"]), False),
        (session("co-design", who=["A", "B"]) + session("co-design", who=["C", "D"], day="2026-01-13"), False),
        (session("co-design", who=["A", "B", "C", "D"]) + session("co-design", who=["E"], day="2027-01-13"), False),
        (session("co-design", who=["A", "B", "C", "D"]) + session("co-design", who=["E"], day="2026-01-13"), True),
        (session("co-design", who=["p:A"], more=FIVE), True),
        (session("co-design", who=["p:A", "p:B", "p:C", "p:D", "p:E", "A"]), False),
    ],
)
def test_a_shared_page_names_no_group_where_fewer_than_five_people_are_on_record(sessions: str, told: bool) -> None:
    text = '[project]\nname = "x"\naffected = ["rough sleepers"]\n' + sessions
    text += said("tap", "2026-01-12", 'group = "rough sleepers"')
    text += session("co-planning", who=["p:A"], day="2026-01-14", more='settled = { problem = "dry" }')
    for part in ("said", "who-asked"):
        assert ("rough sleepers" in shown(part, text)) is told
        assert "rough sleepers" in shown(part, text, names=True)


def test_names_on_record_are_left_out_of_everything_that_was_said() -> None:
    more = 'hoped = "Sam walks home"\ngroup = "Sam\'s friends"'
    text = session("co-design", who=["Sam"], more=FIVE) + said("Sam wants a tap", "2026-01-12", more)
    text += answer("Sam wants a tap", "declined", "2026-02-01", 'told = "Sam was called"').replace("Because", "Sam")
    text += session("co-planning", who=["p:A"], day="2026-01-14", more='settled = { problem = "Sam is dry" }')
    text += '\n[[feedback]]\ndate = 2026-02-01\nsessions = ["x"]\nhow = "Sam told all"\n'
    for part in ("said", "who-asked", "feedback"):
        assert "Sam" not in shown(part, text)
        assert "Sam" in shown(part, text, names=True)


PROBLEM = 'level = "{}"\nsettled = {{ problem = "The yard is dark." }}'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            session("co-planning", who=["A"], more=PROBLEM.format("deciding")) + said("tap", "2026-01-13"),
            (
                "The problem was settled on 12 January 2026 together with the community: The yard is dark.\n"
                "The record does not show who asked for it.\n"
            ),
        ),
        (
            session("co-planning", who=["A"], more=PROBLEM.format("considered"))
            + said("tap", "2026-01-12")
            + said("lamp", "2025-01-12"),
            (
                "The problem was settled on 12 January 2026, and is not on record as settled together: "
                "The yard is dark.\n"
                "What people had said by then: 12 January 2025: lamp\n"
                "What people had said by then: 12 January 2026: tap\n"
            ),
        ),
        (
            session("co-planning", who=["A"], more='settled = { problem = "dark" }'),
            (
                "The problem was settled on 12 January 2026 with community people, whose part is not recorded: dark.\n"
                "The record does not show who asked for it.\n"
            ),
        ),
        (
            '[project]\nname = "x"\ngiven = { problem = "dark" }\n' + said("tap", "2026-01-12"),
            "The problem is recorded as fixed from outside: dark.\nThe record does not show who asked for it.\n",
        ),
        (session("co-planning", who=["A"]) + said("tap", "2026-01-12"), ""),
        (session("co-planning", who=["A"], day="2027-01-12", more='settled = { problem = "dark" }'), ""),
        (
            session("co-planning", who=["A"], more=PROBLEM.format("deciding"))
            + session("co-planning", who=["p:A"], more='settled = { problem = "apart" }')
            + session("co-planning", who=["p:A"], day="2026-01-10", more='settled = { problem = "earlier" }'),
            (
                "The problem was settled on 12 January 2026 together with the community: The yard is dark.\n"
                "The record does not show who asked for it.\n"
            ),
        ),
    ],
)
def test_who_asked_for_it_is_what_was_said_by_the_day_on_which_the_problem_was_settled(text: str, words: str) -> None:
    assert shown("who-asked", text) == words


def test_letters_stand_under_what_people_were_told() -> None:
    text = session("co-design", who=["A"], more='id = "one"')
    for day, ids in (("2026-02-02", '["one"]'), ("2026-02-01", '["none"]'), ("2027-02-02", '["one"]')):
        text += f'\n[[feedback]]\ndate = {day}\nsessions = {ids}\nhow = "letter {day}"\n'
    assert shown("feedback", text) == (
        "People were told what came of session 1 (12 January 2026).\n"
        "On 1 February 2026 people were told what came of a session that is not on record: letter 2026-02-01.\n"
        "On 2 February 2026 people were told what came of session 1 (12 January 2026): letter 2026-02-02.\n"
    )


def test_every_medium_tells_all_of_it() -> None:
    text = session("co-design", who=["A"], more=f'{FIVE}\nid = "one"') + ANSWERED.replace(
        'group = "tenants"', 'session = "one"\ngroup = "tenants"'
    )
    made = account.page(context(text))
    part = next(part for part in made.record if part.title == "You said, we did")
    said_there = [entry for block in part.blocks if isinstance(block, Entries) for entry in block.entries]
    assert len(said_there) == 4
    for medium in (html, markdown, lines):
        page = medium(made)
        front, _, page = page.partition("You said, we did")
        assert page.count("Not done, and why") == 3
        assert page.count("Because declined") == 2
        # The first page tells the latest answer to each.
        assert "Because declined" in front.partition("What you said, and what we did")[2]
        assert "session 1" in page
    assert '<a href="#session-1">session 1</a>' in html(made)
