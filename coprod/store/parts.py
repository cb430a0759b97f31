"""A large document in parts, so that what is wrong with it can be told without keeping all of it in mind at once."""

from collections.abc import Collection, Iterator, Mapping
from itertools import count
from typing import Any

from coprod.errors import COUNTED

#: The records of each array of tables in one part.
_RECORDS = 20
#: The most entries of a list within a record, and the most keys of a table that nobody expects.
_ENTRIES = 2 * COUNTED


def parts(content: Mapping[str, Any], expected: Collection[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    """A document in parts that are checked one after the other.

    Args:
        content: the document as the TOML reader gave it.
        expected: the keys of tables that are kept, however many others stand beside them.

    Yields:
        For each part, the position of the first record in it of every array of tables, and the part. The first one has
        the other tables too; of a list within a record only the beginning is in it.
    """
    first = {key: value[:_RECORDS] if isinstance(value, list) else value for key, value in content.items()}
    yield 0, _cut(first, expected)
    for begin in count(_RECORDS, _RECORDS):
        later = {key: value[begin : begin + _RECORDS] for key, value in content.items() if isinstance(value, list)}
        if not any(later.values()):
            return
        yield begin, {key: _cut(records, expected) for key, records in later.items() if records}


def _cut(value: Any, expected: Collection[str]) -> Any:
    match value:
        case list():
            return [_cut(entry, expected) for entry in value[:_ENTRIES]]
        case dict():
            kept = [key for number, key in enumerate(value) if number < _ENTRIES or key in expected]
            return {key: _cut(value[key], expected) for key in kept}
        case _:
            return value
