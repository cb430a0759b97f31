"""What a rule, phase, level or any other word means, from the one place where each is defined.

Words that are neither a rule nor an idea of the framework stand in `glossary.toml`.
"""

import re
import textwrap
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from importlib import resources
from types import MappingProxyType
from typing import Any, NamedTuple

import rtoml

from coprod.assess.rules import MISSING, RULES
from coprod.assess.rules.declare import Rule
from coprod.assess.rules.examples import example_text
from coprod.framework import (
    COMMITMENTS,
    LEVELS,
    MATTERS,
    PARTNER_LEVELS,
    PHASES,
    SHIER_LEVELS,
)
from coprod.model.kinds import FILE, TABLES
from coprod.output.layout import wrapped
from coprod.output.sources import SOURCES, Source
from coprod.output.words import capitalised
from coprod.terms import COMMITMENT_WORDS, LEVEL_WORDS, MATTER_WORDS, PHASE_WORDS, STATUSES
from coprod.typed import IAP2_LEVELS

_WIDTH = 80

#: What may stand between the parts of a name.
_SPACING = re.compile(r"[\s_-]+")


class Word(NamedTuple):
    """A word, with what `explain` tells of it; the examples are headings with texts that are shown as they are."""

    name: str
    meaning: str
    why: str
    source: Source
    remedy: str
    record: str = ""
    examples: tuple[tuple[str, str], ...] = ()
    also: tuple[str, ...] = ()


def _word(table: Mapping[str, Any]) -> Word:
    """A word of the file; a key that is none of a word's fields, or a source that does not exist, is an error."""
    meaning = table["meaning"].replace("{question}", IAP2_LEVELS.get(table["name"], ""))
    source = SOURCES[table["source"]]
    return Word(**{**table, "also": tuple(table.get("also", ())), "meaning": meaning, "source": source})


_FILE: dict[str, Any] = rtoml.loads((resources.files("coprod.output") / "glossary.toml").read_text("utf-8"))

#: What is said of each idea of the framework.
_IDEAS: dict[str, dict[str, str]] = _FILE.pop("framework")

#: The words under the headings of the index.
_GLOSSARY = {heading: tuple(map(_word, tables)) for heading, tables in _FILE.items()}

#: Every word.
WORDS = tuple(word for words in _GLOSSARY.values() for word in words)


def _idea(idea: str, listed: Mapping[Any, str] = MappingProxyType({}), /, **words: object) -> Word:
    """What is said of an idea in its own words, and what it lists."""
    table = {key: text.format(**words) for key, text in _IDEAS[idea].items()}
    above = table.pop("above", "")
    shown = "".join(f"\n  {name:<12} {text}" for name, text in listed.items())
    return _word({"source": "ROPER"} | table)._replace(examples=((above, shown),) if shown else ())


def _rule(rule: Rule) -> Word:
    examples = (
        ("What stood before", rule.before),
        ("A project in which it fires", rule.fires),
        ("A project in which it does not", rule.silent),
    )
    shown = tuple((heading, example_text(lines)) for heading, lines in examples if lines is not None)
    title = f"{rule.code} {rule.name} ({rule.severity})"
    return Word(title, rule.meaning, rule.why, SOURCES[rule.source], capitalised(rule.remedy), examples=shown)


def _every() -> Iterator[tuple[tuple[str, ...], Callable[[], Word]]]:
    """The names of each thing that can be explained, and what makes its page."""
    for rule in RULES:
        yield (rule.code.lower(), rule.name), partial(_rule, rule)
    for phase, matters in PHASES.items():
        questions = {matter: MATTER_WORDS[matter] for matter in matters}
        yield (phase,), partial(_idea, "phase", questions, name=phase, meaning=PHASE_WORDS[phase].meaning)
    for level, number in LEVELS.items():
        said, part = LEVEL_WORDS[level], "partners" if level in PARTNER_LEVELS else "consulted"
        about = {"name": level, "number": number, "meaning": said.meaning, "part": part}
        yield (level,), partial(_idea, "level" if said.questions else "informed", said.questions, **about)
    for number, stage in enumerate(COMMITMENTS, 1):
        asked = {f"{of} {level:<13}": LEVEL_WORDS[level].questions[stage] for level, of in SHIER_LEVELS.items()}
        yield (stage,), partial(_idea, "commitment", asked, name=stage, number=number, meaning=COMMITMENT_WORDS[stage])
    for matter, phase in MATTERS.items():
        yield (matter,), partial(_idea, "matter", name=matter, phase=phase, meaning=MATTER_WORDS[matter])
    for status, words in STATUSES.items():
        missing = MISSING.get(status)
        told = {"why": missing.why, "remedy": capitalised(missing.remedy), "source": missing.source} if missing else {}
        idea = "missing" if missing else "standing"
        yield (status,), partial(_idea, idea, name=status, meaning=words.meaning, **told)
    for word in WORDS:
        yield (word.name, *word.also), partial(lambda word: word, word)


#: What is understood and not offered.
_SHORT: dict[str, str] = {phase.removeprefix("co-"): phase for phase in PHASES}
_SHORT |= {str(number): level for level, number in LEVELS.items()}


def names() -> list[str]:
    """Everything that can be explained, as it is asked for."""
    return [name for names_of, _ in _every() for name in names_of]


def explain(name: str) -> str | None:
    """The page of a name, in any case and with blanks or hyphens, or None if there is none."""
    typed = _SPACING.sub("-", name.strip().casefold())
    wanted = _SHORT.get(typed, typed)
    for names_of, page in _every():
        if wanted in (_SPACING.sub("-", known) for known in names_of):
            return _text(page())
    return _key(wanted)


def _key(wanted: str) -> str | None:
    """What a key holds in each table of a file that has it, as its rows say, or None if it is no key."""
    tables = {"at its top": FILE} | {f"in {kind.table}": kind.rows for kind in TABLES.values()}
    keys = [(table, row) for table, rows in tables.items() for row in rows]
    fitting = [f"{table}: {row.help}" for table, row in keys if _SPACING.sub("-", row.in_file) == wanted]
    held = [line for text in fitting for line in _wrapped(text)]
    return "\n".join([f"{wanted.replace('-', '_')} (a key of the file)", *held, ""]) if held else None


def _text(page: Word) -> str:
    told = {"What it means": page.meaning, "Why": page.why, "Next": page.remedy, "How to record it": page.record}
    lines = [page.name]
    for heading, text in told.items():
        lines += [f"\n{heading}", *_wrapped(text)] if text else []
    lines += ["", "Source", f"  {page.source.citation}", f"  {page.source.url}"]
    for heading, text in page.examples:
        lines += [f"\n{heading}", textwrap.indent(text.strip("\n"), "" if text.startswith("\n  ") else "  ")]
    return "\n".join([*lines, ""])


def index() -> str:
    """Everything that can be explained, a line each."""
    lines = ["Rules"]
    lines += [f"  {rule.code}  {rule.severity:<8} {rule.name}" for rule in RULES]
    lines += ["", "Phases, and the matters that each exists to agree"]
    lines += [f"  {phase:<14} {', '.join(matters)}" for phase, matters in PHASES.items()]
    lines += ["", "Levels of the community's part"]
    lines += [f"  {number}  {level:<13} {LEVEL_WORDS[level].meaning}" for level, number in LEVELS.items()]
    lines += ["", "Stages of commitment at every level, which coprod readiness asks about"]
    lines += [f"  {commitment:<15} {meaning}" for commitment, meaning in COMMITMENT_WORDS.items()]
    lines += ["", "What the record of a phase shows", *_wrapped(", ".join(STATUSES))]
    for heading, words in _GLOSSARY.items():
        lines += ["", heading, *_wrapped(", ".join(word.name for word in words))]
    return "\n".join([*lines, "", "coprod explain NAME says more of any of these.", ""])


def _wrapped(text: str) -> list[str]:
    return wrapped(text, _WIDTH, "  ")
