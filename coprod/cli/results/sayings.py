"""Adding a sheet of what was said, as `export --what said` writes it, and telling what came of that."""

from pathlib import Path

from coprod.cli.results.change import shown
from coprod.cli.terminal import waiting
from coprod.output.words import counted
from coprod.sheets.export import sayings
from coprod.store import append
from coprod.store.read import limit, load
from coprod.visible import visible


def added_sayings(data: bytes, sheet: str, path: Path, name: str, *, dry_run: bool) -> str:
    """Add what a sheet holds and a project does not, all or none; what there is to say of it.

    Raises:
        Unusable: where the sheet or the project is unusable.
    """
    found = sayings.read(data, sheet, limit())
    if dry_run:
        return shown(sayings.added(load(path, name), found))
    change = append.write(path, name, lambda document: sayings.added(document, found), on_wait=waiting(name))
    said = sum(one in found.said for one in change.records)
    answers = len(change.records) - said
    there = len(found.said) + len(found.answers) - len(change.records)
    rest = f" {there} were recorded already." if there else ""
    return f"Added {counted(said, 'thing')} said and {counted(answers, 'answer')} to {visible(name)}.{rest}\n"
