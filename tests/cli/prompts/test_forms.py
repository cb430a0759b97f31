"""The form once, whatever is asked for; and each kind of record, as somebody types it at a terminal."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tomli
import typer

from coprod.cli.prompts.forms import Draft, Form, Question, interview, numbered
from coprod.model.rows import Kind, Row
from tests.cli.commands.test_said import LATER, PROJECT
from tests.cli.prompts.test_session import BARE
from tests.conftest import WHOLE, Run
from tests.terminal import Terminal

Sit = Callable[..., Draft]

ROWS = (
    *(Row(name, "text", "", ask=f"The {name}", free=True) for name in ("name", "child", "place", "note")),
    Row("level", "level", "", above="How far?", ask="Level"),
    Row("heard", "groups", "", ask="Heard"),
    Row("group", "group", "", ask="Group"),
    Row("count", "count", "", ask="How many (Enter: not recorded)"),
    Row("held", "choice", "", ask="Held", choices=("in person", "online")),
    Row("id", "id", ""),
)
KIND = Kind("things", "Things.", "thing", "A thing", None, (), voice=False, commands=(), rows=ROWS)
OFFERED = numbered(["tenants", "carers"])
#: What is asked for; a field that is not named is asked for by its row alone.
ASKED: dict[str, Callable[[Form], list[Question]]] = {
    "names": lambda form: [
        form.ask("name"),
        form.ask("child", due=lambda: form.draft["name"] == "parent"),
        form.ask("place", "optional"),
        form.ask("note", "optional"),
    ],
    "level": lambda form: [form.ask("level", "optional", left_out="not known"), form.ask("note", "optional")],
    "heard": lambda form: [form.ask("heard", "optional", offer=lambda: OFFERED), form.ask("note", "optional")],
    "group": lambda form: [form.ask("group", offer=lambda: OFFERED)],
    "count": lambda form: [form.ask("count", "unrecorded"), form.ask("note", "optional")],
    "held": lambda form: form._replace(kind=KIND._replace(rows=(KIND.row("held"),))).with_others([]),
}


@pytest.fixture
def sit(monkeypatch: pytest.MonkeyPatch) -> Sit:
    """Answer a form with these lines; what was known by the end."""

    def call(*lines: str, asked: str = "names", **known: str) -> Draft:
        monkeypatch.setattr("sys.stdin", Terminal("".join(f"{line}\n" for line in lines)))
        draft: Draft = dict(known)
        interview(ASKED[asked](Form(KIND, draft)), lambda: [f"So: {draft}"])
        return {name: value for name, value in draft.items() if value}

    return call


def test_what_is_known_is_not_asked_and_what_is_not_due_neither(sit: Sit) -> None:
    assert sit("Riverside", "n", "y", name="other") == {"name": "other", "place": "Riverside", "note": "n"}


def test_enter_skips_one_and_one_key_skips_the_rest(sit: Sit) -> None:
    assert sit("a", "", "n", "y") == {"name": "a", "note": "n"}
    assert sit("a", "s", "y") == {"name": "a"}
    assert sit("a", "Skip", "YES") == {"name": "a"}


def test_the_key_for_the_rest_is_an_answer_where_something_is_needed(sit: Sit) -> None:
    assert sit("s", "s", "y") == {"name": "s"}


def test_back_returns_to_what_was_asked_and_enter_keeps_it(sit: Sit) -> None:
    assert sit("a", "b", "", "back", "c", "", "", "y") == {"name": "c"}
    assert sit("b", "a", "", "", "y") == {"name": "a"}
    assert sit("a", "p", "n", "b", "b", "b", "", "-", "", "y") == {"name": "a", "note": "n"}


def test_an_answer_whose_question_is_no_longer_due_is_dropped(sit: Sit) -> None:
    assert sit("parent", "Zoe", "b", "b", "alone", "s", "y") == {"name": "alone"}


@pytest.mark.parametrize("lines", [[], ["a"], ["a", "s"], ["a", "s", "n"]])
def test_leaving_and_no_record_nothing(sit: Sit, lines: list[str]) -> None:
    with pytest.raises(typer.Abort):
        sit(*lines)


def test_the_review_comes_before_the_last_word_and_can_be_left_backwards(
    sit: Sit, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sit("a", "s", "b", "p", "n", "y") == {"name": "a", "place": "p", "note": "n"}
    assert capsys.readouterr().err.count("So: ") == 2


@pytest.mark.parametrize(
    ("asked", "lines", "known", "shown"),
    [
        ("level", "4|s|y", {"level": "deciding"}, "  4  deciding      "),
        ("level", "||y", {}, "  Enter: not known\n"),
        ("level", "4|b||s|y", {"level": "deciding"}, "  Enter: keep deciding; - takes it out\n"),
        ("level", "4|b|-|s|y", {}, ""),
        ("level", "9|consdered|3|s|y", {"level": "considered"}, 'did you mean "considered"?'),
        ("heard", "2 1|s|y", {"heard": ["carers", "tenants"]}, "  1  tenants\n  2  carers\n"),
        ("heard", "1-2|b||s|y", {"heard": ["tenants", "carers"]}, "  Now: tenants, carers\n"),
        ("heard", "1|b|-|s|y", {}, ""),
        ("heard", "3|1|s|y", {"heard": ["tenants"]}, "There is no number 3: the list goes from 1 to 2."),
        ("group", "|2|y", {"group": "carers"}, ""),
        ("group", "1 2|1|y", {"group": "tenants"}, "write one number here; nothing was taken"),
        ("count", "3|s|y", {"count": 3}, ""),
        ("count", "|s|y", {}, ""),
        ("count", "3|b||s|y", {}, ""),
        ("count", "few|3|s|y", {"count": 3}, "write a number, such as 3"),
        ("held", "2|y", {"held": "online"}, "  1  in person\n  2  online\n"),
        ("held", "onlin|Online|y", {"held": "online"}, 'did you mean "online"?'),
    ],
)
def test_enter_keeps_a_dash_clears_and_a_number_picks(
    sit: Sit, capsys: pytest.CaptureFixture[str], asked: str, lines: str, known: Draft, shown: str
) -> None:
    assert sit(*lines.split("|"), asked=asked) == known
    assert shown in capsys.readouterr().err


MEETINGS = PROJECT + LATER
FIFTEEN = "y|y|p|y|p|n|y|n|n|n|n|u|n|n|n"
ANSWERS = {
    "listened": ["yes", "yes", "partly"],
    "supported": ["yes", "partly", "no"],
    "considered": ["yes", "no", "no"],
    "deciding": ["no", "no", "unknown"],
    "shared-power": ["no", "no", "no"],
}
ALL = {"date": "2026-11-22", "target": "deciding", **ANSWERS}
SAID, TOLD = {"text": "A tap"}, {"date": "2026-11-22", "how": "letter"}

#: What is there, the command, what is typed, what is recorded, and how often the terminal shows something.
TYPED: list[tuple[str, str, str, Any, dict[str, int]]] = [
    ("", "init", "Garden|s|y", {"name": "Garden"}, {}),
    ("", "init a.toml", "Garden||||||y", {"name": "Garden"}, {}),
    (
        "",
        "init",
        "b|Garden|tenants, young people|b|tenants|Grow|Council|garden@x.example|3|y",
        {"name": "Garden", "affected": ["tenants"], "purpose": "Grow", "lead": "Council"}
        | {"contact": "garden@x.example", "recognition": "voucher"},
        {"This is the first question": 1, "  Now: tenants, young people": 1},
    ),
    ("", "init 'Riverside garden'", "s|y", {"name": "Riverside garden"}, {"What is the project called": 0}),
    (
        "",
        "init --lead Council",
        "Garden|||b|b||Grow|s|y",
        {"name": "Garden", "purpose": "Grow", "lead": "Council"},
        {"Which organisation": 0},
    ),
    (
        MEETINGS,
        "said",
        "A tap|1|2|Water for the beds|y",
        {"date": "2026-02-01", "session": "second", "group": "young people", "hoped": "Water for the beds"} | SAID,
        {"to-come": 0},
    ),
    (MEETINGS, "said", "A tap||yesterday|s|y", {"date": "2026-11-21"} | SAID, {"to-come": 0}),
    (
        MEETINGS,
        "said",
        "A tap||yesterday|old|YOU|s|y",
        {"date": "2026-11-21", "group": "young people"} | SAID,
        {'no group "old" is on record': 1},
    ),
    (
        MEETINGS,
        "said",
        "A tpa|b|A tap|2026-01-12|carers||y",
        {"date": "2026-01-12", "session": "all", "group": "carers"} | SAID,
        {"Said [A tpa]": 1},
    ),
    (MEETINGS, "told", "1 2|letter|y", {"sessions": ["second", "all"]} | TOLD, {"to-come": 0}),
    (MEETINGS, "told", "2|b|al|letter|y", {"sessions": ["all"]} | TOLD, {}),
    (
        BARE,
        "log design --date today",
        "|y|Jo|n|||y",
        {"date": "2026-11-22", "phase": "co-design", "professional": ["Jo"]},
        {"How far": 0},
    ),
    (
        BARE,
        "log design --date today",
        "|y||Sam|||4||y",
        {"date": "2026-11-22", "phase": "co-design", "community": ["Sam"], "level": "deciding"},
        {"A session needs somebody who took part": 1},
    ),
    (
        BARE,
        "log design",
        "?||Sam|||4||y",
        {"date": "2026-11-22", "phase": "co-design", "community": ["Sam"], "level": "deciding"},
        {'"?" is not a day': 1},
    ),
    (
        BARE,
        "log design --date today -c Sam -p Jo",
        "4|p|Ann||y",
        {"date": "2026-11-22", "phase": "co-design", "community": ["Sam"], "professional": ["Jo"]}
        | {"supporting": ["Ann"], "level": "deciding"},
        {},
    ),
    (
        BARE,
        "log",
        "2||Sam, Zoe||b|-Zoe||b|b|b|3||||4|b|||b||y",
        {"date": "2026-11-22", "phase": "co-delivery", "community": ["Sam"], "level": "deciding"},
        {},
    ),
    (
        WHOLE,
        "readiness",
        "|" + "|".join(f"x|yes please|{key}" for key in FIFTEEN.split("|")) + "|9|none|4||maybe|y",
        ALL,
        {
            '"x" is none of these keys, and changes nothing': 15,
            '"9" is no level': 1,
            '"maybe" is none of these keys': 1,
        },
    ),
    (WHOLE, "readiness", "|Yes|Yes|PARTLY|Yes|PARTLY|no|Yes|no|no|no|no|U|no|no|no|Deciding|YES", ALL, {}),
    (WHOLE, "readiness", "|" * 17 + "y", {"date": "2026-11-22"}, {"no level to aim for": 2}),
    (
        WHOLE,
        "readiness",
        "|y|b|y|y|y|y|b|b|p|" + FIFTEEN[6:] + "|4|y",
        ALL,
        {"Question 1 of 15": 2, "Enter keeps yes": 4},
    ),
    (WHOLE, "readiness", "|" + FIFTEEN[:11] + "|b" * 6 + "|" * 7 + FIFTEEN[12:] + "|4|y", ALL, {}),
    (
        WHOLE,
        "readiness",
        "|y|n|s|y",
        {"date": "2026-11-22", "listened": ["yes", "no", "unknown"]},
        {"Which level": 0, "  1 listened      yes             no              unknown\n": 1},
    ),
    (
        WHOLE,
        "readiness",
        "|" + FIFTEEN[:27] + "|s|b|y|3|b|b|n|4|y",
        ALL,
        {"Question 15 of 15": 3, "Enter: keep considered": 2},
    ),
    (
        WHOLE,
        "readiness --by Board --target 2 --date 2026-11-01",
        f"{FIFTEEN}|y",
        {"date": "2026-11-01", "by": "Board", "target": "supported", **ANSWERS},
        {"Who answers": 0, "Which level": 0},
    ),
]
TABLE = {"init": "project", "said": "said", "told": "feedback", "log": "sessions", "readiness": "readiness"}


@pytest.mark.parametrize(
    ("file", "command", "lines", "recorded", "shown"), TYPED, ids=[f"{one[1]}: {one[2][:30]}" for one in TYPED]
)
def test_what_is_typed_is_recorded(
    typed: Run, folder: Path, file: str, command: str, lines: str, recorded: object, shown: dict[str, int]
) -> None:
    if file:
        (folder / "coprod.toml").write_text(file)
    ran = typed(command, *lines.split("|"))
    assert ran.code == 0, ran.err
    [path] = folder.glob("*.toml")
    found = tomli.loads(path.read_text())[TABLE[command.split(" ", maxsplit=1)[0]]]
    record = found[-1] if isinstance(found, list) else found
    assert {key: str(value) if key == "date" else value for key, value in record.items() if key != "id"} == recorded
    assert {words: ran.err.count(words) for words in shown} == shown


@pytest.mark.parametrize(
    ("file", "command", "lines"),
    [
        ("", "init", []),
        ("", "init", ["Garden"]),
        ("", "init", ["Garden", "s", "n"]),
        (BARE, "log", ["2"]),
        (BARE, "log", ["2", "", "Sam", "", "", "4", "s", "n"]),
        (MEETINGS, "said", ["A tap", "s", "", "n"]),
        (MEETINGS, "told", ["1", "letter", "n"]),
        (WHOLE, "readiness", []),
        (WHOLE, "readiness", ["", "y"]),
        (WHOLE, "readiness", ["", *FIFTEEN.split("|"), "4"]),
        (WHOLE, "readiness", ["", *FIFTEEN.split("|"), "4", "n"]),
    ],
)
def test_leaving_or_declining_records_nothing_and_says_so(
    typed: Run, folder: Path, file: str, command: str, lines: list[str]
) -> None:
    if file:
        (folder / "coprod.toml").write_text(file)
    ran = typed(command, *lines)
    assert (ran.code, ran.out.strip()) == (130, "")
    assert ran.err.endswith("\nInterrupted: nothing was changed.\n")
    assert [path.read_text() for path in folder.iterdir()] == ([file] if file else [])
