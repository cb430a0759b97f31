from datetime import date

import pytest

from coprod.output.words import in_words, span


def test_a_day_is_written_without_the_settings_of_the_machine() -> None:
    assert in_words(date(2026, 3, 1)) == "1 March 2026"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 1, 12), date(2026, 1, 12), "12 January 2026"),
        (date(2026, 1, 12), date(2026, 1, 19), "12 to 19 January 2026"),
        (date(2026, 1, 12), date(2026, 2, 1), "12 January to 1 February 2026"),
        (date(2025, 1, 12), date(2026, 1, 12), "12 January 2025 to 12 January 2026"),
    ],
)
def test_a_span_says_nothing_twice(first: date, last: date, words: str) -> None:
    assert span(first, last) == words
