"""`coprod edit`: open the project file in an editor, and keep the result only if it is a valid project."""

from typing import TYPE_CHECKING

import typer

from coprod.cli import exits, parse
from coprod.cli.options import Color, File, NoInput, Today
from coprod.cli.terminal import may_ask, notify_waiting, print_errors, print_note, print_text
from coprod.words import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coprod.assess.compare import TableChanges
    from coprod.store.editor_copy import Copy
    from coprod.store.read import Document


def edit(
    file: File = None,
    today: Today = None,
    color: Color = "auto",
    no_input: NoInput = False,
) -> int:
    """Open the project file in your editor, and keep the result only if it is a valid project.

    The editor is what VISUAL names, else EDITOR. It works on a copy; the file is replaced whole or not at all.
    """
    from coprod.cli.prompts import editor
    from coprod.cli.target import find, phase_progress
    from coprod.errors import Unusable
    from coprod.store.editor_copy import copied

    target = find(file)
    judged_on = parse.today(today)
    ask = may_ask(no_input=no_input)
    command = editor.chosen(ask=ask)
    if leave := editor.how_to_leave(command):
        print_note(leave)
    copy = copied(target.path, target.name, notify_waiting(target.name))
    try:
        before = _before(copy)
        after = _edited(copy, command, before, ask=ask)
    except Unusable as unusable:
        # Nothing is said before what was typed is safe: if a terminal was closed, there is nobody to say it to.
        kept = copy.rescue()
        print_errors(unusable.problems)
        _tell(kept)
        return exits.UNUSABLE
    except BaseException:
        _tell(copy.rescue())
        raise
    copy.discard()
    if after is None:
        print_text(f"Unchanged: {target.shown}.\n")
        print_text("(An editor that returns before you are done must be told to wait, as in EDITOR='code --wait'.)\n")
        return exits.DONE if before else exits.UNUSABLE
    print_text(f"{_changes(before, after)}\n{phase_progress(after, judged_on, color, 'CP905')}")
    return exits.DONE


def _tell(kept: "Sequence[str]") -> None:
    if kept:
        print_note(f"Your edits are kept in {' and '.join(map(visible, kept))}.")
        print_note("Next: coprod edit, and bring over from there what should stay.")


def _before(copy: "Copy") -> "Document | None":
    """The project as it was, or None if the file is unusable, and is opened to be mended."""
    from coprod.errors import Unusable
    from coprod.store.read import parse

    try:
        return parse(copy.before, copy.file)
    except Unusable as unusable:
        if not copy.before.strip():
            raise
        print_errors(unusable.problems)
        return None


def _edited(copy: "Copy", command: "Sequence[str]", before: "Document | None", *, ask: bool) -> "Document | None":
    """Let a person edit the copy until it is a valid project, and put it back.

    Returns:
        The project file as it is now, or None if it was left unchanged.
    """
    from coprod.cli.prompts import editor
    from coprod.errors import Unusable
    from coprod.store.merge import with_ids_kept
    from coprod.store.read import parse

    while True:
        editor.run(command, copy.place)
        typed = copy.typed()
        if typed == copy.before:
            return None
        try:
            after = parse(typed, copy.file)
        except Unusable as unusable:
            if not ask:
                raise
            print_errors(unusable.problems)
            _go_on(copy)
        else:
            after = with_ids_kept(before, after) if before else after
            copy.put_back(after.data, notify_waiting(copy.file))
            return after


def _go_on(copy: "Copy") -> None:
    """Ask what to do with edits that are no valid project; return if they are to be edited again."""
    from coprod.cli.prompts.editor import next_step

    choice = next_step()
    if choice == "edit":
        return
    if choice == "keep":
        _tell([copy.keep()])
    copy.discard()
    raise typer.Exit(exits.UNUSABLE)


def _changes(before: "Document | None", after: "Document") -> str:
    """The records that are gone, changed or new, kind by kind, on a line each."""
    from coprod.assess.compare import compared
    from coprod.model.matching import Version
    from coprod.output.words import counted

    name = visible(after.file)
    if before is None:
        number = counted(len(after.project.sessions), "session")
        return f"Changed {name}, which is a valid project now, with {number}.\n"
    tables = compared(Version(before.project), Version(after.project)).tables.values()
    lines = [line for table in tables for line in _lines(table)]
    return f"Changed {name}:\n{''.join(lines)}" if lines else f"Changed {name}; its records are as they were.\n"


def _lines(table: "TableChanges") -> "Iterator[str]":
    from coprod.output.words import quoted

    for record in table.removed:
        yield f"  removed  {visible(quoted(record))}\n"
    for pair in table.changed:
        yield f"  changed  {visible(quoted(pair.after))}\n"
    for placed in table.added:
        yield f"  added    {visible(quoted(placed.record))}\n"
