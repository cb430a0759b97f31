"""Make the pictures of the README: what the program prints, as a terminal shows it.

Run it from anywhere, with the package and rich installed: `python docs/pictures.py`.
"""

import io
import os
import re
from contextlib import redirect_stdout
from pathlib import Path

from rich.console import Console
from rich.text import Text

from coprod.cli import main

HERE = Path(__file__).parent
EXAMPLE = "examples/scottish-social-security-charter.coprod.toml"
PICTURE = HERE / "check.svg"


def captured(*args: str) -> str:
    """What a command prints in colour, run in the project's own folder."""
    before = Path.cwd()
    os.chdir(HERE.parent)
    try:
        with redirect_stdout(io.TextIOWrapper(io.BytesIO(), encoding="utf-8")) as out:
            main([*args, "--color", "always", "--today", "2026-11-22"])
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


if __name__ == "__main__":
    PICTURE.write_text(picture(f"coprod check {EXAMPLE}", captured("check", EXAMPLE)), encoding="utf-8")
