"""The same world with true clones: git merges them with coprod as its driver, and commands are processes."""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from coprod.store.read import Document
from tests.program import Program
from tests.simulate.world import Officer, World

_WHO = ("-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false", "-c", "gc.auto=0")
#: Seconds after which a command that is to be killed has ended by itself, as a rule.
_LONGEST = 0.1
_DRIVER = f'"{sys.executable}" -m coprod resolve --driver %O %A %B %P'


def git(folder: Path, *args: str) -> int:
    """How a question to git, or an order, ends in a folder."""
    return subprocess.run(["git", *_WHO, *args], cwd=folder, capture_output=True, check=False).returncode


class Clones(World):
    """Officers with clones of a repository."""

    def __init__(self, folder: Path, seed: int, officers: int = 3) -> None:
        super().__init__(folder, seed, officers)
        self.repository = folder / "hub.git"
        git(folder, "init", "--quiet", "--bare", "--initial-branch=main", str(self.repository))
        for officer in self.officers:
            git(officer.folder, "init", "--quiet", "--initial-branch=main")
            git(officer.folder, "remote", "add", "origin", str(self.repository))
            git(officer.folder, "config", "merge.coprod.driver", _DRIVER)
            (officer.folder / ".gitattributes").write_text("coprod.toml merge=coprod\n")
        first, *others = self.officers
        self.pushed(first)
        for officer in others:
            git(officer.folder, "fetch", "--quiet", "origin", "main")
            git(officer.folder, "reset", "--quiet", "--hard", "origin/main")

    def pulled(self, officer: Officer, base: bytes, theirs: bytes) -> Document | None:
        """What git merges, which is what the driver merges in this process too; what a person must choose is undone."""
        expected = super().pulled(officer, base, theirs)
        git(officer.folder, "commit", "--quiet", "--all", "-m", "ours")
        git(officer.folder, "fetch", "--quiet", "origin", "main")
        code = git(officer.folder, "merge", "--quiet", "-m", "both", "origin/main")
        self.require((code == 0) == (expected is not None), f"git merge ended with {code}")
        if expected is None:
            git(officer.folder, "reset", "--quiet", "--hard", "origin/main")
            return None
        self.require(officer.file.read_bytes() == expected.data, "git merged it otherwise")
        return expected

    def pushed(self, officer: Officer) -> None:
        git(officer.folder, "fetch", "--quiet", "origin", "main")
        git(officer.folder, "add", "coprod.toml", ".gitattributes")
        if git(officer.folder, "diff", "--cached", "--quiet", "origin/main") == 0:
            git(officer.folder, "reset", "--quiet", "--hard", "origin/main")
            return
        git(officer.folder, "commit", "--quiet", "-m", "both")
        self.require(git(officer.folder, "push", "--quiet", "origin", "HEAD:main") == 0, "git pushed nothing")

    def ended(self, args: tuple[str, ...], *, killed: bool) -> tuple[int | None, str]:
        with Path(os.devnull).open() as nothing, tempfile.TemporaryFile() as said:
            program = Program(args, nothing.fileno(), said.fileno(), said.fileno())
            if killed:
                time.sleep(self.chance.uniform(0, _LONGEST))
                with contextlib.suppress(ProcessLookupError):
                    os.kill(program.pid, signal.SIGKILL)
            code = program.wait(60)
            said.seek(0)
            return (None if code == -signal.SIGKILL else code), said.read().decode()

    def everything(self, folder: Path) -> str:
        """What a clone holds, but for git's own keeping, which nobody can take back."""
        files = (path for path in sorted(folder.rglob("*")) if path.is_file() and ".git" not in path.parts)
        return "\n".join(path.read_text("utf-8", "replace") for path in files)
