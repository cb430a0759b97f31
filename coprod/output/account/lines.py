"""One project in lines of text, for a screen reader or another program: no tables, no marks."""

from collections.abc import Iterator, Sequence

from coprod.framework import COMMITMENTS
from coprod.output.account.content import NOTHING_FOUND, Account, MatterAccount, PhaseAccount, Readiness
from coprod.output.account.dates import in_words
from coprod.output.words import counted, listed
from coprod.visible import visible


def lines(account: Account) -> str:
    """Everything that is said of a project, a sentence or two to a line, under headings that end with a colon."""
    return "".join(f"{visible(line)}\n" for line in _lines(account))


def heard_and_told(account: Account) -> Iterator[str]:
    """Which groups were heard, and of how many sessions people were told what came of them, a sentence each."""
    if not account.groups:
        yield "The groups most affected are not on record."
    for group in account.groups:
        yield f"{group.name}: {f'heard {group.heard}' if group.heard else 'not on record as heard'}."
    if account.told:
        yield f"People were told what came of {counted(len(account.told), 'session')}."
    if account.waiting:
        yield f"Not on record as told: what came of {counted(len(account.waiting), 'session')}."


def _lines(account: Account) -> Iterator[str]:
    yield f"{account.name}, as recorded, {account.today}."
    yield from (f"{heading}: {text}" for heading, text in account.about)
    yield from ("", "Phases:", *map(_phase, account.phases), account.conclusion)
    yield from ("", "Sessions:", *_sessions(account))
    yield from ("", "Design and delivery:", account.place)
    yield from ("", "What was agreed:", *_matters(account))
    if account.readiness:
        yield from ("", "Readiness, in the words of the organisation:", *_readiness(account.readiness))
    yield from ("", "Who was heard, and who was told:", *heard_and_told(account))
    yield from ("", "What to do next:", *_findings(account), *account.remarks)


def _phase(phase: PhaseAccount) -> str:
    if not phase.sessions:
        return f"{phase.phase}: {phase.status_words}."
    return (
        f"{phase.phase}: {phase.status_words}. Sessions: {phase.sessions}, {phase.span}. "
        f"Community partners: {phase.partners}. Consulted: {phase.consulted}. Professionals: {phase.professional}. "
        f"Highest level: {phase.level}."
    )


def _sessions(account: Account) -> Iterator[str]:
    for session in account.sessions:
        level = "" if session.kind == "professional" else f" Level: {session.level}."
        yield f"{session.when}, {' and '.join(session.phases)}: {session.title}.{level}"
    if not account.sessions:
        yield "None is on record."


def _matters(account: Account) -> Iterator[str]:
    for heading, entries in (
        ("Agreed together", account.matters.together),
        ("Fixed without community partners", account.matters.apart),
        ("Fixed from outside before anyone was invited", account.matters.given),
    ):
        yield from _settled(heading, entries)
    for phase, matters in account.matters.open:
        yield f"Not on record as settled, {phase}: {', '.join(matters)}."


def _readiness(readiness: Readiness) -> Iterator[str]:
    yield readiness.answered
    for rung in readiness.rungs:
        for one in rung.given:
            said = ", ".join(f"{commitment} {word}" for commitment, word in zip(COMMITMENTS, one.words, strict=True))
            yield f"{'; '.join((rung.name, *rung.signs))}: {said}. Answered on {in_words(one.day)}."
        if rung.phases:
            yield f"{rung.name}: sessions show {listed(rung.phases)}."
    yield from readiness.sentences


def _settled(heading: str, entries: Sequence[MatterAccount]) -> Iterator[str]:
    for entry in entries:
        yield f"{heading}: {entry.matter} ({entry.phase}): {entry.text}"


def _findings(account: Account) -> Iterator[str]:
    for finding in (one for group in account.findings for one in group.findings):
        for place in finding.places:
            yield f"{finding.rule}, line {place.line}: {place.message} {place.accepted}".rstrip()
        yield f"Next: {finding.remedy}"
    if not account.findings:
        yield NOTHING_FOUND
