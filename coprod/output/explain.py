"""What a rule, phase, level or any other word means, from the one place where each is defined."""

import re
import textwrap
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, get_args

from coprod.assess.rules import MISSING, RULES
from coprod.assess.rules.declare import Rule
from coprod.assess.rules.examples import example_text
from coprod.framework import (
    COMMITMENTS,
    CONSULTED_LEVELS,
    IAP2,
    LEVELS,
    MATTERS,
    PARTNER_LEVELS,
    PHASES,
    ROPER,
    SHIER,
    SHIER_LEVELS,
    CommitmentName,
    Level,
    MatterName,
    Phase,
    Status,
    Verdict,
)
from coprod.model.kinds import FILE, TABLES
from coprod.output.glossary import GLOSSARY, WORDS, Word
from coprod.output.layout import wrapped
from coprod.output.words import capitalised
from coprod.terms import STATUSES

_WIDTH = 80

#: What may stand between the parts of a name.
_SPACING = re.compile(r"[\s_-]+")


def _rule(rule: Rule) -> Word:
    examples = (
        ("What stood before", rule.before),
        ("A project in which it fires", rule.fires),
        ("A project in which it does not", rule.silent),
    )
    shown = tuple((heading, example_text(lines)) for heading, lines in examples if lines is not None)
    title = f"{rule.code} {rule.name} ({rule.severity})"
    return Word(title, rule.meaning, rule.why, rule.source, capitalised(rule.remedy), examples=shown)


def _phase(phase: Phase) -> Word:
    questions = "".join(f"\n  {matter:<12} {question}" for matter, question in phase.matters.items())
    return Word(
        f"{phase.name} (phase)",
        phase.meaning,
        "",
        ROPER,
        "Ask who is there, and who should be. Invite people before things are decided.",
        f"coprod log {phase.name}",
        (("What it exists to agree", questions),),
    )


def _level(level: Level) -> Word:
    pathway = f"level {level.number} of 5" if level.questions else f"level {level.number}, below Shier's five"
    readiness = "" if level.questions else " coprod readiness does not ask about it."
    consulted = "are consulted" if level.name in CONSULTED_LEVELS else "are informed"
    capacity = "are partners" if level.name in PARTNER_LEVELS else consulted
    questions = "".join(f"\n  {commitment:<12} {question}" for commitment, question in level.questions.items())
    return Word(
        f"{level.name} ({pathway})",
        f"{level.meaning} Community participants in a session of this level {capacity}.{readiness}",
        "Taking part can mean many things. The level is agreed with those who came; each can be right.",
        SHIER if level.questions else IAP2,
        "Ask those who came how far their part went, and write down what they say.",
        f"--level {level.name}. A level that is not known is left out: it is neither zero nor power.",
        (("What coprod readiness asks of an organisation at this level", questions),) if questions else (),
    )


def _commitment(commitment: CommitmentName) -> Word:
    questions = "".join(f"\n  {one.number} {one.name:<13} {one.questions[commitment]}" for one in SHIER_LEVELS.values())
    return Word(
        f"{commitment} (stage of commitment {list(COMMITMENTS).index(commitment) + 1} of {len(COMMITMENTS)})",
        COMMITMENTS[commitment],
        "An organisation may be willing without the means, or have the means without a policy that lasts.",
        SHIER,
        "Answer with coprod readiness, and look at the answers over time with --show.",
        examples=(("What it asks of an organisation at each level", questions),),
    )


def _matter(matter: MatterName) -> Word:
    phase = PHASES[MATTERS[matter]]
    return Word(
        f"{matter} (a matter of {phase.name})",
        phase.matters[matter],
        f"It is one of the things that {phase.name} exists to agree together. Any session can settle it.",
        ROPER,
        "Agree it with community partners. Where it was fixed from outside, tell them who fixed it, and why.",
        f'--settled "{matter}=..."; what was fixed from outside, under [project.given].',
    )


def _status(status: Status) -> Word:
    rule = MISSING.get(status)
    return Word(
        f"{status} (status of a phase{', and a verdict of a project' if status in get_args(Verdict) else ''})",
        STATUSES[status].meaning,
        rule.why if rule else "In a phase that stands, community people helped to decide.",
        rule.source if rule else ROPER,
        capitalised(rule.remedy) if rule else "Ask those who took part whether they see it the same.",
        "It follows from the sessions. coprod log adds one, and coprod amend changes one.",
    )


class _Explained(NamedTuple):
    """Things of one sort: the names that are offered, others that are understood, and the page of each."""

    things: Iterable[Any]
    page: Callable[[Any], Word]
    names: Callable[[Any], tuple[str, ...]]
    also: Callable[[Any], tuple[str, ...]] = lambda _: ()


_EXPLAINED: tuple[_Explained, ...] = (
    _Explained(RULES, _rule, lambda rule: (rule.code.lower(), rule.name)),
    _Explained(PHASES.values(), _phase, lambda phase: (phase.name,), lambda phase: (phase.name.removeprefix("co-"),)),
    _Explained(LEVELS.values(), _level, lambda level: (level.name,), lambda level: (str(level.number),)),
    _Explained(COMMITMENTS, _commitment, lambda name: (name,)),
    _Explained(MATTERS, _matter, lambda name: (name,)),
    _Explained(STATUSES, _status, lambda name: (name,)),
    _Explained(WORDS, lambda word: word, lambda word: (word.name, *word.also)),
)


def names() -> list[str]:
    """Everything that can be explained, as it is asked for."""
    return [name for sort in _EXPLAINED for thing in sort.things for name in sort.names(thing)]


def explain(name: str) -> str | None:
    """The page of a name, in any case and with blanks or hyphens, or None if there is none."""
    wanted = _SPACING.sub("-", name.strip().casefold())
    for sort in _EXPLAINED:
        for thing in sort.things:
            if wanted in (_SPACING.sub("-", known) for known in (*sort.names(thing), *sort.also(thing))):
                return _text(sort.page(thing))
    return _key(wanted)


def _key(wanted: str) -> str | None:
    """What a key holds in each table of a file that has it, as its rows say, or None if it is no key."""
    held = [
        line
        for table, rows in (("at its top", FILE), *((f"in {kind.table}", kind.rows) for kind in TABLES.values()))
        for row in rows
        if _SPACING.sub("-", row.in_file) == wanted
        for line in _wrapped(f"{table}: {row.help}")
    ]
    return "\n".join([f"{wanted.replace('-', '_')} (a key of the file)", *held, ""]) if held else None


def _text(page: Word) -> str:
    parts = (
        ("What it means", page.meaning),
        ("Why", page.why),
        ("Next", page.remedy),
        ("How to record it", page.record),
    )
    lines = [page.name]
    for heading, text in parts:
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
    lines += [f"  {phase.name:<14} {', '.join(phase.matters)}" for phase in PHASES.values()]
    lines += ["", "Levels of the community's part"]
    lines += [f"  {level.number}  {level.name:<13} {level.meaning}" for level in LEVELS.values()]
    lines += ["", "Stages of commitment at every level, which coprod readiness asks about"]
    lines += [f"  {commitment:<15} {meaning}" for commitment, meaning in COMMITMENTS.items()]
    lines += ["", "What the record of a phase shows", *_wrapped(", ".join(STATUSES))]
    for heading, words in GLOSSARY.items():
        lines += ["", heading, *_wrapped(", ".join(word.name for word in words))]
    return "\n".join([*lines, "", "coprod explain NAME says more of any of these.", ""])


def _wrapped(text: str) -> list[str]:
    return wrapped(text, _WIDTH, "  ")
