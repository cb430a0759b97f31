"""Numbers of a list that was shown, as people type them: `3`, `1 2 4`, `1-5`."""

import re

import typer

_RANGE = r"(\d+)(?:\s*(?:-|\u2013|\.\.|to)\s*(\d+))?"
_NUMBERS = re.compile(rf"{_RANGE}(?:\s+{_RANGE})*", re.ASCII)


def positions(text: str, size: int) -> list[int] | None:
    """The positions, from 0, that numbers of a list name, each once and in their order.

    Args:
        text: what was typed; commas part as blanks do.
        size: how long the list is.

    Returns:
        The positions; nothing where the text is no numbers at all.

    Raises:
        typer.BadParameter: where a number is not in the list.
    """
    blank = " ".join(text.replace(",", " ").split())
    if not _NUMBERS.fullmatch(blank):
        return None
    found: list[int] = []
    for first, last in re.findall(_RANGE, blank):
        ends = int(first), int(last or first)
        for end in ends:
            if not 1 <= end <= size:
                there = f"the list goes from 1 to {size}" if size else "the list is empty"
                raise typer.BadParameter(f"There is no number {end}: {there}. Nothing was taken.")
        found += range(min(ends) - 1, max(ends))
    return list(dict.fromkeys(found))
