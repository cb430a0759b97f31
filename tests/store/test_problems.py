import pytest

from coprod.errors import Problem, Unusable
from coprod.store import read
from coprod.store.read import parse, read_toml
from tests.conftest import document, session


def problems(text: str) -> list[tuple[int | None, str]]:
    with pytest.raises(Unusable) as caught:
        document(text)
    return [(problem.line, problem.message) for problem in caught.value.problems]


EVERYTHING = """\
format = 1
[project]
name = "Riverside garden"
purpose = "A garden"
lead = "Council"
started = 2026-01-05
delivery = "Neighbours run it"
affected = ["tenants", "young people"]
recognition = "paid"
claim = ["co-design"]
[project.given]
funding = "Capped at 40,000"
[check]
community_share = 0.5
feedback_days = 30
[people]
C1 = "Amina K."
[[sessions]]
date = 2026-01-12
phase = ["co-planning", "co-design"]
title = "What should it become?"
level = "deciding"
community = ["C1", "Sam"]
professional = ["Jo (council)"]
also_present = { community = 12, professional = 1 }
heard = ["tenants"]
settled = { problem = "Unsafe after dark" }
feeds_back = ["other"]
recognition = "voucher"
note = "A note"
id = "2026-01-12-7c1e0b"
[[waivers]]
rule = "CP301"
session = "2026-01-12-7c1e0b"
reason = "The hall was small"
until = 2026-12-31
[[readiness]]
date = 2026-01-05
by = "Steering group"
target = "deciding"
listened = ["yes", "yes", "partly"]
shared-power = ["no", "no", "unknown"]
"""


def test_every_key_of_the_format_is_read() -> None:
    project = document(EVERYTHING).project
    assert project.project.given == {"funding": "Capped at 40,000"}
    assert project.check.community_share == 0.5
    assert project.people == {"C1": "Amina K."}
    assert project.sessions[0].phase == ("co-planning", "co-design")
    assert project.sessions[0].also_present.community == 12
    assert project.waivers[0].session == "2026-01-12-7c1e0b"
    assert project.readiness[0].shared_power == ("no", "no", "unknown")
    assert project.readiness[0].supported == ("unknown", "unknown", "unknown")


def test_all_problems_are_reported_in_one_run_in_the_order_of_the_file() -> None:
    found = problems("""\
[project]
name = " "
started = "2026-01-05"
claim = ["co-desing"]
colour = "green"

[check]
community_share = true

[[sessions]]
date = 2026-01-12
phase = "co-design"
levle = "deciding"
community = ["C1", "C1"]
id = "one"

[[sessions]]
date = 2026-01-12
phase = "co-design"
settled = { problm = "x" }
community = "C1"
id = "one"

[[sessions]]
date = 2026-01-12
phase = "co-design"
also_present = { community = -1 }
""")
    assert found == [
        (2, "[project], name: must not be blank"),
        (3, "[project], started: must be a date such as 2026-01-31, without quotes and without a time"),
        (
            4,
            (
                "[project], claim, entry 1: must be one of co-planning, co-design, co-delivery, co-evaluation, "
                'in quotes; did you mean "co-design"?'
            ),
        ),
        (
            5,
            (
                '[project], colour: unknown key "colour"; known here: name, purpose, lead, contact, started, ended, '
                "ended_because, language, delivery, "
                "affected, recognition, claim, given"
            ),
        ),
        (8, "[check], community_share: must be a number"),
        (13, 'session 1, levle: unknown key "levle"; did you mean "level"?'),
        (14, "session 1, community: the same entry stands here twice"),
        (
            20,
            (
                "session 2, settled, problm: must be one of problem, people, approach, timeframe, funding, management, "
                "definition, ideas, testing, method, roles, place, success, measures, voices, data; "
                'did you mean "problem"?'
            ),
        ),
        (21, "session 2, community: must be a list in square brackets"),
        (22, "session 2, id: an earlier session has the same id or the same content"),
        (27, 'session 3, also_present, community: must be a whole number of at least 0, or "some"'),
    ]


REFUSED = [
    ("level = 4", "must be one of informed, listened, supported, considered, deciding, shared-power, in quotes"),
    ('level = "Deciding"', 'did you mean "deciding"?'),
    ("date = 2026-01-12T10:00:00", "must be a date such as"),
    ("phase = []", "must not be empty"),
    ('phase = "design"', "session 1, phase: must be one of"),
    ('phase = ["co-design", "co-design"]', "twice"),
    ("title = 3", "must be text in quotes"),
    ('community = [" "]', "entry 1: must not be blank"),
    ('heard = ["a", 1]', "entry 2: must be text in quotes"),
    ("also_present = { community = true }", "must be a whole number"),
    ("also_present = { community = 1.0 }", "must be a whole number"),
    ("also_present = { residents = 1 }", "known here: community, professional"),
    ("also_present = 3", "must be a table"),
    ('settled = { problem = "" }', "must not be blank"),
    ('feeds_back = ["a b"]', "must be text without spaces"),
    ('recognition = "cash"', "paid, expenses, voucher, in-kind, voluntary, declined, none"),
    ('id = ""', "must be text without spaces"),
]


@pytest.mark.parametrize(("line", "message"), REFUSED)
def test_what_a_session_may_not_say(line: str, message: str) -> None:
    keys = {"date": "2026-01-12", "phase": '"co-design"', "community": '["A"]'}
    key, value = line.split(" = ", 1)
    text = "\n".join(f"{name} = {text}" for name, text in (keys | {key: value}).items())
    [(_, found)] = problems(f"[[sessions]]\n{text}\n")
    assert message in found


def test_a_session_needs_a_date_a_phase_and_somebody() -> None:
    assert [message for _, message in problems("[[sessions]]\n")] == [
        'session 1, date: "date" is missing',
        'session 1, phase: "phase" is missing',
        "session 1, also_present: names nobody who took part; add community, professional or also_present",
    ]


def test_a_count_alone_is_somebody() -> None:
    text = '[[sessions]]\ndate = 2026-01-12\nphase = "co-design"\nalso_present = { community = 1 }\n'
    assert document(text).project.sessions[0].also_present.community == 1


def test_an_id_that_is_left_out_follows_from_the_content() -> None:
    one, two = (document(session("co-design", who=[name])).project.sessions[0].id for name in "AB")
    assert one.startswith("2026-01-12-")
    assert one != two


def test_the_same_session_twice_is_told_even_without_ids() -> None:
    text = session("co-design", who=["A"])
    assert problems(text + text)[0][1] == "session 2, id: an earlier session has the same id or the same content"


def test_a_format_of_the_future_is_told_alone() -> None:
    [(line, message)] = problems("format = 2\n[project]\nname = 3\n")
    assert line == 1
    assert "upgrade coprod" in message


@pytest.mark.parametrize("value", ["0", "true", "1.0", '"1"'])
def test_a_format_is_the_number_one(value: str) -> None:
    [(line, message)] = problems(f'format = {value}\n[project]\nname = "x"\n')
    assert line == 1
    assert message.startswith("format: must be ")


def test_a_file_without_a_project_table_is_none() -> None:
    with pytest.raises(Unusable) as caught:
        parse(b"[tool.black]\nline-length = 3\n", "pyproject.toml")
    assert any("write [project] on a line" in problem.message for problem in caught.value.problems)


@pytest.mark.parametrize("value", ["nan", "inf", "-0.1", "1.01", '"0.3"'])
def test_a_share_is_a_number_from_0_to_1(value: str) -> None:
    assert problems(f"[check]\ncommunity_share = {value}\n")[0][0] == 4


def test_readiness_takes_three_answers() -> None:
    found = problems('[[readiness]]\ndate = 2026-01-05\nlistened = ["yes"]\nshared-power = ["yes", "no", "maybe"]\n')
    assert found[0] == (5, "readiness 1, listened: takes three answers: opening, opportunity, obligation")
    assert "must be one of yes, partly, no, unknown" in found[1][1]


def test_names_of_people_are_not_repeated_in_messages() -> None:
    [(_, message)] = problems('[people]\n"Amina Khan" = 3\n')
    assert message == "[people]: must be text in quotes"


def test_a_problem_names_its_column() -> None:
    with pytest.raises(Unusable) as caught:
        document('[project]\nname = "x"\nstarted = 1\n')
    assert caught.value.problems == (
        Problem(
            "test.toml",
            "[project], started: must be a date such as 2026-01-31, without quotes and without a time",
            3,
            1,
        ),
    )


BROKEN = '[[sessions]]\ndate = 2026-01-01\nphase = "co-design"\ncommunity = ["A"]\nlevel = 9\nid = "s{}"\n'


@pytest.mark.parametrize(
    ("number", "more"),
    [(99, ""), (100, ""), (101, "has 1 more problem like these"), (250, "has 150 more problems like these")],
)
def test_the_first_hundred_problems_are_listed_and_the_others_counted(number: int, more: str) -> None:
    found = problems("".join(BROKEN.format(n) for n in range(number)))
    assert [line for line, _ in found[:100]] == [7 + 6 * n for n in range(min(number, 100))]
    assert [message for _, message in found[100:]] == [more] * bool(more)


def test_problems_of_every_kind_are_told_in_the_order_of_the_file() -> None:
    text = "".join(f"{BROKEN.format(n)}[[waivers]]\nrule = {n}\nreason = 'x'\nuntil = 2026-01-01\n" for n in range(40))
    found = problems(text)
    assert [line for line, _ in found] == [line for n in range(40) for line in (7 + 10 * n, 10 + 10 * n)]


@pytest.mark.parametrize("place", [0, 19, 20, 5_000, 9_999])
def test_one_problem_in_a_large_file_is_found_wherever_it_is(place: int) -> None:
    good = BROKEN.replace("level = 9", f'note = "{"x" * 50}"')
    sessions = [good.format(n) for n in range(10_000)]
    sessions[place] = BROKEN.format(place)
    [(line, message)] = problems("".join(sessions))
    assert line == 7 + 6 * place
    assert message.startswith(f"session {place + 1}, level: ")


def test_a_large_file_is_read_as_a_small_one_is(monkeypatch: pytest.MonkeyPatch) -> None:
    labels = ", ".join(f'"P{n}"' for n in range(500))
    text = EVERYTHING + "".join(session("co-design", who=[f"Q{n}"], more=f'id = "s{n}"') for n in range(50))
    text += f'[[sessions]]\ndate = 2026-03-01\nphase = "co-design"\nid = "full"\ncommunity = [{labels}]\n'
    small = document(text).project
    monkeypatch.setattr(read, "_LARGE", 0)
    large = document(text).project
    assert large == small
    assert large.model_dump() == small.model_dump()
    assert len(large.sessions[-1].community) == 500


def test_a_problem_far_down_a_list_is_found_too() -> None:
    labels = ", ".join(f'"{n}"' for n in range(120_000))
    [(line, message)] = problems(f'[[sessions]]\ndate = 2026-01-01\nphase = "co-design"\ncommunity = [{labels}, 1]\n')
    assert (line, message) == (6, "session 1, community, entry 120001: must be text in quotes")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("name = “Riverside”", 1, "curly quotation marks"),
        ('name = "Riverside”', 1, "curly quotation marks"),
        ("community = [“Sam”]", 1, "curly quotation marks"),
        ("date = 12/01/2026", 1, "date = 2026-01-31"),
        ("date = 31/01/2026", 1, "date = 2026-01-31"),
        ("date = 31.12.2026", 1, "date = 2026-12-31"),
        ("date = 2026-1-5 # Monday", 1, "date = 2026-01-05"),
        ("date = 12 Jan 2026", 1, "date = 2026-01-12"),
        ("date = 2026-02-30", 1, "is no day that there is"),
        ('name = "x\npurpose = "y"', 1, 'not closed: write " at the end'),
        ("name = 'x", 1, "not closed: write ' at the end"),
        ('community = ["Sam, "Zoe"]', 1, "not closed"),
        ("community_share = 0,34", 1, "community_share = 0.34"),
        ("community_share = ,5", 1, "community_share = 0.5"),
        ("community_share = .5", 1, "community_share = 0.5"),
        ("community_share = 34 %", 1, "community_share = 0.34"),
        ("name = Riverside", 1, 'text stands in quotes: name = "..."'),
        ('community = ["Sam", Zoe]', 1, "each text of a list stands in quotes"),
        ('community = ["Sam" "Zoe"]', 1, "a comma is missing"),
        ('community = ["Sam", "Zoe"\ndate = 2026-01-12', 2, "the list above is not closed"),
        ('community = "Sam", "Zoe"', 1, "square brackets"),
        ("[sessions]]", 1, "write [sessions], or [[sessions]]"),
        ("date: 2026-01-12", 1, "write = between"),
        ('name "x"', 1, "an = is missing"),
        ('name = "a "b" c"', 1, 'write \\" for one inside'),
        ('file = "C:\\Users"', 1, "two backslashes"),
        ("a = 1\na = 2", 2, "stands here twice"),
        ("name =", 1, "has no value"),
        ("x = True", 1, "x = true"),
        ("// remark", 1, "a comment begins with #"),
        ('young people = "x"', 1, "no blanks in it"),
        ('name = "a\x1b"', 1, "control character"),
    ],
)
def test_a_typical_mistake_is_told_with_what_to_write(text: str, line: int, words: str) -> None:
    with pytest.raises(Unusable) as caught:
        read_toml(text + "\n", "a.toml")
    [problem] = caught.value.problems
    assert (problem.line, problem.message[:18]) == (line, "is not valid TOML:")
    assert words in problem.message


def test_anything_else_is_told_as_the_reader_does() -> None:
    with pytest.raises(Unusable, match="unexpected leading zero"):
        read_toml("x = 01\n", "a.toml")


def test_no_text_of_the_file_is_repeated_but_the_key() -> None:
    with pytest.raises(Unusable) as caught:
        read_toml("name = Amina Khan\n", "a.toml")
    assert "Amina" not in caught.value.problems[0].message
