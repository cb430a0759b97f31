"""Which rules `--select` and `--ignore` choose."""

from collections.abc import Iterable

import typer

from coprod.assess.rules import RULES
from coprod.nearest import did_you_mean


def rules(select: Iterable[str], ignore: Iterable[str]) -> frozenset[str] | None:
    """The codes of the rules to tell of; the errors are told in any case.

    Args:
        select: codes, beginnings of codes, or names; with none, every rule.
        ignore: the same, for the rules to leave out.

    Returns:
        The codes, or nothing for every rule.

    Raises:
        typer.BadParameter: where a word is no rule, or an error is to be ignored by its own name.
    """
    chosen = _codes(select, "--select")
    left_out = _codes(ignore, "--ignore")
    for rule in RULES:
        if rule.severity == "error" and {rule.code, rule.name} & set(_words(ignore)):
            message = f"{rule.code} {rule.name} is the definition itself, and cannot be ignored"
            raise typer.BadParameter(message, param_hint="--ignore")
    if not chosen and not left_out:
        return None
    return frozenset(chosen or {rule.code for rule in RULES}) - left_out


def _words(given: Iterable[str]) -> list[str]:
    words = [word.strip() for one in given for word in one.split(",")]
    return [word.upper() if word.lower().startswith("cp") else word.lower() for word in words]


def _codes(given: Iterable[str], option: str) -> set[str]:
    codes: set[str] = set()
    for word in _words(given):
        found = {rule.code for rule in RULES if word and (rule.code.startswith(word) or rule.name == word)}
        if not found:
            near = did_you_mean(word, [name for rule in RULES for name in (rule.code.lower(), rule.name)])
            raise typer.BadParameter(f'"{word}" is no rule: see coprod explain{near}', param_hint=option)
        codes |= found
    return codes
