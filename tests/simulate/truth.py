"""What truly happened, which the record does not know: who everybody is, what was acknowledged, who was forgotten."""

from collections.abc import Mapping

#: A fact by its kind and its name; one that is not there any more was taken out.
Facts = Mapping[tuple[str, str], object]


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
        else:
            raise Torn(f"{2 if key[0] == 'label' else 1}: {key}: {before} became {mine} and {other}")
        if kept is not None:
            facts[key] = kept
    return facts
