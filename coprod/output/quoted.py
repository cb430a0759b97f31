"""Any record in a line, for those who keep them."""

from textwrap import shorten

from coprod.framework import Account
from coprod.model import Answer, Reading, Saying, Session, Waiver
from coprod.model.records import kind_of
from coprod.model.types import Record

#: A line holds no more of somebody's words than this.
_LONGEST = 200

#: What readers say, after who they are.
ACCOUNTS: dict[Account, str] = {
    "agree": "agrees",
    "differs": "differs",
    "cannot-say": "cannot say",
    "not-taken-up": "nobody wished to read",
}


def quoted(record: Record) -> str:
    """What a record is, of which day, and what it says."""
    match record:
        case Session():
            return ", ".join(filter(None, (record.id, str(record.date), record.title)))
        case Saying():
            return f"said {record.date}: {_cut(record.text)} ({record.id})"
        case Reading():
            return _reading(record)
        case Answer():
            return f"answer to {record.to}, {record.date}, {record.outcome}: {_cut(record.text)}"
        case Waiver():
            return f"waiver of {record.rule}, until {record.until}"
        case _:
            return f"{kind_of(record).noun}, {dict(record)['date']}"


def _reading(reading: Reading) -> str:
    level = f", puts it at {reading.level}" if reading.level else ""
    words = f": {_cut(reading.words)}" if reading.words else ""
    return f"reading of {reading.session}, {reading.date}, {ACCOUNTS[reading.said]}{level}{words} ({reading.id})"


def _cut(text: str) -> str:
    return f'"{shorten(text, _LONGEST, placeholder=" ...")}"'
