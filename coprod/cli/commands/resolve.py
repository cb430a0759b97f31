"""`coprod resolve`: merge a project file that git left in conflict, by session id."""

from coprod.cli.call import Call
from coprod.cli.options import argument, command, option
from coprod.cli.terminal import print_text
from coprod.words import visible


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
    from pathlib import Path

    from coprod.cli.target import find
    from coprod.errors import Problem, Unusable
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
