"""What tests share: a project file to work on, and the program run in this process."""

import gc
import os
import shlex
import signal
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings

from coprod.assess.rules.examples import example_text
from coprod.cli.main import main
from coprod.model import Project
from coprod.model.ids import session_fingerprint
from coprod.model.labels import Persons
from coprod.store.read import Document, parse
from coprod.store.steps import Step, _marks, keep, stage
from tests.terminal import Terminal

# The same examples on every run and every machine, so that more of them would find no more the next time; whoever looks
# for new ones asks for another profile.
settings.register_profile("same", derandomize=True, deadline=None, database=None, max_examples=50)
settings.load_profile("same")

# A shell lets what it starts in the background ignore Ctrl-C, and what tests start would inherit that.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
# `nohup` ignores this one.
if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
    signal.signal(signal.SIGHUP, signal.SIG_DFL)

ROOT = Path(__file__).parents[1]
TODAY = "2026-11-22"

#: A project in which every phase is co-produced; the smallest there is.
WHOLE = """\
format = 1

[project]
name = "Riverside garden"

[[sessions]]
date = 2026-01-12
phase = ["co-planning", "co-design", "co-delivery", "co-evaluation"]
level = "deciding"
community = ["C1", "C2"]
professional = ["Jo (council)"]
id = "all"
"""


_states = count(1)


# What is imported and collected stays to the end; looking for garbage in it costs a tenth of the time.
gc.disable()


def pytest_collection_finish() -> None:
    """Look for garbage in what comes from now on."""
    gc.freeze()
    gc.enable()


@dataclass(frozen=True)
class Ran:
    """How one command ended."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


def print_of(project: Project, position: int = 0) -> str:
    """The fingerprint of a session by its place in the file."""
    return session_fingerprint(project.sessions[position], Persons(project.people))


@pytest.fixture(autouse=True)
def _plain_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The same day, width and streams for everyone, whatever the machine's settings are, and a state folder apart.

    Nothing waits for the disk, either: whether what was written outlives a power cut is tried where it is cut.
    """
    monkeypatch.setattr("os.fsync", lambda _file: None)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.getbasetemp() / "state" / str(next(_states))))
    for name in (
        "COPROD_FILE",
        "COPROD_DATES",
        "NO_COLOR",
        "FORCE_COLOR",
        "GITHUB_ACTIONS",
        "GITHUB_STEP_SUMMARY",
        "VISUAL",
        "EDITOR",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COPROD_TODAY", TODAY)


@pytest.fixture(autouse=True)
def _ids_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same ids are drawn on every run: c0ffee0001, c0ffee0002 and so on, behind their letter."""
    numbers = count(1)
    monkeypatch.setattr("coprod.store.people.draw", lambda _bytes: f"c0ffee{next(numbers):04}")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Run a command in the empty folder, without a terminal."""

    def call(*args: str) -> Ran:
        capsys.readouterr()
        code = main(args)
        streams = capsys.readouterr()
        return Ran(code, streams.out, streams.err)

    with Path(os.devnull).open() as nothing:
        monkeypatch.setattr("sys.stdin", nothing)
        yield call


def contents() -> dict[str, bytes]:
    """Every file of the current folder, by its name."""
    return {path.name: path.read_bytes() for path in Path().iterdir() if path.is_file()}


def assert_refused(run: Run, *args: str, words: str) -> None:
    """Run a command that is to be refused in one line with these words, and to change no file."""
    before = contents()
    ran = run(*args)
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (2, "", 1)
    assert words in ran.err
    assert contents() == before


def assert_shown_only(run: Run, *args: str, lines: Sequence[str]) -> None:
    """Run a command with `--dry-run`, which is to show a diff that adds these lines, and to change no file."""
    before = contents()
    ran = run(*args, "--dry-run")
    assert (ran.code, ran.out[:34]) == (0, "--- coprod.toml\n+++ coprod.toml\n@@")
    assert set(lines) <= {line[1:] for line in ran.out.splitlines() if line.startswith("+")}
    assert contents() == before


@pytest.fixture
def typed(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command, such as `log design`, with these lines typed at its questions."""

    def call(command: str, *lines: str) -> Ran:
        monkeypatch.setattr("sys.stdin", Terminal("".join(f"{line}\n" for line in lines)))
        return run(*shlex.split(command))

    return call


@pytest.fixture
def project(folder: Path) -> Callable[[str], Path]:
    """Write a project file named `coprod.toml`."""

    def write(text: str) -> Path:
        path = folder / "coprod.toml"
        path.write_bytes(text.encode())
        return path

    return write


def example(*lines: str) -> str:
    """A project file named Riverside garden, from a line for each record as in the examples of rules."""
    return example_text(lines)


def document(text: str) -> Document:
    """A project from its text; the table `[project]` may be left out."""
    if "[project]" not in text:
        text = f'[project]\nname = "Test"\n{text}'
    return parse(text.encode(), "test.toml")


def remember(path: Path, before: str, after: str) -> None:
    """Keep a step, as a command does that has changed a file."""
    stage(path, Step(before, after))
    keep(path, partial(_marks, after))


def session(phase: str, *, who: Sequence[str] = (), level: str = "", day: str = "2026-01-12", more: str = "") -> str:
    """The text of one session; `who` names people, professionals with a leading `p:`."""
    community = [name for name in who if not name.startswith("p:")]
    professional = [name[2:] for name in who if name.startswith("p:")]
    lines = ["", "[[sessions]]", f"date = {day}", f'phase = "{phase}"']
    lines += [f'level = "{level}"'] if level else []
    lines += [f"community = {community}", f"professional = {professional}", more]
    return "\n".join(lines) + "\n"
