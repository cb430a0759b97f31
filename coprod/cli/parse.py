"""What people type on a command line or at a prompt, read into the framework's words.

Whatever is not understood is a `typer.BadParameter` that names the option and says what would be understood.
"""

import os
import re
import shlex
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from itertools import combinations
from typing import TYPE_CHECKING, TypeVar, get_args

import typer

from coprod import days, typed
from coprod.cli.terminal import print_note
from coprod.framework import COMMITMENTS, SIDES, Account, LevelName, MatterName, PhaseName, ReadinessAnswer
from coprod.model.labels import TypedName, name_doubt, split_names
from coprod.words import one_of, short

if TYPE_CHECKING:
    from coprod.assess import Gate

Key = TypeVar("Key")
Name = TypeVar("Name", bound=str)
Word = TypeVar("Word")


def refused(option: str, message: str) -> typer.BadParameter:
    """What is raised of an option or argument that cannot be taken: the message says what to do instead."""
    return typer.BadParameter(message, param_hint=option)


def parser(read: Callable[[str], Word], option: str) -> Callable[..., Word]:
    """Reads a word that was given with this option or another; what is refused with a `ValueError` is told of that."""

    def parsed(word: str, option: str = option) -> Word:
        try:
            return read(word)
        except ValueError as error:
            raise refused(option, str(error)) from error

    return parsed


def choice(option: str, noun: str, words: Sequence[Name]) -> Callable[..., Name]:
    """A reader of one of these words, in any case, with the name of such a word for a message."""
    return parser(lambda word: one_of("-".join(word.lower().split()), words, noun, word), option)


side = choice("--side", "side", SIDES)
account: Callable[..., Account] = choice(
    "--said", "account here", [word for word in get_args(Account) if word != "withdrawn"]
)

period = parser(days.period, "--during")
phase = parser(typed.read_phase, "PHASE")
#: One phase, or several with commas between them.
phases = parser(typed.read_phases, "PHASE")
level = parser(typed.read_level, "--level")
aim = parser(typed.read_aim, "--target")
matter = parser(typed.read_matter, "--about")
#: One way in which time is recognised, or several with commas between them.
recognitions = parser(typed.read_recognitions, "--recognition")


def gate(*, so_far: bool, through: str | None, during: str | None) -> "Gate":
    """The gate that judges the phases so far, or through one, in a period; all that is claimed if nothing is given."""
    from coprod.assess import Gate

    if so_far and through is not None:
        raise refused("--through", "give one of the two: --so-far or --through")
    return Gate(
        so_far=so_far,
        through=None if through is None else phase(through, "--through"),
        during=None if during is None else period(during),
    )


def answers(words: str, option: str) -> tuple[ReadinessAnswer, ...]:
    """Three answers about one level, with commas between them: opening, opportunity, obligation."""
    given = words.split(",")
    if len(given) != len(COMMITMENTS):
        raise refused(
            option, f"takes three answers with commas between them, for {', '.join(COMMITMENTS)}, such as yes,partly,no"
        )
    return tuple(parser(typed.read_answer, option)(word) for word in given)


def day(word: str, today: date, option: str = "--date") -> date:
    """A day as people write it; it is said back if it was written otherwise than as 2026-01-31."""
    found = silent_day(word, today, option)
    if word.strip().lower() not in {found.isoformat(), "today", "yesterday"}:
        print_note(f"{option}: {days.in_full(found)}")
    return found


def tell_if_to_come(day: date, today: date) -> None:
    """Say that what is of a day to come counts for nothing until then: it may be a slip."""
    if day > today:
        print_note(f"{day} is still to come: until then it counts for nothing.")


def silent_day(word: str, today: date, option: str = "--date") -> date:
    """A day as people write it, which whoever asked for it says back."""
    order = os.environ.get("COPROD_DATES", "")
    preferred = choice("COPROD_DATES", "order of dates", days.YEAR_LAST)(order) if order else None
    return parser(lambda text: days.day(text, today, preferred), option)(word)


def since(word: str, today: date) -> date:
    """A day since which something came, and not one to come: as people write it, or as in `30d` or `2w`."""
    ago = re.fullmatch(r"([0-9]{1,5})\s*([dw])", word.strip().lower())
    try:
        found = today - timedelta(int(ago[1]) * (7 if ago[2] == "w" else 1)) if ago else day(word, today, "--since")
    except OverflowError as error:
        raise refused("--since", "that is longer ago than days are counted") from error
    except typer.BadParameter as error:
        ago_too = f"{days.HOW}, or as in 30d or 2w for so long ago"
        raise refused("--since", error.message.replace(days.HOW, ago_too)) from error
    if found > today:
        raise refused("--since", f"{found} is still to come")
    return found


def today(word: str | None) -> date:
    """The day that counts as today: what `--today` says, or the local date."""
    local = date.today()  # noqa: DTZ011 - the local date is what is meant
    return local if word is None else day(word, local, "--today")


def labels(words: Iterable[str], option: str) -> list[str]:
    """People, one from each word; a name that holds a comma is written in quotes inside."""
    return [name.label for name in typed_names(words, option)]


def typed_names(words: Iterable[str], option: str) -> list[TypedName]:
    """The same with what stood in quotes."""
    names = []
    for word in words:
        found = split_names(word)
        if not found:
            raise refused(option, "must not be blank")
        if len(found) > 1:
            instead = f"one name is '\"{short(word)}\"'"
            if option.startswith("-"):
                one_each = " ".join(f"{option} {shlex.quote(name.label)}" for name in found)
                instead = f"write {one_each}, or, where it is one name, {option} '\"{short(word)}\"'"
            raise refused(option, f'"{short(word)}" reads as {len(found)} people: {instead}')
        [name] = found
        if not name.quoted and (doubt := name_doubt(name.label)) == "is a date":
            meant = f"where it is a name, write {option} '\"{name.label}\"'"
            raise refused(option, f'"{name.label}" {doubt}, and no person: {meant}')
        names.append(name)
    return names


def fingerprint(word: str, option: str) -> str:
    """A fingerprint as it stands at the foot of a sheet, in groups or not, with the id or day before it or without."""
    for text in (word, word.strip().partition(" ")[2]):
        digits = re.sub(r"[\s\u2010-\u2015-]+", "", text).lower()
        if re.fullmatch(r"[0-9a-f]{12}", digits):
            return digits
    raise refused(option, f'"{short(word)}" is no fingerprint: twelve of 0 to 9 and a to f, such as 9f3a-1c77-b0d2')


def settled(words: Iterable[str], option: str) -> dict[MatterName, str | dict[str, str]]:
    """Matters and what was settled, from `MATTER=TEXT` or `MATTER:LEVEL=TEXT` each; one to take out has no text."""

    def read(key: str, text: str) -> tuple[MatterName, str | dict[str, str]]:
        name, colon, own = key.partition(":")
        return matter(name, option), {"what": text, "level": level(own, option)} if colon else text

    return _by_key(words, "write the matter, = and what was settled", option, read)


def replies(words: Iterable[str], option: str) -> dict[str, str]:
    """Groups and what they said, from `GROUP=TEXT` each; one to take out has no text."""
    lacking = "write the group, = and what it said, as in young people=not in exam time"
    return _by_key(words, lacking, option, lambda name, text: (name.strip(), text))


def _by_key(
    words: Iterable[str], lacking: str, option: str, read: Callable[[str, str], tuple[Key, Word]]
) -> dict[Key, Word]:
    """What is read of `KEY=TEXT` each."""
    found: dict[Key, Word] = {}
    for word in words:
        name, equals, text = word.partition("=")
        if not (equals and name.strip()):
            raise refused(option, lacking)
        key, value = read(name, text)
        if key in found:
            raise refused(option, f'"{short(str(key))}" is given twice')
        found[key] = value
    return found


def crowd(word: str, option: str) -> int | str:
    """A number of people, or `some` if nobody knows how many."""
    if word.strip().lower() == "some":
        return "some"
    if not re.fullmatch(r"[0-9]{1,9}", word.strip()):
        raise refused(
            option, f'"{short(word)}" is no number of people: write it in digits, such as 5, or some where nobody knows'
        )
    return int(word)


def levels_by_phase(words: Iterable[str]) -> tuple[LevelName | None, dict[PhaseName, LevelName]]:
    """Levels from `LEVEL` or `PHASE=LEVEL` each; one without a phase stands for all others."""
    otherwise: LevelName | None = None
    by_phase: dict[PhaseName, LevelName] = {}
    for word in words:
        name, equals, said = word.partition("=")
        if equals:
            by_phase[phase(name, "--level")] = level(said)
        elif otherwise:
            raise refused("--level", "give one level without a phase, or PHASE=LEVEL for each")
        else:
            otherwise = level(word)
    return otherwise, by_phase


def phases_by_day(
    words: Iterable[str],
) -> tuple[tuple[PhaseName, ...], list[tuple[days.Period, tuple[PhaseName, ...]]]]:
    """Phases and their days, from `PHASE` or `PHASE=FROM..TO` each; those without days stand for all other days."""
    otherwise: list[tuple[PhaseName, ...]] = []
    spans: list[tuple[days.Period, tuple[PhaseName, ...]]] = []
    for word in words:
        name, equals, between = word.partition("=")
        served = phases(name, "--phase")
        if equals:
            spans.append((period(between, "--phase"), served))
        else:
            otherwise.append(served)
    if any(one.meets(other) for (one, _), (other, _) in combinations(spans, 2)):
        raise refused("--phase", "two spans hold the same day: part them")
    if len(otherwise) > 1:
        both = "give one phase without days, or several with commas between them, as in co-design,co-delivery"
        raise refused("--phase", both)
    return next(iter(otherwise), ()), spans
