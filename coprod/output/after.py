"""What a command that records says at its end: what changed, and one next step, in a few lines."""

from collections.abc import Sequence

from coprod.assess import Assessment
from coprod.output.escape import Look
from coprod.output.layout import wrapped
from coprod.output.verdicts import standing
from coprod.output.verdicts import told as account_of
from coprod.output.words import listed
from coprod.terms import STATUSES
from coprod.words import visible

#: So many lines are printed at most.
LINES = 8

_READ_BACK = "Next: those who were there can read it back, with coprod readback."
_AGENDA = "Next: coprod agenda makes the agenda of the next meeting."


def after(told: Sequence[str], before: Assessment, now: Assessment, look: Look) -> str:
    """The sentences of a command, then what changed and one next step; what stands now, where there is room."""
    changed, step = _changed(before, now), _next(before, now)
    account = account_of(now)
    verdict = " ".join([account.verdict, *account.beside[:1], *standing(now)])
    shown = ([*told, *changed, verdict, step], [*told, *changed, step], [*told[:1], *changed, step])
    lines = next((lines for sentences in shown if len(lines := _wrapped(sentences, look)) <= LINES), None)
    return "".join(f"{line}\n" for line in lines or _wrapped(shown[-1], look))


def _wrapped(sentences: Sequence[str], look: Look) -> list[str]:
    return [line for sentence in sentences for line in wrapped(visible(sentence), look.width)]


def _changed(before: Assessment, now: Assessment) -> list[str]:
    was = {record.phase: record.status for record in before.phases}
    changed = [
        f"{record.phase}: {STATUSES[record.status].short} now ({STATUSES[was[record.phase]].short} before)"
        for record in now.phases
        if record.status != was[record.phase]
    ]
    return [f"{listed(changed)}."] if changed else []


def _next(before: Assessment, now: Assessment) -> str:
    """What matters most: to read back what stands for the first time, else the gravest finding's step."""
    stood = {record.phase for record in before.phases if record.stands}
    if any(record.stands and record.phase not in stood for record in now.phases):
        return _READ_BACK
    graver = [finding for finding in now.findings if finding.severity != "note" and finding.waived is None]
    return f"Next: {graver[0].remedy}" if graver else _AGENDA
