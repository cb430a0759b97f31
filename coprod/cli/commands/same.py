"""`coprod same`: whether the record still says what a sheet, a slip or a page said."""

from typing import Annotated, Literal

import typer

from coprod.cli import exits, parse
from coprod.cli.options import File, Today
from coprod.cli.terminal import print_text


def same(
    codes: Annotated[
        list[str],
        typer.Argument(
            metavar="CODE...",
            help="What stands at the foot of a sheet or a slip: an id or a day, and twelve of 0 to 9 and a to f.",
        ),
    ],
    format: Annotated[Literal["text", "json"], typer.Option("--format", help="How to write it.")] = "text",
    file: File = None,
    today: Today = None,
) -> int:
    """Say whether the record still says what a sheet, a slip or a page with this code said.

    It certifies nothing: it says the same, changed since, or no longer there. Exit 1 unless all are the same.
    """
    from coprod.assess.same import compared, read_codes
    from coprod.cli.target import find
    from coprod.output.same import json, text

    on = parse.today(today)
    read = parse.Parser(lambda words: read_codes(words, on), "CODE")(" ".join(codes))
    found = compared(find(file).load().project, read, on)
    print_text(json(found, on) if format == "json" else text(found))
    return exits.DONE if all(one.result == "same" for one in found) else exits.FLAGGED
