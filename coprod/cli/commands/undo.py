"""`coprod undo`, `edit` and `resolve`: take back a step, correct the file by hand, merge what git left in conflict."""

from pathlib import Path

from coprod.cli import exits
from coprod.cli.call import Call
from coprod.cli.options import argument, command, option
from coprod.cli.terminal import notify_waiting, print_errors, print_text
from coprod.errors import Problem, Unusable
from coprod.words import visible


@command("yes dry_run file today color no_input")
def undo(call: Call) -> None:
    """Take back the last thing that coprod recorded in a project, after showing it.

    One step is kept for each project, in your own state folder. It is taken back only while what was recorded is as it
    was; what you changed elsewhere in the file since stays. What forget did cannot be taken back.
    """
    from coprod.store.read import text_of
    from coprod.store.steps import recall
    from coprod.store.write import taken_back

    document = call.target.load()
    step = recall(call.target.path, text_of(document.data, document.file))
    call.show_and_apply(
        lambda now: taken_back(now, step),
        lambda change: call.told_after(change, [f"Taken back in {call.target.name}."]),
        "Take this back?",
        undoable=False,
    )


@command("file today color no_input")
def edit(call: Call) -> int:
    """Open the project file in your editor, and keep the result only if it is a valid project.

    The editor is what VISUAL names, else EDITOR. It works on a copy; the file is replaced whole or not at all.
    """
    from coprod.cli.prompts import editor
    from coprod.store.change import Change
    from coprod.store.editor_copy import copied

    target = call.target
    program = editor.chosen(ask=call.asks)
    copy = copied(target.path, target.name, notify_waiting(target.name))
    try:
        before = editor.project_before(copy)
        after = editor.edited(copy, program, before, ask=call.asks)
    except Unusable as unusable:
        # Nothing is said before what was typed is safe: if a terminal was closed, there is nobody to say it to.
        kept = copy.rescue()
        print_errors(unusable.problems)
        editor.tell_kept(kept)
        return exits.UNUSABLE
    except BaseException:
        editor.tell_kept(copy.rescue())
        raise
    copy.discard()
    if after is None:
        print_text(f"Unchanged: {target.shown}.\n")
        print_text("(An editor that returns before you are done must be told to wait, as in EDITOR='code --wait'.)\n")
        return exits.DONE if before else exits.UNUSABLE
    told = call.told_after(Change((), before or after, after), [], "CP905")
    print_text(f"{editor.changes(before, after)}\n{told}")
    return exits.DONE


@command()
def resolve(
    _call: Call,
    file: str | None = argument(
        "[FILE]", "The file in conflict; left out, the nearest coprod.toml.", envvar="COPROD_FILE"
    ),
    copy: str | None = argument(
        "[COPY]", "Another copy of it, such as a shared drive makes when two people write at once."
    ),
    driver: tuple[str, str, str, str] | None = option(
        "Merge as git asks its merge drivers to.", "BASE OURS THEIRS PATH"
    ),
    install: bool = option("Let git merge this repository's project files in this way by itself."),
) -> None:
    """Merge a project file that git left in conflict, or a copy of it into it.

    Keeps the sessions of both sides and the edits of one; says where both sides changed the same thing, and how.
    """
    from coprod.cli.target import find
    from coprod.output.words import counted
    from coprod.store import versions
    from coprod.store.find import here, is_there

    if install:
        for what in versions.install(here()):
            print_text(f"Set {visible(what)}.\n")
        return
    if driver:
        base, ours, theirs, path = driver
        versions.drive(Path(base), Path(ours), Path(theirs), path)
        return
    target = find(file)
    if copy and is_there(Path(copy)) and target.path.samefile(copy):
        raise Unusable(Problem(copy, "is the project file itself, and no copy of it"))
    merged = versions.resolve(target.path, target.name, Path(copy) if copy else None)
    number = counted(len(merged.project.sessions), "session")
    after = f"delete {visible(copy)}" if copy else f"git add {target.shown}"
    print_text(f"Resolved {target.shown}, which has {number} now.\nNext: read it, then {after}\n")
