"""Asking at a terminal what a sheet means: roles, words, sides, rows that are open, and then whether to write it.

What is asked next follows from all that was answered so far, so that going back is to forget the last answer.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import typer

from coprod.cli import parse
from coprod.cli.prompts import forms, prompt
from coprod.cli.prompts.prompt import Back
from coprod.cli.terminal import print_note
from coprod.days import Order, in_full, spoken
from coprod.errors import Unusable, first_hundred
from coprod.framework import LEVELS, PHASES
from coprod.model import Project
from coprod.model.kinds import SESSIONS
from coprod.output.imported import ROWS, levels_told, row_lines, table_told
from coprod.output.words import counted
from coprod.sheets import dates
from coprod.sheets.cells import folded
from coprod.sheets.choose import Sitting, chosen_tables, personal_words
from coprod.sheets.headings import end_of, heading_names, headings_row, is_wide
from coprod.sheets.map_rows import Unknown
from coprod.sheets.mapping import ASK, OUT, SheetMapping, parsed
from coprod.sheets.people import word_of
from coprod.sheets.proposal import NEW, Proposal, open_problems, span_of
from coprod.sheets.propose import propose
from coprod.words import short, visible

_LEAVE = "q"

Answer = TypeVar("Answer")
#: The keys that answer a question, each with the words that show it, and what it does.
Keys = dict[str, tuple[str, Callable[[], object]]]


class Question(NamedTuple):
    """What to ask, its keys, and what an answer does.

    Attributes:
        above: lines above the question.
        words: the question, with its keys.
        read: applies a line to the sitting, or raises `typer.BadParameter`.
        default: what Enter stands for; None if it asks again.
    """

    above: Sequence[str]
    words: str
    read: Callable[[str], object]
    default: str | None = None


@dataclass(slots=True)
class _State:
    """The sitting, and what of it has been looked at.

    Attributes:
        sitting: all that is said so far.
        roles_seen: whether the roles of the columns were accepted.
        keep_as: the name to keep the mapping by; empty if it is not to be kept; None before that is asked.
        written: whether to write was answered.
        changed: whether the mapping differs from one that is kept.
    """

    sitting: Sitting
    roles_seen: bool
    keep_as: str | None
    written: bool = False
    changed: bool = False

    @property
    def mapping(self) -> SheetMapping:
        return self.sitting.mapping

    def change(self, **keys: Any) -> None:
        """Change keys of the mapping, which is then another than the one that is kept."""
        self.sitting.mapping = self.mapping.with_content(**keys)
        self.changed = True

    def copied(self) -> "_State":
        """The state as it is, whatever the next answer does to it; the sheet itself is shared."""
        sitting = self.sitting
        answers, supplied = deepcopy((sitting.answers, sitting.supplied))
        return replace(self, sitting=replace(sitting, answers=answers, supplied=supplied))


def sit(sitting: Sitting, project: Project, *, write: bool, name: str | None) -> str | None:
    """Ask for everything that is open, show every row, and ask whether to write."""
    state = _State(sitting, roles_seen=bool(sitting.mapping.content), keep_as=name)
    if not state.roles_seen:
        _begin(state)
    history: list[_State] = []
    while (question := _next(state, project, write=write)) is not None:
        before = state.copied()
        for line in question.above:
            print_note(visible(line))
        try:
            prompt.ask(visible(question.words), _or_leave(question.read), question.default, "b")
            history.append(before)
        except Back:
            if not history:
                print_note("This is the first question.")
            state = history.pop() if history else before
    for key in ("mapping", "answers", "supplied"):
        setattr(sitting, key, getattr(state.sitting, key))
    return state.keep_as or None


def _or_leave(read: Callable[[str], Answer]) -> Callable[[str], Answer]:
    def answer(line: str) -> Answer:
        if line.lower() == _LEAVE:
            raise typer.Abort
        return read(line)

    return answer


def _begin(state: _State) -> None:
    """Begin with the mapping that nearly fits, or with one that is proposed."""
    sitting = state.sitting
    state.changed = True
    if near := sitting.mappings.nearly_fitting(sitting.file):
        print_note(f"The mapping {visible(near)} is nearly it; the headings that it does not know are asked.")
        sitting.mapping, sitting.called = sitting.mappings.named(near), near if near in sitting.mappings.kept else ""
        return
    base = sitting.mappings.base(sitting.file)
    guess = propose(sitting.file.tables, base=base)
    if "name" not in guess.content:
        print_note("Which column holds the names of people? (Minutes are not read: paste their names into coprod log.)")
        print_note(prompt.choices([(str(at), visible(short(one))) for at, one in enumerate(guess.headings, 1)]))
        at = prompt.ask("Number", _or_leave(_number(len(guess.headings))))
        guess = propose(sitting.file.tables, base=base, name=guess.headings[at - 1])
    content = dict(guess.content)
    if sitting.file.sheets and len(sitting.file.tables) > 1:
        names = ", ".join(short(table.name) for table in sitting.file.tables if table is not guess.table)
        print_note(visible(f'Of the sheets, "{short(guess.table.name)}" is read, and not {names}.'))
        content["sheet"] = guess.table.name
    sitting.mapping = parsed(content, "the proposed mapping")
    if headings_row(guess.table, sitting.mapping) != guess.top:
        sitting.mapping = sitting.mapping.with_content(skip=guess.top)


def _number(size: int) -> Callable[[str], int]:
    def read(line: str) -> int:
        if not line.isdecimal() or not 1 <= int(line[:9]) <= size:
            raise typer.BadParameter(f"write a number from 1 to {size}")
        return int(line)

    return read


def _next(state: _State, project: Project, *, write: bool) -> Question | None:
    """The first question that is open; None if none is."""
    if state.written:
        return _ask_name(state, state.sitting.proposal(project))
    if not state.mapping.own and not state.roles_seen:
        return _ask_roles(state)
    proposal = state.sitting.proposal(project)
    if proposal.problems:
        raise Unusable(*first_hundred(proposal.problems))
    if proposal.rows.headings or state.mapping.names_nobody:
        return _ask_roles(state)
    questions = (ask(state, proposal) for ask in _ASKS)
    return next(filter(None, questions), None) or _ask_write(state, proposal, write=write)


#: The roles of a column by their keys.
_ROLES = {"n": "name", "e": "email", "d": "day", "c": "came", "s": "side", "p": "phase", "l": "level", "t": "title",
          "o": "note", "m": "count", "i": "ignore"}  # fmt: skip


def _ask_roles(state: _State) -> Question:
    """What each column means; a number changes one, and Enter accepts all."""
    mapping = state.mapping
    table = chosen_tables(state.sitting.file, mapping, state.sitting.name)[0]
    top = headings_row(table, mapping) or 0
    wide = {"days": "a day", "people": "a person", "lists": "a list of names"}.get(mapping.wide or "", "")
    rows: list[tuple[str, str]] = []
    unknown: list[str] = []
    headings = heading_names(table, top, end_of(table, mapping, top))
    roles = mapping.roles()
    for column, heading in headings.items():
        role = " and ".join(role for role, columns in roles.items() if folded(heading) in map(folded, columns))
        role = role or (wide if is_wide(mapping, heading) else "")
        role = role or ("not read" if mapping.ignores(heading) else "?")
        unknown += [heading] if role == "?" else []
        example = next((text for row in range(top + 1, len(table.rows)) if (text := table.text(row, column))), "")
        rows.append((str(len(rows) + 1), visible(f"{short(heading)}: {role}   ({short(example)})")))
    above = [f"The headings are in row {top + 1}:", *prompt.choices(rows).split("\n")]
    if mapping.day and mapping.day.above is not None:
        label = f', beside or below "{mapping.day.above}"' if mapping.day.above else ""
        above.append(f"The day stands over them{label}.")
    if mapping.names_nobody:
        above.append("No column holds names yet: say which does.")
    words = f"A number changes one{f', and {len(unknown)} without a role are not read' if unknown else ''}"

    def read(line: str) -> None:
        if line:
            _change_role(state, list(headings.values())[_number(len(rows))(line) - 1])
            return
        if unknown:
            state.change(ignore=[*mapping.ignore, *unknown])
        state.roles_seen = True

    return Question(above, f"{words}; [Enter] that is right", read, "")


def _change_role(state: _State, heading: str) -> None:
    """Ask for another role of one column."""
    words = "[n]ame [e]mail [d]ay [c]ame [s]ide [p]hase [l]evel [t]itle n[o]te nu[m]ber of people [i]gnore"

    role = _ROLES[prompt.word(f"{visible(short(heading))}: {words}", tuple(_ROLES))]
    content = _without(dict(state.mapping.content), heading)
    as_table = {
        "came": {"column": heading},
        "side": {"column": heading},
        "ignore": [*content.get("ignore", []), heading],
    }
    content[role] = as_table.get(role, heading)
    try:
        state.sitting.mapping = parsed(content, "the proposed mapping")
    except Unusable as error:
        raise typer.BadParameter(f"{error.problems[0].message}; nothing is changed") from error
    state.changed = True


def _without(content: dict[str, Any], heading: str) -> dict[str, Any]:
    """The keys of a mapping in which a heading has no role."""
    same = folded(heading)

    def free(value: object) -> bool:
        column = value.get("column") if isinstance(value, Mapping) else value
        return not isinstance(column, str) or folded(column) != same

    kept: dict[str, Any] = {}
    for key, value in content.items():
        if isinstance(value, list):
            rest = [item for item in value if free(item)]
            kept |= {key: rest} if rest else {}
        elif free(value) or key in {"wide", "until", "sheet"}:
            kept[key] = value
    kept.setdefault("came", ASK)
    return kept


def _keyed(about: str, keys: Keys, above: Sequence[str] = ()) -> Question:
    """A question with a key for each answer, in words that show it, and with what it does."""

    def read(line: str) -> None:
        keys[prompt.key(tuple(keys), line)][1]()

    return Question(above, f"{about}  {' '.join(words for words, _ in keys.values())}".strip(), read)


def _ask_all(state: _State, _proposal: Proposal) -> Question | None:
    if state.mapping.came or state.mapping.own:
        return None

    def name_a_column() -> None:
        state.roles_seen = False

    keys: Keys = {
        "y": ("[y]es, or", partial(state.change, came="all")),
        "n": ("[n]o: then name the column that says who did", name_a_column),
    }
    return _keyed("Does the sheet list only those who came?", keys)


def _ask_order(state: _State, proposal: Proposal) -> Question | None:
    """Which of two days a date is, for all dates of the sheet."""
    if not proposal.rows.unclear:
        return None
    text = next(iter(proposal.rows.unclear))
    content = state.mapping.content.get("day", {})
    day = dict(content) if isinstance(content, Mapping) else {"column": content} if content not in {"", ASK} else {}
    keys: Keys = {}
    orders: tuple[Order, ...] = ("dmy", "mdy")
    for order in orders:
        with suppress(ValueError):
            words = f"[{len(keys) + 1}] {spoken(dates.day(text, order))}"
            keys[str(len(keys) + 1)] = words, partial(state.change, day={**day, "order": order})
    return _keyed(f'All such dates in the sheet: is "{short(text)}"', keys)


#: The keys of sides.
_SIDES = {"c": "community", "p": "professional", "s": "supporting", "n": OUT}
_SIDE_WORDS = {side: "[n]ot recorded" if side == OUT else f"[{key}]{side[1:]}" for key, side in _SIDES.items()}


def _ask_word(state: _State, proposal: Proposal) -> Question | None:
    """Which meaning a word of a column has."""
    order = ("came", "side", "phase", "level")
    words = sorted(proposal.rows.unknown.items(), key=lambda found: order.index(found[0].role))
    if not words:
        return None
    unknown, places = words[0]
    meanings: dict[str, tuple[str, str]] = {"c": ("[c]ame", "came"), "l": ("[l]eft out", "absent")}
    if unknown.role == "side":
        meanings = {key: (_SIDE_WORDS[side], side) for key, side in _SIDES.items()}
    elif unknown.role != "came":
        known = PHASES if unknown.role == "phase" else LEVELS
        meanings = {str(at): (f"[{at}] {name}", name) for at, name in enumerate(known, 1)}
    keys: Keys = {key: (shown, partial(_place, state, unknown, meaning)) for key, (shown, meaning) in meanings.items()}
    column = f'"{short(unknown.column)}": ' if unknown.column else ""
    word = f'"{short(unknown.word)}"' if unknown.word else "an empty cell"
    return _keyed(f"{column}{word} ({counted(len(places), 'row' if column else 'cell')})", keys)


def _place(state: _State, unknown: Unknown, meaning: str) -> None:
    """Put a word of a column under a meaning, and no longer among those that are asked."""
    content = state.mapping.content[unknown.role]
    tables = content if isinstance(content, list) else [content]
    changed = []
    for table in tables:
        words: dict[str, Any] = {"column": table} if isinstance(table, str) else dict(table)
        if len(tables) == 1 or folded(words.get("column", "")) == folded(unknown.column):
            words = {key: [one] if isinstance(one, str) and key != "column" else one for key, one in words.items()}
            rest = [word for word in words.pop(ASK, []) if word != unknown.word]
            words |= {meaning: [*words.get(meaning, []), unknown.word], **({ASK: rest} if rest else {})}
        changed.append(words)
    state.change(**{unknown.role: changed if isinstance(content, list) else changed[0]})


#: Questions about one row, and not about a name wherever it stands.
_OF_THE_ROW = {"row", "sides", "absent", "crossed"}


def _ask_row(state: _State, proposal: Proposal) -> Question | None:
    """What becomes of one row."""
    entry = next((entry for entry in proposal.open_rows if entry.keys), None)
    if entry is None:
        return None
    answers, word = state.sitting.answers, word_of(entry)
    apart = "[+] one person who came" if entry.kind in {"doubt", "row"} else "[+] somebody else"

    def leave_out() -> None:
        if entry.kind in _OF_THE_ROW:
            answers.rows.add(entry.place)
        else:
            answers.sides[word] = OUT

    keys: Keys = {
        "=": ("[=] same person", lambda: answers.same.update({folded(entry.name): entry.other})),
        "+": (apart, lambda: answers.apart.add((entry.kind, word))),
        "l": ("[l]eave out", leave_out),
        "u": ("[u]ntil here: the table ends above this row", lambda: state.change(until=entry.name)),
        "h": ("the [h]eadings come again", lambda: state.change(blocks=True)),
    }
    about = f'Row {entry.row + 1}, "{short(entry.name or entry.email)}": {entry.why}'
    return _keyed("", {key: words for key, words in keys.items() if key in entry.keys}, [about])


def _ask_day(state: _State, proposal: Proposal) -> Question | None:
    def read(line: str) -> None:
        state.sitting.answers.date = parse.silent_day(line, state.sitting.answers.today)
        print_note(f"  {in_full(state.sitting.answers.date)}")

    return Question([], "Nothing in the sheet says the day. Day of the session", read) if proposal.undated else None


def _ask_phase(state: _State, proposal: Proposal) -> Question | None:
    if not proposal.phaseless:
        return None
    of = span_of(proposal.phaseless)
    phases = forms.sort_of(SESSIONS.row("phase"))

    def read(line: str) -> None:
        state.sitting.supplied.phases = phases.read(line)

    offered = prompt.choices(phases.offer.lines).split("\n")
    return Question([f"Which phase did the {of} serve?", *offered], "Phase", read)


def _ask_side(state: _State, proposal: Proposal) -> Question | None:
    """On which side somebody stands; a capital letter is for all who are left."""
    if not proposal.sideless:
        return None
    [who, *others] = proposal.sideless
    more = f"; a capital letter for all {len(others) + 1} who are left" if others else ""

    def read(line: str) -> None:
        side = _SIDES[prompt.key(tuple(_SIDES), line)]
        for name in [who, *others] if line.isupper() else [who]:
            state.sitting.answers.sides[folded(name)] = side

    return Question([], f'"{short(who)}"  {" ".join(_SIDE_WORDS.values())}{more}', read)


def _ask_into(state: _State, proposal: Proposal) -> Question | None:
    """Whether the sheet is about a session on record; one of several can only be told apart."""
    supplied = state.sitting.supplied
    others = [draft.strangers[0].id for draft in proposal.drafts if draft.strangers and draft.record is None]
    if not others or supplied.into:
        return None
    other = others[0]
    if len(proposal.drafts) > 1:
        about = f"On record is {other} of one of these days, with nobody in common. Are these other sessions?"
        return _keyed("", {"y": ("[y]es, or q to leave", lambda: setattr(supplied, "into", NEW))}, [about])
    about = f"On record is {other} of that day, with nobody in common. Is it this meeting?"
    yes, no = (partial(setattr, supplied, "into", answer) for answer in (other, NEW))
    return _keyed("", {"y": ("[y]es", yes), "n": ("[n]o", no)}, [about])


_ASKS = (_ask_all, _ask_order, _ask_word, _ask_row, _ask_day, _ask_phase, _ask_side, _ask_into)


def _ask_write(state: _State, proposal: Proposal, *, write: bool) -> Question | None:
    """Show every row, and ask whether to write; what no answer mends stops here."""
    print_note((table_told(proposal) + levels_told(proposal)).rstrip("\n"))
    if problems := list(open_problems(proposal)):
        raise Unusable(*first_hundred(problems))
    if not write or not (proposal.new or proposal.changed):
        state.written = True
        return _ask_name(state, proposal) if write else None
    every = f", [v] all {len(row_lines(proposal))} rows" if len(row_lines(proposal)) > ROWS else ""

    def read(line: str) -> None:
        if line.lower() == "v" and every:
            print_note(table_told(proposal, every=True).rstrip("\n"))
            raise typer.BadParameter("These are all rows.")
        if line:
            raise typer.BadParameter("Enter writes, b goes back, q leaves without writing")
        state.written = True

    return Question([], f"Write? [Enter]{every}, [b]ack, [q]uit", read, "")


def _ask_name(state: _State, proposal: Proposal) -> Question | None:
    """The name to keep a mapping by that is not kept yet, and may be: it holds no name of a person."""
    if state.keep_as is not None or not state.changed:
        return None
    if personal := personal_words(state.mapping.content, proposal):
        holds = f'it holds "{short(personal[0])}", a name, an address or a number'
        print_note(visible(f"The mapping is not kept: {holds}."))
        return None
    stem = Path(state.sitting.name).stem.lower() if state.sitting.name != "-" else ""
    default = state.sitting.called or "".join(char if char.isalnum() else "-" for char in stem).strip("-")[:30]

    def read(line: str) -> None:
        if line == "format":
            raise typer.BadParameter("is no name for a mapping")
        state.keep_as = "" if line == "-" else line

    return Question([], "Keep the mapping by this name, - for not", read, default or None)
