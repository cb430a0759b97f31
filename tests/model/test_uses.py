"""What the row of a field says is so: a command takes it, an export has its column, and a page shows it.

A field that is new, and that one of them forgets, fails here by its name.
"""

import csv
import io
from pathlib import Path
from typing import Any

import pytest
import typer

from coprod.cli.app import app
from coprod.cli.options import GIVEN
from coprod.model.kinds import KINDS, TABLES
from coprod.model.rows import Kind, Option, Row
from tests.conftest import Run, example

FIELDS = [(kind, row) for kind in KINDS.values() for row in kind.rows]
fields = pytest.mark.parametrize(("kind", "row"), FIELDS, ids=[f"{kind.table}.{row.name}" for kind, row in FIELDS])
OPTIONS = [
    (command, row, option)
    for kind in TABLES.values()
    for whole in kind.rows
    for row in (whole, *whole.parts)
    for option in row.options
    for command in option.commands or kind.commands
]

#: A project in which every field of every kind says something that is said nowhere else.
EVERYTHING = example(
    'affected = ["tenants", "young people"]',
    'sessions: date = 2024-03-17, phase = "co-delivery", title = "The long walk", level = "shared-power", '
    'community = ["Amina", "Bryn", "Cem", "Dana", "Edo"], professional = ["Jo Lee"], '
    'supporting = ["Wyn"], also_present = { community = 37, supporting = 6 }, heard = ["tenants"], '
    'asked = { "young people" = "Not in exam time" }, agenda = "both", '
    'settled = { place = { what = "Behind the depot", level = "considered" } }, '
    'decided = ["It is called the Yard"], recognition = ["in-kind", "expenses"], access = ["A lift to the hall"], '
    'evidence = ["https://example.org/minutes"], note = "Rain all day", id = "walk"',
    'sessions: date = 2024-03-20, phase = "co-delivery", kind = "ballot", community = ["Amina"], id = "vote"',
    'sessions: date = 2024-05-02, phase = "co-evaluation", community = ["Amina"], professional = ["Jo Lee"], '
    'feeds_back = ["walk"], id = "told"',
    'feedback: date = 2024-06-03, sessions = ["told"], how = "a poster in the hall"',
    'said: date = 2024-03-18, text = "Keep the gate open", session = "walk", about = "roles", hoped = "To walk home", '
    'group = "young people", id = "gate"',
    'answers: date = 2024-04-04, to = "gate", outcome = "declined", text = "The neighbours sleep", '
    'told = "by telephone"',
    'readings: session = "walk", date = 2024-07-05, read = "9f3a1c77b0d2", side = "professional", '
    'readers = 13, were_there = 12, how = "in Welsh", alone = true, said = "differs", level = "listened", '
    'words = "We were told", share = true, recognition = "voucher", entered_by = "community", id = "reading"',
    'waivers: rule = "CP202", session = "walk", reason = "A small hall", until = 2030-12-31',
    'readiness: date = 2024-08-06, by = "Steering group", target = "supported", listened = ["yes", "partly", '
    '"no"], supported = ["yes", "partly", "no"], considered = ["yes", "partly", "no"], deciding = ["yes", '
    '"partly", "no"], shared-power = ["yes", "partly", "no"]',
)

#: How the team's own page says each field of it, in small letters.
SHOWN = {
    "sessions.date": "17 march 2024", "sessions.phase": "co-delivery", "sessions.title": "the long walk",
    "sessions.level": "shared-power", "sessions.community": "bryn", "sessions.professional": "jo lee",
    "sessions.also_present": "37 more", "sessions.heard": "tenants", "sessions.settled": "behind the depot",
    "sessions.kind": "a ballot", "sessions.supporting": "wyn, 6 more", "sessions.asked": "not in exam time",
    "sessions.agenda": "items of both sides", "sessions.decided": "it is called the yard",
    "sessions.access": "a lift to the hall", "sessions.evidence": "https://example.org/minutes",
    "sessions.feeds_back": "2 may 2024", "sessions.recognition": "in kind and", "sessions.note": "rain all day",
    "feedback.date": "3 june 2024", "feedback.sessions": "session 2", "feedback.how": "a poster in the hall",
    "said.date": "18 march 2024", "said.text": "keep the gate open", "said.session": "session 1",
    "said.about": "roles", "said.hoped": "to walk home", "said.group": "young people",
    "readings.session": "the long walk", "readings.date": "5 july 2024", "readings.read": "earlier wording",
    "readings.side": "professional", "readings.readers": "13", "readings.were_there": "12",
    "readings.how": "in welsh", "readings.alone": "nobody of the other side", "readings.said": "differ",
    "readings.level": "listened", "readings.words": "we were told", "readings.recognition": "voucher",
    "readings.entered_by": "typed in", "answers.date": "4 april 2024", "answers.outcome": "declined",
    "answers.text": "the neighbours sleep", "answers.told": "by telephone", "waivers.rule": "not on record as settled",
    "waivers.reason": "a small hall", "waivers.until": "31 december 2030", "readiness.date": "6 august 2024",
    "readiness.by": "steering group", "readiness.target": "target", "readiness.listened": "listened",
    "readiness.supported": "supported", "readiness.considered": "considered", "readiness.deciding": "deciding",
    "readiness.shared_power": "shared-power",
}  # fmt: skip


@pytest.mark.parametrize(
    ("command", "row", "option"), OPTIONS, ids=[f"{command} {option.flags}" for command, _, option in OPTIONS]
)
def test_a_command_has_the_option_of_the_row(command: str, row: Row, option: Option) -> None:
    group: Any = typer.main.get_command(app)
    _, found, _ = group.resolve_command(typer.Context(group), [command])
    if option.is_argument:
        arguments = [one for one in found.params if one.param_type_name == "argument"]
        [parameter] = [one for one in arguments if str(one.metavar).strip("[].") == option.flags]
    else:
        flags = option.flags.replace("/", " ").split()
        [parameter] = [one for one in found.params if [*one.opts, *one.secondary_opts] == flags]
        assert parameter.metavar == (option.metavar or GIVEN[row.value].metavar)
    assert parameter.help == (option.help or row.help)


@fields
def test_an_export_has_the_column_of_the_row(run: Run, folder: Path, kind: Kind, row: Row) -> None:
    (folder / "coprod.toml").write_text(EVERYTHING)
    heads: set[str] = set()
    for what in {"sessions": ("sessions", "attendance"), "answers": ("said",)}.get(kind.table, (kind.table,)):
        names = ["--names"] if what in {"attendance", "readings"} else []
        if any(one.column for one in kind.rows):
            ran = run("export", "--what", what, *names)
            assert ran.code == 0, f"no export writes the columns of {kind.table}"
            heads |= set(next(csv.reader(io.StringIO(ran.out))))
    assert {one.column for one in (row, *row.parts) if one.column} <= heads


@fields
def test_the_page_shows_what_the_row_says_it_does(run: Run, folder: Path, kind: Kind, row: Row) -> None:
    shown = f"{kind.table}.{row.name}" in SHOWN
    assert shown == (row.audience != "never"), "say in SHOWN what a page says of it, and give it a value in EVERYTHING"
    if row.audience == "never":
        return
    (folder / "coprod.toml").write_text(EVERYTHING)
    ran = run("report", "--names", "--format", "markdown")
    assert ran.code == 0, ran.err
    page = ran.out
    assert SHOWN[f"{kind.table}.{row.name}"] in " ".join(page.replace("\\", "").replace("<!-- -->", "").lower().split())
