"""`coprod report`: a page about one project, to share."""

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from coprod.cli import exits, parse
from coprod.cli.call import Call
from coprod.cli.options import DURING, SO_FAR, THROUGH, argument, command, option
from coprod.cli.terminal import is_terminal, print_as_is, print_note, print_text
from coprod.words import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coprod.output.account.blocks import Account
    from coprod.output.account.context import Context

PageFormat = Literal["html", "markdown"]


@command("file today")
def report(
    call: Call,
    paths: list[str] = argument(
        "[PATH]...",
        "One project file; or several, or folders to search, for a site of a page each. Left out, the project of "
        "--file.",
    ),
    output: str | None = option(
        "Write the page to a file, or of many projects a site to a folder; - is standard output. Left out, at a "
        "terminal NAME.html beside the project, and standard output elsewhere.",
        "FILE|FOLDER",
        flags="--output -o",
    ),
    format: PageFormat | None = option("Left out, markdown where FILE ends in .md, and html elsewhere."),
    duty: str | None = option(
        "Write the record in the order of a duty's own questions: board, gripp2, nhs-involvement, pirit, "
        "scotland-s31, tenant-voice, uk-standards, or a FILE.toml of your own. Many projects make one account.",
        "ACCOUNT",
        flags="--for",
    ),
    names: bool = option("Show names, notes and small numbers. Such a page is for the project's own team."),
    show: bool = option("Open the page in a browser.", flags="--open"),
    so_far: bool = SO_FAR,
    through: str | None = THROUGH,
    during: str | None = DURING,
) -> int:
    """Write a page about one project, for the people who took part, a board paper or a website; of many, a site.

    The page is one file that fetches and runs nothing. Without --names, people are shown as counts only.
    """
    from coprod.cli.deliver import tell_of_contacts
    from coprod.cli.many import each
    from coprod.cli.target import account_context, find, find_all, is_several
    from coprod.output import account

    gate = parse.gate(so_far=so_far, through=through, during=during)
    if show and output == "-":
        raise parse.refused("--open", "opens a page that is written to a file: leave -o - out")
    if duty is None and is_several(paths):
        if format == "markdown":
            html_only = "a site of many projects takes HTML only: leave --format out, or name one project"
            raise parse.refused("--format", html_only)
        if output is None or output == "-":
            raise parse.refused("--output", "many projects make a site: name its folder, as in -o site")
        from coprod.cli.site import write_site

        return write_site(paths, Path(output), call.today, gate, names=names)
    if duty is None:
        targets = [find(paths[0] if paths else call.file)]
    else:
        from coprod.output.account import duty as duties

        questions = duties.load(duty)
        targets = find_all(paths or ([call.file] if call.file else []), None)
    work = partial(account_context, today=call.today, gate=gate, names=names)
    contexts, problems = each(work, targets, jobs=1, doing="Reading")
    code = exits.UNUSABLE if problems else exits.DONE
    if not contexts:
        return code
    if duty is None:
        shown = account.page(contexts[0])
    elif len(targets) > 1:
        shown = duties.account_of_many(contexts, questions)
    else:
        shown = duties.account(contexts[0], questions)
    _deliver(contexts, shown, output, format, show=show)
    if duty is None:
        tell_of_contacts(contexts)
    return code


def _deliver(
    contexts: "Sequence[Context]", shown: "Account", output: str | None, format: PageFormat | None, *, show: bool
) -> None:
    """Write an account where it was asked for, and say what should be read before it is shared."""
    from coprod.cli import deliver
    from coprod.output.account.html import html
    from coprod.output.account.markdown import markdown

    form = format or deliver.format_of(output or "", get_args(PageFormat), "html")
    page = markdown(shown) if form == "markdown" else html(shown)
    files = [context.assessment.file for context in contexts]
    target = output or deliver.STANDARD_OUTPUT
    if output is None and (show or is_terminal(sys.stdout)):
        project = Path(files[0])
        name = project.name.removesuffix(".toml").removesuffix(".coprod")
        target = project.with_name(f"{name}{deliver.ending_of(form)}").as_posix()
        deliver.require_own(target)
    deliver.hand_over(target, page, files, [context.people for context in contexts], "page", print_as_is)
    if target == deliver.STANDARD_OUTPUT:
        return
    print_text(f"Wrote {visible(target)}. {contexts[0].people.sharing[0]}\n")
    if show:
        import webbrowser

        if not webbrowser.open(Path(target).absolute().as_uri()):
            print_note(f"No browser could be started. Open {visible(target)} yourself.")
