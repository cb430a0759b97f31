"""Projects to measure with, made anew on each run: their attendance has the shapes of real records.

The shapes are those of long-running meetings: a few who nearly always come, many who come once or twice, three to
eighteen at a session.
"""

import random
from datetime import date, timedelta
from pathlib import Path

from coprod.framework import LEVELS, MATTERS, PHASES

START = date(2026, 1, 5)


def project(sessions: int, seed: int) -> str:
    """The text of a project with a number of sessions; the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - not a secret
    people = [f"P{number:03}" for number in range(max(12, min(260, sessions)))]
    weights = [1 / (rank + 1) for rank in range(len(people))]
    blocks = [_session(chance, number, people, weights, sessions) for number in range(sessions)]
    head = (
        f'format = 1\n\n[project]\nname = "Project {seed}"\nlead = "Council"\naffected = ["tenants", "young people"]\n'
    )
    return head + "".join(blocks)


def _session(chance: random.Random, number: int, people: list[str], weights: list[float], total: int) -> str:
    came = list(dict.fromkeys(chance.choices(people, weights, k=chance.randint(3, 18))))
    split = chance.randint(1, len(came))
    day = START + timedelta(days=300 * number // total)
    lines = [
        "",
        "[[sessions]]",
        f"date = {day}",
        f'phase = "{list(PHASES)[4 * number // total]}"',
        f'title = "Meeting {number} in the hall"',
        f'level = "{chance.choice(list(LEVELS))}"',
        f"community = [{', '.join(f'{chr(34)}{one}{chr(34)}' for one in came[:split])}]",
        f"professional = [{', '.join(f'{chr(34)}{one} (council){chr(34)}' for one in came[split:])}]",
    ]
    if chance.random() < 0.3:
        lines.append('heard = ["tenants"]')
    if chance.random() < 0.3:
        lines.append(f'settled = {{ {chance.choice(list(MATTERS))} = "What was agreed on the day" }}')
    return "\n".join([*lines, f'id = "{day}-{number:06x}"', ""])


def programme(folder: Path, projects: int, sessions: int) -> Path:
    """A folder of projects, one to a folder of its own."""
    for seed in range(projects):
        place = folder / f"{seed // 100:03}" / f"{seed:05}"
        place.mkdir(parents=True)
        (place / "coprod.toml").write_text(project(sessions, seed), "utf-8", newline="\n")
    return folder


#: What the columns of `sheet` mean.
SHEET_MAPPING = """\
name = "Name"
email = "Email"
day = "Date"
came = "all"
side = "Side"
phase = "Phase"
level = "Level"
title = "Session"
"""


def sheet(rows: int, seed: int) -> str:
    """A long sheet with at least this many rows, of about eight people to a session."""
    chance = random.Random(seed)  # noqa: S311 - not a secret
    people = [f"P{number:03}" for number in range(260)]
    weights = [1 / (rank + 1) for rank in range(len(people))]
    lines = ["Date,Session,Name,Email,Side,Phase,Level"]
    while len(lines) <= rows:
        number = len(lines)
        day = START + timedelta(days=300 * number // rows)
        about = f"{chance.choice(list(PHASES))},{chance.choice(list(LEVELS))}"
        came = dict.fromkeys(chance.choices(people, weights, k=chance.randint(3, 18)))
        sides = ("community", "professional")
        lines += [f"{day},Meeting {number},{one},{one}@example.org,{chance.choice(sides)},{about}" for one in came]
    return "\r\n".join([*lines, ""])
