"""Making text harmless to show: what would steer a terminal, hide in a line or command a pipeline is escaped."""

import re

# Control and format characters, lone surrogates, code points that are no characters, and separators of lines and
# paragraphs, by their Unicode categories. Left alone are the zero-width joiners, which scripts and emoji need, the
# tags in the flags of England, Scotland and Wales, and signs of Arabic, Syriac and other scripts that are format
# characters in name only.
_STEERS = re.compile(
    r"[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    r"\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001]"
)


# Where a runner of GitHub's takes a line for a command of its own: two colons that begin a line, after blanks and
# colours, and the mark of an older form anywhere
# (https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs).
_COMMANDS = re.compile(r"((?:^|[\r\n])(?:[^\S\r\n]|\x1b\[[0-9;]*m)*):(?=:)|##\[")


def visible(text: str) -> str:
    r"""The text on one line with every steering character as its Python escape, such as `\x1b` or `\u202e`."""
    return _STEERS.sub(lambda match: repr(match.group())[1:-1], text)


def inert(text: str, colon: str = "\\:", bracket: str = "\\[") -> str:
    r"""Lines of which no runner of a pipeline takes one for a command, such as `\::stop-commands::x` and `##\[error]`.

    Args:
        text: whole lines.
        colon: what stands for the first of two colons that begin a line.
        bracket: what stands for a bracket after two number signs.
    """
    if "::" not in text and "##[" not in text:
        return text
    return _COMMANDS.sub(lambda match: f"##{bracket}" if match[1] is None else match[1] + colon, text)
