"""What the record of a project shows in the end: the headline, what every account says after it, and the matrix."""

from collections.abc import Callable, Iterator, Sequence

from coprod.assess import Assessment
from coprod.assess.record import PhaseRecord
from coprod.assess.rules import MISSING
from coprod.assess.voices import ReadingRecord
from coprod.framework import FULL_CO_PRODUCTION, PHASES, Axis, PhaseName, Untold
from coprod.output.words import by_number, in_words, listed
from coprod.terms import AXES, STATUSES, UNTOLD, VERDICTS

#: A threshold that a file sets easier, in words.
_THRESHOLDS = {
    "community_share": "the community's share of attendance may fall to {value:g} (usually {usual:g})",
    "feedback_days": "people may wait {value:g} days to hear what came of it (usually {usual:g})",
}

Number = Callable[[int], str]


def headline(assessment: Assessment, number: Number = str) -> str:
    """The verdict in a few sentences; `number` words a number of people, which can be too small to be told."""
    return " ".join([*_verdict(assessment), *_differences(assessment, number), *_flagged(assessment)])


def after_verdict(assessment: Assessment) -> list[str]:
    """What every account says after the verdict, wherever there is something to say."""
    sentences = [*_before(assessment), *_read_back(assessment)]
    if assessment.given:
        sentences.append(f"Fixed before anyone was invited: {listed(assessment.given)}.")
    if assessment.thresholds:
        words = [_THRESHOLDS[one.name].format(value=one.value, usual=one.usual) for one in assessment.thresholds]
        sentences.append(f"The project asks for less than usual: {listed(words)}.")
    if assessment.left_out:
        sentences.append(f"Left out of this run: {listed(assessment.left_out)}.")
    return sentences


def _before(assessment: Assessment) -> Iterator[str]:
    """What the verdict was, where an earlier version is held against the project."""
    before = assessment.before
    if before and before.verdict:
        was, now = VERDICTS[before.verdict], VERDICTS[assessment.verdict]
        yield f"Before ({before.named}): {was}. Now: {now}."
    elif before:
        yield f"{assessment.file} was not there before ({before.named}), so nothing is held against it."


def unjudged(assessment: Assessment) -> list[str]:
    """What is missing in phases that do not stand and are not judged yet, each kind with its next step."""
    sentences = []
    for status, rule in MISSING.items():
        phases = [one.phase for one in assessment.phases if one.status == status and one.phase not in assessment.judged]
        if phases:
            message = rule.message if len(phases) == 1 or not rule.message_of_several else rule.message_of_several
            shown = message.format(phase=listed(phases), phases=listed(phases))
            sentences.append(f"{shown} Next: {rule.remedy}")
    return sentences


def matrix(assessment: Assessment) -> str:
    """The place in the design and delivery matrix, and a sentence where it reads otherwise than the verdict."""
    place = assessment.place
    axes = f"design: {_axis(place.design, place.design_untold)}"
    axes += f"; delivery: {_axis(place.delivery, place.delivery_untold)}"
    where = f"Design and delivery matrix, as recorded: {cell(assessment) or 'no place yet'} ({axes})."
    if not place.cell or (place.cell == FULL_CO_PRODUCTION) == (assessment.verdict == "co-produced"):
        return where
    return f"{where} It takes planning with design and leaves evaluation out, so it differs from the verdict."


def cell(assessment: Assessment) -> str | None:
    """The cell that a project stands in; none is called full co-production while levels are missing elsewhere."""
    full = assessment.place.cell == FULL_CO_PRODUCTION
    return None if full and assessment.verdict == "cannot-tell" else assessment.place.cell


def _axis(axis: Axis | None, untold: Untold | None) -> str:
    if axis:
        return AXES[axis]
    return UNTOLD[untold] if untold else "not known"


def _verdict(assessment: Assessment) -> Iterator[str]:
    phases = _in_scope(assessment)
    missing = [record for record in phases if record.missing]
    if not phases:
        yield "Nothing is judged yet: as recorded, no session of a claimed phase has been logged."
    elif missing:
        yield from _not_co_produced(missing, phases)
    elif any(record.status == "took-part" for record in phases):
        yield "Cannot tell, as recorded: levels are missing."
        yield from _levels_missing(phases)
    else:
        yield from _standing(assessment, phases)
    if not assessment.claimed:
        yield "The project claims no phase, so the gate judges nothing. Consulting openly can be right."


def _in_scope(assessment: Assessment) -> list[PhaseRecord]:
    """The phases that the headline speaks of: the judged ones; all four where the project claims none."""
    return [one for one in assessment.phases if one.phase in assessment.judged or not assessment.claimed]


def _not_co_produced(missing: Sequence[PhaseRecord], phases: Sequence[PhaseRecord]) -> Iterator[str]:
    why = {one.phase: STATUSES[one.status].missing for one in missing}
    recorded = [f"{phase} ({words})" for phase, words in why.items() if words]
    empty = _named([one.phase for one in missing if one.status == "nothing-logged"])
    if [one.status for one in missing] == ["consulted"] * len(PHASES):
        yield "Not truly co-produced: consulted in all four phases, as recorded."
    elif not recorded:
        yield f"Not truly co-produced yet, as recorded: nothing is on record for {empty}."
    elif empty:
        yield (
            f"Not truly co-produced, as recorded: missing community partners in {listed(recorded)}; nothing on record "
            f"yet for {empty}."
        )
    else:
        yield f"Not truly co-produced, as recorded: missing community partners in {listed(recorded)}."
    if standing := [one.phase for one in phases if one.stands]:
        yield by_number(len(standing), "So far, {phases} stands.", "So far, {phases} stand.", phases=listed(standing))
    yield from _levels_missing(phases)


def _levels_missing(phases: Sequence[PhaseRecord]) -> Iterator[str]:
    if took_part := [one.phase for one in phases if one.status == "took-part"]:
        yield f"People took part in {_named(took_part)}, and no level says how far their part went."


def _standing(assessment: Assessment, phases: Sequence[PhaseRecord]) -> Iterator[str]:
    how = "as the project records it" if any(one.contested for one in phases) else "as recorded"
    if tuple(one.phase for one in phases) != tuple(PHASES):
        yield from _narrower(assessment, how)
    elif assessment.verdict == "community-led":
        yield f"Community-led, {how}: all four phases have community partners, and no professional is on record."
        yield "That is a way of working of its own, and no fault."
    else:
        yield f"Co-produced, {how}: community partners took part in all four phases."


def _narrower(assessment: Assessment, how: str) -> Iterator[str]:
    stands = listed(assessment.judged)
    if later := [phase for phase in assessment.claimed if phase not in assessment.judged]:
        yield f"Stands so far, {how}: {stands}. Not judged in this run: {listed(later)}."
    else:
        yield f"The claim stands, {how}: {stands}."
        yield "It covers less than all four phases, so the project is not called co-produced."


def _differences(assessment: Assessment, number: Number) -> Iterator[str]:
    """What the community side says otherwise of sessions, with both levels."""
    for phase, readings in _differing(assessment).items():
        levels = list(dict.fromkeys(one.reading.level for one in readings if one.reading.level))
        ours = list(dict.fromkeys(one.session.level or "no level" for one in readings if one.session))
        answered = all(one.answered for one in readings)
        yield _DIFFERENCE[bool(levels), answered].format(
            readers=_readers(readings, number), phase=phase, theirs=listed(levels), ours=listed(ours)
        )


#: What is said of readings that differ, by whether they give a level and whether the project has answered them.
_DIFFERENCE = {
    (False, False): "{readers} who read {phase} back tell it otherwise.",
    (False, True): "{readers} who read {phase} back tell it otherwise, and has answered.",
    (True, False): "{readers} who read {phase} back put it at {theirs}; the project records {ours}.",
    (True, True): "{readers} who read {phase} back put it at {theirs}; the project records {ours}, and has answered.",
}


def _readers(readings: Sequence[ReadingRecord], number: Number) -> str:
    """How many read at the most in one reading: the same people may have read another."""
    most = max(one.reading.readers or 0 for one in readings)
    if not most:
        return "People"
    words = number(most)
    return f"{words[:1].upper()}{words[1:]} {'person' if words == '1' else 'people'}"


def _differing(assessment: Assessment) -> dict[PhaseName, list[ReadingRecord]]:
    differing = [one for one in assessment.readings if one.differs and one.session and one.reading.side == "community"]
    by_phase = {phase: [one for one in differing if one.session and phase in one.session.phase] for phase in PHASES}
    return {phase: readings for phase, readings in by_phase.items() if readings}


def _flagged(assessment: Assessment) -> Iterator[str]:
    """Why the gate does not let a project pass that is not missing community partners."""
    if assessment.stands or any(one.missing for one in assessment.phases if one.phase in assessment.judged):
        return
    errors = [finding.message for finding in assessment.findings if finding.severity == "error"]
    yield f"Flagged: {errors[0]}" if errors else "Flagged all the same, since warnings count under --strict."


def _read_back(assessment: Assessment) -> Iterator[str]:
    if not any(record.sessions for record in assessment.phases):
        return
    read = [one for one in assessment.readings if one.session and one.reading.said != "not-taken-up"]
    if not read:
        yield "Nobody has read this record back yet."
        return
    days = [in_words(day) for day in sorted({one.session.date for one in read if one.session})]
    yield f"People read back what is recorded of {listed(days)}."
    if not any(one.differs for one in read) and all(one.reading.said == "agree" for one in read):
        yield "Those who read it back agree."
    if earlier := [one for one in read if not one.current]:
        yield by_number(
            len(earlier),
            "{number} reading is of an earlier wording.",
            "{number} readings are of an earlier wording.",
        )


def _named(phases: Sequence[str]) -> str:
    return "all four phases" if len(phases) == len(PHASES) else listed(phases)
