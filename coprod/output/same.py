"""What became of what a code is of, as lines and as JSON."""

from collections.abc import Sequence
from datetime import date

from coprod.assess.same import Compared, Result
from coprod.output.formats.json import written
from coprod.words import visible

_WORDS: dict[Result, str] = {
    "same": "The record still says the same.",
    "changed": "Changed since: the record says something else now.",
    "gone": "No longer there: the record holds nothing of this.",
}
_WITHDRAWN = "Changed since: those who read it back took their account back."


def text(found: Sequence[Compared]) -> str:
    """A line for each code."""
    return "".join(
        f"{visible(str(one.code))}: {_WITHDRAWN if one.withdrawn else _WORDS[one.result]}\n" for one in found
    )


def json(found: Sequence[Compared], today: date) -> str:
    """The results as JSON, version 1."""
    codes = [{"code": str(one.code), "id": one.id, "result": one.result} for one in found]
    return written({"schema": "coprod-same/1", "today": today, "codes": codes}, indent=2) + "\n"
