"""`coprod report`: a page about one project, to share."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from coprod.cli import exits
from coprod.cli.input import contexts, parse
from coprod.cli.input.options import File, SoFar, Through, Today
from coprod.cli.terminal import is_terminal, remark, say
from coprod.visible import visible

if TYPE_CHECKING:
    from coprod.model import Project
    from coprod.output.account.context import Context

PageFormat = Literal["html", "markdown"]

STANDARD_OUTPUT = "-"


def report(
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write the page to a file; - is standard output. Left out, at a terminal NAME.html beside the "
            "project, and standard output elsewhere.",
        ),
    ] = None,
    format: Annotated[
        PageFormat | None,
        typer.Option("--format", help="Left out, markdown where FILE ends in .md, and html elsewhere."),
    ] = None,
    names: Annotated[
        bool,
        typer.Option("--names", help="Show names, notes and small numbers. Such a page is for the project's own team."),
    ] = False,
    show: Annotated[bool, typer.Option("--open", help="Open the page in a browser.")] = False,
    so_far: SoFar = False,
    through: Through = None,
    file: File = None,
    today: Today = None,
) -> int:
    """Write a page about one project, for the people who took part, a board paper or a website.

    The page is one file that fetches and runs nothing. Without --names, people are shown as counts and ids.
    """
    from coprod.output.account.privacy import Named, Shared

    gate = parse.gate(so_far=so_far, through=through)
    context = contexts.context(file, parse.today(today), Named if names else Shared, gate)
    form: PageFormat = format or ("markdown" if (output or "").endswith((".md", ".markdown")) else "html")
    page = _page(context, form)
    target = output or _beside(context, form, show=show)
    if not names:
        _ask_to_read(context.project)
    if target == STANDARD_OUTPUT:
        say(page)
        return exits.DONE
    _write(target, page, context, own_name=output is None)
    say(f"Wrote {visible(target)}. {context.people.sharing[0]}\n")
    if show:
        _open(target)
    return exits.DONE


def _page(context: "Context", form: PageFormat) -> str:
    from coprod.output import account
    from coprod.output.account.media.html import html
    from coprod.output.account.media.markdown import markdown

    shown = account.page(context)
    return markdown(shown) if form == "markdown" else html(shown)


def _beside(context: "Context", form: PageFormat, *, show: bool) -> str:
    """Where a page goes that nobody named a place for: beside the project where a person reads, else on."""
    if not (show or is_terminal(sys.stdout)):
        return STANDARD_OUTPUT
    project = Path(context.assessment.file)
    name = project.name.removesuffix(".toml").removesuffix(".coprod")
    return project.with_name(f"{name}.{'md' if form == 'markdown' else 'html'}").as_posix()


def _write(target: str, page: str, context: "Context", *, own_name: bool) -> None:
    from coprod.cli.results import deliver

    if own_name:
        deliver.require_own(target)
    deliver.require_no_project(target, [context.assessment.file])
    deliver.write(target, [page])


def _ask_to_read(project: "Project") -> None:
    """List the free texts that may tell who somebody is; on standard error, so that the page holds none of it."""
    from coprod.output.account.publish import doubts

    found = doubts(project)
    if found:
        remark("Read these before you share the page. They stand in it as they were written, and may hold:")
    for doubt in found:
        remark(f"  {' and '.join(doubt.holds)}, in {doubt.where}: {visible(doubt.text)}")


def _open(target: str) -> None:
    import webbrowser

    if not webbrowser.open(Path(target).absolute().as_uri()):
        remark(f"No browser could be started. Open {visible(target)} yourself.")
