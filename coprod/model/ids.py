"""Ids of records, and fingerprints, which tell one wording of a session from another."""

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

if TYPE_CHECKING:
    from coprod.model.records import Session

#: How many hex digits of a hash an id and a fingerprint hold.
_ID_DIGITS = 6
_FINGERPRINT_DIGITS = 12


def record_id(content: Mapping[str, Any], letter: str = "", attempt: int = 0) -> str:
    """The id of a record, such as `2026-01-12-s4be1a9`: its date, a letter of its kind and six digits of a hash.

    The hash is of the rest, but for `id` and empty fields. `attempt` counts up while another record has the same id.
    """
    rest = {key: value for key, value in content.items() if key not in ("date", "id") and _says_something(value)}
    text = json.dumps([rest, attempt] if attempt else rest, default=_written, sort_keys=True)
    return f"{content['date']}-{letter}{hashlib.sha256(text.encode()).hexdigest()[:_ID_DIGITS]}"


def _says_something(value: object) -> bool:
    if isinstance(value, BaseModel):
        return bool(value.model_dump(exclude_defaults=True))
    return value not in (None, (), {})


def _written(table: BaseModel) -> dict[str, int]:
    return table.model_dump(exclude_defaults=True)


def own_id(letter: str = "") -> Callable[[dict[str, Any]], str]:
    """A default for the field `id`, which follows from the fields that stand before it."""

    def default(content: dict[str, Any]) -> str:
        return record_id(content, letter)

    return default


def fingerprint(session: "Session") -> str:
    """Twelve hex digits of SHA-256 over what a session says.

    Labels, notes and recognition are left out, so that a name can be replaced, erased or counted without undoing
    what people agreed to. Of each side, only the number of people counts.
    """
    present = session.also_present
    content = [
        session.date.isoformat(),
        list(session.phase),
        session.level,
        session.title,
        len(session.community) + present.community,
        len(session.professional) + present.professional,
        list(session.heard) or None,
        session.settled or None,
        list(session.feeds_back) or None,
    ]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_FINGERPRINT_DIGITS]
