"""Starting a project file."""

from pathlib import Path

from coprod.errors import Problem, Unusable
from coprod.model import About
from coprod.store.block import pairs
from coprod.store.disk.replace import create
from coprod.store.disk.write import told
from coprod.store.find import FILENAME, is_folder
from coprod.store.read import parse

_HINTS = """\
# Also good to record here, when you know it: purpose, lead, started (a date), delivery (what delivery means here),
# affected (the groups most affected) and recognition (how community partners' time is recognised).
# Matters that were fixed before anyone was invited belong in a table of their own, [project.given].

# Ids can stand in for names, so that they are written in one place. If this file is shared, keep names out of it.
# [people]
# C1 = "Amina K."

# Each session follows below, as coprod log adds it or as you write it.
"""


def start(path: Path, about: About) -> Path:
    """Write a new project file.

    Args:
        path: the file, or the folder that gets a `coprod.toml`.
        about: what is known of the project.

    Returns:
        The file that was written, on disk.

    Raises:
        Unusable: where there is something of that name already, or it cannot be written; nothing was changed.
    """
    target = path / FILENAME if is_folder(path) else path
    file = target.as_posix()
    if target.suffix != ".toml":
        raise Unusable(Problem(file, "is no folder, and no name for a project file, which ends in .toml"))
    fields = about.model_dump(exclude_defaults=True)
    text = "\n".join(["format = 1", "", "[project]", *pairs(fields)]) + "\n" + _HINTS
    data = text.encode()
    parse(data, file)
    with told(file):
        try:
            create(target, [data])
        except FileExistsError as error:
            raise Unusable(Problem(file, "is there already, and was left as it is")) from error
    return target
