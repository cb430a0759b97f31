"""What a change of a project file looks like to a person."""

from typing import TYPE_CHECKING

from coprod.visible import visible

if TYPE_CHECKING:
    from coprod.store.append import Change


def shown(change: "Change") -> str:
    """A change as a diff, a line each, harmless to show."""
    return "".join(f"{visible(line)}\n" for line in change.diff())
