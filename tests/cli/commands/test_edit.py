"""A person's edits, by a scripted editor: what is valid is put back, and nothing that was typed is lost."""

import os
import stat
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
import tomli

from coprod.model import Session
from coprod.store.find import search
from tests.conftest import WHOLE, Ran, Run
from tests.terminal import CTRL_C, RealTerminal, Terminal, posix

TWO = (
    WHOLE
    + """
[[sessions]]
date = 2026-02-03
phase = "co-design"
title = "Second"
community = ["C1"]
feeds_back = ["all"]
id = "second"
"""
)
NEXT = "Next: coprod edit, and bring over from there what should stay.\n"

PATH = Path("coprod.toml")

Editor = Callable[..., None]
Edit = Callable[..., Ran]

_SCRIPT = """\
import os, signal, sys, time
from pathlib import Path
place = Path(sys.argv[-1])
turn = Path(__file__).with_name("turn")
turn.write_text(turn.read_text() + "x" if turn.exists() else "x")
text = place.read_bytes().decode()
def write(new): place.write_bytes(new.encode())
"""


@pytest.fixture
def temporary(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, empty at first."""
    folder = tmp_path_factory.mktemp("temporary")
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def editor(temporary: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Editor:
    """Make EDITOR a script that does this when it is opened, and these when it is opened again."""
    script = tmp_path_factory.mktemp("an editor") / "its script.py"

    def become(*turns: str) -> None:
        script.with_name("turn").unlink(missing_ok=True)
        choice = "".join(f"if turn.read_text() == 'x' * {n}:\n    {does}\n" for n, does in enumerate(turns, 1))
        script.write_text(_SCRIPT + choice, "utf-8")
        monkeypatch.setenv("EDITOR", f'"{sys.executable}" "{script}" --wait')

    return become


@pytest.fixture
def answers(run: Run, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let a person at a terminal type these lines."""
    return lambda lines: monkeypatch.setattr("sys.stdin", Terminal(lines))


@pytest.fixture
def edit(run: Run, project: Callable[[str], Path], editor: Editor, answers: Callable[[str], None]) -> Edit:
    """Edit a project, a whole one unless another is given, and type these lines if it asks."""

    def call(*turns: str, text: str = WHOLE, typed: str | None = None) -> Ran:
        project(text)
        editor(*turns)
        if typed is not None:
            answers(typed)
        return run("edit")

    return call


def test_valid_edits_are_put_back_and_told(edit: Edit, temporary: Path) -> None:
    ran = edit(
        "write(text[:text.index('[[sessions')] + text[text.rindex('[[sessions'):].replace('C1', 'C2'))", text=TWO
    )
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(
        "Changed coprod.toml:\n  removed  all, 2026-01-12\n  changed  second, 2026-02-03, Second\n\n"
        'coprod.toml:11: feeds_back names "all", which is not in the file.\n'
    )
    assert ran.out.endswith("Next: ask whoever wrote it what was meant, and correct the name.\n")
    assert PATH.read_text() == TWO[: TWO.index("[[")] + TWO[TWO.rindex("[[") :].replace("C1", "C2")
    assert not list(temporary.iterdir())


def test_a_new_session_and_other_edits_are_told(run: Run, project: Callable[[str], Path], editor: Editor) -> None:
    project(WHOLE)
    block = '[[sessions]]\\ndate = 2026-03-01\\nphase = "co-design"\\nprofessional = ["P"]\\nid = "new"\\n'
    editor(f"write(text + '{block}')")
    assert run("edit").out.startswith("Changed coprod.toml:\n  added    new, 2026-03-01\n\n")
    editor("write(text.replace('Riverside', 'Lakeside'))")
    assert run("edit").out.startswith("Changed coprod.toml; its records are as they were.\n\nCo-produced")


READ = """
[[readings]]
session = "all"
date = 2026-02-02
read = "9f3a1c77b0d2"
readers = 3
said = "differs"
level = "considered"
id = "2026-02-02-r1c09ab"

[[answers]]
date = 2026-02-10
to = "2026-02-02-r1c09ab"
outcome = "declined"
text = "We keep our minutes"
"""


@pytest.mark.parametrize(
    ("script", "told"),
    [
        (
            "text[:text.index('[[readings')] + text[text.index('[[answers'):]",
            ["removed  reading of all, 2026-02-02, differs, puts it at considered (2026-02-02-r1c09ab)"],
        ),
        (
            "text.replace('considered', 'supported')",
            ["changed  reading of all, 2026-02-02, differs, puts it at supported (2026-02-02-r1c09ab)"],
        ),
        (
            "text[:text.index('[[answers')]",
            ['removed  answer to 2026-02-02-r1c09ab, 2026-02-10, declined: "We keep our minutes"'],
        ),
        (
            "text.replace('keep our', 'lost the')",
            ['changed  answer to 2026-02-02-r1c09ab, 2026-02-10, declined: "We lost the minutes"'],
        ),
    ],
)
def test_a_reading_or_an_answer_that_is_taken_out_or_changed_is_told(edit: Edit, script: str, told: list[str]) -> None:
    ran = edit(f"write({script})", text=WHOLE + READ)
    assert ran.code == 0
    assert ran.out.startswith("".join(["Changed coprod.toml:\n", *(f"  {line}\n" for line in told)]))


def test_the_copy_is_private_and_named_alike(
    run: Run, folder: Path, editor: Editor, temporary: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (folder / "it's $(here).coprod.toml").write_text(WHOLE)
    seen = tmp_path_factory.mktemp("seen") / "seen"
    editor(f"Path({str(seen)!r}).write_text(f'{{place.name}} {{place.parent.stat().st_mode:o}} {{place.parent}}')")
    assert run("edit", "--file", "it's $(here).coprod.toml").code == 0
    name, mode, parent = seen.read_text().rsplit(" ", 2)
    assert name == "it_s __here_.coprod.toml"
    assert Path(parent).parent == temporary
    if sys.platform != "win32":
        assert mode == "40700"


def test_an_unchanged_file_is_not_written(run: Run, project: Callable[[str], Path], editor: Editor) -> None:
    path = project(WHOLE)
    before = path.stat()
    editor("write(text)")
    ran = run("edit")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Unchanged: coprod.toml.\n")
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_an_editor_that_puts_a_new_file_in_the_place_of_the_old(edit: Edit, temporary: Path) -> None:
    assert edit("place.rename(f'{place}~'); write(text.replace('deciding', 'supported'))").code == 0
    assert PATH.read_text() == WHOLE.replace("deciding", "supported")
    assert not list(temporary.iterdir())


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_line_ends_mode_and_link_survive(run: Run, folder: Path, editor: Editor, ending: str) -> None:
    path = folder / "real" / "a.toml"
    path.parent.mkdir()
    path.write_bytes(WHOLE.replace("\n", ending).encode())
    path.chmod(0o640)
    try:
        (folder / "coprod.toml").symlink_to(path)
    except OSError:
        pytest.skip("no links here")
    editor("write(text.replace('deciding', 'supported'))")
    assert run("edit").code == 0
    assert (folder / "coprod.toml").is_symlink()
    assert path.read_bytes() == WHOLE.replace("deciding", "supported").replace("\n", ending).encode()
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o640


BROKEN = "write(text.replace('phase', 'pahse').replace('level', 'lvel'))"


def test_without_a_person_what_is_invalid_becomes_a_draft(
    run: Run, project: Callable[[str], Path], editor: Editor, temporary: Path
) -> None:
    path = project(WHOLE)
    path.chmod(0o640)
    for name in ("coprod.toml.draft", "coprod.toml.draft-2"):
        editor(BROKEN)
        ran = run("edit")
        assert (ran.code, ran.out) == (2, "")
        assert ran.err == (
            'coprod.toml:6:1: error: session 1, phase: "phase" is missing\n'
            'coprod.toml:8:1: error: session 1, pahse: unknown key "pahse"; did you mean "phase"?\n'
            'coprod.toml:9:1: error: session 1, lvel: unknown key "lvel"; did you mean "level"?\n'
            f"Your edits are kept in {name}.\n{NEXT}"
        )
        draft = path.with_name(name)
        assert draft.read_text() == WHOLE.replace("phase", "pahse").replace("level", "lvel")
        if sys.platform != "win32":
            assert stat.S_IMODE(draft.stat().st_mode) == 0o640
    assert path.read_text() == WHOLE
    assert search(path.parent)[0] == [path]
    assert not list(temporary.iterdir())


def test_no_input_does_not_ask_at_a_terminal_either(
    run: Run, project: Callable[[str], Path], editor: Editor, answers: Callable[[str], None], folder: Path
) -> None:
    project(WHOLE)
    editor(BROKEN)
    answers("drop\n")
    assert run("edit", "--no-input").code == 2
    assert (folder / "coprod.toml.draft").exists()


def test_a_person_may_go_back_in(edit: Edit, temporary: Path) -> None:
    ran = edit(
        BROKEN, "write(text.replace('pahse', 'phase'))", "write(text.replace('lvel', 'note'))", typed="what?\n\n1\n"
    )
    assert ran.code == 0
    assert '"what?" is none of these keys, and changes nothing' in ran.err
    assert ran.err.count("error: session 1, lvel") == 2
    assert ran.err.count("error: session 1, pahse") == 1
    assert PATH.read_text() == WHOLE.replace("level", "note")
    assert [one.name for one in PATH.parent.iterdir()] == ["coprod.toml"]
    assert not list(temporary.iterdir())


@pytest.mark.parametrize(("answer", "kept"), [("2", True), ("keep", True), ("3", False), ("d", False)])
def test_a_person_may_keep_a_draft_or_drop_it(edit: Edit, temporary: Path, answer: str, kept: bool) -> None:
    ran = edit(BROKEN, typed=f"{answer}\n")
    assert (ran.code, ran.out.strip()) == (2, "")
    assert PATH.read_text() == WHOLE
    assert ("Your edits are kept in coprod.toml.draft.\n" in ran.err) is kept
    assert (PATH.parent / "coprod.toml.draft").exists() is kept
    assert not list(temporary.iterdir())


def test_leaving_the_keyboard_keeps_the_edits(edit: Edit, folder: Path) -> None:
    ran = edit(BROKEN, typed="")
    assert ran.code == 130
    assert "Your edits are kept in coprod.toml.draft.\n" in ran.err
    assert PATH.read_text() == WHOLE
    assert "pahse" in (folder / "coprod.toml.draft").read_text()


def test_a_file_that_changed_meanwhile_is_left_and_the_edits_are_kept(
    run: Run, project: Callable[[str], Path], editor: Editor, folder: Path
) -> None:
    path = project(WHOLE)
    editor(f"write(text.replace('C1', 'C9')); Path({str(path)!r}).write_bytes((text + '# meanwhile').encode())")
    ran = run("edit")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "coprod.toml: error: was changed by another program meanwhile, and was left as it is; try again\n"
        f"Your edits are kept in coprod.toml.draft.\n{NEXT}"
    )
    assert path.read_text() == WHOLE + "# meanwhile"
    assert (folder / "coprod.toml.draft").read_text() == WHOLE.replace("C1", "C9")


def test_a_file_that_is_gone_meanwhile_is_told_and_the_edits_are_kept(
    run: Run, project: Callable[[str], Path], editor: Editor, folder: Path
) -> None:
    path = project(WHOLE)
    editor(f"write(text.replace('C1', 'C9')); Path({str(path)!r}).unlink()")
    ran = run("edit")
    assert ran.code == 2
    assert [one.name for one in folder.iterdir()] == ["coprod.toml.draft"]


@pytest.mark.parametrize(
    ("does", "code", "told"),
    [
        ("sys.exit(3)", 2, "ended with exit code 3, and the file was left as it was\n"),
        ("sys.exit(130)", 130, "\nInterrupted: nothing was changed.\n"),
        pytest.param(
            "os.kill(os.getpid(), signal.SIGKILL)", 2, "was ended by SIGKILL", marks=pytest.mark.skipif(
                sys.platform == "win32", reason="no such signal")
        ),
        pytest.param(
            "os.kill(os.getpid(), signal.SIGINT); time.sleep(9)", 130, "\nInterrupted", marks=pytest.mark.skipif(
                sys.platform == "win32", reason="no such signal")
        ),
        ("place.unlink()", 2, "the copy for the editor: error: cannot read it: no such file"),
    ],
)  # fmt: skip
def test_an_editor_that_fails_changes_nothing(
    edit: Edit, run: Run, editor: Editor, temporary: Path, does: str, code: int, told: str
) -> None:
    ran = edit(does)
    assert (ran.code, ran.out) == (code, "")
    assert told in ran.err
    assert [one.read_text() for one in PATH.parent.iterdir()] == [WHOLE]
    assert not list(temporary.iterdir())
    if "place" not in does:
        editor(f"write(text.replace('C1', 'C9')); {does}")
        ran = run("edit")
        assert ran.code == code
        assert "Your edits are kept in coprod.toml.draft.\n" in ran.err
        assert PATH.read_text() == WHOLE
        assert PATH.with_name("coprod.toml.draft").read_text() == WHOLE.replace("C1", "C9")
        assert not list(temporary.iterdir())


def test_what_a_failed_editor_left_to_recover_from_is_kept(edit: Edit, temporary: Path) -> None:
    ran = edit("(place.parent / '.coprod.toml.swp').write_text('typed'); sys.exit(1)")
    assert ran.code == 2
    [left] = temporary.iterdir()
    assert f"Your edits are kept in {left.as_posix()}.\n" in ran.err
    assert [one.name for one in left.iterdir()] == [".coprod.toml.swp"]


def test_edits_that_cannot_be_a_draft_stay_where_they_are(
    run: Run, project: Callable[[str], Path], editor: Editor, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = project(WHOLE)

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("coprod.store.editor_copy.create", full)
    monkeypatch.setattr("coprod.store.disk.replace", full)
    editor("write(text.replace('C1', 'C9'))")
    ran = run("edit")
    assert ran.code == 2
    [left] = temporary.iterdir()
    assert ran.err == (
        "coprod.toml: error: cannot write it: no space left on device\n"
        f"Your edits are kept in {left.as_posix()}.\n{NEXT}"
    )
    assert (left / "coprod.toml").read_text() == WHOLE.replace("C1", "C9")
    assert path.read_text() == WHOLE


def test_without_a_place_for_the_copy_nothing_is_opened(
    run: Run, project: Callable[[str], Path], editor: Editor, monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    project(WHOLE)
    editor("write('opened')")
    monkeypatch.setattr(tempfile, "tempdir", str(folder / "nowhere"))
    ran = run("edit")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("the copy for the editor: error: cannot write it: ")


def test_what_was_written_is_no_draft_where_the_result_cannot_be_told(
    run: Run, project: Callable[[str], Path], editor: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = project(WHOLE)

    def fail(*_args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("coprod.cli.commands.undo.print_text", fail)
    editor("write(text.replace('C1', 'C9'))")
    ran = run("edit")
    assert (ran.code, ran.err) == (130, "\nInterrupted: coprod.toml was already written.\n")
    assert [one.name for one in path.parent.iterdir()] == ["coprod.toml"]


def test_an_unusable_file_may_be_opened_and_mended(edit: Edit, run: Run, editor: Editor) -> None:
    ran = edit("pass", text=WHOLE.replace("phase", "pahse"))
    assert ran.code == 2
    assert 'unknown key "pahse"' in ran.err
    assert ran.out.startswith("Unchanged")
    editor("write(text.replace('pahse', 'phase'))")
    ran = run("edit")
    assert ran.code == 0
    assert ran.out.startswith("Changed coprod.toml, which is a valid project now, with 1 session.\n\nCo-produced")
    assert PATH.read_text() == WHOLE


def test_a_file_in_conflict_names_the_better_way(edit: Edit) -> None:
    ran = edit("write(text[:text.index('<<<')])", text=f"{WHOLE}<<<<<<< ours\n# a\n=======\n# b\n>>>>>>> theirs\n")
    assert ran.code == 0
    assert "run coprod resolve" in ran.err


@pytest.mark.parametrize("text", ["", " \n\n"])
def test_an_empty_file_is_refused_as_everywhere(edit: Edit, temporary: Path, text: str) -> None:
    ran = edit("write('opened')", text=text)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "coprod.toml:1: error: is empty: coprod init starts a project in it\n"
    assert not list(temporary.iterdir())


def test_a_missing_file_is_refused_as_everywhere(run: Run, editor: Editor) -> None:
    editor("write('opened')")
    assert run("edit").err == run("check").err
    assert run("edit", "--file", "a.toml").err == "a.toml: error: there is no such file or folder\n"


@pytest.mark.skipif(sys.platform == "win32", reason="no such bits")
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_file_that_cannot_be_written_is_not_even_opened(
    run: Run, project: Callable[[str], Path], editor: Editor
) -> None:
    project(WHOLE).chmod(0o444)
    editor("write('opened')")
    assert "cannot write it: permission denied" in run("edit").err


def test_a_session_without_an_id_keeps_the_one_it_had(edit: Edit) -> None:
    ran = edit("write(text.replace('deciding', 'supported'))", text=WHOLE.replace('id = "all"\n', ""))
    [name] = [one.id for one in [tomli_session(WHOLE)]]
    assert ran.out.startswith(f"Changed coprod.toml:\n  changed  {name}, 2026-01-12\n")
    assert PATH.read_text() == WHOLE.replace("deciding", "supported").replace('"all"', f'"{name}"')


def tomli_session(text: str) -> Session:
    session = tomli.loads(text)["sessions"][0]
    del session["id"]
    return Session.model_validate(session)


@posix
@pytest.mark.parametrize(("keys", "code"), [(CTRL_C, 130), ("2\n", 2)])
def test_at_a_real_terminal(folder: Path, editor: Editor, keys: str, code: int) -> None:
    (folder / "coprod.toml").write_text(WHOLE)
    editor(BROKEN)
    with RealTerminal("edit") as terminal:
        terminal.wait("[edit]:")
        terminal.insist(keys)
        assert terminal.end() == code
    assert (folder / "coprod.toml").read_text() == WHOLE
    assert "pahse" in (folder / "coprod.toml.draft").read_text()


@posix
@pytest.mark.parametrize(
    ("heeds", "keys", "code", "then"),
    [
        ("time.sleep(60)", CTRL_C, 130, WHOLE),
        ("signal.signal(2, lambda *_: 0); print('!', flush=True); input()", f"{CTRL_C}\n", 0, "C9"),
    ],
)
def test_ctrl_c_belongs_to_the_editor_while_it_runs(
    folder: Path, editor: Editor, heeds: str, keys: str, code: int, then: str
) -> None:
    (folder / "coprod.toml").write_text(WHOLE)
    editor(f"write(text.replace('C1', 'C9')); print('edi' + 'ting', flush=True); {heeds}")
    with RealTerminal("edit") as terminal:
        terminal.wait("!" if code == 0 else "editing")
        terminal.insist(keys)
        assert terminal.end() == code
    assert then in (folder / "coprod.toml").read_text()
    assert (folder / "coprod.toml.draft").exists() is (code == 130)
