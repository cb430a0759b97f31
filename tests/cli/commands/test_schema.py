import json
from functools import cache
from typing import Any

import jsonschema
import pytest
import tomli

from coprod.assess.rules import RULES
from coprod.assess.rules.examples import example_text
from coprod.store.read import parse
from tests.conftest import ROOT, WHOLE, Run, session
from tests.store import test_change, test_problems

EXAMPLES = sorted((ROOT / "examples").glob("*.toml"))


@pytest.fixture
def checker(run: Run) -> jsonschema.Draft202012Validator:
    return validator(run("schema").out)


@cache
def validator(text: str) -> jsonschema.Draft202012Validator:
    """Judges by a schema, which is itself judged once."""
    schema = json.loads(text)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())


def as_json(text: str) -> Any:
    """What a validator sees: TOML's dates are text there."""
    return json.loads(json.dumps(tomli.loads(text), default=str))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_every_example_is_valid(checker: jsonschema.Draft202012Validator, path: Any) -> None:
    checker.validate(as_json(path.read_text("utf-8")))


def test_every_project_of_the_rules_is_valid(checker: jsonschema.Draft202012Validator) -> None:
    for rule in RULES:
        checker.validate(as_json(example_text(rule.fires)))
        checker.validate(as_json(example_text(rule.silent)))


def test_what_the_tests_call_valid_is_valid(checker: jsonschema.Draft202012Validator) -> None:
    for text in (test_problems.EVERYTHING, WHOLE, *test_change.TEXTS):
        checker.validate(as_json(text.removeprefix("\ufeff")))


#: What a JSON Schema cannot say: it compares two parts of a file, or takes whole and broken numbers for the same.
BEYOND = {'professional = ["A"]', "also_present = { community = 1.0 }"}


@pytest.mark.parametrize("line", [line for line, _ in test_problems.REFUSED if line not in BEYOND])
def test_what_the_tests_call_invalid_is_invalid(checker: jsonschema.Draft202012Validator, line: str) -> None:
    keys = {"date": "2026-01-12", "phase": '"co-design"', "community": '["A"]'}
    key, value = line.split(" = ", 1)
    body = "\n".join(f"{name} = {text}" for name, text in (keys | {key: value}).items())
    text = f'[project]\nname = "x"\n[[sessions]]\n{body}\n'
    assert not checker.is_valid(as_json(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "format = 2\n[project]\nname = 'x'",
        "[project]\n",
        "[project]\nname = 'x'\n[[sessions]]\ndate = 2026-01-12\nphase = 'co-design'",
        "[project]\nname = 'x'\n[[sessions]]\ndate = 2026-01-12\nphase = 'co-design'\nalso_present = { community = 0 }",
        "[project]\nname = 'x'\n[[waivers]]\nrule = 'CP301'",
        "[project]\nname = 'x'\n[[readiness]]\ndate = 2026-01-12\nlistened = ['yes']",
        "[project]\nname = 'x'\n[check]\ncommunity_share = 2",
        '[project]\nname = "x\\u001b"',
        "[project]\nname = 'x'\n[[said]]\ndate = 2026-01-12\ntext = ' '",
        "[project]\nname = 'x'\nended_because = 'y'",
        "[project]\nname = 'x'\nlanguage = 'Welsh (Wales)'",
        "[project]\nname = 'x'\nrecognition = ['paid', 'none']",
        "[project]\nname = 'x'\nrecognition = []",
        *(
            f"[project]\nname = 'x'\n[[sessions]]\ndate = 2026-01-12\nphase = 'co-design'\n{lines}"
            for lines in (
                "planned = false",
                "supporting = ['A']",
                "community = ['A']\nkind = 'survey'\nlevel = 'deciding'",
                "community = ['A']\nkind = 'survey'\nsettled = { place = { what = 'x', level = 'deciding' } }",
                "community = ['A']\nid = 'project'",
                "also_present = { community = 'many' }",
            )
        ),
        *(
            f"[project]\nname = 'x'\n[[readings]]\ndate = 2026-01-12\nread = 'x'\n{lines}"
            for lines in (
                "session = 'project'\nsaid = 'agree'\nlevel = 'deciding'",
                "session = 'a'\nsaid = 'withdrawn'\nwords = 'x'",
                "session = 'a'\nsaid = 'withdrawn'\nshare = true",
                "session = 'a'\nsaid = 'differs'\nwords = 'x'\nsettles = 'r'",
            )
        ),
    ],
)
def test_other_files_that_are_no_project_are_invalid(checker: jsonschema.Draft202012Validator, text: str) -> None:
    assert not checker.is_valid(as_json(text))


@pytest.mark.parametrize(
    "lines",
    [
        "planned = true",
        "also_present = { community = 'some' }",
        "community = ['A']\nkind = 'survey'\nlevel = 'considered'\nsettled = { place = 'x' }",
        "community = ['A']\nrecognition = ['paid', 'expenses']",
        "community = ['A']\nrecognition = ['none']",
    ],
)
def test_what_the_third_edition_adds_is_valid(checker: jsonschema.Draft202012Validator, lines: str) -> None:
    text = f"[project]\nname = 'x'\n[[sessions]]\ndate = 2026-01-12\nphase = 'co-design'\n{lines}"
    parse(text.encode(), "a.toml")
    checker.validate(as_json(text))


def test_the_output_of_check_is_as_its_schema_says(run: Run, project: Any) -> None:
    checker = validator(run("schema", "--check-output").out)
    answered = WHOLE + '[[readiness]]\ndate = 2026-01-05\nlistened = ["yes", "partly", "no"]\n'
    later = WHOLE + session("co-design", who=["A"], day="2030-01-01")
    for text in (WHOLE, '[project]\nname = "x"\n', "", later, answered):
        project(text)
        checker.validate(json.loads(run("check", "--format", "json").out))
