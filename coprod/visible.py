"""Making text harmless to show: what would steer a terminal or hide in a line is shown as an escape instead."""

import re

# Control and format characters, lone surrogates, code points that are no characters, and separators of lines and
# paragraphs, by their Unicode categories. Left alone are the zero-width joiners, which scripts and emoji need, the
# tags in the flags of England, Scotland and Wales, and signs of Arabic, Syriac and other scripts that are format
# characters in name only.
_STEERS = re.compile(
    r"[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    r"\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001]"
)


def visible(text: str) -> str:
    r"""The text on one line with every steering character as its Python escape, such as `\x1b` or `\u202e`."""
    return _STEERS.sub(lambda match: repr(match.group())[1:-1], text)
