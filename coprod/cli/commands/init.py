"""`coprod init`: start a project file."""

import os
from pathlib import Path
from typing import Any

from coprod.cli import parse
from coprod.cli.call import Call
from coprod.cli.options import argument, command, fields_from, option
from coprod.cli.terminal import print_harmless, print_text
from coprod.model.kinds import PROJECT
from coprod.words import visible


@command("today no_input", PROJECT, moved=("claim recognition",))
def init(
    call: Call,
    path: str | None = argument(
        "[PATH]", "The file to write, or the folder that gets a coprod.toml; left out, this folder."
    ),
    dry_run: bool = option("Show the file and write nothing."),
    **given: Any,
) -> None:
    """Start a project file. It never overwrites one.

    At a terminal, and without --name, it asks for what is left out.
    """
    from coprod.cli.records import validated_record
    from coprod.model import About
    from coprod.store import start

    name = given["name"]
    if path is not None and name is None and not _names_a_file(path):
        path, name = None, path
    if path is None:
        _require_folder_of_its_own(asks=call.asks)
    target = Path(path or "")
    draft = dict.fromkeys(row.name for row in PROJECT.rows) | fields_from(PROJECT.rows, given, call.today)
    draft["name"] = name
    file = start.free(target)
    if given["name"] is None and call.asks:
        from coprod.cli.prompts.forms import ask_project

        ask_project(draft, file.as_posix())
    if not draft["name"]:
        raise parse.refused("--name", 'a project needs a name, as in --name "Riverside garden"')
    about = validated_record(About, {field: value for field, value in draft.items() if value})
    if dry_run:
        print_harmless(start.text(about).splitlines())
        return
    start.start(target, about)
    print_text(f"Started {visible(about.name)} in {visible(file.as_posix())}.\n")
    print_text("Next: coprod log, once for each session, and coprod check.\n")


def _names_a_file(path: str) -> bool:
    """Whether an argument is a path; one with blanks in it that is no path is a project's name, others are refused."""
    from coprod.store.find import is_folder

    if is_folder(Path(path)) or path.endswith(".toml") or "/" in path or "\\" in path:
        return True
    if " " in path.strip():
        return False
    raise parse.refused(
        "PATH",
        f'"{path}" is no folder, and no file that ends in .toml: where it is the project\'s name, write '
        f'coprod init --name "{path}"',
    )


def _require_folder_of_its_own(*, asks: bool) -> None:
    """Go on in a folder that belongs to a project already only if a person says so."""
    from coprod.store.find import here, nearest

    above = nearest(here())
    if above is None or above.parent == here():
        return
    shown = visible(Path(os.path.relpath(above)).as_posix())
    if not asks:
        named = "to start another one here, name this folder, as in coprod init . --name TEXT"
        raise parse.refused("PATH", f"this folder belongs to the project in {shown}: {named}")
    from coprod.cli.prompts import prompt

    prompt.require_yes(f"This folder belongs to the project in {shown}. Start another one here?")
