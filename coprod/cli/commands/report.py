"""`coprod report`: a page about one project, to share."""

from typing import Annotated, Literal

import typer

from coprod.cli import exits
from coprod.cli.input import parse
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
    from coprod.cli.input import projects
    from coprod.cli.results import deliver
    from coprod.output.account import pages
    from coprod.output.account.privacy import Named, Shared

    account, document, _ = projects.told(file, parse.today(today), Named if names else Shared)
    form = format or ("markdown" if (output or "").endswith((".md", ".markdown")) else "html")
    page = pages.markdown(account) if form == "markdown" else pages.html(account, document.project)
    if output is None:
        say(page)
        return exits.DONE
    deliver.require_no_project(output, [document.file])
    deliver.write(output, [page])
    say(f"Wrote {visible(output)}. {account.sharing[0]}\n")
    return exits.DONE
