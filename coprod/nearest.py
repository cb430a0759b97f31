"""Near misses: the word that somebody probably meant."""

from collections.abc import Iterable


def did_you_mean(word: str, options: Iterable[str]) -> str:
    """The end of a message that names the closest option.

    Args:
        word: what was written.
        options: what could have been meant.

    Returns:
        For instance `; did you mean "co-design"?`, or nothing where no option is close.
    """
    import difflib  # noqa: PLC0415 - only mistakes need it

    close = difflib.get_close_matches(word.lower(), list(options), n=1)
    return f'; did you mean "{close[0]}"?' if close else ""
