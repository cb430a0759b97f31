import io
import os
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from coprod.store.read import load
from coprod.store.steps import _place, recall
from tests.conftest import Run, document, print_of, remember

TEXT = """\
# kept by Amina Khan
[project]
name = "Riverside garden"
contact = "Ask Amina"

[people]
C1 = "Zoe"

[[sessions]]
date = 2026-01-12
phase = "co-planning"
title = "Amina's idea"  # Amina said so
level = "deciding"
community = ["C1", "Amina Khan"]  # who came
professional = ["Jo (council)"]
settled = { problem = "amina  khan and Jo want light" }
id = "one"

[[sessions]]
date = 2026-02-02
phase = "co-design"
level = "deciding"
community = ["Amina Khan"]
note = "AMINA was late; animations, khaki and Mina were not"
id = "two"

[[sessions]]
date = 2026-02-09
phase = "co-design"
community = ["C1"]
professional = ["Amina Khan"]
id = "three"

[[said]]
date = 2026-01-12
text = "Khan: keep it open"

[[readings]]
session = "one"
date = 2026-02-02
read = "READ"
said = "agree"
readers = 2
words = "Amina is right"

[[readings]]
session = "one"
date = 2026-02-03
read = "0123456789ab"
said = "cannot-say"
readers = 1

[[answers]]
date = 2026-02-10
to = "x"
outcome = "done"
text = "Thanks to Amina"
told = "Amina's letter"

[[waivers]]
rule = "CP301"
reason = "Amina could not come"
until = 2026-12-31

[[readiness]]
date = 2026-01-05
by = "Amina Khan"
"""
FULL = TEXT.replace("READ", print_of(document(TEXT.replace("READ", "x")).project))


def holds(path: Path) -> list[str]:
    """As somebody would look for the name in the file."""
    lines = path.read_text().split("\n")
    return [line for line in lines if ("amina" in line.lower() or "khan:" in line.lower()) and "contact" not in line]


def test_somebody_is_forgotten_by_one_command(run: Run, project: Callable[[str], Path]) -> None:
    path = project(FULL)
    ran = run("forget", "Amina Khan", "--yes")
    assert ran.code == 0
    assert holds(path) == []
    text = path.read_text()
    assert text.startswith('# kept by Cc0ffee0001\n[project]\nname = "Riverside garden"\ncontact = "Ask Amina"\n')
    assert 'title = "Cc0ffee0001\'s idea"  # Cc0ffee0001 said so\n' in text
    assert 'community = ["C1", "Cc0ffee0001"]  # who came\n' in text
    assert 'settled = { problem = "Cc0ffee0001 and Jo want light" }\n' in text
    assert 'note = "Cc0ffee0001 was late; animations, khaki and Mina were not"\n' in text
    now = load(path, "x").project
    assert now.people == {"C1": "Zoe"}
    assert [reading.read for reading in now.readings] == [print_of(now), "0123456789ab"]
    assert "Carried over: 1 reading of" in ran.out
    assert "Other machines may keep a step to undo" in ran.err
    # Every line that did not name her is as it was.
    # (What was changed and had no id written out has one now, so that what refers to it finds it.)
    before, after = FULL.split("\n"), [line for line in text.split("\n") if not line.startswith('id = "2026-')]
    changed = [old for old, new in zip(before, after, strict=True) if old != new]
    assert all("amina" in line.lower() or "khan:" in line.lower() or line.startswith("read =") for line in changed)


def test_what_undo_keeps_is_cleared(run: Run, project: Callable[[str], Path]) -> None:
    path = project(FULL)
    run("log", "design", "-c", "Amina Khan")
    assert recall(path) is not None
    run("forget", "Amina Khan", "--yes")
    assert recall(path) is None
    assert run("undo", "--yes").code == 2


def test_a_step_that_holds_a_name_is_cleared_though_the_file_holds_it_no_more(
    run: Run, project: Callable[[str], Path]
) -> None:
    path = project(FULL)
    assert run("rename", "Amina Khan", "C9", "--yes").code == 0
    path.write_text(path.read_text().replace("Amina Khan", "C9").replace("Amina", "C9").replace("Khan", "C9"))
    assert run("forget", "C9", "--yes", "--dry-run").code == 0
    assert recall(path) is not None
    assert run("forget", "C9", "--yes").out.startswith("Done: C9 is an id without a name in coprod.toml.")
    assert recall(path) is None


def test_what_a_killed_command_left_goes_though_the_file_holds_the_name_no_more(
    run: Run, project: Callable[[str], Path]
) -> None:
    path = project(FULL.replace("Amina Khan", "C9").replace("Amina", "C9").replace("Khan", "C9"))
    left = path.with_name(f".{path.name}.a1b2c3d4.tmp")
    left.write_text(FULL)
    assert run("forget", "C9", "--yes").code == 0
    assert not left.exists()


def test_without_a_terminal_it_lists_the_places_and_needs_yes(run: Run, project: Callable[[str], Path]) -> None:
    path = project(FULL)
    ran = run("forget", "Amina Khan")
    assert (ran.code, ran.out) == (2, "")
    assert "coprod.toml:12: Amina's idea\n  becomes: Cc0ffee0001's idea\n" in ran.err
    assert "say so with --yes" in ran.err
    assert path.read_text() == FULL
    ran = run("forget", "Amina Khan", "--dry-run")
    assert ran.code == 0
    assert '+title = "Cc0ffee0002\'s idea"  # Cc0ffee0002 said so\n' in ran.out
    assert path.read_text() == FULL


def test_a_word_that_may_be_another_is_left_and_told(run: Run, project: Callable[[str], Path]) -> None:
    path = project(FULL.replace("Amina Khan", "Will Khan").replace("Amina", "Will").replace("amina", "we will, will"))
    ran = run("forget", "Will Khan", "--yes")
    assert ran.code == 0
    assert 'problem = "we will, Cc0ffee0001 and Jo want light"' in path.read_text()
    assert 'coprod.toml:12: still holds the name, or a word like it: title = "Will\'s idea"' in ran.err
    assert ran.out.endswith("\n\nThese may still name them: 6 lines of coprod.toml.\n")


def test_somebody_with_an_id_keeps_it_and_loses_the_name(run: Run, project: Callable[[str], Path]) -> None:
    path = project(FULL.replace("AMINA was", "Zoe was"))
    assert run("forget", "Zoe", "--yes").code == 0
    assert path.read_text() == FULL.replace("AMINA was", "C1 was").replace('C1 = "Zoe"\n', "")
    assert "holds no name of C1" in run("forget", "C1", "--yes").out


def test_a_professional_gets_an_id_of_that_side(run: Run, project: Callable[[str], Path]) -> None:
    path = project(FULL)
    assert run("forget", "Jo (council)", "--yes").code == 0
    text = path.read_text()
    assert 'professional = ["Pc0ffee0001"]' in text
    assert "Pc0ffee0001 want light" in text


def test_as_a_count_attendance_stays_and_what_changes_is_told_first(run: Run, project: Callable[[str], Path]) -> None:
    path = project(FULL)
    ran = run("forget", "Amina Khan", "--as-count", "--yes")
    assert ran.code == 0
    assert ran.err.startswith("Counted people are not told apart. What the record shows changes so:\n")
    assert "co-planning: partners who are told apart, 2 becomes 1" in ran.err
    assert holds(path) == []
    first, second, third = load(path, "x").project.sessions
    assert (first.community, first.also_present.community) == (("C1",), 1)
    assert (second.community, second.also_present.community) == ((), 1)
    assert (third.professional, third.also_present.professional) == ((), 1)
    assert first.title == "somebody's idea"


@pytest.mark.parametrize("name", ["Nobody", "Amina", "Amina Kahn"])
def test_nobody_on_record_is_said(run: Run, project: Callable[[str], Path], name: str) -> None:
    path = project(FULL)
    ran = run("forget", name, "--yes")
    assert ran.code == 2
    assert "is on record" in ran.err
    assert path.read_text() == FULL


def test_files_and_commits_that_hold_the_name_are_told(run: Run, folder: Path, project: Callable[[str], Path]) -> None:
    path = project(FULL)

    def git(*args: str) -> None:
        who = ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *who, *args], cwd=folder, check=True, capture_output=True)

    git("init", "--quiet")
    git("add", ".")
    git("commit", "-m", "start")
    path.write_text(FULL + "\n# Amina Khan\n")
    git("commit", "-am", "more")
    (folder / "coprod.toml.draft").write_text(FULL)
    (folder / "site").mkdir()
    (folder / "site" / "page.html").write_text("<p>amina khan</p>")
    (folder / "page.html").write_text("<p>animation</p>")
    ran = run("forget", "Amina Khan", "--yes")
    assert ran.code == 0
    told = [line for line in ran.err.split("\n") if ": holds the name" in line]
    assert told == [
        "site/page.html: holds the name. Delete it, or write it again.",
    ]
    assert "coprod.toml.draft: held the name, which was taken out of this draft too." in ran.err
    assert "Amina Khan" not in (folder / "coprod.toml.draft").read_text()
    assert "git: 2 commits in this folder's history added or took out the name" in ran.err
    assert "  git filter-repo --replace-text names.txt\n  git push --force --all\n" in ran.err
    assert "Amina Khan==>Cc0ffee0001" in ran.err


def test_a_folder_without_git_is_no_trouble(
    run: Run, project: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    project(FULL)
    monkeypatch.setenv("PATH", os.devnull)
    ran = run("forget", "Amina Khan", "--yes")
    assert ran.code == 0
    assert "git" not in ran.err


def _packed(part: str, text: str) -> bytes:
    """A workbook or a document with one part."""
    with io.BytesIO() as data:
        with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as parts:
            parts.writestr(part, text)
        return data.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        ("teams.csv", "Name\nAmina Khan\n".encode("utf-16"), True),
        ("teams.tsv", "Name\nAmina Khan\n".encode("utf-16-be"), True),
        ("excel.csv", "Name;Café\nAmina Khan;Zoë\n".encode("cp1252"), True),
        (
            "came.xlsx",
            _packed("xl/sharedStrings.xml", "<sst><si><t>Zed</t></si><si>Amina Khan</si></sst>"),
            True,
        ),
        ("came.ods", _packed("content.xml", "<c><text:p>Amina <text:span>Khan</text:span></text:p></c>"), True),
        ("minutes.docx", _packed("word/document.xml", "<w:p><w:t>Amina</w:t><w:t> K</w:t><w:t>han</w:t></w:p>"), True),
        ("other.xlsx", _packed("xl/sharedStrings.xml", "<sst><si><t>animation</t></si></sst>"), False),
        ("broken.xlsx", b"PK\x03\x04 Amina Khan", False),
    ],
)
def test_files_that_are_no_utf_8_are_looked_into(
    run: Run, folder: Path, project: Callable[[str], Path], name: str, data: bytes, found: bool
) -> None:
    project(FULL)
    (folder / name).write_bytes(data)
    ran = run("forget", "Amina Khan", "--yes")
    assert ran.code == 0
    assert (f"{name}: holds the name" in ran.err) == found


def test_at_a_terminal_each_place_is_asked_about(
    run: Run, project: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = project(FULL)
    asked: list[str] = []

    def answer(question: str) -> str:
        asked.append(question)
        # The first comment is left, everything else is changed.
        return "n" if len(asked) == 1 else "y"

    monkeypatch.setattr("coprod.cli.prompts.prompt._line", answer)
    monkeypatch.setattr("coprod.cli.call.is_terminal", lambda _stream: True)
    ran = run("forget", "Amina Khan")
    assert ran.code == 0
    assert {line.split("?")[0].strip() for line in asked[:-1]} == {"Change it", "Take the contact out"}
    assert "This cannot be undone. Go on?" in asked[-1]
    assert holds(path) == ["# kept by Amina Khan"]
    assert "coprod.toml:1: still holds the name, or a word like it: # kept by Amina Khan" in ran.err
    assert "contact" not in path.read_text()
    project(FULL)
    monkeypatch.setattr("coprod.cli.prompts.prompt._line", lambda _: "n")
    assert run("forget", "Amina Khan").code == 130
    assert path.read_text() == FULL


NAMED = """\
[project]
name = "Yard"

[[sessions]]
date = 2026-01-12
phase = "co-planning"
title = "{title}"
level = "deciding"
community = ["{label}", "Sian"]
id = "first-of-the-yard"
"""


@pytest.mark.parametrize(
    ("label", "title", "becomes"),
    [
        ("Amina Khan", "AMINA KHAN spoke first", "{id} spoke first"),
        ("Bryn Toller", "Bryns plan was taken", None),
        ("Kofi", "kofi wants a gate", None),
        ("Zoë Hale", "Zoe Hale brought a map", "{id} brought a map"),
        ("Conor O'Dea", "Conor O\u2019Dea wants a gate", "{id} wants a gate"),
        ("Priya Rao-Finch", "Mrs Finch asked for shade", "Mrs {id} asked for shade"),
        ("Tŵm Ellis-Pari", "Twm wants a gate", "{id} wants a gate"),
        ("أمينة الحداد", "قالت أمينة إن البوابة مغلقة", "قالت {id} إن البوابة مغلقة"),
        ("J. Quill", "Jess Quill's bench", None),
        ("May Chen", "Open by May 2027", None),
        ("May Chen", "May Chen's plan", "{id}'s plan"),
        ("Amina Khan", "Write to amina.khan@example.org", "Write to {id}"),
    ],
)
def test_what_is_certain_is_changed_and_what_is_doubtful_stands_and_is_listed(
    run: Run, project: Callable[[str], Path], label: str, title: str, becomes: str | None
) -> None:
    path = project(NAMED.format(label=label, title=title))
    ran = run("forget", label, "--yes")
    assert ran.code == 0
    [session] = load(path, "x").project.sessions
    assert session.title == (becomes or title).format(id="Cc0ffee0001")
    line = f'coprod.toml:7: still holds the name, or a word like it: title = "{title}"\n'
    assert (line in ran.err) == (becomes is None)
    last = (
        "These may still name them: 1 line of coprod.toml." if becomes is None else "Nothing else that coprod can look"
    )
    assert ran.out.rstrip("\n").split("\n")[-1].startswith(last)


TWO = NAMED.format(label="C1", title="x").replace('"Sian"', '"C2"') + '[people]\nC1 = "Sam Lee"\nC2 = "SAM  LEE"\n'


def test_a_name_that_two_ids_bear_is_refused_and_by_id_the_other_keeps_it(
    run: Run, folder: Path, project: Callable[[str], Path]
) -> None:
    path = project(TWO)
    for args in (["forget", "Sam Lee"], ["forget", "Sam Lee", "--as-count"], ["rename", "sam lee", "Bo"]):
        ran = run(*args, "--yes")
        assert ran.code == 2
        assert "C1 (since 2026-01-12) and C2 (since 2026-01-12)" in ran.err
        assert path.read_text() == TWO
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    subprocess.run(["git", "add", "."], cwd=folder, check=True)
    who = ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, "commit", "-qm", "x"], cwd=folder, check=True)
    ran = run("forget", "C1", "--yes")
    assert ran.code == 0
    assert load(path, "x").project.people == {"C2": "SAM  LEE"}
    assert "==>" not in ran.err
    assert "Somebody else bears the name too" in ran.err


def test_at_the_end_everybody_is_forgotten(run: Run, project: Callable[[str], Path]) -> None:
    path = project(FULL)
    ran = run("forget", "--all", "--yes")
    assert ran.code == 0
    after = load(path, "x").project
    assert after.people == {}
    labels = {label for one in after.sessions for label in (*one.community, *one.professional)}
    assert labels == {"C1", "Cc0ffee0001", "Pc0ffee0002"}
    assert "Done: Everybody, 3 by name, becomes an id in coprod.toml." in ran.out
    assert holds(path) == []
    assert run("forget", "--all", "--yes").out.startswith("Unchanged: coprod.toml holds no name of anybody.")
    assert "name somebody on record, or everybody with --all" in run("forget", "--yes").err
    assert run("forget", "C1", "--all", "--yes").code == 2


def test_a_name_that_several_share_goes_with_all_of_them(run: Run, project: Callable[[str], Path]) -> None:
    session = """
[[sessions]]
date = 2026-01-12
phase = "co-planning"
title = "Sam asked for lights, and BSL was there"
community = ["C1", "C2"]
supporting = ["BSL interpreter"]
"""
    path = project(f'[project]\nname = "Gate"\n[people]\nC1 = "Sam Lee"\nC2 = "Sam Obi"\n{session}')
    assert "somebody" not in run("forget", "C1", "--yes", "--dry-run").out
    assert run("forget", "--all", "--yes").code == 0
    assert load(path, "x").project.sessions[0].title == "somebody asked for lights, and BSL was there"


def test_a_step_is_cleared_wherever_the_project_lay(run: Run, folder: Path, project: Callable[[str], Path]) -> None:
    path = project(FULL)
    assert run("rename", "Amina Khan", "C9", "--yes").code == 0
    moved = folder / "elsewhere" / "coprod.toml"
    moved.parent.mkdir()
    path.rename(moved)
    assert recall(path) is not None
    place = _place(path)
    assert place is not None
    left = place.with_suffix(".tmp")
    left.write_text('["Amina Khan')
    assert run("forget", "C9", "--yes", "-f", str(moved)).code == 0
    assert recall(path) is None
    assert not left.exists()


def test_a_step_of_another_project_stays_unless_it_names_them(run: Run, project: Callable[[str], Path]) -> None:
    other = project(NAMED.format(label="Tess", title="x").replace("Yard", "Pond").replace("first-of", "of"))
    assert run("amend", "last", "--title", "y").code == 0
    step = recall(other)
    assert step is not None
    kept = other.rename(other.with_name("pond.toml"))
    remember(kept, *step)
    project(FULL)
    run("forget", "Amina Khan", "--yes")
    assert recall(kept) == step
    remember(kept, step.before, step.after.replace("Tess", "Amina Khan"))
    project(FULL)
    run("forget", "Amina Khan", "--yes")
    assert recall(kept) is None


def test_an_id_that_holds_the_name_is_drawn_again(run: Run, project: Callable[[str], Path]) -> None:
    path = project(NAMED.format(label="amina-khan-1", title="x") + '[people]\namina-khan-1 = "Amina Khan"\n')
    assert run("forget", "Amina Khan", "--yes").code == 0
    assert "amina" not in path.read_text()


def test_a_copy_that_an_editor_left_is_cleared(
    run: Run, folder: Path, project: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    project(FULL)
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    place = folder / "coprod-abc" / "coprod.toml"
    place.parent.mkdir()
    place.write_bytes(FULL.replace("\n", "\r\n").encode())
    (folder / "coprod.toml.draft-2").write_bytes(b"\xff Amina Khan")
    ran = run("forget", "Amina Khan", "--yes")
    assert "coprod-abc/coprod.toml: held the name, which was taken out of this draft too." in ran.err
    assert b"Amina Khan" not in place.read_bytes()
    assert place.read_bytes().count(b"\r\n") == FULL.count("\n")
    # One that is no text is told as any other file.
    assert "coprod.toml.draft-2: holds the name." in ran.err
