"""Text that steers, pretends or injects, for every test that shows or stores what people type."""

import re

ESCAPES = [
    "\x1b]8;;https://evil.example\x1b\\click\x1b]8;;\x1b\\",
    "\x1b]52;c;ZXZpbA==\x07",
    "\x1b[2J\x1b[H\x1b[31m",
    "\x9b2J\x9d0;title\x9c",
    "\u202egnp.exe\u2066\u2069",
    "\x1b[",
    "\x1b]0;never ends",
    "\x1bP+q\x1b\\",
    "\r\x1b[Kgone",
    "\x08\x08\x08over",
    "tab\tand\x0bfeed\x0c\x85\u2028\u2029",
    "Ana [she/her] [/bold] :smile: [link=https://evil.example]x[/link]",
    "::set-output name=a::b",
    "::error file=a,line=1::b\n::stop-commands::x",
    "::stop-commands::x",
    " \u3000 ::add-mask::a",
    "x '::debug::x'",
    "##[error]boom",
    "a###[group]## [endgroup]",
    "wrapped " + "::error::x ##[error] " * 8 + "end",
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "]]><!-- --> &lt;&#x1b;",
    "{phase} {0} %s %(x)s ${HOME} $(id) `id`",
    "\\u001b[31m \\x1b",
    "'''\"\"\"#=[]{}",
]

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def one_line(text: str) -> str:
    """The text as a field of one line may hold it: without control characters, and never empty."""
    return _CONTROL.sub("", text) or "x"


#: The same texts as a file may hold them.
STORED = [*dict.fromkeys(map(one_line, ESCAPES))]
#: Those that no file may hold on one line.
REFUSED = [text for text in ESCAPES if one_line(text) != text]
