"""`coprod edit`: open the project file in an editor, and keep the result only if it is a valid project."""

from typing import TYPE_CHECKING

import typer

from coprod.cli import exits
from coprod.cli.call import Call
from coprod.cli.options import command
from coprod.cli.terminal import notify_waiting, print_errors, print_note, print_text
from coprod.words import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coprod.store.editor_copy import Copy
    from coprod.store.read import Document


@command("file today color no_input")
def edit(call: Call) -> int:
    """Open the project file in your editor, and keep the result only if it is a valid project.

    The editor is what VISUAL names, else EDITOR. It works on a copy; the file is replaced whole or not at all.
    """
    from coprod.cli.prompts import editor
    from coprod.cli.target import phase_progress
    from coprod.errors import Unusable
    from coprod.store.editor_copy import copied

    target = call.target
    program = editor.chosen(ask=call.asks)
    if leave := editor.how_to_leave(program):
        print_note(leave)
    copy = copied(target.path, target.name, notify_waiting(target.name))
    try:
        before = _before(copy)
        after = _edited(copy, program, before, ask=call.asks)
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
    print_text(f"{_changes(before, after)}\n{phase_progress(after, call.today, call.color, 'CP905')}")
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


def _edited(copy: "Copy", program: "Sequence[str]", before: "Document | None", *, ask: bool) -> "Document | None":
    """Let a person edit the copy until it is a valid project, and put it back; None if it was left unchanged."""
    from coprod.cli.prompts import editor
    from coprod.errors import Unusable
    from coprod.store.merge import with_ids_kept
    from coprod.store.read import parse

    while True:
        editor.run(program, copy.place)
        typed = copy.typed()
        if typed == copy.before:
            return None
        try:
            after = parse(typed, copy.file)
        except Unusable as unusable:
            if not ask:
                raise
            print_errors(unusable.problems)
        else:
            after = with_ids_kept(before, after) if before else after
            copy.put_back(after.data, notify_waiting(copy.file))
            return after
        step = editor.next_step()
        if step != "edit":
            if step == "keep":
                _tell([copy.keep()])
            copy.discard()
            raise typer.Exit(exits.UNUSABLE)


def _changes(before: "Document | None", after: "Document") -> str:
    """The records that are gone, changed or new, kind by kind, on a line each."""
    from coprod.assess.compare import compared
    from coprod.model.matching import Version
    from coprod.output.words import counted, quoted

    name = visible(after.file)
    if before is None:
        number = counted(len(after.project.sessions), "session")
        return f"Changed {name}, which is a valid project now, with {number}.\n"
    lines = []
    for table in compared(Version(before.project), Version(after.project)).tables.values():
        lines += [f"  removed  {visible(quoted(record))}\n" for record in table.removed]
        lines += [f"  changed  {visible(quoted(pair.after))}\n" for pair in table.changed]
        lines += [f"  added    {visible(quoted(placed.record))}\n" for placed in table.added]
    return f"Changed {name}:\n{''.join(lines)}" if lines else f"Changed {name}; its records are as they were.\n"
