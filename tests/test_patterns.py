"""Every pattern of the program takes time in proportion to the text, whatever the text is."""

import ast
import re
import signal
import sys
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from types import FrameType

import pytest

import coprod

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX timers")

#: What texts repeat: each sign that a pattern may look for, and what keeps some busy.
UNITS = [
    *"a1 \t\n\"'\\[]{}<>=@.,;:/-_#|()+*`~&$%!?éß", "＠", "\u200b", "\r\n", "\x1b[", "\x1b[1m",  # noqa: RUF001
    "<<<<<<< a\n", "=======\n", ">>>>>>> a\n",
    "a@", "@a", "1.", "://", "a ", " a", "\\a", "=\n", "[]", "(at)", "[dot]",
    '"a"', "'a'", '"a",', "[[a]]\n", "[a]\n", "a=1\n", "+1 ", "00 ", "0.", "co-", "##", "##[", "'::", "www.", "a.",
    "A-", '"""', "'''", "2026-01-01", "1/", "--", "€", "sep=", "a\n", ", ", "; ",
]  # fmt: skip
#: Letters of a text. A pattern that looks at each letter once takes 8 times as long for the second as for the first;
#: one that looks again from each letter takes 64 times as long, and so much that it is noticed.
SHORT, LONG, MOST = 500, 4_000, 24
#: Seconds of the processor, which no other program has; after the second of them a pattern is stopped.
NOTICED, LIMIT = 0.01, 5

#: What is looked for in one place only is not tried in every other.
ONE_PLACE = {"match", "fullmatch"}


def patterns() -> Iterator[tuple[str, tuple[re.Pattern[str], set[str]]]]:
    """Every pattern that a module keeps, and every one that stands where it is used; and how it is used."""
    for found in walk_packages(coprod.__path__, "coprod."):
        if found.name == "coprod.__main__":
            continue
        module = import_module(found.name)
        source = Path(module.__file__ or "").read_text("utf-8")
        for name, value in vars(module).items():
            for number, one in enumerate(value if isinstance(value, list | tuple) else [value]):
                if isinstance(one, re.Pattern) and isinstance(one.pattern, str):
                    uses = re.findall(rf"\b(?:{name}|pattern)\.(\w+)\b", source)
                    yield f"{found.name}.{name}.{number}", (one, set(uses) & {*ONE_PLACE, "search", "finditer", "sub"})
        for node in ast.walk(ast.parse(source)):
            match node:
                case ast.Call(
                    ast.Attribute(ast.Call(ast.Attribute(ast.Name("re"), "compile"), [first]), use)
                ) | ast.Call(ast.Attribute(ast.Name("re"), use), [first, *_]) if use not in {"escape", "compile"}:
                    text = vars(module).get(first.id) if isinstance(first, ast.Name) else getattr(first, "value", None)
                    if isinstance(text, str):
                        yield f"{found.name}:{text}", (re.compile(text), {use})


ALL = dict(patterns())


def test_the_patterns_are_found() -> None:
    assert len(ALL) > 40
    assert any(name.startswith("coprod.contacts:(?i)[@") for name in ALL)


@pytest.mark.parametrize("name", sorted(ALL))
def test_a_pattern_looks_at_its_text_once(name: str) -> None:
    def stop(_number: int, _frame: FrameType | None) -> None:
        pytest.fail(f"{name} does not end on {unit!r}")

    before = signal.signal(signal.SIGVTALRM, stop)
    try:
        for unit in UNITS:
            signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT)
            if seconds(*ALL[name], unit, LONG) < NOTICED:
                continue
            short, long = (min(seconds(*ALL[name], unit, length) for _ in range(3)) for length in (SHORT, LONG))
            assert long < max(NOTICED, MOST * short), unit
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def seconds(pattern: re.Pattern[str], uses: set[str], unit: str, length: int) -> float:
    """How long the processor takes for texts of this length that repeat a unit."""
    run = unit * (length // len(unit))
    texts = (run, f"@ \n{run}", f"{run}\0")
    start = time.thread_time()
    for text in texts:
        if not uses or uses - ONE_PLACE:
            assert sum(1 for _ in pattern.finditer(text)) <= len(text) + 1
        if "match" in uses:
            pattern.match(text)
        if "fullmatch" in uses:
            pattern.fullmatch(text)
    return time.thread_time() - start


def test_a_pattern_that_looks_again_from_each_letter_is_noticed() -> None:
    short, long = (seconds(re.compile("a*b"), set(), "a", length) for length in (SHORT, LONG))
    assert long > max(NOTICED, MOST * short)
