"""`coprod same`: whether the record still says what a sheet, a slip or a page said."""

from typing import Literal

from coprod.cli import exits, parse
from coprod.cli.call import Call
from coprod.cli.options import argument, command, option
from coprod.cli.terminal import print_text


@command("file today")
def same(
    call: Call,
    codes: list[str] = argument(
        "CODE...",
        "What stands at the foot of a sheet or a slip: an id or a day, and twelve of 0 to 9 and a to f.",
        default=...,
    ),
    format: Literal["text", "json"] = option("How to write it.", default="text"),
) -> int:
    """Say whether the record still says what a sheet, a slip or a page with this code said.

    It certifies nothing: it says the same, changed since, or no longer there. Exit 1 unless all are the same.
    """
    from coprod.assess.same import compared, read_codes
    from coprod.output.paper import same_json, same_text

    read = parse.parser(lambda words: read_codes(words, call.today), "CODE")(" ".join(codes))
    found = compared(call.project(), read, call.today)
    print_text(same_json(found, call.today) if format == "json" else same_text(found))
    return exits.DONE if all(one.result == "same" for one in found) else exits.FLAGGED
