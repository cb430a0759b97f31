"""Near misses: the word that somebody probably meant."""

from collections.abc import Iterable

#: A suggestion is a courtesy, and may cost no more than what it comes with: so many comparisons, of short texts.
_COMPARISONS = 2_000
_LONGEST = 40


class NearMisses:
    """The closest option to one word after another, as long as there are not too many of either.

    Args:
        options: what could have been meant.
    """

    def __init__(self, options: Iterable[str]) -> None:
        self._options = list(dict.fromkeys(option for option in options if len(option) <= _LONGEST))
        self._left = _COMPARISONS

    def did_you_mean(self, word: str) -> str:
        """The end of a message that names the closest option.

        Returns:
            For instance `; did you mean "co-design"?`, or nothing where no option is close or there is too much to look
            through.
        """
        import difflib  # noqa: PLC0415 - only mistakes need it

        self._left -= len(self._options)
        if self._left < 0 or len(word) > _LONGEST:
            return ""
        close = difflib.get_close_matches(word.lower(), self._options, n=1)
        return f'; did you mean "{close[0]}"?' if close else ""


def did_you_mean(word: str, options: Iterable[str]) -> str:
    """As `NearMisses`, for one word."""
    return NearMisses(options).did_you_mean(word)
