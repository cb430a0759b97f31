"""What the community said and has no answer yet, in lines of a terminal."""

from collections.abc import Iterator, Sequence
from datetime import date

from coprod.assess.voices import SayingRecord
from coprod.output.words import ago
from coprod.words import visible


def lines(said: Sequence[SayingRecord], today: date) -> str:
    """What is open, the oldest first: the day it was said and how long ago, its id, and what it was.

    Args:
        said: what was said up to a day.
        today: the day.
    """
    waiting = sorted((one for one in said if not one.answered), key=lambda one: one.saying.date)
    if not waiting:
        return f"{'Nothing is open: everything said has an answer' if said else 'Nothing said is on record yet'}.\n"
    return "".join(f"{visible(line)}\n" for one in waiting for line in _about(one, today))


def _about(one: SayingRecord, today: date) -> Iterator[str]:
    saying = one.saying
    group = f", {saying.group}" if saying.group else ""
    yield f"{saying.date}, {ago(saying.date, today)}{group}  {saying.id}"
    yield f"  {saying.text}"
    if one.answers:
        latest = one.answers[-1]
        yield f"  still open on {latest.date}: {latest.text}"
