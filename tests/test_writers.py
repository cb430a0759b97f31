"""Many who log to one file at once: nothing is lost, and nothing is doubled."""

import multiprocessing
import sys
import time
from pathlib import Path

import pytest

from coprod.cli.main import main
from coprod.store.disk import locked
from coprod.store.read import load
from tests.conftest import WHOLE, Run

WRITERS, EACH = 16, 10
#: The same in every session; each belongs to its own.
SAID = "A tap"


def write(path: Path, writer: int) -> None:
    sys.stdout = sys.stderr = Path(path.parent / f"writer-{writer}.txt").open("w", encoding="utf-8")  # noqa: SIM115
    for number in range(EACH):
        args = ("log", "design", "-c", f"W{writer}", "--title", f"{number}", "--said", SAID, "--file", str(path))
        assert main([*args, "--no-input"]) == 0
    sys.stdout.flush()


@pytest.mark.outside
def test_every_session_of_many_writers_is_there_once(tmp_path: Path) -> None:
    path = tmp_path / "coprod.toml"
    path.write_text(WHOLE)
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=write, args=(path, number)) for number in range(WRITERS)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0] * WRITERS
    project = load(path, "x").project
    sessions = project.sessions[1:]
    assert {(one.community, one.title) for one in sessions} == {
        ((f"W{writer}",), f"{number}") for writer in range(WRITERS) for number in range(EACH)
    }
    assert len(sessions) == WRITERS * EACH
    assert [one.session for one in project.said] == [one.id for one in sessions]
    assert sorted(one.suffix for one in tmp_path.iterdir()) == [".toml"] + [".txt"] * WRITERS


def read_back(path: Path, writer: int) -> None:
    sys.stdout = sys.stderr = Path(path.parent / f"writer-{writer}.txt").open("w", encoding="utf-8")  # noqa: SIM115
    for number in range(EACH // 2):
        words = f"{writer} {number}"
        readback = ("readback", "all", "--said", "differs", "--words", words, "--file", str(path), "--no-input")
        assert main(readback) == 0
        assert main(("answer", "gate", "--partly", words, "--file", str(path), "--no-input")) == 0
    sys.stdout.flush()


@pytest.mark.outside
def test_every_reading_and_answer_of_many_writers_is_there_once(tmp_path: Path) -> None:
    path = tmp_path / "coprod.toml"
    path.write_text(WHOLE + '\n[[said]]\ndate = 2026-01-12\ntext = "Keep the gate open"\nid = "gate"\n')
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=read_back, args=(path, number)) for number in range(WRITERS // 2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0] * len(writers)
    project = load(path, "x").project
    wanted = sorted(f"{writer} {number}" for writer in range(WRITERS // 2) for number in range(EACH // 2))
    assert sorted(one.words or "" for one in project.readings) == wanted
    assert sorted(one.text for one in project.answers) == wanted


def hold(path: Path, held: Path) -> None:
    with locked(path, 1):
        held.touch()
        time.sleep(60)


def test_a_writer_that_waits_says_so_and_gives_up(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, held = folder / "coprod.toml", folder / "held"
    path.write_text(WHOLE)
    monkeypatch.setattr("coprod.store.disk._NOTICEABLE", 0.1)
    monkeypatch.setattr("coprod.store.disk.PATIENCE", 0.3)
    holder = multiprocessing.get_context("spawn").Process(target=hold, args=(path, held))
    holder.start()
    try:
        while not held.exists():
            time.sleep(0.01)
        ran = run("log", "design", "-c", "A")
    finally:
        holder.kill()
        holder.join()
        holder.close()
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "Waiting: another program is writing coprod.toml.\n"
        "coprod.toml: error: is being written by another program; try again when it is done\n"
    )
    assert path.read_text() == WHOLE
