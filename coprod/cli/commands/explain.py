"""`coprod explain`: what a rule, a phase, a level or any other word of the program means."""

import re
from typing import Annotated

from coprod.cli import complete, exits, parse
from coprod.cli.app import COMMANDS
from coprod.cli.options import own_argument
from coprod.cli.terminal import print_text
from coprod.words import did_you_mean, short


def explain(
    name: Annotated[
        str | None,
        own_argument(
            "[CODE|NAME]",
            "A rule by code or name, a phase, a level, a matter, a status, or any other word; none lists all.",
            complete.words,
        ),
    ] = None,
) -> int:
    """Say what a rule or any word of the program means, why, who says so, and what to do next."""
    from coprod.output import explain as pages

    if name is None:
        print_text(pages.index())
        return exits.DONE
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
    return exits.DONE
