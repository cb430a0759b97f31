"""The power goes off: a file system of its own is shut down without a flush, mounted again, and read."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from coprod.store.read import load
from tests.conftest import WHOLE

pytestmark = [
    pytest.mark.outside,
    pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="only root mounts"),
    pytest.mark.skipif(shutil.which("xfs_io") is None, reason="xfs_io is not here"),
]


class Disk:
    """A file system in a file, which can lose its power."""

    def __init__(self, folder: Path, kind: str) -> None:
        self.image, self.top = folder / "image", folder / "disk"
        self.top.mkdir()
        with self.image.open("wb") as file:
            file.truncate(320_000_000)
        if shutil.which(f"mkfs.{kind}") is None or run(f"mkfs.{kind}", "-q", str(self.image)):
            pytest.skip(f"{kind} cannot be made here")
        if not self.mount():
            pytest.skip("nothing can be mounted here")

    def mount(self) -> bool:
        return run("mount", "-o", "loop", str(self.image), str(self.top)) == 0

    def cut(self) -> None:
        """Shut the file system down with nothing flushed, and bring it back."""
        if run("xfs_io", "-x", "-c", "shutdown", str(self.top)):
            pytest.skip("this file system cannot be shut down")
        assert run("umount", str(self.top)) == 0
        assert self.mount()


def run(*command: str) -> int:
    return subprocess.run(command, capture_output=True, check=False).returncode


@pytest.fixture(params=["ext4", "xfs"])
def disk(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Disk]:
    made = Disk(tmp_path, request.param)
    yield made
    run("umount", str(made.top))


def log(path: Path, number: int, *, careful: bool) -> None:
    careless = "" if careful else "import os; os.fsync = lambda descriptor: None; "
    code = f"{careless}import sys; from coprod.cli.main import main; sys.exit(main(sys.argv[1:]))"
    args = ("log", "design", "-c", f"A{number}", "--file", str(path), "--no-input")
    said = subprocess.run([sys.executable, "-c", code, *args], capture_output=True, text=True, check=True).stdout
    assert said.startswith("Recorded")


def people(path: Path) -> set[str]:
    return {label for one in load(path, "x").project.sessions for label in one.community}


def test_what_was_said_to_be_recorded_is_there_after_a_power_cut(disk: Disk) -> None:
    path = disk.top / "coprod.toml"
    path.write_text(WHOLE)
    run("sync")
    for number in range(6):
        log(path, number, careful=True)
        disk.cut()
        assert people(path) >= {f"A{n}" for n in range(number + 1)}
        assert [one.name for one in disk.top.iterdir() if one.name != "lost+found"] == ["coprod.toml"]


def test_the_cut_can_lose_something(disk: Disk) -> None:
    path = disk.top / "coprod.toml"
    path.write_text(WHOLE)
    run("sync")
    log(path, 0, careful=False)
    disk.cut()
    try:
        lost = "A0" not in people(path)
    except Exception:  # noqa: BLE001 - a file that is no project any more is lost as well
        lost = True
    assert lost
