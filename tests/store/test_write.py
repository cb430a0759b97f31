import sys
from functools import partial
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from platformdirs import user_state_path

from coprod.errors import Unusable
from coprod.model.kinds import KINDS, records
from coprod.store.change import Change, add, newline, removed, replaced
from coprod.store.disk import hold
from coprod.store.read import Document, parse, text_of
from coprod.store.steps import Step, forget_step, forget_steps_with, keep, marks, recall, stage
from coprod.store.write import taken_back, write
from tests.conftest import WHOLE, document, remember
from tests.model.strategies import STRATEGIES
from tests.store.test_edit_text import files

MORE = '\n# by hand\n[[said]]\ndate = 2026-03-01\ntext = "later"\nid = "by-hand"\n'


def kept(change: Change) -> Step:
    return Step(*(text_of(one.data, "a.toml") for one in (change.before, change.after)))


def some_change(before: Document, table: str, data: st.DataObject) -> Change:
    """What a command might do: add, change or take out."""
    kind = KINDS[table]
    there = records(before.project, table)
    what = data.draw(st.sampled_from(["add", "change", "remove"]))
    new = data.draw(STRATEGIES[table])
    if what == "add" and new not in there and f"{table} = [" not in before.data.decode():
        return add(before, new)
    position = data.draw(st.integers(0, len(there) - 1))
    if what == "change":
        same = {"id": there[position].id} if kind.letter is not None else {}
        return replaced(before, {(table, position): new.model_copy(update=same)})
    return removed(before, [(table, position)])


@given(files(), st.data())
def test_what_is_taken_back_is_as_it_was_byte_for_byte(file: tuple[Document, str], data: st.DataObject) -> None:
    change = some_change(*file, data)
    assert taken_back(change.after, kept(change)).after.data == change.before.data


@given(files(), st.data())
def test_what_was_changed_elsewhere_since_stays(file: tuple[Document, str], data: st.DataObject) -> None:
    assume("said = [" not in file[0].data.decode())
    change = some_change(*file, data)
    assume(change.after.data != change.before.data)
    end = newline(change.after.data).decode()
    later = parse(change.after.data + f"\n{MORE}".replace("\n", end).encode(), "a.toml")
    after = taken_back(later, kept(change)).after
    assert "by-hand" in [one.id for one in after.project.said]
    mine = after.project.model_copy(update={"said": tuple(one for one in after.project.said if one.id != "by-hand")})
    for table in KINDS:
        assert sorted(map(repr, records(mine, table))) == sorted(map(repr, records(file[0].project, table)))


SESSION = '\n[[sessions]]\ndate = 2026-02-02\nphase = "co-design"\ncommunity = ["A"]\nid = "new"\n'


@pytest.mark.parametrize(
    "edit",
    [
        lambda text: text.replace('["A"]', '["A", "B"]'),
        lambda text: text + 'note = "by hand"\n',
        lambda text: text.replace('id = "new"\n', ""),
        lambda text: text.replace(SESSION, ""),
    ],
    ids=["changed", "longer", "shorter", "gone"],
)
def test_what_was_changed_since_is_left_as_it_is(edit: object) -> None:
    after = document(WHOLE + SESSION)
    change = Change((), document(WHOLE), after)
    assert callable(edit)
    with pytest.raises(Unusable) as caught:
        taken_back(document(edit(WHOLE + SESSION)), kept(change))
    assert "was changed since" in caught.value.problems[0].message


@pytest.mark.parametrize(
    ("more", "is_refused"),
    [("community = ['C']", False), ("community = ['C9']", True), ("also_present = { community = 1 }", True)],
)
def test_a_name_that_is_nowhere_does_not_come_back_where_somebody_has_none_since(more: str, is_refused: bool) -> None:
    # As where they were forgotten in another clone, under sessions that came since.
    change = Change((), document(WHOLE + SESSION), document(WHOLE + SESSION.replace('"A"', '"B"')))
    since = parse(change.after.data + f"\n[[sessions]]\ndate = 2026-03-02\nphase = 'co-design'\n{more}\n".encode(), "x")
    if is_refused:
        with pytest.raises(Unusable, match="a name that stands nowhere any more"):
            taken_back(since, kept(change))
    else:
        assert "A" in taken_back(since, kept(change)).after.project.labels


def test_where_nothing_is_kept_nothing_is_taken_back() -> None:
    with pytest.raises(Unusable) as caught:
        taken_back(document(WHOLE), None)
    assert "nothing is kept" in caught.value.problems[0].message


def test_one_step_is_kept_for_each_project_and_only_for_its_user(tmp_path: Path) -> None:
    one, other = tmp_path / "one.toml", tmp_path / "other.toml"
    (tmp_path / "link.toml").symlink_to(one) if sys.platform != "win32" else None
    remember(one, "a = 1\n", "a = 1\nb = 2\n")
    remember(other, "a = 1\n", "a = 1\nc = 3\n")
    remember(one, "a = 1\n", "a = 1\nd = 4\n")
    assert recall(one) == Step("a = 1\n", "a = 1\nd = 4\n")
    assert recall(other) == Step("a = 1\n", "a = 1\nc = 3\n")
    if sys.platform != "win32":
        assert recall(tmp_path / "link.toml") == recall(one)
        [folder] = (tmp_path_state() / "coprod").iterdir()
        assert folder.stat().st_mode & 0o777 == 0o700
        assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    forget_step(one)
    assert recall(one) is None
    assert recall(other) is not None


def test_a_step_that_was_cut_off_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    path = tmp_path / "a.toml"
    remember(path, "a = 1\n", "a = 1\nb = 2\n")
    folder = tmp_path_state() / "coprod" / "undo"
    with monkeypatch.context() as patched:
        patched.setattr("coprod.store.steps.to_json", interrupted)
        with pytest.raises(KeyboardInterrupt):
            remember(path, "a = 1\n", "a = 1\nb = 2\n")
    assert [kept.suffix for kept in folder.iterdir()] == [".json"]
    # One that was killed could not clear its file; the next command does.
    remember(path, "a = 1\n", "a = 1\nb = 2\n")
    [kept] = folder.iterdir()
    kept.with_suffix(".tmp").write_text("a name")
    forget_step(path)
    assert list(folder.iterdir()) == []


def test_a_step_of_an_earlier_version_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    remember(tmp_path / "a.toml", "a = 1\n", "a = 1\nb = 2\n")
    [kept] = (tmp_path_state() / "coprod" / "undo").iterdir()
    contents = ('["0123", [[6, "b = 2\\n", ""]]]', '["0123", []]', "[]", "{", "1")
    for text in (*contents, *(f'"a.toml"\n{content}' for content in contents)):
        kept.write_text(text)
        assert recall(tmp_path / "a.toml") is None


def tmp_path_state() -> Path:
    return user_state_path("coprod", appauthor=False).parent


def test_a_folder_that_takes_no_step_fails_no_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "no-folder").write_text("x")
    path = tmp_path / "coprod.toml"
    path.write_text(WHOLE)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "no-folder"))
    write(path, "coprod.toml", lambda before: Change((), before, document(WHOLE + SESSION)))
    assert path.read_text() == WHOLE + SESSION
    assert recall(path) is None


def test_who_has_no_home_keeps_no_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("platformdirs.user_state_path", lambda *_, **__: Path("~/.local/state/coprod"))
    remember(tmp_path / "a.toml", "a = 1\n", "a = 1\nb = 2\n")
    forget_steps_with(lambda _: True)
    assert recall(tmp_path / "a.toml", "a = 1\nb = 2\n") is None
    assert list(tmp_path.iterdir()) == []


def test_an_older_step_is_not_taken_for_the_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    remember(tmp_path / "a.toml", "a = 1\n", "a = 1\nb = 2\n")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("coprod.store.steps.to_json", full)
    remember(tmp_path / "a.toml", "a = 1\n", "a = 1\nc = 2\n")
    assert recall(tmp_path / "a.toml") is None


def test_a_command_that_was_killed_between_file_and_step_can_be_taken_back(tmp_path: Path) -> None:
    path = tmp_path / "coprod.toml"
    remember(path, "a = 1\n", "a = 1\nb = 2\n")
    stage(path, Step("a = 1\nb = 2\n", "a = 1\nb = 3\n"))
    assert recall(path, "a = 1\nb = 3\n") == Step("a = 1\nb = 2\n", "a = 1\nb = 3\n")
    assert recall(path, "a = 1\nb = 2\n") == Step("a = 1\n", "a = 1\nb = 2\n")


def test_a_project_that_was_moved_is_known_by_its_ids_and_leaves_no_step_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    there, here, other = (tmp_path / name / "coprod.toml" for name in ("there", "here", "other"))
    for path in (there, other):
        path.parent.mkdir()
        path.write_text(WHOLE + SESSION)
        remember(path, WHOLE, WHOLE + SESSION)
    there.parent.rename(here.parent)
    assert recall(here, WHOLE + SESSION) == Step(WHOLE, WHOLE + SESSION)
    assert recall(here, '[project]\nname = "x"\n') is None
    assert recall(here) is None
    stage(here, Step(WHOLE + SESSION, WHOLE))
    keep(here, partial(marks, document(WHOLE).project))
    folder = tmp_path_state() / "coprod" / "undo"
    assert len(list(folder.iterdir())) == 2
    assert recall(other) == Step(WHOLE, WHOLE + SESSION)


LOST = SESSION.replace('"A"', '"Ana Kovac"').replace("new", "never")
BARE = 'format = 1\n\n[project]\nname = "Riverside garden"\n'


@pytest.mark.parametrize("done", [False, True], ids=["killed", "kept"])
def test_a_step_from_before_the_first_id_goes_too_where_the_project_was_moved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, done: bool
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    there, here = (tmp_path / name / "coprod.toml" for name in ("there", "here"))
    there.parent.mkdir()
    there.write_text(BARE)
    after = f'{BARE}\n[people]\nC1 = "Ana Kovac"\n' if done else BARE + LOST
    stage(there, Step(BARE, after))
    if done:
        keep(there, partial(marks, document(after).project))
    there.parent.rename(here.parent)
    remember(here, WHOLE, WHOLE + SESSION)
    kept = list((tmp_path_state() / "coprod" / "undo").iterdir())
    assert "Ana" not in "".join(path.read_text() for path in kept)
    assert recall(here) == Step(WHOLE, WHOLE + SESSION)


def test_half_a_step_that_a_killed_command_wrote_goes_unless_it_is_being_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    remember(tmp_path / "a.toml", BARE, WHOLE)
    left, written = ((tmp_path_state() / "coprod" / "undo" / f"{digit * 32}.tmp") for digit in "01")
    for path in (left, written):
        path.write_text('["Ana Kov')
    with written.open("r+b") as file:
        hold(file.fileno())
        remember(tmp_path / "a.toml", BARE, WHOLE + SESSION)
        assert not left.exists()
        assert written.exists()
