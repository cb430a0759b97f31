"""Asking what came of a session: what was agreed, who was heard, what was fed back, how time was recognised.

Each can be left out; they are what `coprod check` would ask for otherwise.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, get_args

import typer

from coprod import typed
from coprod.cli.ask import prompt
from coprod.cli.ask.interview import Fields
from coprod.cli.ask.numbers import positions
from coprod.cli.ask.prompt import Keys
from coprod.cli.ask.sessions import chosen, offer
from coprod.cli.input import parse, records
from coprod.cli.terminal import remark
from coprod.framework import PHASES, MatterName, Recognition
from coprod.nearest import did_you_mean
from coprod.visible import visible

if TYPE_CHECKING:
    from coprod.model import Project

#: A number or a matter, and what was agreed: `1 text`, `1. text`, `people = text`; with a sign before it, taken out.
_MATTER = re.compile(r"(-?)([0-9A-Za-z]*)[ =:.)]*(.*)", re.DOTALL)

_RECOGNITION: dict[Recognition, str] = {
    "paid": "a fee or wages",
    "expenses": "what it cost them to come",
    "voucher": "vouchers or the like",
    "in-kind": "a meal, a course, a place",
    "voluntary": "they gave it freely, by their own word",
    "declined": "it was offered, and they declined",
    "none": "not at all",
}


def ask_settled(fields: Fields, keys: Keys) -> None:
    """Ask which matters were agreed, offering those of the session's phases."""
    settled: dict[MatterName, str] = dict(fields.get("settled") or {})
    offered = [(name, asks) for phase in fields["phase"] for name, asks in PHASES[phase].matters.items()]
    remark("\nWhat was agreed? A number or a matter, and what was agreed, as in: 1 Those who live by the yard")
    remark(prompt.choices([(str(number), f"{name:<12}{asks}") for number, (name, asks) in enumerate(offered, 1)]))
    names = [name for name, _ in offered]
    while True:
        for name, text in settled.items():
            remark(f"  Agreed, {name}: {visible(text)}")
        line = prompt.until_read(
            f"Agreed ({'Enter when done' if settled else prompt.enter(None, keys)})", str, "", keys
        )
        if not line:
            break
        try:
            _settle(line, names, settled)
        except typer.BadParameter as error:
            remark(visible(error.message))
    fields["settled"] = settled


def _settle(line: str, offered: Sequence[MatterName], settled: dict[MatterName, str]) -> None:
    [(left_out, word, text)] = _MATTER.findall(line)[:1]
    number = positions(word, len(offered))
    matter = offered[number[0]] if number else parse.understood(typed.matter, word, "")
    if left_out:
        settled.pop(matter, None)
        return
    settled[matter] = text.strip() or prompt.until_read(f"  What was agreed, {matter}", str)


def ask_heard(fields: Fields, affected: Sequence[str], keys: Keys) -> None:
    """Ask whose voice was in the room, offering the affected groups."""
    remark("\nWhich of the groups most affected had a voice in the room? Numbers, as in 1 2")
    remark(prompt.choices([(str(number), visible(group)) for number, group in enumerate(affected, 1)]))

    def read(line: str) -> list[str]:
        return _chosen(line, affected, "group")

    fields["heard"] = _several("Heard", read, fields.get("heard"), keys)


def ask_feeds_back(fields: Fields, project: "Project", today: date, keys: Keys) -> None:
    """Ask of which earlier sessions people were told what came of them, offering those that wait for it."""
    waiting = records.waiting(project, fields["date"])
    remark("\nWere people told what came of earlier sessions? Numbers, as in 1 2:")
    offer(waiting)

    def read(line: str) -> list[str]:
        return chosen(line, waiting, project, today)

    fields["feeds_back"] = _several("Told", read, fields.get("feeds_back"), keys)


def ask_said(fields: Fields, keys: Keys) -> None:
    """Ask whether something was asked for, suggested or objected to; a line each, kept as typed."""
    remark("\nDid somebody ask for something, suggest it or object to it? A line for each; no names.")
    said: list[str] = fields.setdefault("said", [])
    while True:
        for text in said:
            remark(f"  Said: {visible(text)}")
        line = prompt.until_read(
            f"Said ({'Enter when done, - takes the last out' if said else prompt.enter(None, keys)})", str, "", keys
        )
        if not line:
            return
        if line == "-":
            del said[-1:]
        elif line not in said:
            said.append(line)


def ask_recognition(fields: Fields, keys: Keys) -> None:
    """Ask how community people's time was recognised in a session; how, never how much."""
    question = "\nHow was community people's time recognised?"
    fields["recognition"] = recognition(question, fields.get("recognition"), keys)


def recognition(question: str, now: Recognition | None, keys: Keys) -> Recognition | None:
    """Ask for a way in which time is recognised; it need not be known.

    Args:
        question: whose time, and when.
        now: the way that was answered before; Enter keeps it.
        keys: as `prompt.until_read`.
    """
    remark(question)
    ways: tuple[Recognition, ...] = get_args(Recognition)
    remark(prompt.choices([(str(number), f"{way:<11}{_RECOGNITION[way]}") for number, way in enumerate(ways, 1)]))

    def read(line: str) -> Recognition | None:
        if line in {"", "-"}:
            return None if line else now
        number = positions(line, len(ways))
        return ways[number[0]] if number else parse.recognition(line)

    return prompt.until_read(f"Recognised ({prompt.enter(now, keys)})", read, "", keys)


def _several(question: str, read: "prompt.Reader[list[str]]", now: list[str] | None, keys: Keys) -> list[str]:
    if now:
        remark(f"  Now: {visible(', '.join(now))}")

    def one_line(line: str) -> list[str]:
        if line in {"", "-"}:
            return [] if line else now or []
        return read(line)

    return prompt.until_read(f"{question} ({prompt.enter(now, keys)})", one_line, "", keys)


def _chosen(line: str, options: Sequence[str], noun: str) -> list[str]:
    """Those of the options that a line names, by number or by how they begin.

    Raises:
        typer.BadParameter: where it names another.
    """
    numbers = positions(line, len(options))
    if numbers is not None:
        return [options[position] for position in numbers]
    found = []
    for word in _words(line):
        exact = [option for option in options if option.casefold() == word.casefold()]
        begins = exact or [option for option in options if option.casefold().startswith(word.casefold())]
        if len(begins) != 1:
            near = did_you_mean(word, options)
            raise typer.BadParameter(f'"{word}" is no {noun} of the project: write numbers from the list{near}')
        found.append(begins[0])
    return list(dict.fromkeys(found))


def _words(line: str) -> list[str]:
    return [word.strip() for word in line.replace(";", ",").split(",") if word.strip()]
