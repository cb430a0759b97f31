"""`coprod edit`: open the project file in an editor, and keep the result only if it is a valid project."""

from coprod.cli import exits
from coprod.cli.call import Call
from coprod.cli.options import command
from coprod.cli.terminal import notify_waiting, print_errors, print_note, print_text


@command("file today color no_input")
def edit(call: Call) -> int:
    """Open the project file in your editor, and keep the result only if it is a valid project.

    The editor is what VISUAL names, else EDITOR. It works on a copy; the file is replaced whole or not at all.
    """
    from coprod.cli.prompts import editor
    from coprod.errors import Unusable
    from coprod.store.change import Change
    from coprod.store.editor_copy import copied

    target = call.target
    program = editor.chosen(ask=call.asks)
    if leave := editor.how_to_leave(program):
        print_note(leave)
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
