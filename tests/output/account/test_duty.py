"""Accounts in a duty's own order: what the record holds is filled in, what it does not is left to write."""

import re
from pathlib import Path

import pytest

from coprod.errors import Unusable
from coprod.output.account.duty import NAMED, TO_WRITE, Duty, account, load, parse, shipped
from coprod.output.account.markdown import markdown
from tests.conftest import ROOT, WHOLE, Run
from tests.output.account.projects import EMPTY
from tests.output.judged import context

GARDEN = ROOT / "examples" / "riverside-garden.coprod.toml"
ONE = 'format = 1\ntitle = "T"\nsource = "S"\n[[questions]]\nask = "Q"\n'
#: What always has something to say, if only that there is nothing.
ALWAYS = {"about", "verdict", "open", "waivers", "findings"}


def shown(text: str, duty: Duty) -> str:
    return markdown(account(context(text), duty)).replace("\\", "")


def sections(page: str, duty: Duty) -> list[str]:
    """The text under each question, in the duty's order."""
    found = []
    for question in duty.questions:
        _, _, rest = page.partition(f"## {question.ask}\n")
        found.append(re.split(r"^## ", rest, flags=re.MULTILINE)[0])
    return found


@pytest.mark.parametrize("name", shipped())
def test_a_shipped_account_asks_in_its_order_and_leaves_what_is_not_on_record(name: str) -> None:
    duty = load(name)
    page = shown(EMPTY, duty)
    places = [page.index(f"## {question.ask}") for question in duty.questions]
    assert places == sorted(places)
    for question, text in zip(duty.questions, sections(page, duty), strict=True):
        lines = [line for line in text.split("\n") if TO_WRITE in line]
        wanted = [] if ALWAYS & {*question.parts} else [question.ask]
        wanted += [question.write] if question.write else []
        assert lines == [f"**{TO_WRITE} {words}{'' if words.endswith('?') else '.'}**" for words in wanted]
    assert "compl" not in page


@pytest.mark.parametrize("name", shipped())
def test_what_the_garden_holds_is_filled_in(name: str) -> None:
    duty = load(name)
    page = shown(GARDEN.read_text("utf-8"), duty)
    for question, text in zip(duty.questions, sections(page, duty), strict=True):
        assert text.strip()
        if question.parts not in {(), ("views",), ("access",)}:
            assert f"{TO_WRITE} {question.ask}" not in text


@pytest.mark.parametrize("part", NAMED)
def test_every_part_says_something_of_a_whole_record(part: str) -> None:
    duty = parse(f'{ONE}parts = ["{part}"]\n', "a.toml")
    page = shown(WHOLE, duty)
    text = sections(page, duty)[0]
    assert text.strip()
    assert (TO_WRITE in shown(EMPTY, duty)) == (part not in ALWAYS)


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        (ONE.replace("ask", "aks"), 'unknown key "aks"; did you mean "ask"?', 5),
        (f'{ONE}parts = ["setled"]\n', '"setled" is no part; did you mean "settled"?', 6),
        (ONE.replace("format = 1", "format = 2"), "format must be 1; this coprod knows no other", 1),
        (f"{ONE}colour = 1\n", 'unknown key "colour": these are known: ask, parts, write', 6),
        (f'{ONE}parts = "said"\n', 'parts must be a list, such as ["settled", "said"]', 6),
        (f'{ONE}write = ""\n', "write must be text in quotes, and not empty", 6),
        (
            'format = 1\ntitle = "T"\nsource = "S"\n',
            "questions are missing: write each as [[questions]] with ask and parts",
            1,
        ),
    ],
)
def test_a_mistake_is_told_with_its_line(text: str, message: str, line: int) -> None:
    with pytest.raises(Unusable) as error:
        parse(text, "a.toml")
    assert (message, line) in [(problem.message, problem.line) for problem in error.value.problems]


def test_each_mistake_is_told_once_also_where_a_table_stands_for_a_part() -> None:
    with pytest.raises(Unusable) as error:
        parse(f'{ONE.replace("ask", "aks")}parts = ["sad", {{ a = 1 }}]\n', "a.toml")
    assert [problem.message.partition(": these are")[0] for problem in error.value.problems] == [
        "ask must be text in quotes, and not empty",
        'unknown key "aks"; did you mean "ask"?',
        '"sad" is no part; did you mean "said"?',
        "\"{'a': 1}\" is no part",
    ]


def test_many_projects_make_one_account_with_sums_in_words(run: Run) -> None:
    page = run("report", "--for", "tenant-voice", "--format", "markdown", str(GARDEN.parent)).out
    assert page.startswith("# How tenants' views were considered")
    assert "4 projects and " in page
    assert page.count("## Riverside garden: ") == 9
    assert "%" not in page


def test_an_unknown_account_is_refused_with_those_that_there_are(run: Run) -> None:
    refused = run("report", "--for", "gripp3", str(GARDEN))
    assert (refused.code, refused.out) == (2, "")
    assert 'no account is called "gripp3"; did you mean "gripp2"?' in refused.err
    assert "board, gripp2, nhs-involvement" in run("report", "--for", "moon", str(GARDEN)).err


def test_an_account_of_ones_own_is_a_file(run: Run, folder: Path) -> None:
    (folder / "own.toml").write_text(f'{ONE}parts = ["said"]\nwrite = "What is better"\n', "utf-8")
    page = run("report", "--for", "own.toml", "--format", "markdown", str(GARDEN)).out
    assert "There is no light" in page
    assert f"{TO_WRITE} What is better." in page


def test_what_the_project_answered_stands_beside_what_readers_say(run: Run) -> None:
    page = run("report", "--for", "board", "--format", "markdown", str(GARDEN)).out.replace("\\", "")
    assert "- **2 March 2026, of the session of 9 February 2026**: Fewer than five people" in page
    assert "The project answered on 16 March 2026, done in part: The two drawings were the designer's" in page
    assert "Settled by their own account: 9 March 2026." in page
    assert "It settles: what was read on 16 February 2026." in page


def test_several_ways_of_recognition_read_as_one_sentence() -> None:
    ways = 'recognition = ["paid", "expenses", "voucher"]'
    page = shown(WHOLE.replace("[[sessions]]", f"{ways}\n\n[[sessions]]", 1), load("uk-standards"))
    assert "People's time is paid, recognised by expenses and vouchers." in page
