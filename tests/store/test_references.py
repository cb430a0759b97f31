"""What refers to a record without an id in the file writes that id, so that no correction loses the reference."""

from pathlib import Path

import pytest

from coprod.store.read import load
from tests.conftest import Run

#: A project as somebody writes it by hand, without ids; what refers to its session is recorded below.
BY_HAND = """\
[project]
name = "Yard"

[[sessions]] # the first
date = 2026-02-02
phase = "co-design"
title = "Ideas"
level = "deciding"
community = ["Ana", "Bo"]
professional = ["Jo"]

[[sessions]]
date = 2026-03-02
phase = "co-design"
community = ["Ana"]
id = "later"

[[said]]
date = 2026-02-02
text = "A tap"
"""


@pytest.mark.parametrize(
    "args",
    [
        ["readback", "2026-02-02", "--said", "differs", "--level", "considered", "--readers", "3"],
        ["told", "2026-02-02", "--how", "a letter"],
        ["said", "A bench", "--session", "2026-02-02"],
        ["log", "design", "-c", "Ana", "--date", "2026-04-02", "--feeds-back", "2026-02-02"],
        ["amend", "later", "--feeds-back", "2026-02-02"],
        ["answer", "2026-02-02-s", "--done", "It runs"],
    ],
    ids=lambda args: args[0],
)
def test_what_refers_to_a_record_without_an_id_writes_the_id_in_the_same_step(
    run: Run, folder: Path, args: list[str]
) -> None:
    path = folder / "coprod.toml"
    path.write_text(BY_HAND)
    before = load(path, "").project
    assert run(*args).code == 0
    # It is one step, which can be taken back.
    assert run("undo", "--yes").code == 0
    assert path.read_text() == BY_HAND
    assert run(*args).code == 0
    after = path.read_text()
    [name] = [
        one
        for one in [*(session.id for session in before.sessions), *(saying.id for saying in before.said)]
        if f'"{one}"' in after and one != "later"
    ]
    assert after.count(f'id = "{name}"') == 1
    assert after.count(f'"{name}"') == 2
    assert "[[sessions]] # the first\n" in after
    # A comma is mended: the reference still finds it.
    path.write_text(after.replace('"Ideas"', '"Ideas!"').replace('"A tap"', '"A tap,"'))
    assert "CP905" not in run("check").out
