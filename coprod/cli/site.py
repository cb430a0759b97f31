"""A site of many projects: a page for each, and an index, in a folder of its own."""

import os
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from coprod.assess import Gate
from coprod.cli import exits
from coprod.cli.deliver import tell_of_contacts
from coprod.cli.many import each
from coprod.cli.target import Target, account_context, find_all
from coprod.cli.terminal import list_to_read, print_text
from coprod.errors import Problem, Unusable
from coprod.output import account
from coprod.output.account.html import html
from coprod.output.programme import in_order, project_line
from coprod.output.site import Entry, index, page_names
from coprod.output.words import counted
from coprod.store.disk import as_unusable
from coprod.store.transaction import together
from coprod.words import visible

if TYPE_CHECKING:
    from coprod.output.account.context import Context

#: Where a site keeps the names of the pages that coprod wrote there.
LIST = ".coprod-site"
_PAGE = re.compile(r"[a-z0-9-]+\.html")


def write_site(paths: Sequence[str], folder: Path, today: date, gate: Gate, *, names: bool) -> int:
    """Write a page for each project and an index; say what was removed and what cannot be read."""
    targets = find_all(paths, None)
    called = {target.name: target.called for target in targets}
    files = page_names(called)
    pages: dict[str, str] = {}
    contexts: list[Context] = []

    def entry(target: Target) -> Entry:
        context = account_context(target, today, gate, names=names)
        contexts.append(context)
        pages[files[context.assessment.file]] = html(account.page(context))
        shown = project_line(context.assessment, today)
        return Entry(shown, context.name, context.sessions, context.people.sentence(shown.next_step))

    entries, problems = each(entry, targets, jobs=1, doing="Writing")
    if not entries:
        return exits.UNUSABLE
    by_file = {entry.line.file: entry for entry in entries}
    ordered = [by_file[line.file] for line in in_order([entry.line for entry in entries], "need")]
    # A page tells nothing of the folders above the one that was given.
    unread = sorted({called.get(problem.file, Path(problem.file).name) for problem in problems})
    pages["index.html"] = index(ordered, files, unread, today)
    list_to_read([context.people for context in contexts], "site")
    removed = _write(folder, pages)
    print_text(f"Wrote {visible(folder.as_posix())}/index.html and {counted(len(pages) - 1, 'project')}.\n")
    if removed:
        print_text(f"Removed, since their projects are gone: {', '.join(removed)}.\n")
    tell_of_contacts(contexts)
    return exits.UNUSABLE if problems else exits.DONE


def _write(folder: Path, pages: Mapping[str, str]) -> list[str]:
    """Write the pages of a site, and remove those of an earlier run that are no longer among them: their names.

    Whatever coprod did not write stays as it is; if a page would replace such a file, nothing is written.
    """
    file = folder.as_posix()
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        what = "is a link: name the folder that it leads to" if folder.is_symlink() else "is no folder: name one"
        raise Unusable(Problem(file, f"{what} for the site"))
    with as_unusable(file), together(folder, lambda name: name == LIST or bool(_PAGE.fullmatch(name))) as replace:
        before = _listed(folder)
        foreign = [name for name in pages if os.path.lexists(folder / name) and name not in before]
        if foreign:
            message = "is there already, and coprod did not write it: name another folder, or move it away"
            raise Unusable(*(Problem((folder / name).as_posix(), message) for name in foreign))
        removed = sorted(before - set(pages))
        listed = "".join(f"{name}\n" for name in sorted(pages)).encode()
        texts = {name: text.encode("utf-8", "backslashreplace") for name, text in pages.items()}
        replace({**texts, LIST: listed}, removed)
    return removed


def _listed(folder: Path) -> set[str]:
    """The pages that coprod wrote; a name that is none of its own, as in a list that was edited, does not count."""
    try:
        names = [] if (folder / LIST).is_symlink() else (folder / LIST).read_text("utf-8").splitlines()
    except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError):
        return set()
    return {name for name in names if _PAGE.fullmatch(name)}
