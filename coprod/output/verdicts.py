"""One account of a project, from which headline, lines, index, page and formats are worded; and the matrix."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal

from coprod.assess import Assessment
from coprod.assess.record import PhaseRecord
from coprod.assess.rules import MISSING
from coprod.assess.rules.base import UNCOUNTED
from coprod.assess.voices import ReadingRecord
from coprod.framework import FULL_CO_PRODUCTION, PHASES
from coprod.output.words import (
    SENTENCES,
    by_number,
    capitalised,
    counted,
    in_period,
    in_words,
    listed,
    of_phases,
    people,
    sentence,
)
from coprod.terms import AFTERWARDS, AXES, STATUSES, UNTOLD, VERDICTS

_HEARD: dict[str, Sequence[str]] = SENTENCES["heard"]

Number = Callable[[int], str]

#: How a project is counted among many, the worst first.
Total = Literal["flagged", "cannot tell", "nothing flagged", "community-led", "co-produced"]
UNREAD = "could not be read"
TOTALS: tuple[Total, ...] = ("flagged", "cannot tell", "nothing flagged", "community-led", "co-produced")


def headline(assessment: Assessment, number: Number = str, because: str | None = None) -> str:
    """The account of a project in a few sentences.

    `number` words a number of people, which can be too small to be told; `because` is why the project ended, if not as
    it was written.
    """
    heard = _beside(assessment, number, because)
    return " ".join(filter(None, [_verdict(assessment), *heard, *_judged(assessment), *_flagged(assessment)]))


def in_short(assessment: Assessment) -> str:
    """The verdict, the first of what must be heard with it, and what stands so far."""
    heard = [*filter(None, _beside(assessment, str, None))]
    return " ".join(filter(None, [_verdict(assessment), *heard[:1], *_standing(assessment)]))


def in_line(assessment: Assessment) -> str:
    """The verdict in a line of many, after what must be heard with it."""
    return f"{in_brief(assessment)} {_verdict(assessment)}".strip()


def in_full(assessment: Assessment, number: Number = str) -> str:
    """The headline, and what every account says after it."""
    return " ".join([headline(assessment, number), *after_verdict(assessment)])


def total(assessment: Assessment) -> Total:
    """How a project is counted among many."""
    if not assessment.stands:
        return "flagged"
    judged = [record for record in assessment.phases if record.phase in assessment.judged]
    if assessment.verdict == "cannot-tell" or any(record.status == "took-part" for record in judged):
        return "cannot tell"
    if assessment.verdict == "co-produced":
        return "co-produced"
    return "community-led" if assessment.verdict == "community-led" else "nothing flagged"


def totals(numbers: Mapping[str, int]) -> str:
    """How many projects came out in which way, the worst first; those that could not be read last."""
    words = [f"{numbers[name]} {name}" for name in (*TOTALS, UNREAD) if numbers[name]]
    return f"{counted(sum(numbers.values()), 'project')}, as recorded: {listed(words)}."


def after_verdict(assessment: Assessment) -> list[str]:
    """What every account says after the verdict, wherever there is something to say."""
    before, sentences = assessment.before, []
    if before and before.verdict:
        was, now = VERDICTS[before.verdict], VERDICTS[assessment.verdict]
        sentences.append(f"Before ({before.named}): {was}. Now: {now}.")
    elif before:
        sentences.append(f"{assessment.file} was not there before ({before.named}), so nothing is held against it.")
    sentences += filter(None, _read_back(assessment))
    if assessment.given:
        sentences.append(f"Recorded as fixed from outside: {listed(assessment.given)}.")
    if assessment.thresholds:
        words = [SENTENCES["thresholds"][one.name].format(**one._asdict()) for one in assessment.thresholds]
        sentences.append(f"The project asks for less than usual: {listed(words)}.")
    if assessment.left_out:
        sentences.append(f"Left out of this run: {listed(assessment.left_out)}.")
    return [*sentences, *(note for note in assessment.notes if note.endswith(UNCOUNTED))]


def unjudged(assessment: Assessment) -> Iterator[str]:
    """What is missing in phases that do not stand and are not judged yet, each kind with its next step."""
    for status, rule in MISSING.items():
        phases = [one.phase for one in assessment.phases if one.status == status and one.phase not in assessment.judged]
        if phases:
            message = rule.message if len(phases) == 1 or not rule.message_of_several else rule.message_of_several
            shown = message.format(phase=listed(phases), phases=listed(phases))
            yield f"{shown} Next: {rule.remedy}"


def matrix(assessment: Assessment) -> str:
    """The place in the design and delivery matrix, and a sentence where it reads otherwise than the verdict."""
    place = assessment.place
    ways = (("design", place.design, place.design_untold), ("delivery", place.delivery, place.delivery_untold))
    told = {name: AXES[axis] if axis else UNTOLD[untold] if untold else "not known" for name, axis, untold in ways}
    axes = "; ".join(f"{name}: {words}" for name, words in told.items())
    where = f"Design and delivery matrix, as recorded: {cell(assessment) or 'no place'} ({axes})."
    if not place.cell or (place.cell == FULL_CO_PRODUCTION) == (assessment.verdict == "co-produced"):
        return where
    return f"{where} It takes planning with design and leaves evaluation out, so it differs from the verdict."


def cell(assessment: Assessment) -> str | None:
    """The cell that a project stands in; none is called full co-production while levels are missing elsewhere."""
    full = assessment.place.cell == FULL_CO_PRODUCTION
    return None if full and assessment.verdict == "cannot-tell" else assessment.place.cell


def _verdict(assessment: Assessment) -> str:
    """The verdict on all four phases, whatever is claimed or judged."""
    how = "as the project records it" if _told_otherwise(assessment) else "as recorded"
    how = f"{how} {in_period(assessment.during)}".strip() if assessment.during else how
    missing = [record for record in assessment.phases if record.missing]
    if missing:
        return _not_co_produced(missing, how, yet="" if assessment.ended else " yet")
    told: str = SENTENCES["verdict"][assessment.verdict].format(how=how)
    return told


def _not_co_produced(missing: Sequence[PhaseRecord], how: str, yet: str) -> str:
    why = {one.phase: STATUSES[one.status].missing for one in missing}
    recorded = [f"{phase} ({words})" for phase, words in why.items() if words]
    empty = [one.phase for one in missing if one.status == "nothing-logged"]
    nothing = "any of the four phases" if len(empty) == len(PHASES) else listed(empty)
    if [one.status for one in missing] == ["consulted"] * len(PHASES):
        return f"Not truly co-produced, {how}: consulted in all four phases."
    if not recorded:
        return f"Not truly co-produced{yet}, {how}: nothing is on record for {nothing}."
    rest = f"; nothing on record{yet} for {nothing}" if empty else ""
    return f"Not truly co-produced, {how}. It is missing community partners in {listed(recorded)}{rest}."


def _judged(assessment: Assessment) -> Iterator[str]:
    """What stands, what nobody can tell, and what the project claims or this run judges of it."""
    if assessment.verdict == "community-led":
        yield "That is a way of working of its own, and no fault."
    if assessment.claimed and assessment.claimed != tuple(PHASES):
        yield from _claimed(assessment)
    else:
        yield from _standing(assessment)
    if not assessment.claimed:
        yield "The project claims no phase, so the gate judges nothing. Consulting openly can be right."
    later = [phase for phase in assessment.claimed if phase not in assessment.judged]
    if later and assessment.judged:
        yield f"Not judged in this run: {listed(later)}."
    elif later:
        yield "Nothing is judged." if assessment.ended else "Nothing is judged yet."
    if took_part := [one.phase for one in assessment.phases if one.status == "took-part"]:
        yield f"People took part in {of_phases(took_part)}, and no level says how far their part went."


def _standing(assessment: Assessment) -> Iterator[str]:
    """Which phases stand so far, if others are missing community partners."""
    phases = [one.phase for one in assessment.phases if one.stands]
    if assessment.verdict == "not-co-produced":
        yield by_number(len(phases), *_HEARD["standing"], phases=listed(phases))


def _claimed(assessment: Assessment) -> Iterator[str]:
    """How a claim of less than all four phases comes out."""
    stand = [one.phase for one in assessment.phases if one.stands]
    judged = [one for one in assessment.phases if one.phase in assessment.judged]
    if judged and all(one.stands for one in judged):
        contested = any(one.contested for one in judged)
        yield f"{'The project claims' if contested else 'The claim stands:'} {listed(assessment.judged)}."
        yield "It covers less than all four phases, so the project is not called co-produced."
        return
    yield from _standing(assessment)
    unknown = [one.phase for one in judged if one.status == "took-part"]
    if unknown and not any(one.missing for one in judged):
        yield f"The project claims {listed(assessment.claimed)}; of {listed(unknown)} nobody can tell."
    elif any(phase not in assessment.claimed for phase in stand) or not judged:
        yield f"The project claims {listed(assessment.claimed)}."


def _flagged(assessment: Assessment) -> Iterator[str]:
    """Why the gate does not let a project pass that is not missing community partners."""
    if assessment.stands or any(one.missing for one in assessment.phases if one.phase in assessment.judged):
        return
    errors = [finding.message for finding in assessment.findings if finding.severity == "error"]
    yield f"Flagged: {errors[0]}" if errors else "Flagged all the same, since warnings count under --strict."


def _read_back(assessment: Assessment) -> Iterator[str]:
    if not any(record.sessions for record in assessment.phases):
        return
    if not any(one.reading.said != "not-taken-up" for one in assessment.readings):
        yield f"Nobody has read this record back{'' if assessment.ended else ' yet'}."
        return
    readings = [one for one in assessment.readings if one.reading.said not in {"not-taken-up", "withdrawn"}]
    if whole := sorted({one.reading.date for one in readings if one.of_project}):
        yield f"People read back the whole project on {listed([in_words(day) for day in whole])}."
    read = [one for one in readings if one.session]
    if not read:
        return
    days = [in_words(day) for day in sorted({one.session.date for one in read if one.session})]
    yield f"People read back what is recorded of {listed(days)}."
    if not any(one.differs for one in assessment.readings) and all(one.reading.said == "agree" for one in read):
        yield "Those who read it back agree."
    yield by_number(sum(not one.current for one in read), *_HEARD["earlier"])


#: So many readings are told one by one; more of them by the level that they give.
_ONE_BY_ONE = 4


def in_brief(assessment: Assessment) -> str:
    """What must be heard straight after a verdict in a few words, for a line of many; "" if there is nothing."""
    words = [_told_otherwise(assessment)]
    if faded := [record.until for record in assessment.phases if record.faded and record.until]:
        words.append(f"Partners until {max(faded).year} only.")
    if any(record.all_on_both_sides for record in assessment.phases):
        words.append("All partners are on both sides.")
    if assessment.ended:
        words.append(f"Ended on {in_words(assessment.ended)}.")
    return " ".join(filter(None, words))


def _told_otherwise(assessment: Assessment) -> str:
    return by_number(sum(one.differs for one in assessment.readings), *_HEARD["told_otherwise"])


def _beside(assessment: Assessment, number: Number, because: str | None) -> Iterator[str]:
    """What must be heard straight after a verdict: what differs, what has faded, who came on both sides, the end."""
    yield from _differences(assessment, number)
    faded: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for record in assessment.phases:
        if record.faded and record.until:
            since = listed([AFTERWARDS[what] for what in record.afterwards])
            faded[since][in_words(record.until)].append(record.phase)
    for since, days in faded.items():
        until = [f"in {listed(phases)} until {day}" for day, phases in days.items()]
        yield f"Partners are on record {listed(until)}. Since then {since}."
    if both := [record.phase for record in assessment.phases if record.all_on_both_sides]:
        yield f"Every partner in {listed(both)} is on record in a professional capacity too."
    if assessment.ended:
        yield f"Ended on {in_words(assessment.ended)}."
        if why := assessment.ended_because if because is None else because:
            yield sentence(f"Why it ended: {why}")


def _differences(assessment: Assessment, number: Number) -> Iterator[str]:
    """What readers say otherwise of the sessions of each phase, beside what the project records; then what is gone."""
    groups: dict[tuple[str, ...], list[ReadingRecord]] = defaultdict(list)
    for one in assessment.readings:
        if one.differs and one.session:
            groups[*one.session.phase, one.reading.side].append(one)
        elif one.differs and one.of_project:
            groups["the whole project", one.reading.side].append(one)
    # What is said in the same words of several phases is said once.
    alike: dict[tuple[object, ...], list[tuple[str, ...]]] = defaultdict(list)
    for (*what, side), readings in groups.items():
        same = _accounts(readings)
        alone = len(same[0]) > 1 or not readings[0].session
        alike[side, same, tuple(what) if alone else ()].append((*what, side))
    for (whose, *_), named in alike.items():
        phases = list(dict.fromkeys(phase for what in named for phase in what[:-1]))
        yield _difference([one for what in named for one in groups[what]], listed(phases), str(whose), number)
    gone = [one for one in assessment.readings if one.gone and not one.withdrawn]
    differing = sum(one.differs for one in gone)
    yield by_number(differing, *_HEARD["differing_gone"])
    yield by_number(sum(one.reading.said != "not-taken-up" for one in gone) - differing, *_HEARD["gone"])
    yield by_number(sum(one.withdrawn for one in assessment.readings), *_HEARD["withdrawn"])


def _difference(readings: Sequence[ReadingRecord], phase: str, side: str, number: Number) -> str:
    levels, ours, answered = _accounts(readings)
    who = _readers(readings[0], number) if len(readings) == 1 else f"In {len(readings)} readings, people"
    who = f"{who}, in a professional capacity," if side == "professional" else who
    ending = "s" if who.startswith("1 person") else ""
    if not levels:
        return f"{who} tell{ending} {phase} otherwise{answered}."
    if len(readings) == 1 or len(levels) == 1:
        theirs = levels[0]
    elif len(readings) <= _ONE_BY_ONE:
        theirs = listed([_placed(one, number) for one in readings])
    else:
        theirs = listed([f"{level} in {sum(one.reading.level == level for one in readings)}" for level in levels])
    joint = "at" if len(levels) == 1 else "otherwise:"
    return f"{who} put{ending} {phase} {joint} {theirs}; the project records {ours}{answered}."


def _accounts(readings: Sequence[ReadingRecord]) -> tuple[tuple[str, ...], str, str]:
    """The levels that readers give, those that the project records, and that it has answered, or ""."""
    theirs = tuple(dict.fromkeys(one.reading.level for one in readings if one.reading.level))
    ours = list(dict.fromkeys(one.session.level or "no level" for one in readings if one.session))
    return theirs, listed(ours), ", and has answered" if all(one.answered for one in readings) else ""


def _placed(one: ReadingRecord, number: Number) -> str:
    """The number of readers of one reading, and where they put it."""
    some = number(one.reading.readers) if one.reading.readers else "some"
    return f"{some} at {one.reading.level}" if one.reading.level else f"{some} in words of their own"


def _readers(one: ReadingRecord, number: Number) -> str:
    """Who read it: people who were there if the reading says so of any, else people who read it back."""
    words = number(one.reading.readers) if one.reading.readers else ""
    there = "was there" if words == "1" else "were there"
    return f"{capitalised(people(words))} who {there if one.reading.were_there else 'read it back'}"
