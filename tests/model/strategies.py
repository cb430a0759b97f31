"""Records as people might write them, for property tests: every field is drawn by the sort of its value."""

from typing import Any, get_args

from hypothesis import strategies as st

from coprod.framework import (
    LEVELS,
    MATTERS,
    PARTNER_LEVELS,
    PHASES,
    SHIER_LEVELS,
    SIDES,
    Account,
    Outcome,
    ReadinessAnswer,
    Recognition,
)
from coprod.model.kinds import KINDS
from coprod.model.records import MODELS, Readiness, Session
from coprod.model.rows import Row, Value
from coprod.model.types import Record

_ONE_LINE = st.characters(exclude_categories=["Cc", "Cs"])
LINES = st.text(_ONE_LINE | st.sampled_from("\n\r\t"), max_size=12)
WORDS = st.text(_ONE_LINE, min_size=1, max_size=12).filter(lambda text: text.strip() != "")
ID = st.from_regex(r"[A-Za-z0-9._-]{1,12}", fullmatch=True)

#: What a field can hold, by the sort of its value; the rules between the fields of a record are kept below.
VALUES: dict[Value, st.SearchStrategy[Any]] = {
    "account": st.sampled_from(get_args(Account)),
    "aim": st.sampled_from(list(SHIER_LEVELS)),
    "crowd": st.integers(0, 40) | st.just("some"),
    "count": st.integers(0, 40),
    "day": st.dates(),
    "fingerprint": st.from_regex(r"[0-9a-f]{12}", fullmatch=True),
    "group": WORDS,
    "groups": st.lists(WORDS, max_size=3, unique=True),
    "id": ID,
    "ids": st.lists(ID, min_size=1, max_size=3, unique=True),
    "labels": st.lists(WORDS, max_size=4, unique=True),
    "level": st.sampled_from(list(LEVELS)),
    "lines": LINES.filter(lambda text: text.strip() != ""),
    "matter": st.sampled_from(list(MATTERS)),
    "matters": st.dictionaries(st.sampled_from(list(MATTERS)), WORDS, max_size=3),
    "outcome": st.sampled_from(get_args(Outcome)),
    "phases": st.lists(st.sampled_from(list(PHASES)), min_size=1, max_size=4, unique=True),
    "recognition": st.sampled_from(get_args(Recognition))
    | st.lists(st.sampled_from([way for way in get_args(Recognition) if way != "none"]), min_size=1, unique=True),
    "replies": st.dictionaries(WORDS, WORDS, max_size=3),
    "settled": st.dictionaries(
        st.sampled_from(list(MATTERS)),
        WORDS | st.fixed_dictionaries({"what": WORDS}, optional={"level": st.sampled_from(list(LEVELS))}),
        max_size=3,
    ),
    "side": st.sampled_from(SIDES),
    "text": WORDS,
    "texts": st.lists(WORDS, max_size=3, unique=True),
    "three": st.tuples(*[st.sampled_from(get_args(ReadinessAnswer))] * 3),
    "yes": st.booleans(),
}

#: Sessions can hold texts that say nothing.
_SOMEBODY = st.lists(WORDS, min_size=1, max_size=4, unique=True)
_EMPTY = {"title": st.just(""), "note": LINES, "by": st.just("")}


def _field(row: Row) -> st.SearchStrategy[Any]:
    if row.choices:
        return st.sampled_from(row.choices)
    if row.value == "counts":
        return st.fixed_dictionaries({}, optional={part.in_file: _field(part) for part in row.parts})
    return VALUES[row.value] | _EMPTY.get(row.name, st.nothing())


def _fields(table: str) -> st.SearchStrategy[dict[str, Any]]:
    """The fields of a record; made once, since making a strategy takes longer than drawing from it."""
    model = MODELS[table]
    fields = {row.in_file: _field(row) for row in KINDS[table].rows if row.name != "id"}
    needed = {row.in_file for row in model.rows if model.model_fields[row.name].is_required()}
    return st.fixed_dictionaries(
        {key: value for key, value in fields.items() if key in needed},
        optional={key: value for key, value in fields.items() if key not in needed},
    )


@st.composite
def _record(draw: st.DrawFn, table: str, fields: st.SearchStrategy[dict[str, Any]]) -> Record:
    content = draw(fields)
    if table == "sessions" and not (content.get("community") or content.get("professional")):
        content["community"] = draw(_SOMEBODY)
    if table == "sessions" and content.get("community") and draw(st.booleans()):
        content["professional"] = list(dict.fromkeys([*content.get("professional", ()), content["community"][0]]))
    if table == "sessions":
        _mend_session(content)
    if table == "readings":
        _mend_reading(content, draw)
    return MODELS[table].model_validate(content)


def _mend_session(content: dict[str, Any]) -> None:
    """Keep whoever supports off the sides, and power out of a survey."""
    sides = {*content.get("community", ()), *content.get("professional", ())}
    content["supporting"] = [label for label in content.get("supporting", ()) if label not in sides]
    if content.get("kind") == "survey":
        content["kind"] = "ballot" if _has_power(content) else "survey"


def _has_power(content: dict[str, Any]) -> bool:
    own = {
        settled["level"]
        for settled in content.get("settled", {}).values()
        if isinstance(settled, dict) and "level" in settled
    }
    return not PARTNER_LEVELS.isdisjoint({content.get("level"), *own})


def _mend_reading(content: dict[str, Any], draw: st.DrawFn) -> None:
    """Make the counts and the words of a reading fit what it says."""
    if content["said"] == "not-taken-up":
        content |= {"readers": 0, "were_there": 0}
    elif "readers" in content:
        content["readers"] += 1
        content["were_there"] = draw(st.integers(0, content["readers"]))
    if content["said"] == "differs":
        content.setdefault("words", draw(VALUES["lines"]))
    gone = () if content["said"] in {"agree", "cannot-say"} else ("settles",)
    for name in ("level", "words", "share", "settles") if content["said"] == "withdrawn" else gone:
        content.pop(name, None)
    if content["said"] == "withdrawn" and content.get("readers") == 0:
        content["readers"] = 1


#: A strategy for the records of each table.
STRATEGIES: dict[str, st.SearchStrategy[Any]] = {table: _record(table, _fields(table)) for table in KINDS}


def sessions() -> st.SearchStrategy[Session]:
    """Sessions that at least one person came to; somebody may have come in both capacities."""
    return STRATEGIES["sessions"]


def readiness() -> st.SearchStrategy[Readiness]:
    """Answers to Shier's fifteen questions."""
    return STRATEGIES["readiness"]


def any_record() -> st.SearchStrategy[Record]:
    """A record of any kind."""
    return st.one_of(list(STRATEGIES.values()))
