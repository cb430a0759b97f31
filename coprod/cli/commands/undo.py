"""`coprod undo`: take back the last thing that coprod recorded."""

from coprod.cli import exits, parse
from coprod.cli.options import Color, DryRun, File, NoInput, Today, Yes
from coprod.cli.terminal import notify_waiting, print_text
from coprod.words import visible


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
    from coprod.cli.target import one, shown, so_far
    from coprod.store.read import load
    from coprod.store.write import forget_step, recall, taken_back, write

    path, name = one(file)
    judged_on = parse.today(today)
    step = recall(path)
    print_text(shown(taken_back(load(path, name), step)))
    if dry_run:
        return exits.DONE
    confirm("Take this back?", yes=yes, no_input=no_input)
    change = write(path, name, lambda document: taken_back(document, step), notify_waiting(name), on_step=forget_step)
    print_text(f"Taken back in {visible(name)}.\n\n{so_far(change.after, judged_on, color)}")
    return exits.DONE
