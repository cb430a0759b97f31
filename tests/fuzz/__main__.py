"""Breaking coprod by chance: project files, sheets, command lines and merges, for as long as somebody likes.

`python -m tests.fuzz --minutes 10` goes through all four in turn. Whatever ends in another way than it may is kept in a
folder and told at the end; a finding becomes a test beside the others before it is mended.
"""

import argparse
import contextlib
import io
import os
import random
import re
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

import tomli

from coprod.cli.main import main
from tests.conftest import ROOT, WHOLE

#: Seconds that one command may take.
LIMIT = 20

#: What is put into texts: signs that mean something to TOML, CSV, terminals, pages and pipelines, and odd letters.
PIECES = [
    *"\"'[]{}=#.,;:\n\r\t\\ -_@|<>&`*()+0", '"""', "'''", "[[sessions]]", "[project]", "[people]", "date = 2026-01-01",
    "\x00", "\x1b[31m", "\u202e", "\ufeff", "\ud800", "é", "\uff20", "::error::x", "##[error]",
    "<<<<<<< a\n", "=======\n", ">>>>>>> b\n", "nan", "inf", "1e999", "0x", "9" * 30, "2026-13-45", "true", "=cmd|x",
    "a@b.org", "020 7946 0958",
]  # fmt: skip
COMMANDS = [
    ["check"], ["check", "--strict", "--format", "json"], ["check", "--format", "sarif"],
    ["check", "--format", "junit"],
    ["check", "--format", "markdown"], ["status"], ["report"], ["report", "--format", "markdown", "--names"],
    ["export", "--names"], ["export", "--what", "assessment"], ["readiness", "--show"],
    ["log", "design", "-c", "A", "--dry-run"], ["log", "design", "-c", "Zoë", "-p", "Jo", "--level", "4"],
    ["readiness", "--listened", "yes,no,no"], ["undo", "--yes"],
]  # fmt: skip


class Broken(Exception):
    """Something ended in a way in which nothing may."""


def run(args: list[str]) -> tuple[int, str, str]:
    """Run a command in this process, and hold it to how every command may end."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise Broken(f"does not end in {LIMIT} seconds")

    raw = io.BytesIO()
    out, err = io.TextIOWrapper(raw, "utf-8", newline=""), io.StringIO()
    signal.signal(signal.SIGALRM, stop)
    signal.alarm(LIMIT)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main(args)
    finally:
        signal.alarm(0)
    out.flush()
    shown = raw.getvalue().decode("utf-8", "replace")
    if code not in {0, 1, 2} or "Traceback" in err.getvalue():
        raise Broken(f"exit {code}: {err.getvalue()}")
    for line in re.split("[\r\n]", shown + err.getvalue()):
        if line.strip().startswith("::") or "##[" in line:
            raise Broken(f"commands a pipeline: {line!r}")
    return code, shown, err.getvalue()


def mutated(text: str, chance: random.Random) -> str:
    """A text with some pieces put in, taken out, doubled or swapped."""
    for _ in range(chance.choice([1, 1, 2, 3, 8])):
        begin = chance.randrange(len(text) + 1)
        end = min(len(text), begin + chance.choice([0, 1, 5, 40]))
        piece = chance.choice([*PIECES, text[begin:end] * 2, chance.choice(PIECES) * chance.choice([2, 50, 3_000])])
        text = text[:begin] + piece + text[end:]
    return text


def written(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8", "surrogatepass"))


def seeds() -> list[str]:
    return [WHOLE, *(path.read_text("utf-8") for path in (ROOT / "examples").glob("*.coprod.toml"))]


def files(folder: Path, chance: random.Random) -> None:
    """A project file that was damaged; where a record can be added to it, the rest means what it meant."""
    path = folder / "coprod.toml"
    written(path, mutated(chance.choice(seeds()), chance))
    args = chance.choice(COMMANDS)
    before = path.read_bytes()
    code, _, _ = run(args)
    if code == 2 and path.read_bytes() != before:
        raise Broken("changed the file and refused it")
    if code == 0 and args[0] == "log" and "--dry-run" not in args:
        old, new = (tomli.loads(data.decode("utf-8-sig")) for data in (before, path.read_bytes()))
        if new["sessions"][:-1] != old.get("sessions", []) or {**new, "sessions": 0} != {**old, "sessions": 0}:
            raise Broken("changed what stood in the file")


SHEETS = [
    "person,date,phase,side\nAmina K.,2026-01-12,planning,community\nJo,2026-01-12,planning,professional\n",
    "name,email,2026-01-12,2026-02-02\nAmina,a@b.org,x,\nJo,j@council.gov.uk,x,x\n",
    "Name (Original Name),User Email,Join Time,Leave Time,Guest\nA,a@b.org,01/12/2026 10:00:00 AM,,No\n",
]
MAPPINGS = [
    'name = "person"\nday = "date"\ncame = "all"\nphase = "phase"\nside = "side"\n',
    'name = "name"\nemail = "email"\nwide = "days"\ncame = { came = ["x"], absent = [""] }\n',
    'name = { column = "Name (Original Name)", brackets = "take" }\nday = "Join Time"\ncame = "all"\nignore = ["*"]\n',
]


def sheets(folder: Path, chance: random.Random) -> None:
    """A sheet that was damaged."""
    written(folder / "coprod.toml", WHOLE)
    written(folder / "sheet.csv", mutated(chance.choice(SHEETS), chance))
    mapping = chance.choice(MAPPINGS)
    written(folder / "m.toml", chance.choice([mapping, mutated(mapping, chance)]))
    more = chance.choice([["--propose"], ["--with", "m.toml"], ["--with", "m.toml", "--save-as", "m"], []])
    sides = ["--phase", "design", "--side", "rest=community", "--yes", "--no-input"]
    code, _, _ = run(["import", "sheet.csv", *sides, *more])
    if code == 0 and run(["check", "--exit-zero"])[0] != 0:
        raise Broken("imported what no project may hold")


def command_lines(folder: Path, chance: random.Random) -> None:
    """Words in any order, with any text among them."""
    written(folder / "coprod.toml", chance.choice(seeds()))
    words = [word for args in COMMANDS for word in args] + ["-o", "-f", "--today", "--through", "--settled", "-", "--"]
    first = chance.choice(COMMANDS)
    args = [*first, *(chance.choice([*words, *PIECES, mutated("x", chance)]) for _ in range(chance.randrange(6)))]
    # An editor would wait, and a shell cannot hand on what ends a text.
    run([word.replace("\0", "") for word in args if word != "edit"])


def merges(folder: Path, chance: random.Random) -> None:
    """Two sides of one project, each changed in its own way; what both hold is in the result."""
    base = chance.choice(seeds())
    sides = []
    for name in ("base", "ours", "theirs"):
        written(folder / name, base)
        if name != "base":
            for number in range(chance.randrange(4)):
                text = (folder / name).read_text("utf-8")
                block = f'\n[[sessions]]\ndate = 2026-03-0{number + 1}\nphase = "co-design"\ncommunity = ["{name}"]\n'
                written(folder / name, text + block + f'id = "{name}-{number}"\n')
            if chance.random() < 0.3:
                written(folder / name, mutated((folder / name).read_text("utf-8"), chance))
        sides.append((folder / name).read_bytes())
    code, _, _ = run(
        ["resolve", "--driver", *(str(folder / name) for name in ("base", "ours", "theirs")), "coprod.toml"]
    )
    if code == 0:
        held = [{str(one.get("id")) for one in tomli.loads(side.decode())["sessions"]} for side in sides]
        merged = tomli.loads((folder / "ours").read_bytes().decode())["sessions"]
        added = (held[1] | held[2]) - held[0]
        if not added <= {str(one.get("id")) for one in merged}:
            raise Broken("lost a session of a side")


TARGETS: dict[str, Callable[[Path, random.Random], None]] = {
    "files": files, "sheets": sheets, "command lines": command_lines, "merges": merges,
}  # fmt: skip


def tried(minutes: float, seed: int) -> Iterator[tuple[str, int, str]]:
    """Try all targets in turn; yields what broke: the target, the number of the try, and how it ended."""
    end = time.monotonic() + minutes * 60
    number = seed
    while time.monotonic() < end:
        for name, target in TARGETS.items():
            with tempfile.TemporaryDirectory() as place:
                os.chdir(place)
                try:
                    target(Path(place), random.Random(number))  # noqa: S311 - nothing is kept secret
                except Exception as error:  # noqa: BLE001 - whatever it is, it is a finding
                    broken = str(error) if isinstance(error, Broken) else traceback.format_exc()
                    yield name, number, broken
                finally:
                    os.chdir(ROOT)
        number += 1
    sys.stdout.write(f"{number - seed} tries of each of {', '.join(TARGETS)}, from {seed}.\n")


def fuzz() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--minutes", type=float, default=10)
    options.add_argument(
        "--seed", type=int, default=0, help="The number of the first try; a try can be repeated by it."
    )
    given = options.parse_args()
    os.environ |= {"COPROD_TODAY": "2026-11-22", "XDG_STATE_HOME": tempfile.mkdtemp()}
    found = 0
    with Path(os.devnull).open(encoding="utf-8") as sys.stdin:
        for name, number, how in tried(given.minutes, given.seed):
            found += 1
            sys.stdout.write(f"{name}, try {number}: {how}\n")
    return min(found, 1)


if __name__ == "__main__":
    sys.exit(fuzz())
