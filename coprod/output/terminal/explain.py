"""What a rule, phase, level, stage of commitment, matter or status means, from the one place where each is defined."""

import textwrap
from collections.abc import Iterator

from coprod.assess.phases import STATUSES, Status
from coprod.assess.rules import RULES
from coprod.assess.rules.base import Rule
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
)

_WIDTH = 80


def names() -> list[str]:
    """Everything that can be explained, as it is asked for."""
    rules = (name for rule in RULES for name in (rule.code.lower(), rule.name))
    return [*rules, *PHASES, *LEVELS, *COMMITMENTS, *MATTERS, *STATUSES]


def explain(name: str) -> str | None:
    """What something means, why, from which source, and what to do next.

    Args:
        name: a rule's code or name, a phase with or without `co-`, a level by name or number, a stage of
            commitment, a matter or a status; in any case.

    Returns:
        The text, or nothing where there is no such thing.
    """
    name = name.strip().casefold()
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
    return next((_status(status) for status in STATUSES if name == status), None)


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
    return "\n".join([*lines, "", "coprod explain NAME says more of any of these.", ""])


def _rule(rule: Rule) -> str:
    examples = (("A project in which it fires", rule.failing), ("A project in which it does not", rule.passing))
    before = (("What stood before", rule.before),) if rule.before else ()
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
        ("Next", f"Log its sessions with: coprod log {phase.name}"),
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
        ("Next", f"Record it with --level {level.name}. A level that is not known is left out, and is not zero."),
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
        ("Next", f'Record it with --settled "{matter}=..."; where it was fixed from outside, under [project.given].'),
        source=ROPER,
    )


def _status(status: Status) -> str:
    rule = next((rule for rule in RULES if rule.name.startswith(status)), None)
    following = f"See coprod explain {rule.code}." if rule else "Keep the record, and look at the other findings."
    return _page(
        f"{status} (status of a phase)", ("What it means", STATUSES[status]), ("Next", following), source=ROPER
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
