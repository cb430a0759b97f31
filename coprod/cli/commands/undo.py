"""`coprod undo`: take back the last thing that coprod recorded."""

from coprod.cli.call import Call
from coprod.cli.options import command


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
