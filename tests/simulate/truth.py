"""What truly happened, which the record does not know: who everybody is, what was acknowledged, who was forgotten."""

from collections.abc import Mapping

#: A fact by its kind and its name; one that is not there any more was taken out.
Facts = Mapping[tuple[str, str], object]

#: Who came, and in what capacity.
Came = tuple[str, str]


class Torn(Exception):
    """Two sides hold different facts under one key: no merge may choose between them unsaid."""


def merged(base: Facts, ours: Facts, theirs: Facts) -> dict[tuple[str, str], object]:
    """The facts of both sides that grew from common ones."""
    facts: dict[tuple[str, str], object] = {}
    for key in {**ours, **theirs}:
        before, mine, other = (side.get(key) for side in (base, ours, theirs))
        if other in (mine, before):
            kept = mine
        elif mine == before:
            kept = other
        elif isinstance(mine, frozenset) and isinstance(other, frozenset) and isinstance(before, frozenset):
            kept = _came(key, before, mine, other)
        else:
            raise Torn(f"{2 if key[0] == 'label' else 1}: {key}: {before} became {mine} and {other}")
        if kept is not None:
            facts[key] = kept
    return facts


def _came(key: tuple[str, str], before: frozenset[Came], mine: frozenset[Came], other: frozenset[Came]) -> object:
    """Who came to a session of which both sides say otherwise: each capacity is mended by itself."""
    kept: set[Came] = set()
    for capacity in {capacity for _, capacity in before | mine | other}:
        old, ours, theirs = (frozenset(one for one in side if one[1] == capacity) for side in (before, mine, other))
        if old not in (ours, theirs) and ours != theirs:
            raise Torn(f"1: {key}: {set(old)} became {set(ours)} and {set(theirs)}")
        kept |= theirs if ours == old else ours
    return frozenset(kept)
