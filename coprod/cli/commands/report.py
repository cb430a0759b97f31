"""`coprod report`: a page about one project, to share."""

from typing import Annotated, Literal

import typer

from coprod.cli import exits
from coprod.cli.input import contexts, parse
from coprod.cli.input.options import File, Today
from coprod.cli.terminal import say
from coprod.visible import visible

PageFormat = Literal["html", "markdown"]


def report(
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write the page to a file; left out, to standard output."),
    ] = None,
    format: Annotated[
        PageFormat | None,
        typer.Option("--format", help="Left out, markdown where FILE ends in .md, and html elsewhere."),
    ] = None,
    names: Annotated[
        bool,
        typer.Option("--names", help="Show names, notes and small numbers. Such a page is for the project's own team."),
    ] = False,
    file: File = None,
    today: Today = None,
) -> int:
    """Write a page about one project, for the people who took part, a board paper or a website.

    The page is one file that fetches and runs nothing. Without --names it names nobody.
    """
    from coprod.cli.results import deliver
    from coprod.output import account
    from coprod.output.account.media.html import html
    from coprod.output.account.media.markdown import markdown
    from coprod.output.account.privacy import Named, Shared

    context = contexts.context(file, parse.today(today), Named if names else Shared)
    form = format or ("markdown" if (output or "").endswith((".md", ".markdown")) else "html")
    shown = account.page(context)
    page = markdown(shown) if form == "markdown" else html(shown)
    if output is None:
        say(page)
        return exits.DONE
    deliver.require_no_project(output, [context.assessment.file])
    deliver.write(output, [page])
    say(f"Wrote {visible(output)}. {shown.sharing[0]}\n")
    return exits.DONE
