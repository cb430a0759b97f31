"""Words as they are typed and shown: made harmless to show, near misses, and one word of several."""

import re
from collections.abc import Iterable
from typing import TypeVar

Name = TypeVar("Name", bound=str)

#: The longest word that is compared with others, and repeated whole in a message.
_LONGEST = 40
#: The most comparisons for suggestions, which may cost no more than what they come with.
_COMPARISONS = 2_000

# Control and format characters, lone surrogates, code points that are no characters, and separators of lines and
# paragraphs, by their Unicode categories. Left alone are the zero-width joiners, which scripts and emoji need, the
# tags in the flags of England, Scotland and Wales, and signs of Arabic, Syriac and other scripts that are format
# characters in name only.
_STEERS = (
    r"[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    r"\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001]"
)

# What a GitHub runner takes for a command: two colons that begin a line, after blanks and colours, and the mark of an
# older form anywhere
# (https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs).
_COMMANDS = re.compile(r"((?:^|[\r\n])(?:[^\S\r\n]|\x1b\[[0-9;]*m)*):(?=:)|##\[")
#: Two colons that may begin a line: before them stands nothing, a blank, the end of a line or that of a colour.
_OPENS = re.compile(r"::(?<![^\sm]::)")


def visible(text: str) -> str:
    r"""The text on one line with every steering character as its Python escape, such as `\x1b` or `\u202e`."""
    # No steering character can be printed, and hardly a text holds any.
    return text if text.isprintable() else re.sub(_STEERS, lambda match: repr(match.group())[1:-1], text)


def inert(text: str, colon: str = "\\:", bracket: str = "\\[") -> str:
    r"""Escape whole lines so that no pipeline runner obeys them, as in `\::stop-commands::x` and `##\[error]`.

    `colon` takes the place of the first of two colons that begin a line, `bracket` that of a bracket after `##`.
    """
    if "##[" not in text and not _OPENS.search(text):
        return text
    return _COMMANDS.sub(lambda match: f"##{bracket}" if match[1] is None else match[1] + colon, text)


#: Letters that are written from right to left: Hebrew, Arabic, Syriac, Thaana, N'Ko and others.
_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
#: From one such letter to the last of the same part of a sentence; what comes before them all is quick to pass over.
_RUN = rf"[^\x00-\u058f](?<=[{_RIGHT}])(?:[^.:;,\"<>()|\u201c\u201d\r\n]*[{_RIGHT}])?"


def isolated(text: str, begin: str, end: str) -> str:
    """The text with marks around what is written from right to left, which then moves nothing that stands beside it."""
    return text if text.isascii() else re.sub(_RUN, lambda run: f"{begin}{run.group()}{end}", text)


def goes_right(text: str) -> bool:
    """Whether a text holds a letter that is written from right to left."""
    return not text.isascii() and re.search(_RUN, text) is not None


def begins_right(text: str) -> bool:
    """Whether a text begins with a letter that is written from right to left."""
    return bool(re.match(_RUN, text.lstrip()))


class NearMisses:
    """The closest of some options to one word after another, as long as there are not too many of either."""

    def __init__(self, options: Iterable[str]) -> None:
        self._options = list(dict.fromkeys(option for option in options if len(option) <= _LONGEST))
        self._left = _COMPARISONS

    def did_you_mean(self, word: str) -> str:
        """The end of a message, such as `; did you mean "co-design"?`, or empty if no option is close.

        It is empty too once there is too much to look through.
        """
        import difflib  # noqa: PLC0415 - only mistakes need it

        self._left -= len(self._options)
        if self._left < 0 or len(word) > _LONGEST:
            return ""
        close = difflib.get_close_matches(word.lower(), self._options, n=1)
        return f'; did you mean "{close[0]}"?' if close else ""


def did_you_mean(word: str, options: Iterable[str]) -> str:
    """The closest option to one word, as `NearMisses` says it."""
    return NearMisses(options).did_you_mean(word)


#: A number, with a letter or two or three capitals before it or none, as in `C1` or `P-014`; `Sam 2` is a name.
_CODE = re.compile(r"(?:[A-Za-z]{0,2}|[A-Z]{3})[-_.]?[0-9]{1,6}|[A-Z][0-9a-f]{10}")


def is_code(label: str) -> bool:
    """Whether a label reads as an id even if the file does not say whose, and is certainly no name."""
    return bool(_CODE.fullmatch(label))


def one_of(name: str, options: Iterable[Name], noun: str, typed: str) -> Name:
    """The one of some options that has this name.

    Raises `ValueError` if none has, with a message that calls an option by `noun` and repeats what was typed.
    """
    known = list(options)
    for option in known:
        if option == name:
            return option
    near = did_you_mean(name[:_LONGEST], known)
    raise ValueError(f'"{short(typed)}" is no {noun}: known are {", ".join(known)}{near}')


def short(text: str) -> str:
    """The text as a message repeats it, cut if it is too long to be a word."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."
