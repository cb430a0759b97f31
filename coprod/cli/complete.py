"""What a shell is offered when somebody presses Tab, in the way that each shell takes it.

Offered are words of the program, and those of the project at hand. The project is read as TOML alone, without the
models, since nobody waits for a key; if it cannot be read, nothing of it is offered.
"""

import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, get_args

import typer
from typer import _completion_classes as typers
from typer._click.shell_completion import CompletionItem, add_completion_class

from coprod.framework import CAPACITIES, MATTERS, PHASES, Recognition

#: More is no file that somebody waits for.
_MOST = 10_000_000


def phases(incomplete: str) -> list[str]:
    """The phases; without `co-` if somebody began so."""
    names: list[str] = list(PHASES)
    return names if "co-".startswith(incomplete[:3]) else [name.removeprefix("co-") for name in names]


def choices(words: Sequence[str]) -> Callable[[], list[str]]:
    """A completion that offers these words."""
    return lambda: list(words)


matters = choices(tuple(MATTERS))
#: The matters, each with the sign that what was settled follows.
settlings = choices([f"{matter}=" for matter in MATTERS])
recognitions = choices(get_args(Recognition))


def levels() -> list[tuple[str, str]]:
    """The levels."""
    from coprod.terms import LEVEL_WORDS

    return [(level, words.meaning) for level, words in LEVEL_WORDS.items()]


def people(ctx: typer.Context) -> list[str]:
    """Everybody on record, by the label that the file holds or the name that it has for it."""
    content = _content(ctx)
    named = _table(content.get("people"))
    came = [
        label for session in _records(content, "sessions") for name in CAPACITIES for label in _texts(session.get(name))
    ]
    labels = [named.get(label, label) for label in (*came, *named)]
    return [label if "," not in label else f'"{label}"' for label in dict.fromkeys(labels) if isinstance(label, str)]


def groups(ctx: typer.Context) -> list[str]:
    """The groups most affected."""
    return _texts(_table(_content(ctx).get("project")).get("affected"))


def sessions(ctx: typer.Context) -> list[tuple[str, str]]:
    """The sessions, the latest first, and `last`."""
    found = _latest_first(ctx, "sessions")
    return [("last", "the latest session"), *((name, str(known.get("title", ""))) for name, known in found)]


def answerable(ctx: typer.Context) -> list[tuple[str, str]]:
    """What was said, the latest first, and the readings that differ."""
    said = ((name, str(saying.get("text", ""))) for name, saying in _latest_first(ctx, "said"))
    return [*said, *readings(ctx)]


def readings(ctx: typer.Context) -> list[tuple[str, str]]:
    """The readings that differ, the latest first."""
    found = _latest_first(ctx, "readings")
    return [(name, f"a reading of {known.get('session')}") for name, known in found if known.get("said") == "differs"]


def rules() -> list[str]:
    """The codes and names of the rules."""
    from coprod.assess.rules import RULES

    return [word for rule in RULES for word in (rule.code, rule.name)]


def words() -> list[str]:
    """Every word that `explain` knows, the codes of the rules in capitals."""
    from coprod.output.explain import names

    return list(dict.fromkeys([*rules(), *(name for name in names() if not re.fullmatch(r"cp\d+", name))]))


def _content(ctx: typer.Context) -> dict[str, Any]:
    """The project at hand as TOML; empty if there is none, or it cannot be read."""
    import rtoml

    try:
        path = project_file(ctx.params.get("file") or os.environ.get("COPROD_FILE"))
        if path is None or not path.is_file() or path.stat().st_size > _MOST:
            return {}
        return _table(rtoml.loads(path.read_text("utf-8-sig")))
    except (OSError, ValueError):
        return {}


def project_file(file: str | None) -> Path | None:
    """The project file that a command would take, by `--file` or the folder; found without pydantic."""
    if file is None:
        here = Path.cwd()
        return next((path for place in (here, *here.parents) if (path := place / "coprod.toml").is_file()), None)
    return Path(file) / "coprod.toml" if Path(file).is_dir() else Path(file)


def _table(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _records(content: dict[str, Any], table: str) -> list[dict[str, Any]]:
    records = content.get(table)
    return [record for record in records if isinstance(record, dict)] if isinstance(records, list) else []


def _latest_first(ctx: typer.Context, table: str) -> list[tuple[str, dict[str, Any]]]:
    """The records of a table that have an id, the latest first, each with that."""
    return [(str(known["id"]), known) for known in reversed(_records(_content(ctx), table)) if "id" in known]


def _texts(value: object) -> list[str]:
    return [text for text in value if isinstance(text, str)] if isinstance(value, list) else []


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
        texts = [re.sub(r'([\\"$`])', r"\\\1", text) for text in (item.value, item.help) if text]
        return ":".join('"{}"'.format(text.replace(":", "\\\\:").replace("'", "'\\''")) for text in texts)


class _PowerShell(typers.PowerShellComplete):
    """PowerShell puts what it is given into the line as it is."""

    def format_completion(self, item: CompletionItem) -> str:
        """The word, in single quotes if it needs them."""
        plain = re.fullmatch(r"[\w=./-]+", item.value)
        value = item.value if plain else "'{}'".format(item.value.replace("'", "''"))
        return f"{value}:::{item.help or ' '}"


def register() -> None:
    """Let these stand for typer's own."""
    add_completion_class(_Bash, "bash")
    add_completion_class(_Zsh, "zsh")
    add_completion_class(_PowerShell, "powershell")
    add_completion_class(_PowerShell, "pwsh")
