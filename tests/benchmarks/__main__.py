"""How fast coprod is, beside its peers on the same machine in the same run: `python -m tests.benchmarks`.

Every row runs two commands in turn, several times, as whole processes, and prints the ratio of their medians with the
smallest and largest ratio of a round, the ratio of the medians of processor time, on which other work of the machine
tells least, and whether the target is missed. `check-jsonschema` is compared where it is installed.
"""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.benchmarks.data import SHEET_MAPPING, programme, project, sheet

PYTHON = sys.executable
COPROD = (PYTHON, "-c", "import sys; from coprod.__main__ import main; sys.exit(main())")
PEER = (PYTHON, "-m", "check_jsonschema")

TRIVIAL = """
    import typer
    app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)
    @app.command()
    def one(name: str = "x") -> None: pass
    @app.command()
    def two(name: str = "y") -> None: pass
    app(prog_name="trivial")
"""
FLOOR = """
    import sys, rtoml, typer, coprod.model.project
    rtoml.loads(open(sys.argv[1], encoding="utf-8").read())
"""
BARE = """
    import sys, rtoml, typer
    from pydantic import BaseModel
    class About(BaseModel): name: str
    class Session(BaseModel): date: object; phase: object; community: list[str] = []
    class Project(BaseModel): project: About; sessions: list[Session] = []
    app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)
    @app.command()
    def check(path: str) -> None:
        print(len(Project.model_validate(rtoml.loads(open(path, encoding="utf-8").read())).sessions))
    app()
"""
PARSE = """
    import pathlib, sys, tomli
    place = pathlib.Path(sys.argv[1])
    for file in sorted(place.rglob("coprod.toml")) if place.is_dir() else [place]:
        tomli.loads(file.read_text("utf-8"))
"""


LOAD = """
    import pathlib, sys
    from coprod.store.read import load
    place = pathlib.Path(sys.argv[1])
    for file in sorted(place.rglob("coprod.toml")) if place.is_dir() else [place]:
        load(file, str(file))
"""


@dataclass(frozen=True)
class Run:
    """One run of one command: seconds from start to end and of its processors, and its peak memory in megabytes."""

    seconds: float
    worked: float
    megabytes: float


def run(command: Sequence[str], **env: str) -> Run:
    begun = time.perf_counter()
    # What is installed was compiled once, as the peers are; a checkout would be compiled anew in each run.
    around = os.environ | {"PYTHONDONTWRITEBYTECODE": ""} | env
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=around) as child:
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - begun
    if child.returncode not in {0, 1}:
        sys.exit(f"{command} exited with {child.returncode}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000)


def script(text: str, *args: str) -> tuple[str, ...]:
    return (PYTHON, "-c", textwrap.dedent(text), *args)


def compare(title: str, one: Sequence[str], other: Sequence[str], target: str, rounds: int, **env: str) -> None:
    """Run two commands in turn and print a row."""
    run(one, **env), run(other, **env)
    compared(title, [(run(one, **env), run(other, **env)) for _ in range(rounds)], target)


def compared(title: str, pairs: Sequence[tuple[Run, Run]], target: str) -> None:
    """Print a row of two commands that were run in turn."""
    ratios = sorted(mine.seconds / peers.seconds for mine, peers in pairs)
    mine, peers = (median(pair[side].seconds for pair in pairs) for side in (0, 1))
    own, theirs = (median(pair[side].worked for pair in pairs) for side in (0, 1))
    row(
        title,
        f"{mine / peers:.2f}",
        f"{ratios[0]:.2f} to {ratios[-1]:.2f}",
        f"{own / theirs:.2f}",
        f"{target}, missed" if mine / peers > float(target) else target,
        f"{mine:.3f} s / {peers:.3f} s",
    )


def row(*cells: str) -> None:
    print(f"| {' | '.join(cells)} |", flush=True)  # noqa: T201 - the table is the result


def limit(title: str, number: int, reached: float, most: int, unit: str, about: str) -> None:
    """Print a row of what may be so much at most."""
    target = f"{most} {unit}, missed" if reached > most else f"{most} {unit}"
    row(f"{title} {number:,}", f"{reached:.1f} {unit}", "", "", target, about)


def peak(command: Sequence[str]) -> float:
    return median(run(command).megabytes for _ in range(3))


def start_up(rounds: int) -> None:
    """Print the head of the table, and the rows of what opens no project."""
    row("work", "ratio", "spread", "processor time", "target", "medians")
    row(*["---"] * 6)
    for arg in ("--version", "--help"):
        compare(f"`{arg}` / a typer program's `--help`", [*COPROD, arg], script(TRIVIAL, "--help"), "0.95", rounds)
    words = {"COMP_WORDS": "x ", "COMP_CWORD": "1"}
    ask = {"_COPROD_COMPLETE": "complete_bash", "_TRIVIAL_COMPLETE": "complete_bash"}
    compare("a completion / a typer program's", COPROD, script(TRIVIAL), "0.95", rounds, **words, **ask)


def measure(folder: Path, rounds: int, projects: int) -> None:
    # Of one length, since a file whose name begins with another's may be a copy of it, and is looked at.
    small, thousand, big = (folder / f"{n:05}.toml" for n in (40, 1000, 10000))
    for path in (small, thousand, big):
        path.write_text(project(int(path.stem), 1), "utf-8", newline="\n")
    many, tenth = programme(folder / "many", projects, 24), programme(folder / "tenth", projects // 10, 24)
    check = (*COPROD, "check", "--format", "json")
    schema = folder / "schema.json"
    schema.write_text(subprocess.run([*COPROD, "schema"], capture_output=True, check=True, text=True).stdout)

    # What takes a twentieth of a second needs more rounds to stand clear of whatever else the machine does.
    often = 4 * rounds
    start_up(often)
    compare("check 40 sessions / importing and parsing", [*check, str(small)], script(FLOOR, str(small)), "1.2", often)
    bare = script(BARE, str(small))
    compare("the same / a typer program with three pydantic models", [*check, str(small)], bare, "1.15", often)
    has_peer = subprocess.run([*PEER, "--version"], capture_output=True, check=False).returncode == 0
    if has_peer:
        peer = [*PEER, "--schemafile", str(schema)]
        compare("the same / check-jsonschema", [*check, str(small)], [*peer, str(small)], "0.7", often)
    compare(f"check {projects} projects / parsing them", [*check, str(many)], script(PARSE, str(many)), "1.2", rounds)
    alone = [*check, "--jobs", "1", str(many)]
    compare("the same in one process / reading them", alone, script(LOAD, str(many)), "2.0", rounds)
    if has_peer:
        files = [str(path) for path in sorted(tenth.rglob("*.toml"))]
        compare(
            f"check {len(files)} projects / check-jsonschema",
            [*check, str(tenth)],
            [*peer, *files],
            "0.1",
            min(rounds, 3),
        )
    status = (*COPROD, "status", str(tenth))
    compare(f"status of {projects // 10} projects / check", status, [*check, str(tenth)], "1.1", rounds)
    sites = [run([*COPROD, "report", str(tenth), "-o", str(folder / "site")]) for _ in range(3)]
    number, seconds = projects // 10, median(site.seconds for site in sites)
    page = 1000 * median(site.worked for site in sites) / number
    limit("processor time of a page, in a site of", number, page, 5, "ms", f"{seconds:.1f} s")
    compare("check 10,000 sessions / parsing them", [*check, str(big)], script(PARSE, str(big)), "3", rounds)
    compare("the same / reading them", [*check, str(big)], script(LOAD, str(big)), "2.0", rounds)
    log = (*COPROD, "log", "design", "-c", "A", "--no-input", "--title")
    fresh = folder / "fresh.toml"

    def logged(number: int) -> Run:
        shutil.copy(big, fresh)
        return run([*log, str(number), "--file", str(fresh)])

    pairs = [(logged(number), run([*check, str(big)])) for number in range(rounds)]
    compared("log onto 10,000 sessions / checking them", pairs, "1.2")
    rows, empty, mapping = (folder / name for name in ("rows.csv", "empty.toml", "mapping.toml"))
    rows.write_text(sheet(5000, 1), "utf-8", newline="")
    mapping.write_text(SHEET_MAPPING, "utf-8")

    def imported() -> Run:
        empty.write_text(project(0, 1), "utf-8")
        return run([*COPROD, "import", str(rows), "--with", str(mapping), "--yes", "--no-input", "--file", str(empty)])

    pairs = [(imported(), run([*check, str(empty)])) for _ in range(rounds)]
    compared("import a sheet of 5,000 rows / checking the result", pairs, "2")
    compare("10,000 sessions / 1,000", [*check, str(big)], [*check, str(thousand)], "9", rounds)
    compare(f"{projects} projects / {projects // 10}", [*check, str(many)], [*check, str(tenth)], "11", rounds)
    more = peak([*check, "--jobs", "1", str(many)]) - peak([*check, str(small)])
    limit("peak memory less that of one project, of", projects, more, 50, "MB", "one process")
    limit("peak memory of sessions in one file:", 10_000, peak([*check, str(big)]), 100, "MB", "one process")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--projects", type=int, default=5000)
    options = parser.parse_args()
    about = {"machine": platform.machine(), "processors": os.cpu_count(), "python": platform.python_version()}
    print(json.dumps(about))  # noqa: T201 - what the figures belong to
    with tempfile.TemporaryDirectory() as folder:
        # What other commands left to be taken back is not read.
        os.environ["XDG_STATE_HOME"] = folder
        measure(Path(folder), options.rounds, options.projects)


if __name__ == "__main__":
    main()
