"""Where the results of a check go: standard output, files, and the summary of a GitHub step."""

import os
from collections.abc import Callable, Container, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from coprod.cli.parse import refused
from coprod.cli.terminal import Colour, list_to_read, look, print_note, print_text, write_raw
from coprod.errors import Problem, Unusable
from coprod.output.formats import Results, renderer
from coprod.store.read import cannot

if TYPE_CHECKING:
    from coprod.output.account.context import Context
    from coprod.output.shared import Shared

STANDARD_OUTPUT = "-"

#: Ends of names by which a program would open a result, and refuse it.
_OF_OFFICES = frozenset((".doc", ".docx", ".ods", ".odt", ".pdf", ".xls", ".xlsx"))

#: How much of a page says who wrote it.
_BEGINNING = 2_000


def orders(formats: Sequence[str], outputs: Sequence[str]) -> list[tuple[str, str]]:
    """Pair formats and outputs, files or `-` for standard output, in their order; refuse those that do not pair up."""
    formats = formats or ("auto",)
    if len(outputs) > len(formats):
        raise refused("--output", "each --output needs a --format of its own")
    if len(formats) > 1 and len(outputs) < len(formats):
        raise refused("--format", "several formats need an --output each, in the same order; - is standard output")
    targets = outputs or (STANDARD_OUTPUT,)
    places = {target if target == STANDARD_OUTPUT else os.path.normcase(os.path.realpath(target)) for target in targets}
    if len(places) < len(targets):
        raise refused("--output", "two formats cannot go to the same place")
    return list(zip(formats, targets, strict=True))


def deliver(results: Results, wanted: Sequence[tuple[str, str]], colour: Colour) -> None:
    """Write every format to its place; files first, so that what is printed last is true of them."""
    checked = [assessment.file for assessment in results.assessments] + [problem.file for problem in results.problems]
    for _, target in wanted:
        require_no_project(target, checked)
    automatic = "github" if "GITHUB_ACTIONS" in os.environ else "text"
    for form, target in sorted(wanted, key=lambda order: order[1] == STANDARD_OUTPUT):
        render = renderer(automatic if form == "auto" else form)
        if target == STANDARD_OUTPUT:
            for part in render(results, look(colour)):
                write_raw(part)
        else:
            write(target, render(results, look("always" if colour == "always" else "never")))
    if any(form == "auto" for form, _ in wanted):
        _summarise(results)


def in_repository(file: str) -> str:
    """A file as named by the user to its path from the top of the repository; without one, from the current folder."""
    try:
        folder = Path.cwd()
        top = next((place for place in (folder, *folder.parents) if os.path.exists(place / ".git")), folder)  # noqa: PTH110
        return Path(os.path.relpath(folder / file, top)).as_posix()
    except (OSError, ValueError):
        # The folder is gone, or the file lies on another drive than the repository.
        return Path(file).as_posix()


#: The format that the end of a file's name stands for.
_ENDINGS = {".html": "html", ".htm": "html", ".json": "json", ".md": "markdown", ".markdown": "markdown"}


def format_of(target: str, formats: Container[str], usual: str) -> str:
    """The one of these formats that a file's name stands for, or else the usual one."""
    ending = _ENDINGS.get(Path(target).suffix.lower(), usual)
    return ending if ending in formats else usual


def ending_of(form: str) -> str:
    """What the name of a file of a format ends in, such as ".html"."""
    return next(ending for ending, known in _ENDINGS.items() if known == form)


def require_no_project(target: str, projects: Iterable[str]) -> None:
    """Refuse a target that is one of the projects that were read, by whatever name, or is named as no result is."""
    if target == STANDARD_OUTPUT:
        return
    exists = os.path.exists  # answers also for names that no path can have
    if exists(target) and any(exists(file) and os.path.samefile(target, file) for file in projects):  # noqa: PTH121
        raise Unusable(Problem(target, "is a project that was read; name another file for --output"))
    if target.casefold().endswith(".toml") or os.path.realpath(target).casefold().endswith(".toml"):
        raise Unusable(Problem(target, "is a name for a project, and no result is one: name another file for --output"))
    if os.path.splitext(target)[1].lower() in _OF_OFFICES:  # noqa: PTH122 - also of names that no path can have
        raise Unusable(
            Problem(target, "is of a kind that coprod does not write: name a .html or .csv, and save it as that")
        )


def require_own(target: str) -> None:
    """Refuse to write over a file that coprod did not write."""
    from coprod.output.account.blocks import OWN

    path = Path(target)
    if not os.path.lexists(path):
        return
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            beginning = file.read(_BEGINNING)
    except OSError as error:
        raise Unusable(Problem(target, cannot("read", error))) from error
    if not any(mark in beginning for mark in OWN):
        raise Unusable(Problem(target, "is there already, and coprod did not write it; name another file with -o"))


def hand_over(
    target: str,
    text: str,
    projects: Iterable[str],
    gates: "Iterable[Shared]",
    what: str,
    show: Callable[[str], None] = print_text,
) -> None:
    """Write what is made of projects to a file, or show it, and say what to read before it is shared."""
    require_no_project(target, projects)
    list_to_read(gates, what)
    if target == STANDARD_OUTPUT:
        show(text)
    else:
        write(target, [text])


def tell_of_contacts(contexts: "Sequence[Context]") -> None:
    """Say once that a page names nobody to whom its readers could write."""
    from coprod.output.words import by_number

    without = sum(not context.project.project.contact for context in contexts)
    alone = "No contact is set, so the page leaves a line to write one in. coprod edit adds it, under [project]."
    single = "{number} project sets no contact, so its page leaves a line to write one in."
    several = "{number} projects set no contact, so their pages leave a line to write one in."
    if without:
        print_note(by_number(without, single, several) if len(contexts) > 1 else alone)


def write(target: str, parts: Iterable[str]) -> None:
    """Write text to a file, whole or not at all."""
    from coprod.store.disk import as_unusable, put

    with as_unusable(target):
        put(Path(target), (part.encode("utf-8", "backslashreplace") for part in parts))


def _summarise(results: Results) -> None:
    """Add the results to the summary of the GitHub step that this runs in, if it runs in one."""
    place = os.environ.get("GITHUB_STEP_SUMMARY")
    if not place or "GITHUB_ACTIONS" not in os.environ:
        return
    from coprod.output.formats.markdown import LIMIT, summary

    try:
        with Path(place).open("ab") as file:
            # Other commands of the step may have written there.
            file.write(summary(results, LIMIT - file.seek(0, os.SEEK_END)))
    except OSError as error:
        raise Unusable(Problem(place, cannot("write", error))) from error
