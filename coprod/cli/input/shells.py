"""Completion as each shell takes it: a name may hold blanks, quotes and dollar signs."""

import os
import re

from typer import _completion_classes as typers
from typer._click.shell_completion import CompletionItem, add_completion_class


class _Bash(typers.BashComplete):
    """Bash puts what it is given into the line as it is."""

    def format_completion(self, item: CompletionItem) -> str:
        """The word, with a backslash before each sign that means something; in quotes that are open, as it is."""
        words = os.environ.get("COMP_WORDS", "").split("\n")
        at = int(os.environ.get("COMP_CWORD", "0"))
        is_open = at < len(words) and words[at][:1] in {"'", '"'}
        return item.value if is_open else re.sub(r"([^\w@%+:,./=-])", r"\\\1", item.value)


class _Zsh(typers.ZshComplete):
    """Zsh reads the list twice: in single quotes, and each word in double quotes."""

    def format_completion(self, item: CompletionItem) -> str:
        """The word and its help in double quotes."""
        return ":".join(f'"{_twice_read(text)}"' for text in (item.value, item.help) if text)


class _PowerShell(typers.PowerShellComplete):
    """PowerShell puts what it is given into the line as it is."""

    def format_completion(self, item: CompletionItem) -> str:
        """The word, in single quotes where it needs them."""
        plain = re.fullmatch(r"[\w=./-]+", item.value)
        value = item.value if plain else "'{}'".format(item.value.replace("'", "''"))
        return f"{value}:::{item.help or ' '}"


def _twice_read(text: str) -> str:
    for sign in '\\"$`':
        text = text.replace(sign, f"\\{sign}")
    return text.replace(":", "\\\\:").replace("'", "'\\''")


def register() -> None:
    """Let these stand for typer's own."""
    add_completion_class(_Bash, "bash")
    add_completion_class(_Zsh, "zsh")
    add_completion_class(_PowerShell, "powershell")
    add_completion_class(_PowerShell, "pwsh")
