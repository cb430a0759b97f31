"""A row for each field of each kind of record: all that is ever done with the field follows from its columns.

`kinds` holds the rows: `KINDS` by table, for the arrays of tables in a file, and `TABLES`, with `PROJECT` and `CHECK`.
Neither module imports pydantic or typer, so that `--help` stays quick. A class in `records` whose fields differ from
its rows refuses to exist: a new field is a type there and a row in `kinds`, a new kind a class there and a `Kind`.

`kinds.texts` yields every string of a project with its row and its place, for whatever looks through them.
"""

from typing import Any, Literal, NamedTuple

#: The sorts of value. From it follow how an option and a prompt read a field and how a cell of CSV holds it.
Value = Literal[
    "account",  # what readers say of a session
    "aim",  # one of Shier's levels
    "array",  # an array of tables
    "choice",  # one of the words in `choices`
    "count",  # a whole number from 0
    "counts",  # a table of counts, with `parts`
    "crowd",  # a count of people, or "some" if nobody knows how many
    "day",
    "fingerprint",
    "group",  # one of the affected groups
    "groups",
    "id",  # the id of a record
    "ids",
    "labels",  # ids or names of people
    "level",
    "lines",  # text of several lines
    "matter",  # one of the sixteen matters
    "matters",  # a table of matters, each with a text
    "names",  # the table of people
    "outcome",
    "phases",
    "recognition",  # a way in which time is recognised, or several
    "replies",  # a table of groups, each with what it said
    "settled",  # a table of matters, each with what was settled and perhaps a level of its own
    "share",  # a number from 0 to 1
    "side",
    "table",
    "text",  # text of one line
    "texts",  # a list of texts of one line
    "three",  # answers to opening, opportunity and obligation
    "yes",  # true or false
]


class Option(NamedTuple):
    """An option or an argument that writes a field."""

    flags: str  # such as `--community -c` or `--alone/--not-alone`; of an argument, its metavar
    help: str = ""  # its help, or empty if it is that of the row
    metavar: str = ""  # the name of its value in the help, or empty if it is the usual one of its sort of value
    commands: tuple[str, ...] = ()  # the commands that have it, or empty if all commands of the kind have it
    part: str = ""  # the outcome that comes with the text, for an option that writes two fields
    removes: bool = False  # whether it takes entries out

    @property
    def is_argument(self) -> bool:
        """Whether it is an argument."""
        return not self.flags.startswith("-")


class Row(NamedTuple):
    """One field of a kind."""

    name: str  # the name of the field in its class
    value: Value  # the sort of its value
    help: str  # one sentence, for the JSON Schema, `docs/file.md` and options without a help of their own
    options: tuple[Option, ...] = ()  # the options that write it
    #: What `amend` does to what was there: replaces it, adds to it, or replaces by key.
    amend: Literal["replace", "add", "by key"] = "replace"
    above: str = ""  # what stands above the question at a terminal
    ask: str = ""  # the question at a terminal; empty if nobody is asked, or a command asks in a way of its own
    review: str = ""  # its name in a review of the answers; `{key}` is the key in a table
    column: str = ""  # its heading in CSV, out and in
    fact: str = ""  # its heading on page and screen; empty if the part words it
    #: Its name in the list of texts to read before a page is shared; `{date}` and `{key}` are filled in.
    listed: str = ""
    #: Who may see it: everybody, the team, or nobody, since it serves the record alone.
    audience: Literal["shared", "team", "never"] = "shared"
    #: Whether people write it as they like: it may hold a name, for which `forget` and CP904 look through it.
    free: bool = False
    address: bool = False  # whether it is meant to hold an address
    #: Whose ids it holds: `sessions`, `readings`, `answerable` (sayings and readings), or `affected` for groups.
    #: Unknown ones are told, and those that `amend --delete` takes away.
    refers_to: Literal["", "sessions", "readings", "answerable", "affected"] = ""
    hashed: bool = False  # whether it is part of its record's fingerprint
    choices: tuple[str, ...] = ()  # the words of a choice
    parts: tuple["Row", ...] = ()  # the fields of the table that it holds
    key: str = ""  # its key in a file, if that is not `name`

    @property
    def in_file(self) -> str:
        """Its key in a file."""
        return self.key or self.name


class Kind(NamedTuple):
    """One kind of record."""

    table: str  # its table in a file, such as `sessions`
    help: str  # one sentence; the JSON Schema describes the table in these words
    noun: str  # a record in the middle of a message
    subject: str = ""  # a record at the beginning of a message; empty if the field is named there
    letter: str | None = None  # the letter before the digits of its ids, or None if it has no ids
    known_by: tuple[str, ...] = ()  # the fields by which records of two versions of a file are matched
    voice: bool = False  # whether it holds what the community said or what it was told, which may not go missing
    commands: tuple[str, ...] = ()  # the commands that record and amend it
    rows: tuple[Row, ...] = ()  # its fields, in the order of the file

    def row(self, name: str) -> Row:
        """The row of a field."""
        return next(row for row in self.rows if row.name == name)

    def key_of(self, record: object) -> tuple[Any, ...]:
        """The values by which a record is matched; without ids, several records can have the same."""
        return tuple(getattr(record, name) for name in self.known_by)
