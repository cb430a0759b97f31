"""Asking at a terminal what a sheet means: roles, words, sides, rows that are open, and then whether to write it.

What is asked next follows from all that was answered so far, so that going back is to forget the last answer.
"""

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

import typer

from coprod.cli.prompts import prompt
from coprod.cli.prompts.prompt import Step
from coprod.cli.terminal import print_note
from coprod.days import spoken
from coprod.errors import Unusable, first_hundred
from coprod.framework import PHASES, SIDES
from coprod.model import Project
from coprod.output.imported import ROWS, levels_told, row_lines, table_told
from coprod.sheets.cells import folded
from coprod.sheets.choose import Sitting, chosen_tables
from coprod.sheets.map_rows import Entry, Unknown, headings_row
from coprod.sheets.mapping import ASK, OUT, SheetMapping, parsed
from coprod.sheets.people import word_of
from coprod.sheets.proposal import NEW, Proposal, open_problems, span_of
from coprod.sheets.propose import propose
from coprod.words import short, visible

_BACK = {"b": Step.BACK}
_LEAVE = "q"


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


def sit(sitting: Sitting, project: Project, *, write: bool, name: str | None) -> str | None:
    """Ask for everything that is open, show every row, and ask whether to write.

    Args:
        sitting: the sheet; what is answered is put into it.
        project: the project that it is for.
        write: whether to ask before anything is written.
        name: the name to keep the mapping by, if the command line gives it.

    Returns:
        The name to keep the mapping by; None if it is not to be kept.

    Raises:
        typer.Abort: if the person leaves.
        Unusable: if something is wrong that no answer mends.
    """
    state = _State(sitting, roles_seen=sitting.mapping is not None, keep_as=name)
    if sitting.mapping is None:
        _begin(state)
    history: list[_State] = []
    while (question := _next(state, project, write=write)) is not None:
        before = _copied(state)
        for line in question.above:
            print_note(visible(line))
        answer = prompt.answer_or_step(visible(question.words), _or_leave(question.read), question.default, _BACK)
        if answer is not Step.BACK:
            history.append(before)
        elif history:
            state = history.pop()
        else:
            print_note("This is the first question.")
            state = before
    for key in ("mapping", "answers", "supplied"):
        setattr(sitting, key, getattr(state.sitting, key))
    return state.keep_as or None


def _copied(state: _State) -> _State:
    """The state as it is, whatever the next answer does to it; the sheet itself is shared."""
    sitting = replace(state.sitting, answers=deepcopy(state.sitting.answers), supplied=deepcopy(state.sitting.supplied))
    return replace(state, sitting=sitting)


def _or_leave(read: Callable[[str], object]) -> Callable[[str], object]:
    def answer(line: str) -> object:
        if line.lower() == _LEAVE:
            raise typer.Abort
        return read(line)

    return answer


def _begin(state: _State) -> None:
    """Begin with the mapping that nearly fits, or with one that is proposed."""
    sitting = state.sitting
    state.changed = True
    near = sitting.mappings.nearly_fitting(sitting.file)
    if near:
        print_note(f"The mapping {visible(near)} is nearly it; the headings that it does not know are asked.")
        sitting.mapping, sitting.called = sitting.mappings.named(near), near if near in sitting.mappings.kept else ""
        return
    base = sitting.mappings.base(sitting.file)
    guess = propose(sitting.file.tables, base=base)
    if "name" not in guess.content:
        print_note("Which column holds the names of people? (Minutes are not read: paste their names into coprod log.)")
        print_note(prompt.choices([(str(at), visible(short(one))) for at, one in enumerate(guess.headings, 1)]))
        at = prompt.until_read("Number", _or_leave(_number(len(guess.headings))))
        guess = propose(sitting.file.tables, base=base, name=guess.headings[int(str(at)) - 1])
    content = dict(guess.content)
    if sitting.file.sheets and len(sitting.file.tables) > 1:
        names = ", ".join(short(table.name) for table in sitting.file.tables if table is not guess.table)
        print_note(visible(f'Of the sheets, "{short(guess.table.name)}" is read, and not {names}.'))
        content["sheet"] = guess.table.name
    if guess.top and not any(isinstance(content.get("day"), dict) for _ in (0,)):
        content["skip"] = guess.top
    sitting.mapping = parsed(content, "the proposed mapping")


def _number(size: int) -> Callable[[str], object]:
    def read(line: str) -> object:
        if not line.isdecimal() or not 1 <= int(line[:9]) <= size:
            raise typer.BadParameter(f"write a number from 1 to {size}")
        return int(line)

    return read


def _mapping(state: _State) -> SheetMapping:
    return state.sitting.mapping or SheetMapping({})


def _change(state: _State, **keys: Any) -> None:
    """Change keys of the mapping, which is then another than the one that is kept."""
    state.sitting.mapping = _mapping(state).with_content(**keys)
    state.changed = True


def _next(state: _State, project: Project, *, write: bool) -> Question | None:
    """The first question that is open; None if none is."""
    if state.written:
        return _ask_name(state)
    if not _mapping(state).own and not state.roles_seen:
        return _ask_roles(state)
    proposal = state.sitting.proposal(project)
    if proposal.problems:
        raise Unusable(*first_hundred(proposal.problems))
    if proposal.rows.headings:
        return _ask_roles(state)
    for ask in (_of_columns, _of_words, _of_rows, _of_sessions):
        if question := ask(state, proposal):
            return question
    return _ask_write(state, proposal, write=write)


def _of_columns(state: _State, proposal: Proposal) -> Question | None:
    if _mapping(state).came == ASK and not _mapping(state).own:
        return _ask_all(state)
    return _ask_order(state, proposal) if proposal.rows.unclear else None


def _of_words(state: _State, proposal: Proposal) -> Question | None:
    order = ("came", "side", "phase", "level")
    words = sorted(proposal.rows.unknown.items(), key=lambda found: order.index(found[0].role))
    return _ask_word(state, *words[0]) if words else None


def _of_rows(state: _State, proposal: Proposal) -> Question | None:
    rows = [entry for entry in proposal.open_rows if entry.keys]
    return _ask_row(state, rows[0]) if rows else None


def _of_sessions(state: _State, proposal: Proposal) -> Question | None:
    if proposal.undated:
        return _ask_day(state)
    if proposal.phaseless:
        return _ask_phase(state, proposal)
    if proposal.sideless:
        return _ask_side(state, proposal)
    others = [draft.strangers[0] for draft in proposal.drafts if draft.strangers and draft.record is None]
    if others and not state.sitting.supplied.into:
        return _ask_into(state, others[0].id, len(proposal.drafts))
    return None


#: The roles of a column by their keys.
_ROLES = {"n": "name", "e": "email", "d": "day", "c": "came", "s": "side", "p": "phase", "l": "level", "t": "title",
          "o": "note", "m": "count", "i": "ignore"}  # fmt: skip


def _role_of(mapping: SheetMapping, heading: str) -> str:
    """The role of a heading, in a word."""
    same = folded(heading)
    roles = {
        "name": mapping.name.columns,
        "email": (mapping.email,),
        "day": (mapping.day.column,) if mapping.day else (),
        "came": [words.column for words in mapping.came] if isinstance(mapping.came, tuple) else (),
        "side": (mapping.side.column,) if mapping.side else (),
        "phase": (mapping.phase.column,) if mapping.phase else (),
        "level": (mapping.level.column,) if mapping.level else (),
        "title": (mapping.title,),
        "note": (mapping.note,),
        "count": (mapping.count,),
    }
    found = [role for role, columns in roles.items() if same in [folded(column) for column in columns if column]]
    return " and ".join(found) or ("not read" if mapping.ignores(heading) else "?")


def _ask_roles(state: _State) -> Question:
    """What each column means; a number changes one, and Enter accepts all."""
    from coprod.sheets.map_rows import end_of, heading_names, is_wide

    mapping = _mapping(state)
    [table, *_] = chosen_tables(state.sitting.file, mapping, state.sitting.name)
    top = headings_row(table, mapping) or 0
    headings = heading_names(table, top, end_of(table, mapping, top))
    rows, numbered = [], list(headings.items())
    for at, (column, heading) in enumerate(numbered, 1):
        wide = {"days": "a day", "people": "a person", "lists": "a list of names"}.get(mapping.wide, "")
        role = _role_of(mapping, heading)
        role = wide if role == "?" and is_wide(mapping, heading) else role
        example = next((text for row in range(top + 1, len(table.rows)) if (text := table.text(row, column))), "")
        rows.append((str(at), f"{short(heading)}: {role}   ({short(example)})"))
    day = mapping.day
    above = [f"The headings are in row {top + 1}:", prompt.choices([(key, visible(words)) for key, words in rows])]
    if day and day.above is not None:
        above.append(
            f"The day stands over them{f', beside or below {chr(34)}{day.above}{chr(34)}' if day.above else ''}."
        )
    unknown = [
        heading for _, heading in numbered if _role_of(mapping, heading) == "?" and not is_wide(mapping, heading)
    ]
    words = "A number changes one"
    words += f", and {len(unknown)} without a role are not read" if unknown else ""

    def read(line: str) -> None:
        if not line:
            ignored = [*mapping.ignore, *unknown]
            if ignored != list(mapping.ignore):
                _change(state, ignore=ignored)
            state.roles_seen = True
            return
        at = int(str(_number(len(numbered))(line)))
        _change_role(state, numbered[at - 1][1])

    return Question([line for text in above for line in text.split("\n")], f"{words}; [Enter] that is right", read, "")


def _change_role(state: _State, heading: str) -> None:
    """Ask for another role of one column."""
    words = "[n]ame [e]mail [d]ay [c]ame [s]ide [p]hase [l]evel [t]itle n[o]te nu[m]ber of people [i]gnore"

    def read(line: str) -> str:
        if line.lower() not in _ROLES:
            raise typer.BadParameter(f'"{line}" is none of these keys, and changes nothing')
        return _ROLES[line.lower()]

    role = prompt.until_read(f"{visible(short(heading))}: {words}", read)
    content = _without(dict(_mapping(state).content), heading)
    match role:
        case "came":
            content["came"] = {"column": heading}
        case "side":
            content["side"] = {"column": heading}
        case "ignore":
            content["ignore"] = [*content.get("ignore", []), heading]
        case _:
            content[role] = heading
    state.sitting.mapping = parsed(content, "the proposed mapping")
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


def _ask_all(state: _State) -> Question:
    words = "Does the sheet list only those who came? [y]es, or [n]o: then name the column that says who did"

    def read(line: str) -> None:
        if prompt.key(("yes", "no"), line) == "yes":
            _change(state, came="all")
        else:
            state.roles_seen = False

    return Question([], words, read)


def _ask_order(state: _State, proposal: Proposal) -> Question:
    text, days = next(iter(proposal.rows.unclear.items()))
    first, last = sorted((days[0], days[-1]), key=lambda day: not text.strip("(").startswith(f"{day.day:02}"))
    day_first = text.lstrip("0").startswith(str(first.day))
    orders = {"1": "dmy" if day_first else "mdy", "2": "mdy" if day_first else "dmy"}

    def read(line: str) -> None:
        if line not in orders:
            raise typer.BadParameter("write 1 or 2")
        content = _mapping(state).content.get("day", {})
        day = dict(content) if isinstance(content, Mapping) else {"column": content} if content not in {"", ASK} else {}
        _change(state, day={**day, "order": orders[line]})

    return Question(
        [], f'Is "{short(text)}" [1] {spoken(first)} or [2] {spoken(last)}, as all such dates in the sheet?', read
    )


def _ask_word(state: _State, unknown: Unknown, number: int) -> Question:
    """Which meaning a word of a column has."""
    told = f'"{short(unknown.word)}"' if unknown.word else "an empty cell"
    rows = "1 row" if number == 1 else f"{number} rows"
    about = f"{f'{chr(34)}{unknown.column}{chr(34)}: ' if unknown.column else ''}{told} ({rows})"
    if unknown.role == "came":
        words, keys = f"{about}  [c]ame [l]eft out", {"c": "came", "l": "absent"}
    elif unknown.role == "side":
        keys = {"c": "community", "p": "professional", "s": "supporting", "n": OUT}
        keys = {key: side for key, side in keys.items() if side in {*SIDES, OUT}}
        named = {
            "community": "[c]ommunity",
            "professional": "[p]rofessional",
            "supporting": "[s]upporting",
            OUT: "[n]ot recorded",
        }
        words = f"{about}  {' '.join(named[side] for side in keys.values())}"
    else:
        known = list(PHASES) if unknown.role == "phase" else []
        keys = {str(at): phase for at, phase in enumerate(known, 1)}
        words = f"{about}: {' '.join(f'[{key}] {phase}' for key, phase in keys.items())}"
        if not keys:
            from coprod.framework import LEVELS

            keys = {str(level.number): level.name for level in LEVELS.values()}
            words = f"{about}: {' '.join(f'[{key}] {level}' for key, level in keys.items())}"

    def read(line: str) -> None:
        if line.lower() not in keys:
            raise typer.BadParameter(f'"{line}" is none of these keys, and changes nothing')
        _place(state, unknown, keys[line.lower()])

    return Question([], words, read)


def _place(state: _State, unknown: Unknown, meaning: str) -> None:
    """Put a word of a column under a meaning, and no longer among those that are asked."""
    content = _mapping(state).content[unknown.role]
    tables = list(content) if isinstance(content, list) else [content]
    changed = []
    for table in tables:
        words = {"column": table} if isinstance(table, str) else dict(table)
        if (
            folded(words.get("column", "")) == folded(unknown.column)
            or unknown.column == "the sheet's title"
            or len(tables) == 1
        ):
            role = _mapping(state).came if unknown.role == "came" else None
            asked = next((word for word in _listed(words.get(ASK)) if _means(word, unknown.word)), unknown.word)
            if asked in _listed(words.get(ASK)):
                rest = [word for word in _listed(words.get(ASK)) if word != asked]
                words = {**{key: value for key, value in words.items() if key != ASK}, **({ASK: rest} if rest else {})}
            words[meaning] = [*_listed(words.get(meaning)), asked]
            del role
        changed.append(words)
    _change(state, **{unknown.role: changed if isinstance(content, list) else changed[0]})


def _means(pattern: str, word: str) -> bool:
    from coprod.sheets.mapping import matches

    return matches(pattern, word)


def _listed(words: object) -> list[str]:
    return [] if words is None else [words] if isinstance(words, str) else [str(word) for word in words]  # type: ignore[attr-defined]


_KEYS = {
    "=": "[=] same person",
    "+": "[+] somebody else",
    "l": "[l]eave out",
    "u": "[u]ntil here: the table ends above this row",
    "h": "the [h]eadings come again",
}


def _ask_row(state: _State, entry: Entry) -> Question:
    """What becomes of one row."""
    keys = {key: words for key, words in _KEYS.items() if key in entry.keys}
    if entry.kind in {"doubt", "row"} and "+" in keys:
        keys["+"] = "[+] one person who came"
    about = f'Row {entry.row + 1}, "{short(entry.name or entry.email)}": {entry.why}'
    answers = state.sitting.answers

    def read(line: str) -> None:
        match prompt.key(list(keys), line.lower()):
            case "=":
                answers.same[folded(entry.name)] = entry.other
            case "+":
                answers.apart.add((entry.kind, word_of(entry)))
            case "u":
                _change(state, until=entry.name)
            case "h":
                _change(state, blocks=True)
            case _:
                answers.sides[word_of(entry)] = OUT

    return Question([about], " ".join(keys.values()), read)


def _ask_day(state: _State) -> Question:
    from coprod.cli import parse
    from coprod.days import in_full

    def read(line: str) -> None:
        state.sitting.answers.date = parse.silent_day(line, state.sitting.answers.today)
        print_note(f"  {in_full(state.sitting.answers.date)}")

    return Question([], "Nothing in the sheet says the day. Day of the session", read)


def _ask_phase(state: _State, proposal: Proposal) -> Question:
    from coprod.cli import parse

    of = span_of(proposal.phaseless)
    rows = [(str(at), f"{phase.name:<15}{phase.meaning}") for at, phase in enumerate(PHASES.values(), 1)]

    def read(line: str) -> None:
        state.sitting.supplied.phases = parse.phases(line)

    return Question([f"Which phase did the {of} serve?", *prompt.choices(rows).split("\n")], "Phase", read)


def _ask_side(state: _State, proposal: Proposal) -> Question:
    """On which side somebody stands; a capital letter is for all who are left."""
    [who, *others] = list(proposal.sideless)
    keys = {"c": "community", "p": "professional", "s": "supporting", "n": OUT}
    keys = {key: side for key, side in keys.items() if side in {*SIDES, OUT}}
    more = f"; a capital letter for all {len(others) + 1} who are left" if others else ""
    words = {"c": "[c]ommunity", "p": "[p]rofessional", "s": "[s]upporting", "n": "[n]ot recorded"}
    answers, entry = state.sitting.answers, proposal.sideless[who]

    def read(line: str) -> None:
        if line.lower() not in keys:
            raise typer.BadParameter(f'"{line}" is none of these keys, and changes nothing')
        side = keys[line.lower()]
        for name in [who, *others] if line.isupper() else [who]:
            answers.sides[folded(name)] = side
        if entry.count and not entry.label:
            answers.rest = side

    return Question([], f'"{short(who)}"  {" ".join(words[key] for key in keys)}{more}', read)


def _ask_into(state: _State, other: str, sessions: int) -> Question:
    if sessions > 1:
        about = f"On record is {other} of one of these days, with nobody in common. Are these other sessions?"
        keys: tuple[str, ...] = ("yes",)
    else:
        about = f"On record is {other} of that day, with nobody in common. Is it this meeting?"
        keys = ("yes", "no")

    def read(line: str) -> None:
        same = prompt.key(keys, line) == "yes" and sessions == 1
        state.sitting.supplied.into = other if same else NEW

    return Question([about], "[y]es [n]o" if sessions == 1 else "[y]es, or q to leave", read)


def _ask_write(state: _State, proposal: Proposal, *, write: bool) -> Question | None:
    """Show every row, and ask whether to write; what no answer mends stops here."""
    print_note((table_told(proposal) + levels_told(proposal)).rstrip("\n"))
    if problems := list(open_problems(proposal)):
        raise Unusable(*first_hundred(problems))
    if not write or not (proposal.new or proposal.changed):
        state.written = True
        return _ask_name(state) if write else None
    every = f", [v] all {len(row_lines(proposal))} rows" if len(row_lines(proposal)) > ROWS else ""

    def read(line: str) -> None:
        if line.lower() == "v" and every:
            print_note(table_told(proposal, every=True).rstrip("\n"))
            raise typer.BadParameter("These are all rows.")
        if line:
            raise typer.BadParameter("Enter writes, b goes back, q leaves without writing")
        state.written = True

    return Question([], f"Write? [Enter]{every}, [b]ack, [q]uit", read, "")


def _ask_name(state: _State) -> Question | None:
    """The name to keep a mapping by that is not kept yet."""
    if state.keep_as is not None or not state.changed:
        return None
    stem = Path(state.sitting.name).stem.lower() if state.sitting.name != "-" else ""
    default = state.sitting.called or "".join(char if char.isalnum() else "-" for char in stem).strip("-")[:30]

    def read(line: str) -> None:
        state.keep_as = "" if line == "-" else line

    return Question([], "Keep the mapping by this name, - for not", read, default or None)
