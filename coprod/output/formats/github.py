"""The results as GitHub workflow commands, which become annotations of the files.

GitHub shows ten of each kind for a step, so the worst come first and a last line says how many more there are.
"""

from collections.abc import Iterator, Sequence

from coprod.output.escape import Look
from coprod.output.formats import Results, gone, notices
from coprod.output.verdicts import in_full
from coprod.output.words import acceptance, few, listed, tally
from coprod.words import inert, visible

#: What GitHub shows of each kind of annotation for one step.
_SHOWN = 10
_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def render(results: Results, _look: Look) -> Iterator[str]:
    """A line for each project, then annotations, the worst first, and a line that says what is not shown."""
    commands: dict[str, list[str]] = {kind: [] for kind in _COMMANDS.values()}
    for one in sorted(notices(results), key=lambda one: (one.name != "gone", one.accepted)):
        kind = "notice" if one.accepted else _COMMANDS[one.severity]
        title = one.name if one.finding else ""
        title += f" ({acceptance(one.finding)})" if one.finding and one.accepted else ""
        commands[kind].append(_command(kind, one.message, file=one.path, line=one.line, col=one.column, title=title))
    shown = [line for kind in commands.values() for line in kind[:_SHOWN]]
    told = [f"{one.file}: {in_full(one, few)} ({tally(one.findings)})" for one in results.assessments]
    lines = [inert(f"coprod: {visible(words)}") for words in (*told, *map(gone, results.gone))]
    if more := [f"{len(kind) - _SHOWN} more {name}s" for name, kind in commands.items() if len(kind) > _SHOWN]:
        shown.append(f"coprod: {listed(more)} than GitHub shows; another --format tells of all.")
    yield "".join(f"{line}\n" for line in [*lines, *shown])


def _command(kind: str, message: str, **properties: str | int | None) -> str:
    """One command, escaped as the runner's own toolkit does it: more in properties than in the message."""
    written = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in properties.items() if value)
    return f"::{kind}{' ' if written else ''}{written}::{_escaped(message)}"


def _escaped(text: str, also: Sequence[str] = "") -> str:
    text = inert(visible(text))
    for char in ("%", "\r", "\n", *also):
        text = text.replace(char, f"%{ord(char):02X}")
    return text
