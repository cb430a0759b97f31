import json
from datetime import date

from coprod.assess import Gate, assess
from coprod.assess.rules import RULES
from coprod.days import Period
from coprod.errors import Problem
from coprod.output.escape import Look
from coprod.output.formats import Results
from tests.conftest import document, print_of, session
from tests.output.formats.readers import rendered

TEXT = (
    """\
format = 1

[project]
name = "Riverside \u202egarden"

[project.given]
funding = "Capped"

[check]
feedback_days = 60
"""
    + session(
        "co-planning",
        who=["C1", "C2", "p:Jo"],
        level="deciding",
        day="2026-02-02",
        more='also_present = { community = 12, professional = 1 }\nsettled = { problem = "Unsafe" }\nid = "evening"',
    )
    + session("co-planning", who=["C1", "C3", "p:Jo"], day="2026-01-12")
    + """
[[readings]]
session = "evening"
date = 2026-02-09
read = "0123456789ab"
readers = 3
said = "differs"
level = "shared-power"
"""
)


def parts(partners: int, consulted: int, took_part: int) -> dict[str, int]:
    told_apart = {"replies": 0, "votes": 0, "informed": 0}
    return {"partners": partners, "consulted": consulted, "took_part": took_part} | told_apart


def test_the_document_is_the_contract_to_the_letter() -> None:
    read = document(TEXT)
    today = date(2026, 11, 22)
    found = assess(read.project, today, read.line_of, file="coprod.toml", gate=Gate(rules=frozenset({"CP304"})))
    text = rendered("json", Results(today, [found], [Problem("broken.toml", "is \x1b broken", 3, 7)]), Look())
    assert text.isascii()
    assert text.endswith("}\n")
    empty = {"people": 0, "attendances": 0, "counted": 0}
    assert json.loads(text) == {
        "schema": "coprod-check/1",
        "today": "2026-11-22",
        "during": None,
        "stands": False,
        "projects": [
            {
                "file": "coprod.toml",
                "name": "Riverside \u202egarden",
                "verdict": "not-co-produced",
                "co_produced": False,
                "stands": False,
                "ended": None,
                "judged": ["co-planning", "co-design", "co-delivery", "co-evaluation"],
                "phases": [
                    {
                        "phase": "co-planning",
                        "status": "co-produced",
                        "stands": True,
                        "contested": False,
                        "until": "2026-02-02",
                        "faded": False,
                        "sessions": 2,
                        "planned": 0,
                        "first": "2026-01-12",
                        "last": "2026-02-02",
                        "community": {"people": 3, "attendances": 4, "counted": 12} | parts(2, 0, 1),
                        "professional": {"people": 1, "attendances": 2, "counted": 1},
                        "supporting": empty,
                        "settled_together": ["problem"],
                        "settled_apart": [],
                    },
                    *(
                        {
                            "phase": phase,
                            "status": "nothing-logged",
                            "stands": False,
                            "contested": False,
                            "until": None,
                            "faded": False,
                            "sessions": 0,
                            "planned": 0,
                            "first": None,
                            "last": None,
                            "community": empty | parts(0, 0, 0),
                            "professional": empty,
                            "supporting": empty,
                            "settled_together": [],
                            "settled_apart": [],
                        }
                        for phase in ("co-design", "co-delivery", "co-evaluation")
                    ),
                ],
                "given": ["funding"],
                "matrix": {
                    "design": "both",
                    "delivery": None,
                    "cell": None,
                    "design_untold": None,
                    "delivery_untold": "no-session",
                },
                "readings": [
                    {
                        "id": read.project.readings[0].id,
                        "session": "evening",
                        "date": "2026-02-09",
                        "side": "community",
                        "said": "differs",
                        "level": "shared-power",
                        "readers": 3,
                        "fingerprint": print_of(read.project),
                        "current": False,
                        "differs": True,
                        "answered": False,
                        "settled": False,
                    }
                ],
                "thresholds": [{"name": "feedback_days", "value": 60.0, "usual": 42.0}],
                "left_out": [rule.code for rule in RULES if rule.severity != "error" and rule.code != "CP304"],
                "readiness": None,
                "findings": [
                    {
                        "code": "CP103",
                        "name": "nothing-logged",
                        "severity": "error",
                        "phase": phase,
                        "session": None,
                        "message": f"Nothing is on record for {phase}.",
                        "line": 3,
                        "waived": None,
                        "waived_until": None,
                    }
                    for phase in ("co-design", "co-delivery", "co-evaluation")
                ]
                + [
                    {
                        "code": "CP304",
                        "name": "affected-not-named",
                        "severity": "note",
                        "phase": None,
                        "session": None,
                        "message": "The project does not say which groups it affects most.",
                        "line": 3,
                        "waived": None,
                        "waived_until": None,
                    }
                ],
                "notes": [],
                "before": None,
            }
        ],
        "errors": [{"file": "broken.toml", "line": 3, "column": 7, "message": "is \x1b broken"}],
        "removed": [],
    }


def test_the_answers_to_the_fifteen_questions_are_told_as_they_stand() -> None:
    read = document(
        session("co-design", who=["C1"], level="listened")
        + '[[readiness]]\ndate = 2026-01-05\nby = "Jo"\ntarget = "listened"\nlistened = ["yes", "partly", "no"]\n'
    )
    today = date(2026, 11, 22)
    found = assess(read.project, today, read.line_of, file="coprod.toml", gate=Gate())
    [project] = json.loads(rendered("json", Results(today, [found]), Look()))["projects"]
    told = project["readiness"]
    answers = told.pop("answers")
    assert len(answers) == 15
    assert answers[2] == {"level": "listened", "commitment": "obligation", "answer": "no"}
    assert told == {
        "date": "2026-01-05",
        "target": "listened",
        "next_question": {"level": "listened", "commitment": "opportunity", "answer": "partly"},
        "practised": {"co-planning": None, "co-design": "listened", "co-delivery": None, "co-evaluation": None},
    }


def test_what_is_new_of_the_third_edition_stands_where_it_is_recorded() -> None:
    text = """
[project]
name = "Test"
ended = 2026-03-31

[[sessions]]
date = 2024-01-12
phase = "co-design"
level = "deciding"
community = ["Ann"]
supporting = ["Interpreter"]
also_present = { community = "some", supporting = 2 }

[[sessions]]
date = 2026-02-02
phase = "co-design"
kind = "ballot"
level = "deciding"
also_present = { community = 150 }
settled = { ideas = "Beds" }

[[sessions]]
date = 2026-02-03
phase = "co-design"
kind = "survey"
level = "informed"
also_present = { community = 30 }
"""
    read, during = document(text), Period(date(2024, 1, 1), None)
    today = date(2026, 11, 22)
    found = assess(read.project, today, read.line_of, file="coprod.toml", gate=Gate(during=during))
    output = json.loads(rendered("json", Results(today, [found], during=during), Look()))
    assert output["during"] == {"from": "2024-01-01", "to": None}
    project = output["projects"][0]
    assert project["ended"] == "2026-03-31"
    design = project["phases"][1]
    assert (design["until"], design["faded"], design["settled_together"]) == ("2024-01-12", True, ["ideas"])
    assert design["community"] == {
        "people": 1,
        "attendances": 1,
        "counted": 0,
        "uncounted": True,
        "replies": 30,
        "votes": 150,
        "partners": 1,
        "consulted": 0,
        "informed": 0,
        "took_part": 0,
    }
    assert design["supporting"] == {"people": 1, "attendances": 1, "counted": 2}
