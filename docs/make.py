"""Make the pictures of the README, the page that it links to, that of the rules, and the keys of a file.

All of them come from what the program itself says.

Run it with the extra `outside` installed, and Chromium: `python docs/make.py`.
"""

import io
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path

from rich.console import Console
from rich.text import Text

from coprod.assess.rules import RULES
from coprod.assess.rules.declare import Rule
from coprod.cli.main import main
from coprod.model.kinds import KINDS, TABLES
from coprod.model.rows import Kind
from coprod.output.sources import SOURCES

HERE = Path(__file__).parent
EXAMPLE = "examples/scottish-social-security-charter.coprod.toml"
GARDEN = "examples/riverside-garden.coprod.toml"
PICTURE = HERE / "check.svg"
STATUS_PICTURE = HERE / "status.svg"
REPORT = HERE / "riverside-garden.html"
REPORT_PICTURE = HERE / "report.png"
RULES_PAGE = HERE / "rules.md"
FILE_PAGE = HERE / "file.md"


def captured(*args: str) -> str:
    """What a command prints, run in the project's own folder."""
    before = Path.cwd()
    os.chdir(HERE.parent)
    try:
        with redirect_stdout(io.TextIOWrapper(io.BytesIO(), encoding="utf-8")) as out:
            main([*args, "--today", "2026-11-22"])
            out.seek(0)
            return out.read()
    finally:
        os.chdir(before)


def picture(title: str, text: str) -> str:
    """An SVG of a terminal, which fetches nothing: rich's own asks a server for its typeface."""
    console = Console(record=True, width=92, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    console.print(Text.from_ansi(text))
    svg = console.export_svg(title=title)
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL).replace("Fira Code", "ui-monospace")


def status() -> str:
    """The status of the garden, which is one screen."""
    return captured("status", "--file", GARDEN, "--color", "always")


def photograph(page: Path, target: Path) -> None:
    """A picture of the beginning of a page, as a browser shows it."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only this needs a browser

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        sheet = browser.new_page(viewport={"width": 800, "height": 1320})
        sheet.goto(page.as_uri())
        sheet.screenshot(path=target)
        browser.close()


def rules_page() -> str:
    """Every rule, from the object that holds all that is said about it."""
    return "\n".join([_INTRODUCTION, *_table(), *(line for rule in RULES for line in _section(rule))])


_INTRODUCTION = """\
# The rules

What each rule means, why, who says so, and what to do next. `coprod explain CODE` says the same, with two examples.
This page is made by `docs/make.py` from the rules themselves.

An **error** is the definition itself, or an account that must be heard. It can be neither waived nor ignored nor
configured away: this is the project's policy, and requests to change it are declined. CP505 fires only for whoever asks
with `--read-back`.

A **warning** is worth a talk, and fails the gate only under `--strict`. A **note** never does. Both can be left out of
a run with `--ignore`, or waived in the file, with a reason and an end. An answer that people are owed (CP502) and what
`--against` finds (CP6xx) cannot be waived:

```text
[[waivers]]
rule = "CP301"
session = "2026-01-12-7c1e0b"   # left out, every finding of the rule
reason = "The hall could only take twelve"
until = 2026-12-31              # the day itself still counts
```

A waived finding stays visible and counted in every format. When its waiver ends, it returns, and CP906 says why. What
is not recorded is not held against anyone: where a rule cannot tell, it is silent, or a note says what is missing.
"""


def _table() -> Iterator[str]:
    yield "| code | name | severity | fires when |"
    yield "| --- | --- | --- | --- |"
    for rule in RULES:
        yield f"| [{rule.code}](#{rule.code.lower()}-{rule.name}) | `{rule.name}` | {rule.severity} | {rule.meaning} |"
    yield ""


def _section(rule: Rule) -> Iterator[str]:
    source = SOURCES[rule.source]
    yield f"## {rule.code} {rule.name}\n"
    yield f"Severity: {rule.severity}. {rule.meaning}\n"
    yield f"**Why.** {rule.why} Source: [{source.citation}]({source.url}).\n"
    yield f"**Next:** {rule.remedy}\n"


def with_every_key(page: str) -> str:
    """The page of the file, which ends with every key of every table, from the rows that drive the program."""
    above, heading, _ = page.partition("\n## Every key\n")
    return "\n".join([above + heading, *(line for kind in TABLES.values() for line in _keys(kind))])


def _keys(kind: Kind) -> Iterator[str]:
    yield f"`[[{kind.table}]]`: {kind.help}\n" if kind.table in KINDS else f"`[{kind.table}]`: {kind.help}\n"
    yield "| key | what it says | written by |"
    yield "| --- | --- | --- |"
    keys = {row.in_file: row for row in kind.rows}
    keys |= {f"{row.in_file}.{part.in_file}": part for row in kind.rows for part in row.parts if row.value != "replies"}
    for key, row in keys.items():
        options = dict.fromkeys(
            f"`{command} {option.flags.split()[0]}`"
            for option in row.options
            if not option.removes
            for command in option.commands or kind.commands
        )
        yield f"| `{key}` | {row.help} | {', '.join(options)} |"
    yield ""


if __name__ == "__main__":
    RULES_PAGE.write_text(rules_page(), encoding="utf-8")
    FILE_PAGE.write_text(with_every_key(FILE_PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    check = captured("check", EXAMPLE, "--color", "always")
    PICTURE.write_text(picture(f"coprod check {EXAMPLE}", check), encoding="utf-8")
    STATUS_PICTURE.write_text(picture(f"coprod status --file {GARDEN}", status()), encoding="utf-8")
    REPORT.write_text(captured("report", "--file", GARDEN), encoding="utf-8")
    photograph(REPORT, REPORT_PICTURE)
