"""The difference between two versions of a text, as the lines of a unified diff."""

import difflib
from collections.abc import Iterator, Sequence
from itertools import groupby

#: The lines around a change that are shown with it.
_CONTEXT = 3


def unified(old: Sequence[str], new: Sequence[str], name: str) -> Iterator[str]:
    """The lines of a unified diff of one file.

    Where no line came or went, as where somebody is renamed, line is held against line. difflib looks for lines that
    moved, which takes five minutes for a change of each of 10,000 sessions.
    """
    if len(old) != len(new):
        yield from difflib.unified_diff(old, new, name, name, lineterm="", n=_CONTEXT)
        return
    changed = [number for number, (was, now) in enumerate(zip(old, new, strict=True)) if was != now]
    if changed:
        yield from (f"--- {name}", f"+++ {name}")
    for first, last in _together(changed):
        begin, end = max(first - _CONTEXT, 0), min(last + _CONTEXT + 1, len(old))
        yield f"@@ -{begin + 1},{end - begin} +{begin + 1},{end - begin} @@"
        yield from _hunk(old[begin:end], new[begin:end])


def _together(changed: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first and the last line of each group of changes whose surroundings meet."""
    groups: list[list[int]] = []
    for number in changed:
        if groups and number - groups[-1][-1] <= 2 * _CONTEXT:
            groups[-1].append(number)
        else:
            groups.append([number])
    for group in groups:
        yield group[0], group[-1]


def _hunk(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    for same, pairs in groupby(zip(old, new, strict=True), key=lambda pair: pair[0] == pair[1]):
        lines = list(pairs)
        if same:
            yield from (f" {was}" for was, _ in lines)
        else:
            yield from (f"-{was}" for was, _ in lines)
            yield from (f"+{now}" for _, now in lines)
