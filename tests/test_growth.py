"""Twice as many records cost at most 2.3 times as many steps, whatever their kind and whatever they refer to.

The records are made from the table of kinds, so that a new kind is tested by being named. What is counted are calls,
and lines of the program itself, which are the same on every machine.
"""

import contextlib
import copy
import gc
import io
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
import tomli
import tomli_w

from coprod.cli.main import main
from coprod.model.kinds import KINDS
from coprod.model.rows import Kind, Row
from coprod.store.erased import kept_out
from coprod.store.merge import merge
from coprod.store.people import forgotten, people
from coprod.store.read import parse
from tests.model.test_uses import EVERYTHING

#: What twice as many may cost.
MOST = 2.3

#: How many records there are, which say how what they take grows, and how many it is told for.
SIZES = (15, 30, 45, 60)
MANY = 2000

#: The first record of each kind, with every field, and what else stands in the file.
CONTENT = tomli.loads(EVERYTHING)

SHAPES = ("alike", "different", "each to its own", "to nothing", "all to one")


def made(kind: Kind, shape: str, number: int) -> dict[str, Any]:
    """A project with so many more records of a kind."""
    content = copy.deepcopy(CONTENT)
    session, saying = content["sessions"][0], content["said"][0]
    if shape == "each to its own":
        content["sessions"] += [{**session, "id": f"target{at}", "note": f"{at}"} for at in range(number)]
        content["said"] += [{**saying, "id": f"saying{at}", "text": f"{at}"} for at in range(number)]
    assert kind.table in content, "a kind has a record in EVERYTHING, in tests/model/test_uses.py"
    content[kind.table] += [_record(kind, CONTENT[kind.table][0], shape, at) for at in range(number)]
    return content


def _record(kind: Kind, first: dict[str, Any], shape: str, at: int) -> dict[str, Any]:
    record = copy.deepcopy(first)
    if kind.letter is not None:
        record["id"] = f"{kind.table}{at}"
    for row in kind.rows:
        if row.refers_to in {"sessions", "answerable"}:
            target = {"to nothing": f"gone{at}", "each to its own": f"target{at}"}.get(shape, "walk")
            if row.refers_to == "answerable":
                target = {"to nothing": f"gone{at}", "each to its own": f"saying{at}"}.get(shape, "gate")
            if row.in_file in record or row.value == "ids":
                record[row.in_file] = [target] if row.value == "ids" else target
        elif shape == "different" and row.in_file in record:
            record[row.in_file] = _different(row, record[row.in_file], at)
    return record


def _different(row: Row, value: Any, at: int) -> Any:
    if row.value in {"text", "lines"} and row.free:
        return f"{value} {at}"
    if row.value == "labels":
        return [f"{label} {at}" for label in value]
    return value


class Steps:
    """Counts calls, and lines of the program."""

    def __init__(self) -> None:
        self.number = 0

    def _line(self, _frame: FrameType, event: str, _argument: object) -> Any:
        self.number += event == "line"
        return self._line

    def _call(self, frame: FrameType, _event: str, _argument: object) -> Any:
        self.number += 1
        return self._line if "coprod" in frame.f_code.co_filename else None

    @contextlib.contextmanager
    def counted(self) -> Iterator[None]:
        before = sys.gettrace()
        # A collection calls what others asked to be told of it, and comes when it will.
        gc.disable()
        sys.settrace(self._call)
        try:
            yield
        finally:
            sys.settrace(before)
            gc.enable()


def command(*args: str) -> Callable[[Path], None]:
    """Run a command on a project in the current folder."""

    def run(_folder: Path) -> None:
        with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO())), contextlib.redirect_stderr(io.StringIO()):
            assert main(args) in {0, 1}

    return run


def joined(folder: Path) -> None:
    """Merge two sides that grew from the project: one says something more, and one takes a name out of its sessions."""
    base = parse((folder / "coprod.toml").read_bytes(), "base")
    theirs = parse(base.data + b'\n[[said]]\ndate = 2024-03-18\ntext = "a"\n', "theirs")
    ours = forgotten(base, {people(base.project)["Amina"]: "C99"}).after
    kept_out(base, (ours, theirs), merge(base, ours, theirs))


COMMANDS: dict[str, Callable[[Path], None]] = {
    "check": command("check", "--strict", "--format", "sarif"),
    "check --against": command("check", "--against", "before.toml"),
    "status": command("status", "--full"),
    "report": command("report", "--format", "markdown", "-o", "-"),
    "people": command("people"),
    "forget": command("forget", "Amina", "--yes", "--dry-run"),
    "said": command("said", "Keep it open", "--dry-run"),
    "export sessions": command("export", "--what", "sessions"),
    "export said": command("export", "--what", "said"),
    "export readings": command("export", "--what", "readings"),
    "slips": command("readback", "--slips", "-o", "-"),
    "agenda": command("agenda"),
    "before": command("before", "place"),
    "merge": joined,
}


#: Those that are counted on every run of the tests.
BRIEFLY = ("check", "report", "people", "merge")


def steps(folder: Path, kind: Kind, shape: str, number: int, run: Callable[[Path], None]) -> int:
    """How many steps something takes with so many records."""
    content = made(kind, shape, number)
    (folder / "coprod.toml").write_text(tomli_w.dumps(content))
    content[kind.table].pop()
    (folder / "before.toml").write_text(tomli_w.dumps(content))
    forget_all()
    counter = Steps()
    with counter.counted():
        run(folder)
    return counter.number


def forget_all() -> None:
    """Empty what the program keeps for the next call: a smaller project would pay for a larger one."""
    for name, module in list(sys.modules.items()):
        if name.startswith("coprod"):
            for value in list(vars(module).values()):
                if clear := getattr(value, "cache_clear", None):
                    clear()


def growth(*counts: int) -> float:
    """What twice `MANY` cost, as a multiple, by the steps for each of `SIZES`.

    Some steps are taken for each record, and some for each pair; for few records the first hide the others. What is
    shown of a list as far as there is room bends the counts too, but once.
    """
    size, last = SIZES[0], len(SIZES)
    bends = [third - 2 * second + first for first, second, third in zip(counts, counts[1:], counts[2:], strict=False)]
    pairs = max(min(bends), 0) / (2 * size**2)
    each = (counts[-1] - counts[0]) / (size * (last - 1)) - size * (last + 1) * pairs
    if each + pairs == 0:
        return 1
    return (2 * each + 4 * pairs * MANY) / (each + pairs * MANY)


@pytest.mark.parametrize(
    "shape",
    ["different", *(pytest.param(shape, marks=pytest.mark.outside) for shape in SHAPES if shape != "different")],
)
@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_twice_as_many_cost_at_most_a_little_more_than_twice(folder: Path, kind: Kind, shape: str) -> None:
    if shape not in {"alike", "different"} and not any(row.refers_to for row in kind.rows):
        pytest.skip("it refers to nothing")
    ratios = {}
    for name, run in COMMANDS.items() if shape != "different" else ((name, COMMANDS[name]) for name in BRIEFLY):
        # What is imported or remembered once is no step of later runs.
        steps(folder, kind, shape, SIZES[0], run)
        ratios[name] = growth(*(steps(folder, kind, shape, number, run) for number in SIZES))
    assert {name: round(ratio, 2) for name, ratio in ratios.items() if ratio > MOST} == {}


def test_a_name_that_stands_in_twice_as_many_texts_is_kept_out_of_a_merge_as_fast() -> None:
    counts = []
    for number in (SIZES[0], *SIZES):
        said = "".join(f'[[said]]\ndate = 2024-03-18\ntext = "Amina asked {at}"\n' for at in range(number))
        base = parse(f"{EVERYTHING}\n{said}".encode(), "base")
        ours = forgotten(base, {people(base.project)["Amina"]: "C99"}).after
        theirs = parse(base.data + said.replace("asked", "wrote").encode(), "theirs")
        both = merge(base, ours, theirs)
        counter = Steps()
        with counter.counted():
            assert kept_out(base, (ours, theirs), both)[1] >= number
        counts.append(counter.number)
    assert growth(*counts[1:]) <= MOST


def test_a_sheet_of_twice_as_many_sessions_lands_in_a_project_of_twice_as_many_as_fast(folder: Path) -> None:
    (folder / "mapping.toml").write_text('name = "Name"\nday = "Day"\ncame = "all"\nside = "Side"\n')
    run = command("import", "rows.csv", "--with", "mapping.toml", "--phase", "design", "--yes", "--no-input")
    counts = []
    for number in (SIZES[0], *SIZES):
        (folder / "coprod.toml").write_text(tomli_w.dumps(made(KINDS["sessions"], "different", number)))
        days = (date(2023, 1, 1) + timedelta(at) for at in range(number))
        (folder / "rows.csv").write_text("Day,Name,Side\n" + "".join(f"{day},Amina,community\n" for day in days))
        counter = Steps()
        with counter.counted():
            run(folder)
        counts.append(counter.number)
    assert growth(*counts[1:]) <= MOST
