"""Starting a project file."""

from pathlib import Path
from textwrap import wrap

from coprod.errors import Problem, Unusable
from coprod.model import About
from coprod.model.toml import pairs
from coprod.store.disk import as_unusable, create, exchange, exclusively
from coprod.store.find import FILENAME, is_folder, is_there
from coprod.store.read import parse, read_bytes

#: What is good to record of a project beside its name, as a comment says it while it is not there.
_GOOD_TO_RECORD = {
    "purpose": "purpose",
    "lead": "lead",
    "contact": "contact (whom people can ask; printed on a shared page)",
    "started": "started (a date)",
    "delivery": "delivery (what delivery means here)",
    "affected": "affected (the groups most affected)",
    "recognition": "recognition (how community partners' time is recognised)",
}

_HINTS = """\
# Matters that were fixed from outside belong in a table of their own, [project.given].

# Ids can stand in for names, so that they are written in one place. If this file is shared, keep names out of it.
# [people]
# C1 = "Amina K."

# Each session follows below, as coprod log adds it or as you write it.
"""


def start(path: Path, about: About) -> Path:
    """Write a new project file, at a path or as the `coprod.toml` of a folder; an existing one is left as it is."""
    target = free(path)
    file = target.as_posix()
    data = text(about).encode()
    parse(data, file)
    try:
        with as_unusable(file):
            create(target, [data])
    except Unusable as unusable:
        if not isinstance(unusable.__cause__, FileExistsError):
            raise
        # It is there, and empty, or was made meanwhile.
        with exclusively(target, file) as real:
            exchange(real, file, _blank(real, file), data)
    return target


def text(about: About) -> str:
    """A new project file, with hints on what else is good to record."""
    lacking = [words for field, words in _GOOD_TO_RECORD.items() if not getattr(about, field)]
    also = wrap(f"Also good to record here, when you know it: {', '.join(lacking)}.", 118) if lacking else []
    lines = ["format = 1", "", "[project]", *pairs(about.model_dump(exclude_defaults=True))]
    return "".join(f"{line}\n" for line in [*lines, *(f"# {line}" for line in also)]) + _HINTS


def free(path: Path) -> Path:
    """The file in which a project can be started; Unusable if there is anything but an empty file."""
    target = path / FILENAME if is_folder(path) else path
    file = target.as_posix()
    if target.suffix != ".toml":
        raise Unusable(Problem(file, "is no folder, and no name for a project file, which ends in .toml"))
    if is_there(target):
        _blank(target, file)
    return target


def _blank(path: Path, file: str) -> bytes:
    """The bytes of a file that holds only blanks; Unusable if it holds anything else."""
    data = b"something" if path.is_symlink() and not path.exists() else read_bytes(path, file)
    if data.strip(b"\xef\xbb\xbf \t\r\n"):
        raise Unusable(
            Problem(file, "already exists, and nothing was changed: coprod log adds a session, coprod edit corrects it")
        )
    return data
