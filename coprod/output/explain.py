"""What a rule, phase, level or any other word means, from the one place where each is defined."""

import re
import textwrap
from collections.abc import Iterator
from typing import get_args

from coprod.assess.rules import MISSING, RULES
from coprod.assess.rules.declare import Rule
from coprod.framework import (
    COMMITMENTS,
    CONSULTED_LEVELS,
    LEVELS,
    MATTERS,
    PHASES,
    ROPER,
    SHIER,
    CommitmentName,
    Level,
    MatterName,
    Phase,
    Source,
    Status,
    Verdict,
)
from coprod.output.glossary import GLOSSARY, WORDS, Word
from coprod.terms import STATUSES

_WIDTH = 80

#: What may stand between the parts of a name.
_SPACING = re.compile(r"[\s_-]+")


def names() -> list[str]:
    """Everything that can be explained, as it is asked for."""
    rules = (name for rule in RULES for name in (rule.code.lower(), rule.name))
    words = (name for word in WORDS for name in (word.name, *word.also))
    return [*rules, *PHASES, *LEVELS, *COMMITMENTS, *MATTERS, *STATUSES, *words]


def explain(name: str) -> str | None:
    """What something means, why, from which source, and what to do next.

    Args:
        name: a rule's code or name, a phase with or without `co-`, a level by name or number, a stage of
            commitment, a matter, a status or any word of the program; in any case, with blanks or hyphens.

    Returns:
        The text, or nothing where there is no such thing.
    """
    name = _SPACING.sub("-", name.strip().casefold())
    for rule in RULES:
        if name in {rule.code.casefold(), rule.name}:
            return _rule(rule)
    for phase in PHASES.values():
        if name in {phase.name, phase.name.removeprefix("co-")}:
            return _phase(phase)
    for level in LEVELS.values():
        if name in {level.name, str(level.number)}:
            return _level(level)
    return _by_its_name(name)


def _by_its_name(name: str) -> str | None:
    """The page of what goes by one name only: a stage of commitment, a matter or a status."""
    for commitment in COMMITMENTS:
        if name == commitment:
            return _commitment(commitment)
    for matter in MATTERS:
        if name == matter:
            return _matter(matter)
    for status in STATUSES:
        if name == status:
            return _status(status)
    return next((_word(word) for word in WORDS if name in map(_spelled, (word.name, *word.also))), None)


def _spelled(name: str) -> str:
    return _SPACING.sub("-", name)


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
    lines += [
        "",
        "What the record of a phase shows",
        *textwrap.wrap(
            ", ".join(STATUSES), _WIDTH, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False
        ),
    ]
    for heading, words in GLOSSARY.items():
        lines += ["", heading, *_parts_of_line(", ".join(word.name for word in words))]
    return "\n".join([*lines, "", "coprod explain NAME says more of any of these.", ""])


def _parts_of_line(text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)


def _rule(rule: Rule) -> str:
    examples = (("A project in which it fires", rule.fires.text), ("A project in which it does not", rule.silent.text))
    before = (("What stood before", rule.before.text),) if rule.before else ()
    return _page(
        f"{rule.code} {rule.name} ({rule.severity})",
        ("What it means", rule.meaning),
        ("Why", rule.why),
        ("Next", _sentence(rule.remedy)),
        source=rule.source,
        examples=(*before, *examples),
    )


def _phase(phase: Phase) -> str:
    questions = "".join(f"\n  {matter:<12} {question}" for matter, question in phase.matters.items())
    return _page(
        f"{phase.name} (phase)",
        ("What it means", phase.meaning),
        ("Next", "Ask who is there, and who should be. Invite people before things are decided."),
        ("How to record it", f"coprod log {phase.name}"),
        source=ROPER,
        examples=(("What it exists to agree", questions),),
    )


def _level(level: Level) -> str:
    questions = "".join(f"\n  {commitment:<12} {question}" for commitment, question in level.questions.items())
    capacity = "are consulted" if level.name in CONSULTED_LEVELS else "are partners"
    return _page(
        f"{level.name} (level {level.number} of 5)",
        ("What it means", f"{level.meaning} Community participants in a session of this level {capacity}."),
        ("Why", "Taking part can mean many things. The level is agreed with those who came; each can be right."),
        ("Next", "Ask those who came how far their part went, and write down what they say."),
        (
            "How to record it",
            f"--level {level.name}. A level that is not known is left out: it is neither zero nor power.",
        ),
        source=SHIER,
        examples=(("What coprod readiness asks of an organisation at this level", questions),),
    )


def _commitment(commitment: CommitmentName) -> str:
    questions = "".join(
        f"\n  {level.number} {level.name:<13} {level.questions[commitment]}" for level in LEVELS.values()
    )
    return _page(
        f"{commitment} (stage of commitment {list(COMMITMENTS).index(commitment) + 1} of {len(COMMITMENTS)})",
        ("What it means", COMMITMENTS[commitment]),
        ("Why", "An organisation may be willing without the means, or have the means without a policy that lasts."),
        ("Next", "Answer with coprod readiness, and look at the answers over time with --show."),
        source=SHIER,
        examples=(("What it asks of an organisation at each level", questions),),
    )


def _matter(matter: MatterName) -> str:
    phase = PHASES[MATTERS[matter]]
    return _page(
        f"{matter} (a matter of {phase.name})",
        ("What it means", phase.matters[matter]),
        ("Why", f"It is one of the things that {phase.name} exists to agree together. Any session can settle it."),
        ("Next", "Agree it with community partners. Where it was fixed from outside, tell them who fixed it, and why."),
        ("How to record it", f'--settled "{matter}=..."; what was fixed from outside, under [project.given].'),
        source=ROPER,
    )


def _status(status: Status) -> str:
    rule = MISSING.get(status)
    return _page(
        f"{status} (status of a phase{', and a verdict of a project' if status in get_args(Verdict) else ''})",
        ("What it means", STATUSES[status].meaning),
        ("Why", rule.why if rule else "In a phase that stands, community people helped to decide."),
        ("Next", _sentence(rule.remedy) if rule else "Ask those who took part whether they see it the same."),
        ("How to record it", _HOW_TO_RECORD),
        source=rule.source if rule else ROPER,
    )


_HOW_TO_RECORD = "It follows from the sessions. coprod log adds one, and coprod amend changes one."


def _word(word: Word) -> str:
    return _page(
        word.name,
        ("What it means", word.meaning),
        ("Why", word.why),
        ("Next", word.remedy),
        *((("How to record it", word.record),) if word.record else ()),
        source=word.source,
    )


def _page(title: str, *parts: tuple[str, str], source: Source, examples: tuple[tuple[str, str], ...] = ()) -> str:
    return "\n".join(
        [title, *_parts(parts), "", "Source", f"  {source.citation}", f"  {source.url}", *_verbatim(examples), ""]
    )


def _parts(parts: tuple[tuple[str, str], ...]) -> Iterator[str]:
    for heading, text in parts:
        yield f"\n{heading}"
        yield textwrap.fill(text, _WIDTH, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)


def _verbatim(examples: tuple[tuple[str, str], ...]) -> Iterator[str]:
    for heading, text in examples:
        yield f"\n{heading}"
        yield textwrap.indent(text.strip("\n"), "" if text.startswith("\n  ") else "  ")


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
