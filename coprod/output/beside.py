"""What must be heard straight after a verdict: what differs, what has faded, who all came on both sides, the end."""

from collections import defaultdict
from collections.abc import Iterator

from coprod.assess import Assessment
from coprod.output.differences import Number, differences, told_otherwise
from coprod.output.words import in_words, listed, sentence
from coprod.terms import AFTERWARDS


def beside(assessment: Assessment, number: Number, because: str | None = None) -> Iterator[str]:
    """All of it, a sentence or two each; `because` is why the project ended, if not as it was written."""
    yield from differences(assessment, number)
    yield from _faded(assessment)
    if both := [record.phase for record in assessment.phases if record.all_on_both_sides]:
        yield f"Every partner in {listed(both)} is on record in a professional capacity too."
    yield from _ended(assessment, assessment.ended_because if because is None else because)


def in_brief(assessment: Assessment) -> str:
    """The same in a few words, for a line of many; "" if there is nothing of it."""
    words = [told_otherwise(assessment)]
    if faded := [record for record in assessment.phases if record.faded and record.until]:
        words.append(f"Partners until {max(record.until for record in faded if record.until).year} only.")
    if any(record.all_on_both_sides for record in assessment.phases):
        words.append("All partners are on both sides.")
    if assessment.ended:
        words.append(f"Ended on {in_words(assessment.ended)}.")
    return " ".join(filter(None, words))


def _faded(assessment: Assessment) -> Iterator[str]:
    """Until when phases stood, and what is on record of them since; phases of which the same is said together."""
    groups: dict[str, list[str]] = defaultdict(list)
    for record in assessment.phases:
        if record.faded and record.until:
            since = listed([AFTERWARDS[what] for what in record.afterwards])
            groups[f"until {in_words(record.until)}. Since then {since}."].append(record.phase)
    for words, phases in groups.items():
        yield f"Partners are on record in {listed(phases)} {words}"


def _ended(assessment: Assessment, because: str | None) -> Iterator[str]:
    if assessment.ended:
        yield f"Ended on {in_words(assessment.ended)}."
        if because:
            yield sentence(f"Why it ended: {because}")
