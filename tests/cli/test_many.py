import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import WHOLE, Run


def test_the_order_and_the_findings_are_the_same_whatever_the_number_of_jobs(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(60):
        text = (
            "x ="
            if number % 20 == 7
            else WHOLE.replace("Riverside", f"{number}")
            if number % 2
            else '[project]\nname = "b"\n'
        )
        (folder / f"{number:02}").mkdir()
        (folder / f"{number:02}" / "coprod.toml").write_text(text)
    alone = run("check", ".", "gone", "--format", "json", "--jobs", "1")
    monkeypatch.setattr("coprod.cli.many._MANY", 10)
    monkeypatch.setattr("coprod.cli.many._AT_ONCE", 7)
    together = run("check", ".", "gone", "--format", "json", "--jobs", "3")
    assert (together.code, together.out, together.err) == (alone.code, alone.out, alone.err)
    assert [one["file"] for one in json.loads(alone.out)["projects"]] == [
        f"{number:02}/coprod.toml" for number in range(60) if number % 20 != 7
    ]
    assert alone.code == 2


def test_progress_is_for_a_terminal_alone(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "coprod.toml").write_text(WHOLE)
    monkeypatch.setattr("coprod.cli.many._MANY", 1)
    assert run("check", "--jobs", "1").err == ""
    monkeypatch.setattr("coprod.cli.many.is_terminal", lambda _stream: True)
    assert "Judging" in run("check", "--jobs", "1").err


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="processes are watched through /proc")
def test_an_interruption_of_many_jobs_is_told_once_and_without_a_traceback(tmp_path: Path) -> None:
    for number in range(3000):
        (tmp_path / f"{number}.coprod.toml").write_text(WHOLE)
    command = [sys.executable, "-m", "coprod", "check", str(tmp_path), "--jobs", "2", "--format", "json"]
    with subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as program:
        children = Path(f"/proc/{program.pid}/task/{program.pid}/children")
        while program.poll() is None and len(children.read_text().split()) < 2:
            time.sleep(0.01)
        time.sleep(0.3)
        os.killpg(program.pid, signal.SIGINT)
        _, said = program.communicate(timeout=30)
    if program.returncode in {0, 1}:
        pytest.skip("it was done before the interruption came")
    assert program.returncode == 130
    assert said == "\nInterrupted: nothing was changed.\n"
