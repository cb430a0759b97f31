"""`coprod explain`: what a rule, a phase, a level or any other word of the program means."""

import re

from coprod.cli import complete, parse
from coprod.cli.app import COMMANDS
from coprod.cli.call import Call
from coprod.cli.options import argument, command
from coprod.cli.terminal import print_text
from coprod.words import did_you_mean, short


@command()
def explain(
    _call: Call,
    name: str | None = argument(
        "[CODE|NAME]",
        "A rule by code or name, a phase, a level, a matter, a status, or any other word; none lists all.",
        complete.words,
    ),
) -> None:
    """Say what a rule or any word of the program means, why, who says so, and what to do next."""
    from coprod.output import explain as pages

    if name is None:
        print_text(pages.index())
        return
    page = pages.explain(name)
    if page is None:
        if re.fullmatch("(?i)cp *[0-9]+", name.strip()):
            near = "; coprod explain lists every rule and word"
        elif name in COMMANDS:
            near = f": it is a command, of which coprod {name} --help tells"
        else:
            near = did_you_mean(name, pages.names())
        raise parse.refused("CODE|NAME", f'nothing is called "{short(name)}"{near}')
    print_text(page)
