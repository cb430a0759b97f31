"""What a rule, phase, level or any other word means, from the one place where each is defined.

Words that are neither a rule nor an idea of the framework stand in `glossary.toml`.
"""

import re
import textwrap
from collections.abc import Callable, Iterable, Mapping
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
    CommitmentName,
    LevelName,
    MatterName,
    PhaseName,
    Status,
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


def _phase(name: PhaseName) -> Word:
    questions = {matter: MATTER_WORDS[matter] for matter in PHASES[name]}
    return _idea("phase", questions, name=name, meaning=PHASE_WORDS[name].meaning)


def _level(name: LevelName) -> Word:
    part, words = "partners" if name in PARTNER_LEVELS else "consulted", LEVEL_WORDS[name]
    about = {"name": name, "number": LEVELS[name], "meaning": words.meaning, "part": part}
    return _idea("level" if words.questions else "informed", words.questions, **about)


def _commitment(name: CommitmentName) -> Word:
    asked = {f"{number} {level:<13}": LEVEL_WORDS[level].questions[name] for level, number in SHIER_LEVELS.items()}
    return _idea("commitment", asked, name=name, number=COMMITMENTS.index(name) + 1, meaning=COMMITMENT_WORDS[name])


def _matter(name: MatterName) -> Word:
    return _idea("matter", name=name, phase=MATTERS[name], meaning=MATTER_WORDS[name])


def _status(name: Status) -> Word:
    rule, meaning = MISSING.get(name), STATUSES[name].meaning
    if rule is None:
        return _idea("standing", name=name, meaning=meaning)
    missing = _idea("missing", name=name, meaning=meaning, why=rule.why, remedy=capitalised(rule.remedy))
    return missing._replace(source=SOURCES[rule.source])


#: Things of each sort, the page of one, and the names that it is asked for by.
_EXPLAINED: tuple[tuple[Iterable[Any], Callable[[Any], Word], Callable[[Any], tuple[str, ...]]], ...] = (
    (RULES, _rule, lambda rule: (rule.code.lower(), rule.name)),
    (PHASES, _phase, lambda name: (name,)),
    (LEVELS, _level, lambda name: (name,)),
    (COMMITMENTS, _commitment, lambda name: (name,)),
    (MATTERS, _matter, lambda name: (name,)),
    (STATUSES, _status, lambda name: (name,)),
    (WORDS, lambda word: word, lambda word: (word.name, *word.also)),
)

#: What is understood and not offered.
_SHORT: dict[str, str] = {phase.removeprefix("co-"): phase for phase in PHASES}
_SHORT |= {str(number): level for level, number in LEVELS.items()}


def names() -> list[str]:
    """Everything that can be explained, as it is asked for."""
    return [name for things, _, names_of in _EXPLAINED for thing in things for name in names_of(thing)]


def explain(name: str) -> str | None:
    """The page of a name, in any case and with blanks or hyphens, or None if there is none."""
    typed = _SPACING.sub("-", name.strip().casefold())
    wanted = _SHORT.get(typed, typed)
    for things, page, names_of in _EXPLAINED:
        for thing in things:
            if wanted in (_SPACING.sub("-", known) for known in names_of(thing)):
                return _text(page(thing))
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
