"""Asking for one of Shier's levels."""

from coprod.cli.ask import prompt
from coprod.cli.ask.prompt import NO_KEYS, Keys
from coprod.cli.input import parse
from coprod.cli.terminal import remark
from coprod.framework import LEVELS, LevelName


def level(question: str, otherwise: str, now: LevelName | None = None, keys: Keys = NO_KEYS) -> LevelName | None:
    """Ask for a level; it need not be known.

    Args:
        question: what the level is of.
        otherwise: what it means to leave it out.
        now: the level that was answered before; Enter keeps it.
        keys: as `prompt.until_read`.
    """
    remark(question)
    remark(prompt.choices([(str(known.number), f"{known.name:<14}{known.meaning}") for known in LEVELS.values()]))
    remark(f"  Enter: {f'keep {now}; - takes it out' if now else otherwise}")

    def read(line: str) -> LevelName | None:
        if line in {"", "-"}:
            return None if line else now
        return parse.level(line)

    return prompt.until_read("Level", read, "", keys)
