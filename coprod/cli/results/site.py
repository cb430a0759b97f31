"""A site of many projects: its pages, and the list by which coprod knows later which files it wrote."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from coprod.api import assess_document
from coprod.assess import Gate
from coprod.assess.record import attended, held
from coprod.cli.input.projects import read
from coprod.cli.results.many import shown
from coprod.errors import Problem, Unusable
from coprod.output import account
from coprod.output.account.context import Context
from coprod.output.account.media.html import html
from coprod.output.account.privacy import Named, Shared
from coprod.output.programme.need import in_order, project_line
from coprod.output.programme.site import Entry, index, page_names
from coprod.store.disk.replace import put
from coprod.store.disk.write import as_unusable

#: Where a site keeps the names of the pages that coprod wrote there.
LIST = ".coprod-site"
_PAGE = re.compile(r"[a-z0-9-]+\.html")


def site(
    files: Sequence[str | Unusable], today: date, gate: Gate, *, named: bool
) -> tuple[dict[str, str], list[Problem]]:
    """The pages of a site: an index, and a page for each project that can be read.

    Args:
        files: the files as the user named them, and what was found unusable before.
        today: the day of the pages.
        gate: which phases are judged.
        named: whether people's names may be shown.

    Returns:
        The text of each page by its name, and what makes other files unusable.
    """
    names = page_names(file for file in files if isinstance(file, str))
    pages: dict[str, str] = {}
    entries: list[Entry] = []
    problems: list[Problem] = []
    for found in shown(map(read, files), len(files), "Writing"):
        if isinstance(found, Unusable):
            problems.extend(found.problems)
            continue
        assessment = assess_document(found, today, gate)
        people = (Named if named else Shared)(found.project)
        pages[names[found.file]] = html(account.page(Context(found.project, assessment, today, people)))
        line = project_line(assessment, today)
        sessions = held(attended(found.project), today)
        entries.append(Entry(line, people.text(line.name), sessions, people.text(line.next_step)))
    ordered = in_order([entry.line for entry in entries], "need")
    by_file = {entry.line.file: entry for entry in entries}
    unread = sorted({problem.file for problem in problems})
    pages["index.html"] = index([by_file[line.file] for line in ordered], names, unread, today)
    return pages, problems


def write_site(folder: Path, pages: Mapping[str, str]) -> list[str]:
    """Write the pages of a site, and remove those of an earlier run that are no longer among them.

    Whatever coprod did not write stays as it is.

    Args:
        folder: the folder of the site; it is made where it is not there.
        pages: the text of each page, by its name.

    Returns:
        The names of the pages that were removed.

    Raises:
        Unusable: where a page would replace a file that coprod did not write, with nothing written; or where the
            system refuses.
    """
    file = folder.as_posix()
    with as_unusable(file):
        if folder.exists() and not folder.is_dir():
            raise Unusable(Problem(file, "is no folder: name one for the site"))
        before = _listed(folder)
        foreign = [name for name in pages if (folder / name).exists() and name not in before]
        if foreign:
            message = "is there already, and coprod did not write it: name another folder, or move it away"
            raise Unusable(*(Problem((folder / name).as_posix(), message) for name in foreign))
        folder.mkdir(parents=True, exist_ok=True)
        # The list names a page before it is there, so that a run that was cut short is known the next time.
        _keep_list(folder, before | set(pages))
        for name, text in pages.items():
            put(folder / name, [text.encode("utf-8", "backslashreplace")])
        removed = sorted(before - set(pages))
        for name in removed:
            (folder / name).unlink(missing_ok=True)
        _keep_list(folder, set(pages))
    return removed


def _listed(folder: Path) -> set[str]:
    """The pages that coprod wrote; a name that is none of its own, as in a list that was edited, does not count."""
    try:
        names = (folder / LIST).read_text("utf-8").splitlines()
    except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError):
        return set()
    return {name for name in names if _PAGE.fullmatch(name)}


def _keep_list(folder: Path, names: set[str]) -> None:
    put(folder / LIST, ["".join(f"{name}\n" for name in sorted(names)).encode()])
