"""`coprod report`: a page about one project, to share."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from coprod.cli import exits, parse
from coprod.cli.options import During, File, ReportPaths, SoFar, Through, Today
from coprod.cli.terminal import is_terminal, list_to_read, print_as_is, print_note, print_text
from coprod.words import visible

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from coprod.assess import Gate
    from coprod.output.account.blocks import Account
    from coprod.output.account.context import Context

PageFormat = Literal["html", "markdown"]

STANDARD_OUTPUT = "-"

#: What the name of a page ends in that nobody named.
_ENDINGS: dict[PageFormat, str] = {"html": "html", "markdown": "md"}


def report(
    paths: ReportPaths = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE|FOLDER",
            help="Write the page to a file, or of many projects a site to a folder; - is standard output. Left out, at "
            "a terminal NAME.html beside the project, and standard output elsewhere.",
        ),
    ] = None,
    format: Annotated[
        PageFormat | None,
        typer.Option(
            "--format",
            help="Left out, markdown where FILE ends in .md, and html elsewhere.",
        ),
    ] = None,
    duty: Annotated[
        str | None,
        typer.Option(
            "--for",
            metavar="ACCOUNT",
            help="Write the record in the order of a duty's own questions: board, gripp2, nhs-involvement, pirit, "
            "scotland-s31, tenant-voice, uk-standards, or a FILE.toml of your own. Many projects make one account.",
        ),
    ] = None,
    names: Annotated[
        bool,
        typer.Option("--names", help="Show names, notes and small numbers. Such a page is for the project's own team."),
    ] = False,
    show: Annotated[bool, typer.Option("--open", help="Open the page in a browser.")] = False,
    so_far: SoFar = False,
    through: Through = None,
    during: During = None,
    file: File = None,
    today: Today = None,
) -> int:
    """Write a page about one project, for the people who took part, a board paper or a website; of many, a site.

    The page is one file that fetches and runs nothing. Without --names, people are shown as counts only.
    """
    from coprod.cli.target import account_context, find
    from coprod.output import account
    from coprod.store.find import is_folder

    gate = parse.gate(so_far=so_far, through=through, during=during)
    if duty:
        day = parse.today(today)
        return _for_duty(duty, paths or ([file] if file else []), output, format, day, gate, named=names, show=show)
    if paths and (len(paths) > 1 or is_folder(Path(paths[0]))):
        if format == "markdown":
            message = "a site of many projects takes HTML only: leave --format out, or name one project"
            raise typer.BadParameter(message, param_hint="--format")
        if output in (None, STANDARD_OUTPUT):
            raise typer.BadParameter("many projects make a site: name its folder, as in -o site", param_hint="--output")
        return _site(paths, Path(output or ""), parse.today(today), gate, named=names)
    project = find(paths[0] if paths else file)
    context = account_context(project, parse.today(today), gate, names=names)
    _deliver([context], account.page(context), output, format, show=show)
    return exits.DONE


def _deliver(
    contexts: "Sequence[Context]", shown: "Account", output: str | None, format: PageFormat | None, *, show: bool
) -> None:
    """Write an account where it was asked for, and say what should be read before it is shared."""
    from coprod.output.account.html import html
    from coprod.output.account.markdown import markdown

    form: PageFormat = format or ("markdown" if (output or "").endswith((".md", ".markdown")) else "html")
    page = markdown(shown) if form == "markdown" else html(shown)
    target = output or _beside(contexts[0], form, show=show)
    list_to_read([context.people for context in contexts], "page")
    if target == STANDARD_OUTPUT:
        print_as_is(page)
        return
    _write(target, page, contexts, own_name=output is None)
    print_text(f"Wrote {visible(target)}. {contexts[0].people.sharing[0]}\n")
    if show:
        _open(target)


def _site(paths: "Sequence[str]", folder: Path, today: "date", gate: "Gate", *, named: bool) -> int:
    """Write a page for each project and an index, and say what was removed and what cannot be read."""
    from coprod.cli.many import site, write_site
    from coprod.cli.target import find_all
    from coprod.cli.terminal import print_errors
    from coprod.output.words import counted

    pages, gates, problems = site(find_all(paths, None), today, gate, named=named)
    print_errors(problems)
    if not gates:
        # There is no project that could be read, and so nothing to write.
        return exits.UNUSABLE
    list_to_read(gates, "site")
    removed = write_site(folder, pages)
    print_text(f"Wrote {visible(folder.as_posix())}/index.html and {counted(len(pages) - 1, 'project')}.\n")
    if removed:
        print_text(f"Removed, since their projects are gone: {', '.join(removed)}.\n")
    return exits.UNUSABLE if problems else exits.DONE


def _for_duty(
    duty: str,
    paths: "Sequence[str]",
    output: str | None,
    format: PageFormat | None,
    today: "date",
    gate: "Gate",
    *,
    named: bool,
    show: bool,
) -> int:
    """Write the account of one project or of many in a duty's own order, and say what cannot be read."""
    from coprod.cli.target import account_context, find_all
    from coprod.cli.terminal import print_errors
    from coprod.errors import Problem, Unusable
    from coprod.output.account.duty import load
    from coprod.output.account.duty_parts import PARTS, account, account_of_many

    questions = load(duty, PARTS)
    contexts: list[Context] = []
    problems: list[Problem] = []
    for target in find_all(paths, None):
        try:
            contexts.append(account_context(target, today, gate, names=named))
        except Unusable as error:
            problems += error.problems
    print_errors(problems)
    if not contexts:
        return exits.UNUSABLE
    many = len(contexts) + len(problems) > 1
    shown = account_of_many(contexts, questions) if many else account(contexts[0], questions)
    _deliver(contexts, shown, output, format, show=show)
    return exits.UNUSABLE if problems else exits.DONE


def _beside(context: "Context", form: PageFormat, *, show: bool) -> str:
    """The place of a page if none is named: beside the project at a terminal, else standard output."""
    if not (show or is_terminal(sys.stdout)):
        return STANDARD_OUTPUT
    project = Path(context.assessment.file)
    name = project.name.removesuffix(".toml").removesuffix(".coprod")
    return project.with_name(f"{name}.{_ENDINGS[form]}").as_posix()


def _write(target: str, page: str, contexts: "Sequence[Context]", *, own_name: bool) -> None:
    from coprod.cli import deliver

    if own_name:
        deliver.require_own(target)
    deliver.require_no_project(target, [context.assessment.file for context in contexts])
    deliver.write(target, [page])


def _open(target: str) -> None:
    import webbrowser

    if not webbrowser.open(Path(target).absolute().as_uri()):
        print_note(f"No browser could be started. Open {visible(target)} yourself.")
