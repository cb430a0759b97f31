import multiprocessing
import os
import sys
import time
from pathlib import Path

import pytest

from coprod.store.disk import Busy, create, hold, locked, put, replace


@pytest.mark.parametrize("links", [True, False], ids=["hard links", "no hard links"])
def test_a_new_file_appears_whole_and_never_takes_the_place_of_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    def refuse(*_paths: Path) -> None:
        raise OSError(1, "Operation not permitted")

    if not links:
        monkeypatch.setattr("os.link", refuse)
    path = tmp_path / "a.toml"
    create(path, [b"one"])
    with pytest.raises(FileExistsError):
        create(path, [b"two"])
    assert path.read_bytes() == b"one"
    assert [name.name for name in tmp_path.iterdir()] == ["a.toml"]


def test_put_writes_whether_or_not_the_file_is_there(tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    put(path, [b"one"])
    put(path, [b"two"])
    assert path.read_bytes() == b"two"


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
@pytest.mark.parametrize("exists", [True, False])
def test_put_writes_through_no_link(tmp_path: Path, *, exists: bool) -> None:
    victim, link = tmp_path / "victim", tmp_path / "out.json"
    if exists:
        victim.write_bytes(b"precious")
    link.symlink_to("victim")
    with pytest.raises(OSError, match="it is a link"):
        put(link, [b"new"])
    assert victim.exists() == exists
    assert not exists or victim.read_bytes() == b"precious"


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_put_writes_through_no_link_to_a_device_either(tmp_path: Path) -> None:
    (tmp_path / "out.json").symlink_to(os.devnull)
    with pytest.raises(OSError, match="it is a link"):
        put(tmp_path / "out.json", [b"new"])
    put(Path(os.devnull), [b"new"])


def test_put_clears_what_a_killed_run_left_and_nobody_holds(tmp_path: Path) -> None:
    path, left = tmp_path / "out.json", tmp_path / ".out.json.abc_12x9.tmp"
    left.write_bytes(b"a name")
    with left.open("r+b") as file:
        if sys.platform != "win32":
            assert hold(file.fileno())
            put(path, [b"one"])
            assert left.exists()
    put(path, [b"two"])
    assert [name.name for name in tmp_path.iterdir()] == ["out.json"]


def test_a_replaced_file_was_changed_now_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"one")
    path.chmod(0o640)
    mode = path.stat().st_mode
    os.utime(path, (1, 1))
    replace(path, [b"two"])
    assert path.stat().st_mtime > 1
    assert path.stat().st_mode == mode


def test_a_replacement_that_fails_leaves_the_old_file_and_no_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"old")

    def refuse(*_paths: Path) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OSError, match="Input/output"):
        replace(path, [b"new"])
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert [name.name for name in tmp_path.iterdir()] == ["a.toml"]


def _hold(path: Path, held: Path) -> None:
    with locked(path, 1):
        held.touch()
        time.sleep(30)


def test_a_lock_keeps_others_out_and_ends_with_its_holder(tmp_path: Path) -> None:
    path, held = tmp_path / "a.toml", tmp_path / "held"
    path.write_bytes(b"")
    holder = multiprocessing.get_context("spawn").Process(target=_hold, args=(path, held))
    holder.start()
    while not held.exists():
        time.sleep(0.01)
    with pytest.raises(Busy), locked(path, patience=0.1):
        pytest.fail("the lock was given twice")
    holder.kill()
    holder.join()
    holder.close()
    with locked(path, patience=5):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="Windows locks a file beside it")
def test_a_lock_on_a_file_that_was_replaced_does_not_count(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"old")
    with locked(path, 1):
        replace(path, [b"new"])
        with locked(path, patience=0.1):
            assert path.read_bytes() == b"new"
