import multiprocessing
import os
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from unittest import mock

import pytest

from coprod.store.disk import Busy
from coprod.store.transaction import together

OLD = {"a.html": b"old a", "b.html": b"old b", "list": b"a b"}
NEW = {"a.html": b"new a", "c.html": b"new c", "list": b"a c"}


class Killed(BaseException):
    """The process is no more: nothing is cleared."""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    write(folder, OLD)
    (folder / "mine.html").write_bytes(b"by hand")
    return folder


def write(folder: Path, texts: dict[str, bytes], gone: tuple[str, ...] = ()) -> None:
    with together(folder, lambda name: name != "mine.html") as replace:
        replace(texts, gone)


def held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def kills(folder: Path) -> Iterator[int]:
    """Kill a run at each of its calls of the system, one after the other, until one comes through."""
    names = ("replace", "unlink", "fsync", "mkdir", "rmdir", "open")
    for at in range(1, 200):
        calls = 0

        def killed(real: object, at: int = at) -> object:
            def call(*args: object, **options: object) -> object:
                nonlocal calls
                calls += 1
                if calls >= at:
                    raise Killed
                return real(*args, **options)  # type: ignore[operator]

            return call

        with ExitStack() as patches, suppress(Killed):
            for name in names:
                patches.enter_context(mock.patch(f"os.{name}", killed(getattr(os, name))))
            write(folder, NEW, ("b.html",))
            return
        yield at
    pytest.fail("it never ends")


def test_a_killed_run_leaves_the_old_files_or_is_finished_by_the_next(site: Path) -> None:
    states = set()
    for _ in kills(site):
        # What the next run finds before it writes anything.
        with together(site, lambda name: name != "mine.html"):
            found = held(site)
        assert found.pop("mine.html") == b"by hand"
        assert found in (OLD, NEW)
        states.add(found == NEW)
        assert sorted(path.name for path in site.parent.iterdir()) == ["site"]
        (site / "c.html").unlink(missing_ok=True)
        write(site, OLD)
    assert states == {True, False}
    assert held(site) == {**NEW, "mine.html": b"by hand"}


def test_what_cannot_be_written_changes_nothing(site: Path, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="too long"):
        write(site, {"a.html": b"new", "x" * 300: b"new"})
    assert held(site) == {**OLD, "mine.html": b"by hand"}
    with pytest.raises(OSError, match="too long"):
        write(tmp_path / "new", {"x" * 300: b"new"})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
@pytest.mark.parametrize("name", ["a.html", "c.html", "list"])
def test_nothing_is_written_through_a_link(site: Path, name: str) -> None:
    victim = site.parent / "victim"
    victim.write_bytes(b"precious")
    (site / name).unlink(missing_ok=True)
    (site / name).symlink_to("../victim")
    before = held(site)
    with pytest.raises(OSError, match="is a link"):
        write(site, NEW)
    assert held(site) == before
    assert victim.read_bytes() == b"precious"


def test_a_journal_changes_no_file_that_is_not_coprods(site: Path) -> None:
    stage = site.parent / ".site.coprod-stage"
    stage.mkdir()
    (stage / "mine.html").write_bytes(b"foreign")
    (stage / "journal").write_text('[["mine.html", "../x", "gone"], ["mine.html", "/etc/x"]]')
    with together(site, lambda name: name != "mine.html"):
        pass
    assert held(site) == {**OLD, "mine.html": b"by hand"}
    assert not stage.exists()


def _hold(folder: Path, signal: Path) -> None:
    with together(folder, bool):
        signal.touch()
        time.sleep(30)


@pytest.mark.skipif(sys.platform == "win32", reason="a folder is no lock there")
def test_two_runs_write_one_after_the_other(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    signal = tmp_path / "held"
    holder = multiprocessing.get_context("spawn").Process(target=_hold, args=(site, signal))
    holder.start()
    while not signal.exists():
        time.sleep(0.01)
    monkeypatch.setattr("coprod.store.transaction.PATIENCE", 0.2)
    with pytest.raises(Busy):
        write(site, NEW)
    holder.kill()
    holder.join()
    holder.close()
    write(site, NEW, ("b.html",))
    assert held(site) == {**NEW, "mine.html": b"by hand"}
