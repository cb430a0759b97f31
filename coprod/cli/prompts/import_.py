"""Asking at a terminal what a sheet means: roles, words, sides, rows that are open, and then whether to write it.

What is asked next follows from all that was answered so far, so that going back is to forget the last answer.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from copy import deepcopy
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import typer

from coprod.cli import parse
from coprod.cli.prompts import forms, prompt
from coprod.cli.prompts.prompt import Answer, Back, Reader
from coprod.cli.terminal import print_note
from coprod.days import YEAR_LAST, Order, in_full, spoken
from coprod.errors import Unusable, first_hundred
from coprod.framework import LEVELS, PHASES
from coprod.model import Project
from coprod.model.kinds import SESSIONS
from coprod.output.imported import ROWS, levels_told, row_groups, table_told
from coprod.output.words import counted
from coprod.sheets import dates
from coprod.sheets.advice import open_problems, span_of
from coprod.sheets.cells import folded
from coprod.sheets.choose import Sitting, chosen_tables, personal_words
from coprod.sheets.entries import HIDDEN, NEW, Proposal
from coprod.sheets.headings import end_of, heading_names, headings_row, is_wide
from coprod.sheets.mapping import ASK, OUT, one_or_many, parsed
from coprod.sheets.propose import propose
from coprod.sheets.xlsx import STRUCK, UNSAVED
from coprod.words import short, visible


def sit(sitting: Sitting, project: Project, *, write: bool) -> Sitting:
    """Ask for everything that is open, show every row, and ask whether to write."""
    sitting.roles_seen = bool(sitting.mapping.content)
    if not sitting.roles_seen:
        _begin(sitting)
    history: list[Sitting] = []
    while True:
        # The sheet itself is shared by all of them.
        before = replace(sitting, answers=deepcopy(sitting.answers))
        try:
            if not _ask_next(sitting, project, write=write):
                return sitting
            history.append(before)
        except Back:
            if not history:
                print_note("This is the first question.")
            sitting = history.pop() if history else before


def _asked(
    words: str, read: Reader[Answer], above: Iterable[str] = (), default: str | None = None, keys: str = "b"
) -> Answer:
    """The answer to a question; q leaves, and b goes back if there is a question before."""

    def answer(line: str) -> Answer:
        if line.lower() == "q":
            raise typer.Abort
        return read(line)

    for line in above:
        print_note(visible(line))
    return prompt.ask(visible(words), answer, default, keys)


def _key(keys: Mapping[str, str], about: str = "", *above: str) -> str:
    """One of these keys, each with the words that show it."""
    return _asked(f"{about}  {' '.join(keys.values())}".strip(), partial(prompt.key, tuple(keys)), above)


def _begin(sitting: Sitting) -> None:
    """Begin with the mapping that nearly fits, or with one that is proposed."""
    sitting.changed = True
    if near := sitting.mappings.nearly_fitting(sitting.file):
        print_note(f"The mapping {visible(near)} is nearly it; the headings that it does not know are asked.")
        sitting.mapping, sitting.called = sitting.mappings.named(near), near if near in sitting.mappings.kept else ""
        return
    base = sitting.mappings.base(sitting.file)
    guess = propose(sitting.file.tables, base=base)
    if "name" not in guess.content:
        print_note("Which column holds the names of people? (Minutes are not read: paste their names into coprod log.)")
        print_note(prompt.choices([(str(at), visible(short(one))) for at, one in enumerate(guess.headings, 1)]))
        at = _asked("Number", partial(_position, len(guess.headings)), keys="")
        guess = propose(sitting.file.tables, base=base, name=guess.headings[at])
    content = dict(guess.content)
    if sitting.file.sheets and len(sitting.file.tables) > 1:
        names = ", ".join(short(table.name) for table in sitting.file.tables if table is not guess.table)
        print_note(visible(f'Of the sheets, "{short(guess.table.name)}" is read, and not {names}.'))
        content["sheet"] = guess.table.name
    sitting.mapping = parsed(content, "the proposed mapping")
    if headings_row(guess.table, sitting.mapping) != guess.top:
        sitting.mapping = sitting.mapping.with_content(skip=guess.top)


def _position(size: int, line: str) -> int:
    if not line.isdecimal() or not 1 <= int(line[:9]) <= size:
        raise typer.BadParameter(f"write a number from 1 to {size}")
    return int(line) - 1


def _ask_next(sitting: Sitting, project: Project, *, write: bool) -> bool:
    """Ask the first question that is open; False if none is."""
    mapping = sitting.mapping
    if not sitting.written and not mapping.own and not sitting.roles_seen:
        return _ask_roles(sitting)
    proposal = sitting.proposal(project)
    if sitting.written:
        return _ask_name(sitting, proposal)
    if proposal.problems:
        raise Unusable(*first_hundred(proposal.problems))
    if proposal.headings or mapping.names_nobody:
        return _ask_roles(sitting)
    return any(ask(sitting, proposal) for ask in _ASKS) or _ask_write(sitting, proposal, write=write)


def _change(sitting: Sitting, **keys: Any) -> None:
    """Change keys of the mapping, which is then another than the one that is kept."""
    sitting.mapping = sitting.mapping.with_content(**keys)
    sitting.changed = True


#: The roles of a column by their keys.
_ROLES = {"n": "name", "e": "email", "d": "day", "c": "came", "s": "side", "p": "phase", "l": "level", "t": "title",
          "o": "note", "m": "count", "i": "ignore"}  # fmt: skip
_ROLE_WORDS = "[n]ame [e]mail [d]ay [c]ame [s]ide [p]hase [l]evel [t]itle n[o]te nu[m]ber of people [i]gnore"
_WIDE = {"days": "a day", "people": "a person", "lists": "a list of names", None: ""}


def _ask_roles(sitting: Sitting) -> bool:
    """What each column means; a number changes one, and Enter accepts all."""
    mapping = sitting.mapping
    table = chosen_tables(sitting.file, mapping, sitting.name)[0]
    top = headings_row(table, mapping) or 0
    headings = heading_names(table, top, end_of(table, mapping, top))
    roles: dict[str, str] = {}
    examples = []
    for column, heading in headings.items():
        known = [role for role, columns in mapping.roles().items() if folded(heading) in map(folded, columns)]
        wide = _WIDE[mapping.wide] if is_wide(mapping, heading) else ""
        roles[heading] = " and ".join(known) or wide or ("not read" if mapping.ignores(heading) else "?")
        example = next((text for row in range(top + 1, len(table.rows)) if (text := table.text(row, column))), "")
        examples.append(visible(f"{short(heading)}: {roles[heading]}   ({short(example)})"))
    unknown = [heading for heading, role in roles.items() if role == "?"]
    above = [f"The headings are in row {top + 1}:"]
    above += prompt.choices([(str(at), words) for at, words in enumerate(examples, 1)]).split("\n")
    if mapping.day and mapping.day.above is not None:
        label = f', beside or below "{mapping.day.above}"' if mapping.day.above else ""
        above.append(f"The day stands over them{label}.")
    if mapping.names_nobody:
        above.append("No column holds names yet: say which does.")
    words = f"A number changes one{f', and {len(unknown)} without a role are not read' if unknown else ''}"

    def read(line: str) -> None:
        if line:
            _change_role(sitting, [*roles][_position(len(roles), line)])
            return
        if unknown:
            _change(sitting, ignore=[*mapping.ignore, *unknown])
        sitting.roles_seen = True

    _asked(f"{words}; [Enter] that is right", read, above, "")
    return True


def _change_role(sitting: Sitting, heading: str) -> None:
    """Ask for another role of one column, and take the one that it has away."""
    role = _ROLES[prompt.word(f"{visible(short(heading))}: {_ROLE_WORDS}", tuple(_ROLES))]
    content: dict[str, Any] = {}
    for key, value in sitting.mapping.content.items():
        if isinstance(value, list):
            rest = [item for item in value if not _is_about(item, heading)]
            content |= {key: rest} if rest else {}
        elif not _is_about(value, heading) or key in {"wide", "until", "sheet"}:
            content[key] = value
    content.setdefault("came", ASK)
    as_table = {
        "came": {"column": heading},
        "side": {"column": heading},
        "ignore": [*content.get("ignore", []), heading],
    }
    content[role] = as_table.get(role, heading)
    try:
        sitting.mapping = parsed(content, "the proposed mapping")
    except Unusable as error:
        raise typer.BadParameter(f"{error.problems[0].message}; nothing is changed") from error
    sitting.changed = True


def _is_about(value: object, heading: str) -> bool:
    """Whether a value of a mapping is a heading, or a table of its words."""
    column = value.get("column") if isinstance(value, Mapping) else value
    return isinstance(column, str) and folded(column) == folded(heading)


def _ask_all(sitting: Sitting, _proposal: Proposal) -> bool:
    if sitting.mapping.came or sitting.mapping.own:
        return False
    keys = {"y": "[y]es, or", "n": "[n]o: then name the column that says who did"}
    if _key(keys, "Does the sheet list only those who came?") == "y":
        _change(sitting, came="all")
    else:
        sitting.roles_seen = False
    return True


def _ask_order(sitting: Sitting, proposal: Proposal) -> bool:
    """Which of two days a date is, for all dates of the sheet."""
    if not proposal.unclear:
        return False
    text = next(iter(proposal.unclear))
    days: dict[Order, str] = {}
    for order in YEAR_LAST:
        with suppress(ValueError):
            days[order] = spoken(dates.day(text, order))
    keys = {str(at): f"[{at}] {day}" for at, day in enumerate(days.values(), 1)}
    chosen = int(_key(keys, f'All such dates in the sheet: is "{short(text)}"'))
    content = sitting.mapping.content.get("day", {})
    day = content if isinstance(content, Mapping) else {"column": content} if content not in {"", ASK} else {}
    _change(sitting, day={**day, "order": [*days][chosen - 1]})
    return True


#: The keys of sides, and of the meanings of a word by the role of its column, in the order in which they are asked.
_SIDES = {"c": "community", "p": "professional", "s": "supporting", "n": OUT}
_SIDE_WORDS = {key: "[n]ot recorded" if side == OUT else f"[{key}]{side[1:]}" for key, side in _SIDES.items()}
_MEANINGS: dict[str, dict[str, str]] = {
    "came": {"c": "came", "l": "absent"},
    "side": _SIDES,
    "phase": {str(at): name for at, name in enumerate(PHASES, 1)},
    "level": {str(at): name for at, name in enumerate(LEVELS, 1)},
}


def _ask_word(sitting: Sitting, proposal: Proposal) -> bool:
    """Which meaning a word of a column has."""
    if not proposal.unknown:
        return False
    unknown = min(proposal.unknown, key=lambda found: [*_MEANINGS].index(found.role))
    meanings = _MEANINGS[unknown.role]
    shown = {"came": {"c": "[c]ame", "l": "[l]eft out"}, "side": _SIDE_WORDS}
    keys = shown.get(unknown.role) or {key: f"[{key}] {name}" for key, name in meanings.items()}
    column = f'"{short(unknown.column)}": ' if unknown.column else ""
    word = f'"{short(unknown.word)}"' if unknown.word else "an empty cell"
    times = counted(len(proposal.unknown[unknown]), "row" if column else "cell")
    meaning = meanings[_key(keys, f"{column}{word} ({times})")]
    content = sitting.mapping.content[unknown.role]
    tables = [dict(table) if isinstance(table, Mapping) else {"column": table} for table in one_or_many(content)]
    for words in tables:
        if len(tables) == 1 or folded(words.get("column", "")) == folded(unknown.column):
            rest = [other for other in one_or_many(words.pop(ASK, [])) if other != unknown.word]
            words |= {meaning: [*one_or_many(words.get(meaning, [])), unknown.word], **({ASK: rest} if rest else {})}
    _change(sitting, **{unknown.role: tables if isinstance(content, list) else tables[0]})
    return True


#: Questions about one row, and not about a name wherever it stands; and those of which `+` says that it is a person.
_OF_THE_ROW = {HIDDEN, STRUCK, UNSAVED, "sides", "absent", "crossed"}
_OF_A_PERSON = {HIDDEN, STRUCK, UNSAVED, "doubt", "several"}


def _ask_row(sitting: Sitting, proposal: Proposal) -> bool:
    """What becomes of one row."""
    entry = next((entry for entry in proposal.open_rows if entry.keys), None)
    if entry is None:
        return False
    answers = sitting.answers
    words = {
        "=": "[=] same person",
        "+": "[+] one person who came" if entry.kind in _OF_A_PERSON else "[+] somebody else",
        "l": "[l]eave out",
        "u": "[u]ntil here: the table ends above this row",
        "h": "the [h]eadings come again",
    }
    about = f'Row {entry.row + 1}, "{short(entry.name or entry.email)}": {entry.why}'
    match _key({key: words[key] for key in entry.keys}, "", about):
        case "=":
            answers.same[folded(entry.name)] = entry.other
        case "+":
            answers.apart.add((entry.kind, entry.word))
        case "l" if entry.kind in _OF_THE_ROW:
            answers.left_out.add(entry.place)
        case "l":
            answers.sides[entry.word] = OUT
        case "u":
            _change(sitting, until=entry.name)
        case _:
            _change(sitting, blocks=True)
    return True


def _ask_day(sitting: Sitting, proposal: Proposal) -> bool:
    if proposal.undated:
        read = partial(parse.silent_day, today=sitting.answers.today)
        sitting.answers.date = _asked("Nothing in the sheet says the day. Day of the session", read)
        print_note(f"  {in_full(sitting.answers.date)}")
    return proposal.undated


def _ask_phase(sitting: Sitting, proposal: Proposal) -> bool:
    if not proposal.phaseless:
        return False
    phases = forms.sort_of(SESSIONS.row("phase"))
    offered = prompt.choices(phases.offer.lines).split("\n")
    above = [f"Which phase did the {span_of(proposal.phaseless)} serve?", *offered]
    sitting.answers.phases = _asked("Phase", phases.read, above)
    return True


def _ask_side(sitting: Sitting, proposal: Proposal) -> bool:
    """On which side somebody stands; a capital letter is for all who are left."""
    if not proposal.sideless:
        return False
    [who, *others] = proposal.sideless
    more = f"; a capital letter for all {len(others) + 1} who are left" if others else ""

    def read(line: str) -> None:
        side = _SIDES[prompt.key(tuple(_SIDES), line)]
        sitting.answers.sides |= {folded(name): side for name in ([who, *others] if line.isupper() else [who])}

    _asked(f'"{short(who)}"  {" ".join(_SIDE_WORDS.values())}{more}', read)
    return True


def _ask_into(sitting: Sitting, proposal: Proposal) -> bool:
    """Whether the sheet is about a session on record; one of several can only be told apart."""
    other = next((draft.stranger.id for draft in proposal.drafts if draft.stranger), None)
    if other is None or sitting.answers.into:
        return False
    if len(proposal.drafts) > 1:
        about = f"On record is {other} of one of these days, with nobody in common. Are these other sessions?"
        _key({"y": "[y]es, or q to leave"}, "", about)
        sitting.answers.into = NEW
    else:
        about = f"On record is {other} of that day, with nobody in common. Is it this meeting?"
        sitting.answers.into = other if _key({"y": "[y]es", "n": "[n]o"}, "", about) == "y" else NEW
    return True


_ASKS = (_ask_all, _ask_order, _ask_word, _ask_row, _ask_day, _ask_phase, _ask_side, _ask_into)


def _ask_write(sitting: Sitting, proposal: Proposal, *, write: bool) -> bool:
    """Show every row, and ask whether to write; what no answer mends stops here."""
    print_note((table_told(proposal) + levels_told(proposal)).rstrip("\n"))
    if problems := list(open_problems(proposal)):
        raise Unusable(*first_hundred(problems))
    sitting.written = True
    if not write or not (proposal.new or proposal.changed):
        return write and _ask_name(sitting, proposal)
    rows = len(row_groups(proposal))
    every = f", [v] all {rows} rows" if rows > ROWS else ""

    def read(line: str) -> None:
        if line.lower() == "v" and every:
            print_note(table_told(proposal, every=True).rstrip("\n"))
            raise typer.BadParameter("These are all rows.")
        if line:
            raise typer.BadParameter("Enter writes, b goes back, q leaves without writing")

    _asked(f"Write? [Enter]{every}, [b]ack, [q]uit", read, default="")
    return True


def _ask_name(sitting: Sitting, proposal: Proposal) -> bool:
    """The name to keep a mapping by that is not kept yet, and may be: it holds no name of a person."""
    if sitting.keep_as is not None or not sitting.changed:
        return False
    if personal := personal_words(sitting.mapping.content, proposal):
        holds = f'it holds "{short(personal[0])}", a name, an address or a number'
        print_note(visible(f"The mapping is not kept: {holds}."))
        return False
    stem = Path(sitting.name).stem.lower() if sitting.name != "-" else ""
    default = sitting.called or "".join(char if char.isalnum() else "-" for char in stem).strip("-")[:30]

    def read(line: str) -> str:
        if line == "format":
            raise typer.BadParameter("is no name for a mapping")
        return "" if line == "-" else line

    sitting.keep_as = _asked("Keep the mapping by this name, - for not", read, default=default or None)
    return True
