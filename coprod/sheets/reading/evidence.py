"""Whether somebody came, as the columns of their row say: one decision for each row of a sheet."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from coprod.sheets.grid import bare, folded
from coprod.sheets.reading import asides, headings, vocabulary
from coprod.sheets.reading.blocks import Block, Section
from coprod.sheets.reading.days import like_a_day
from coprod.sheets.reading.headings import Telling
from coprod.sheets.reading.meeting import Choice, Reading, ReadOptions
from coprod.sheets.reading.vocabulary import Meaning
from coprod.words import short


@dataclass(slots=True)
class TellingColumn:
    """A column that says whether people came.

    Attributes:
        column: its place, from 0.
        kind: how it says so.
        meanings: what its cells say, by their text; a text that says nothing is left out.
        blank: what an empty cell says.
        doubtful: remarks of which only the user can tell what they say.
    """

    column: int
    kind: Telling
    meanings: dict[str, Meaning] = field(default_factory=dict)
    blank: Meaning | None = None
    doubtful: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a row says of whether its people came.

    Attributes:
        came: whether they did.
        reason: why they are left out, where they did not.
    """

    came: bool
    reason: str = ""


CAME = Verdict(came=True)

#: The kinds of columns that say outright whether somebody came.
_OUTRIGHT = frozenset({"attended", "signed", "status"})


def telling_columns(block: Block, reading: Reading, options: ReadOptions) -> list[TellingColumn]:
    """The columns of a block that say who came; what cannot be read in them becomes a question."""
    people = list(block.of_people())
    texts = {column: _texts(block, column, people) for column in range(len(block.table.rows[block.top]))}
    kinds = _kinds(block, options, texts)
    columns = [TellingColumn(column, kind) for column, kind in kinds.items()]
    decides = any(column.kind in _OUTRIGHT | {"length"} and texts[column.column] for column in columns)
    found: list[TellingColumn] = []
    for column in columns:
        if column.kind == "intent" and decides and not _by_user(block, column.column, options):
            continue
        if _read(column, block, texts[column.column], reading, options):
            found.append(column)
    found = [column for column in found if column.kind != "length" or not _superfluous(column, found)]
    _require_a_decision(found, block, reading)
    _ask_of_others(block, texts, found, kinds, reading, options)
    return found


def _texts(block: Block, column: int, people: Sequence[int]) -> dict[str, int]:
    """The distinct texts of a column, each with the first row of people that has it."""
    texts: dict[str, int] = {}
    rows = block.table.rows
    for row in people:
        cells = rows[row]
        if column < len(cells) and (cell := cells[column]):
            texts.setdefault(str(cell).strip(), row)
    texts.pop("", None)
    return texts


def _by_user(block: Block, column: int, options: ReadOptions) -> bool:
    return folded(options.columns.get("attended", "")) == folded(block.heading(column)) != ""


def _kinds(block: Block, options: ReadOptions, texts: Mapping[int, Mapping[str, int]]) -> dict[int, Telling]:
    """The columns whose headings say that they tell who came."""
    kinds: dict[int, Telling] = {}
    none = options.columns.get("attended") == ""
    used = {column for name, column in block.columns.items() if name not in _MAY_TELL}
    for column in texts:
        heading = block.heading(column)
        kind = headings.telling(heading)
        if folded(heading) in {folded(named) for named in options.columns.values() if named}:
            kind = "attended" if _by_user(block, column, options) else None
        elif (
            (kind == "remark" and (options.columns.get("note") == "" or "note" in options.columns))
            or (none and kind != "remark")
            or (options.columns.get("attended") and kind not in {None, "remark", "missed"})
        ):
            kind = None
        if kind and column not in used and column not in block.groups:
            kinds[column] = kind
    return kinds


_MAY_TELL = frozenset({"note", "role", "attended"})


def _read(
    column: TellingColumn, block: Block, texts: Mapping[str, int], reading: Reading, options: ReadOptions
) -> bool:
    """Read what the cells of a column say; whether it says anything of who came."""
    if column.kind == "remark":
        return _read_remarks(column, block, texts, reading, options)
    if not texts:
        _ask_of_silence(column, block, reading)
        return False
    reads = {text: options.values.get(folded(text)) or _reads(column.kind, text) for text in texts}
    unsaved = any(text.startswith("=") for text in texts)
    if column.kind == "status" and not (unsaved or any(reads.values()) or _by_user(block, column.column, options)):
        return False
    for text in vocabulary.unclear_crosses(frozenset(texts)):
        reads[text] = options.values.get(folded(text))
    for text, said in reads.items():
        if said:
            column.meanings[text] = said
        elif column.kind != "missed":
            _ask_value(text, block, texts[text], column.column, reading)
    column.blank = _blank(column, block, reading, options)
    return True


def _ask_of_silence(column: TellingColumn, block: Block, reading: Reading) -> None:
    """Ask of a column in which nobody wrote anything, although it is for those who came."""
    if column.kind in {"attended", "signed"} and any(True for _ in block.filled()):
        reading.ask(
            f'column "{block.heading(column.column)}" says of nobody whether they came',
            block.place(block.top, column.column),
            Choice("it is left aside: whoever stands here came", "--column", "attended="),
        )


def _reads(kind: Telling, text: str) -> Meaning | None:
    if kind == "length":
        said = vocabulary.length(text) or ("came" if vocabulary.is_time(text) or like_a_day(text) else None)
        return said or ("absent" if vocabulary.meaning(text) == "absent" else None)
    if kind == "signed":
        # Whatever stands there, somebody wrote it: a name, initials, or "signed".
        return "absent" if vocabulary.meaning(text) == "absent" else "came"
    if kind == "attended":
        if vocabulary.is_time(text) or like_a_day(text):
            return "came"
        return vocabulary.meaning(text) or vocabulary.length(text)
    if kind == "intent":
        said = vocabulary.ordered(text)
        return "meant" if said == "came" else said
    if kind == "missed":
        return _missed(text)
    return vocabulary.ordered(text)


def _missed(text: str) -> Meaning | None:
    """What a cell says below a heading such as Apologies: a yes, a mark or a reason, that they were not there."""
    if bare(text) in _NO or text.strip() in {"0", "-", "–"}:  # noqa: RUF001
        return None
    return "absent"


_NO = frozenset({"no", "n", "none", "false", "na", "n a", "nein", "non", "nee", "nie", "nao", "0"})


def _blank(column: TellingColumn, block: Block, reading: Reading, options: ReadOptions) -> Meaning | None:
    """What an empty cell says: that somebody did not come, where others are said to have come."""
    said = set(column.meanings.values())
    if "" in options.values:
        return options.values[""]
    if column.kind in {"missed", "remark"}:
        return None
    if said & {"came", "meant"} or not said:
        return "absent"
    empty = next(
        (row for row in block.filled() if not block.table.text(row, column.column) and _names_somebody(block, row)),
        None,
    )
    if empty is not None:
        reading.ask(
            "says who did not come, and is empty here",
            block.place(empty, column.column),
            Choice("an empty cell is of somebody who came", "--value", "=came"),
            Choice("of somebody who did not", "--value", "=absent"),
        )
    return None


def _names_somebody(block: Block, row: int) -> bool:
    name = headings.name(block.table, row, block.columns)
    return bool(name.strip()) and not asides.is_total(name) and not vocabulary.line(name)


def _read_remarks(
    column: TellingColumn, block: Block, texts: Mapping[str, int], reading: Reading, options: ReadOptions
) -> bool:
    doubtful = set()
    for text, row in texts.items():
        said = options.values.get(folded(text))
        remark = vocabulary.remark(text)
        if said:
            column.meanings[text] = said
        elif remark == "absent":
            column.meanings[text] = "absent"
        elif remark == "doubtful":
            doubtful.add(text)
            _ask_value(text, block, row, column.column, reading)
    column.doubtful = frozenset(doubtful)
    return bool(column.meanings or doubtful)


def _ask_value(text: str, block: Block, row: int, column: int, reading: Reading) -> None:
    what = vocabulary.UNSAVED if text.startswith("=") else "does not say whether somebody came"
    reading.ask(
        f'"{short(text)}" {what}',
        block.place(row, column),
        Choice("they came", "--value", f"{text}=came"),
        Choice("they did not", "--value", f"{text}=absent"),
        Choice("no column says who came", "--column", "attended="),
    )


def _superfluous(column: TellingColumn, found: list[TellingColumn]) -> bool:
    """Whether another column says outright who came, so that a length of time only adds to it."""
    outright = any(other.kind in _OUTRIGHT for other in found if other is not column)
    if outright:
        column.blank = None
    return outright and not set(column.meanings.values()) & {"absent"}


def _require_a_decision(found: list[TellingColumn], block: Block, reading: Reading) -> None:
    """Ask where a block only says who meant to come."""
    said = {
        meaning for column in found if column.kind not in {"remark", "missed"} for meaning in column.meanings.values()
    }
    if "meant" not in said or "came" in said:
        return
    for column in found:
        meant = [text for text, meaning in column.meanings.items() if meaning == "meant"]
        if meant:
            reading.ask(
                f'column "{short(block.heading(column.column))}" says who meant to come, and nothing says who did',
                block.place(block.top, column.column),
                Choice(f'those with "{short(meant[0])}" came', "--value", f"{meant[0]}=came"),
                Choice("everybody here came, whatever it says", "--column", "attended="),
            )


def _ask_of_others(  # noqa: PLR0917, PLR0913
    block: Block,
    texts: Mapping[int, Mapping[str, int]],
    found: list[TellingColumn],
    kinds: Mapping[int, Telling],
    reading: Reading,
    options: ReadOptions,
) -> None:
    """Ask of columns that are not read although their cells look as if they said who came."""
    decided = any(column.kind in _OUTRIGHT | {"length"} for column in found) or "attended" in options.columns
    read = {*block.columns.values(), *block.groups, *kinds} - {block.columns.get("role", -1)}
    for column, cells in texts.items():
        if column in read or not cells or like_a_day(block.table.cell(block.top, column)):
            continue
        heading = block.heading(column)
        suspicious = _looks_telling(heading, cells, decided=decided)
        if suspicious and suspicious not in options.values and options.columns.get("attended") != "":
            text = next(cell for cell in cells if folded(cell) == suspicious)
            if folded(text) in options.values:
                continue
            reading.ask(
                f'"{short(text)}" may say whether somebody came, and the column is not read',
                block.place(cells[text], column),
                Choice("the column says who came", "--column", f"attended={heading}"),
                Choice("no column says who came", "--column", "attended="),
            )


def _looks_telling(heading: str, cells: Mapping[str, int], *, decided: bool) -> str:
    """The cell of an unread column that looks most as if it said who came; empty where none does."""
    plain = [cell for cell in cells if len(cell) < _LONGEST_WORD]
    if not decided and not heading.startswith("=") and all(cell.startswith("=") for cell in cells):
        return folded(next(iter(cells)))
    for cell in plain:
        if vocabulary.remark(cell) == "absent" or (vocabulary.meaning(cell) and not vocabulary.common(cell)):
            return folded(cell)
    for cell in cells:
        if vocabulary.remark(cell) == "doubtful" and len(cells) <= _FEW:
            return folded(cell)
    marks = len(plain) == len(cells) <= _FEW and all(vocabulary.meaning(cell) for cell in plain)
    if marks and not decided and not headings.about_something_else(heading):
        return folded(plain[0])
    return ""


_LONGEST_WORD = 60
_FEW = 30


class Decider:
    """Decides for each row of a block whether its people came."""

    def __init__(self, block: Block, reading: Reading, options: ReadOptions) -> None:
        self._block, self._reading = block, reading
        self._columns = telling_columns(block, reading, options)
        self.columns = [column.column for column in self._columns]

    def decide(self, row: int, section: Section) -> Verdict | None:
        """Whether those in a row came; nothing where it contradicts itself, which is noted.

        A word that they did not come counts before a tick that they did only where no column says outright who came:
        otherwise one of the two is wrong, and only the user knows which.
        """
        said = self._said(row)
        if section.meaning == "absent":
            said["absent"].insert(0, f'stands under "{short(section.words.strip(" :"))}"')
        came, absent = said["came"], said["absent"]
        if came and absent:
            self._contradicts(row, came[0], absent[0])
            return None
        if absent:
            return Verdict(came=False, reason=absent[0])
        if came:
            return CAME
        return Verdict(came=False, reason=said["meant"][0]) if said["meant"] else CAME

    def _said(self, row: int) -> defaultdict[str, list[str]]:
        said: defaultdict[str, list[str]] = defaultdict(list)
        for column in self._columns:
            text = self._block.table.text(row, column.column)
            meaning = column.meanings.get(text) if text else column.blank
            if meaning:
                heading = short(self._block.heading(column.column))
                words = f'"{heading}" says "{short(text)}"' if text else f'"{heading}" is empty'
                # That a cell is empty weighs less than what another column says.
                weighs = text or meaning != "absent"
                said[
                    "there" if column.kind == "length" and meaning == "came" else meaning if weighs else "empty"
                ].append(words)
        if said["empty"] and not said["came"]:
            said["absent"] += said["empty"]
        if said["there"] and not said["absent"]:
            said["came"] += said["there"]
        return said

    def _contradicts(self, row: int, came: str, absent: str) -> None:
        place = self._block.place(row, headings.naming(self._block.columns))
        cells = [self._block.table.text(row, column.column) for column in self._columns if column.kind == "remark"]
        remark = next((cell for cell in cells if cell), "")
        choices = [Choice("they came", "--value", f"{remark}=came")] if remark else []
        name = headings.name(self._block.table, row, self._block.columns)
        choices.append(Choice("they did not", "--leave-out", name.strip()))
        self._reading.ask(f"{came}, and {absent}", place, *choices)


def unread_days(block: Block, read: set[int]) -> Iterator[tuple[int, list[str]]]:
    """The columns that are not read and hold days, each with its days."""
    for column in range(len(block.table.rows[block.top])):
        heading = bare(block.heading(column))
        if column in read or not heading or "birth" in heading or heading == "dob":
            continue
        cells = [cell for row in block.rows if (cell := block.table.cell(row, column))]
        if cells and like_a_day(cells[0]) and sum(map(like_a_day, cells)) * 2 > len(cells):
            yield column, list(dict.fromkeys(str(cell).strip() for cell in cells))
