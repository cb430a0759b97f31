"""Files that are no project: one message, exit 2, quickly and in little memory, and no traceback."""

import json
import os
import socket
import subprocess
import sys
import tarfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import tomli

from coprod.errors import Unusable
from coprod.store.read import read_toml, text_of
from tests.conftest import WHOLE, Run
from tests.program import ended

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX files and limits")

PROJECT = '[project]\nname = "x"\n'


def fill(data: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(data)


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(5_000_000_000)


def unreadable(path: Path) -> None:
    path.write_text(PROJECT)
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")


def bound(path: Path) -> None:
    # The whole path may be too long for a socket's address.
    before = Path.cwd()
    os.chdir(path.parent)
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(path.name)
    os.chdir(before)


def pipe(path: Path) -> None:
    os.mkfifo(path)


HOSTILE: dict[str, Callable[[Path], object]] = {
    "pipe": pipe,
    "socket": bound,
    "folder": lambda path: path.mkdir(),
    "device": lambda path: path.symlink_to("/dev/zero"),
    "loop": lambda path: path.symlink_to(path),
    "dangling": lambda path: path.symlink_to("nothing"),
    "five gigabytes": sparse,
    "unreadable": unreadable,
    "empty": fill(b""),
    "utf-16": fill(WHOLE.encode("utf-16")),
    "latin-1": fill('[project]\nname = "é"\n'.encode("latin-1")),
    "nul": fill(b'[project]\nname = "a\0b"\n'),
    "binary": fill(bytes(range(256)) * 100),
    "brackets": fill(b"a = " + b"[" * 20_000 + b"]" * 20_000 + b"\n"),
    "braces": fill(b"a = " + b"{a=" * 20_000 + b"1" + b"}" * 20_000),
    "dotted": fill(b"a" + b".a" * 20_000 + b" = 1\n"),
    "header": fill(b"[" + b"a." * 20_000 + b"a]\n"),
    "number": fill(b"format = " + b"9" * 5_000 + b"\n"),
    "float": fill(PROJECT.encode() + b"[check]\ncommunity_share = " + b"9" * 5_000 + b".0\n"),
    "year 0": fill(b'[project]\nname = "x"\nstarted = 0000-01-01\n'),
    "day 32": fill(b'[project]\nname = "x"\nstarted = 2026-01-32\n'),
    "nan": fill(PROJECT.encode() + b"[check]\ncommunity_share = nan\n"),
    "truth": fill(PROJECT.encode() + b"[check]\nfeedback_days = true\n"),
    "class": fill(PROJECT.encode() + b"__class__ = 1\n"),
    "keys": fill(b"[project]\n" + b"".join(b"k%d = 1\n" % n for n in range(20_000))),
    "no sessions": fill(PROJECT.encode() + b"[[sessions]]\n" * 200_000),
    "no waivers": fill(PROJECT.encode() + b"[[waivers]]\nrule=1\n" * 100_000),
    "no labels": fill(PROJECT.encode() + b"[[sessions]]\ncommunity=[" + b"1," * 700_000 + b"]\n"),
    "no names": fill(PROJECT.encode() + b"[people]\n" + b"".join(b"k%d=1\n" % n for n in range(200_000))),
    "one id": fill(PROJECT.encode() + b'[[sessions]]\ndate=2026-01-01\nphase="co-design"\ncommunity=["A"]\n' * 30_000),
    "same key": fill(b"[project]\nname = 'x'\n" + b"name = 'x'\n" * 3),
    "conflict": fill(b"<<<<<<< ours\n[project]\n=======\n[project]\n>>>>>>> theirs\n"),
    "open string": fill(b'[project]\nname = "' + b"a" * 1_000_000),
}


#: In these nearly everything is a problem.
MANY = {"keys", "no sessions", "no waivers", "no labels", "no names", "one id"}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_quickly_in_little_memory(folder: Path, name: str) -> None:
    path = folder / "x.toml"
    HOSTILE[name](path)
    limit = 300_000_000 + 200_000_000  # address space is more than memory; the interpreter maps about as much again
    begun = time.monotonic()
    ran = ended("check", "x.toml" if name != "folder" else "x.toml/", memory=limit, limit=20)
    assert ran.returncode == 2 or ran.stdout == "Nothing to add.\n", ran.stderr
    assert "Traceback" not in ran.stderr
    assert ran.stderr.startswith("x.toml")
    lines = ran.stderr.splitlines()
    assert len(lines) == (101 if name in MANY else 1)
    assert name not in MANY or lines[-1] == "x.toml: error: has more than 9900 more problems like these"
    assert time.monotonic() - begun < 15


SHEETS: dict[str, Callable[[Path], object]] = {
    **{name: HOSTILE[name] for name in ("pipe", "device", "folder", "dangling", "five gigabytes", "empty", "binary")},
    "commas": fill(b"," * 9_000_000),
    "lines": fill(b"x\n" * 4_000_000),
    "apostrophes": fill(b"date,person\n" + b"'" * 9_000_000),
    "backslashes": fill(b"date,person,heard\n2026-01-01,A," + b"\\ " * 4_000_000),
    "blanks": fill(b"date,person,side\nMon" + b" " * 4_000_000 + b"," + b"(" * 4_000_000 + b",x"),
    "no workbook": fill(b"PK\x03\x04" * 1_000),
}


@pytest.mark.parametrize("name", SHEETS)
def test_a_hostile_sheet_is_refused_quickly_in_little_memory(folder: Path, name: str) -> None:
    path = folder / "x.csv"
    SHEETS[name](path)
    (folder / "coprod.toml").write_text(WHOLE)
    (folder / "m.toml").write_text('name = "person"\nday = "date"\ncame = "all"\nignore = ["*"]\n')
    begun = time.monotonic()
    ran = ended("import", "x.csv", "--with", "m.toml", "--yes", "--no-input", memory=600_000_000, limit=20)
    assert ran.returncode == 2 or ran.stdout == "Nothing to add.\n", ran.stderr
    assert "Traceback" not in ran.stderr
    assert "x.csv:" in ran.stderr or not ran.returncode
    assert len(ran.stderr) < 2_000
    assert (folder / "coprod.toml").read_text() == WHOLE
    assert time.monotonic() - begun < 15


@pytest.mark.parametrize("data", [WHOLE.encode(), b"\xef\xbb\xbf" + WHOLE.encode()])
def test_legal_files_get_a_plain_verdict(run: Run, folder: Path, data: bytes) -> None:
    (folder / "coprod.toml").write_bytes(data)
    ran = run("check")
    assert ran.code == 0
    told = "The file begins with a byte-order mark, which was read over." in " ".join(ran.out.split())
    assert told == data.startswith(b"\xef")


def test_the_size_limit_is_told_and_can_be_raised(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "coprod.toml").write_text(WHOLE + "#" * 10_000_000)
    ran = run("check")
    assert (ran.code, ran.err) == (
        2,
        "coprod.toml: error: is larger than 10 MB; COPROD_MAX_MB can raise the limit\n",
    )
    monkeypatch.setenv("COPROD_MAX_MB", "11")
    assert run("check").code == 0


@pytest.mark.outside
def test_the_public_suite_of_toml_agrees_on_what_is_toml(tmp_path: Path) -> None:
    args = ["-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", "tomlkit", "tomlkit==0.15.2"]
    # The environment of the tests may have no pip of its own; the Python that made it has.
    for python in (sys.executable, getattr(sys, "_base_executable", sys.executable)):
        got = subprocess.run([python, *args, "--dest", str(tmp_path)], capture_output=True, check=False)
        if got.returncode == 0:
            break
    else:
        pytest.skip("the suite cannot be fetched here")
    [archive] = tmp_path.glob("*.tar.gz")
    with tarfile.open(archive) as tar:
        tar.extractall(tmp_path, filter="data")
    [suite] = tmp_path.glob("*/tests/toml-test/tests")
    names = [name for name in (suite / "files-toml-1.1.0").read_text().split() if name.endswith(".toml")]

    def read(name: str, reader: Callable[[str], object]) -> str | None:
        """What a reader makes of a file, in one spelling; None where it refuses."""
        try:
            return json.dumps(reader(text_of((suite / name).read_bytes(), name)), sort_keys=True, default=str)
        except (Unusable, tomli.TOMLDecodeError):
            return None

    valid = [name for name in names if name.startswith("valid/")]
    refused = [name for name in names if name.startswith("invalid/")]
    assert len(valid) > 150
    assert len(refused) > 300
    assert [name for name in valid if read(name, lambda text: read_toml(text, "")) is None] == []
    assert [name for name in refused if read(name, lambda text: read_toml(text, "")) is not None] == []
    assert [name for name in names if read(name, lambda text: read_toml(text, "")) != read(name, tomli.loads)] == []
