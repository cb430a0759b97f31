"""`coprod undo`: take back the last thing that coprod recorded."""

from coprod.cli import exits, parse
from coprod.cli.options import Color, DryRun, File, NoInput, Today, Yes


def undo(
    yes: Yes = False,
    dry_run: DryRun = False,
    file: File = None,
    today: Today = None,
    color: Color = "auto",
    no_input: NoInput = False,
) -> int:
    """Take back the last thing that coprod recorded in a project, after showing it.

    One step is kept for each project, in your own state folder. It is taken back only while what was recorded is as it
    was; what you changed elsewhere in the file since stays. What forget did cannot be taken back.
    """
    from coprod.cli.prompts.prompt import confirm
    from coprod.cli.target import apply, find, print_diff, with_progress
    from coprod.store.read import text_of
    from coprod.store.steps import recall
    from coprod.store.write import taken_back

    target = find(file)
    judged_on = parse.today(today)
    document = target.load()
    step = recall(target.path, text_of(document.data, document.file))
    print_diff(taken_back(document, step))
    if dry_run:
        return exits.DONE
    confirm("Take this back?", yes=yes, no_input=no_input)
    recorded = with_progress(f"Taken back in {target.shown}.", judged_on, color)
    apply(target, lambda document: taken_back(document, step), recorded, undoable=False)
    return exits.DONE
