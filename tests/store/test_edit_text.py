import datetime as dt
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from coprod.errors import Unusable
from coprod.model import Session, toml
from coprod.model.kinds import KINDS, records
from coprod.model.records import MODELS
from coprod.model.types import Record
from coprod.store.change import newline, removed, replaced
from coprod.store.positions import Walk
from coprod.store.read import Document, parse, text_of
from tests.conftest import document
from tests.model.strategies import STRATEGIES

ABOUT = '[project]\nname = "Test"  # the name\n'


@st.composite
def styles(draw: st.DrawFn) -> dict[str, Any]:
    """How somebody writes a file by hand."""
    return {
        "end": draw(st.sampled_from(["\n", "\r\n"])),
        "mark": draw(st.sampled_from(["", "\ufeff"])),
        "indent": draw(st.sampled_from(["", "  ", "\t"])),
        "equals": draw(st.sampled_from([" = ", "=", "   =\t"])),
        "comment": draw(st.sampled_from(["", '  # said [[so]] = "x"', " #"])),
        "array": draw(st.sampled_from(["line", "lines", "open", "leading"])),
        "table": draw(st.sampled_from(["inline", "dotted", "header"])),
        "ids": draw(st.booleans()),
        "last": draw(st.booleans()),
        "inline": draw(st.integers(0, 5)) == 0,
    }


def written_value(value: Any, style: dict[str, Any]) -> str:
    if not isinstance(value, list | tuple) or not value or style["array"] == "line":
        return toml.value(value)
    items = [toml.value(item) for item in value]
    if style["array"] == "leading":
        return "[ " + "\n, ".join(items) + "\n]"
    inner = ",  # an item\n    ".join(items)
    return f"[\n    # the first\n    {inner}{',' if style['array'] == 'open' else ''} # the last\n]"


def written(table: str, record: Record, style: dict[str, Any]) -> str:
    fields = record.model_dump(exclude_defaults=True, by_alias=True)
    if not style["ids"]:
        fields.pop("id", None)
    lines, below = [f"# about this {table}", f"[[{table}]]{style['comment']}"], []
    for key, value in fields.items():
        if isinstance(value, dict) and style["table"] == "dotted":
            lines += [
                f"{key}.{toml.key_of(name)}{style['equals']}{toml.value(one)}{style['comment']}"
                for name, one in value.items()
            ]
        elif isinstance(value, dict) and style["table"] == "header":
            below += ["", f"[{table}.{key}]{style['comment']}", *toml.pairs(value)]
        else:
            lines.append(f"{key}{style['equals']}{written_value(value, style)}{style['comment']}")
    return "\n".join(f"{style['indent']}{line}" for line in [*lines, *below, "# below"])


@st.composite
def files(draw: st.DrawFn) -> tuple[Document, str]:
    """A file of several records as somebody might write it, and one of its tables."""
    style = draw(styles())
    tables = draw(st.lists(st.sampled_from(list(KINDS)), min_size=1, max_size=4))
    drawn = [(table, draw(STRATEGIES[table])) for table in tables]
    if style["inline"]:
        table = tables[0]
        items = [record.model_dump(exclude_defaults=True, by_alias=True) for name, record in drawn if name == table]
        gap = draw(st.sampled_from([", ", ",\n  ", ",  # one more\n\t"]))
        text = f"# all\n{table} = [{gap.join(map(toml.value, items))}] # here\n{ABOUT}"
    else:
        text = ABOUT + "\n" + "\n\n".join(written(table, record, style) for table, record in drawn)
    text = text.replace("\r", " ") + ("" if style["last"] else "\n\n# the end\n")
    # Two that are alike have the same id.
    names = [dict(record)["id"] for _, record in drawn if "id" in dict(record)]
    assume(len(set(names)) == len(names))
    return parse((style["mark"] + text.replace("\n", style["end"])).encode(), "a.toml"), tables[0]


def around(document: Document, table: str, position: int) -> tuple[str, str]:
    """The text before a record and the text behind it."""
    text = text_of(document.data, document.file)
    found = Walk(text)
    span = found.spans.get((table, position))
    if span:
        return text[: span.begin], text[span.end :]
    own = [one for one in found.statements if one.path[:2] == (table, position)]
    return text[: own[0].begin], text[own[-1].end :]


def fields(document: Document, table: str, position: int) -> dict[object, str]:
    """The text of each pair of a record, with all that stands around it on its line."""
    text = text_of(document.data, document.file)
    found = Walk(text)
    if (table, position) in found.spans:
        return {path: text[span.begin : span.end] for path, span in found.spans.items() if len(path) == 3}
    own = [one for one in found.statements if one.path[:2] == (table, position)]
    return {one.path[2:]: text[one.begin : one.end].rstrip("\r\n") for one in own}


@given(files(), st.data())
def test_a_record_changes_in_place_and_nothing_else_does(file: tuple[Document, str], data: st.DataObject) -> None:
    before, table = file
    there = records(before.project, table)
    position = data.draw(st.integers(0, len(there) - 1))
    old, wanted, other = there[position], there[position], data.draw(STRATEGIES[table])
    names = data.draw(st.lists(st.sampled_from(list(MODELS[table].model_fields)), unique=True, min_size=1))
    update = {name: getattr(other, name) for name in names if name != "id"}
    with suppress(ValueError):
        wanted = MODELS[table].model_validate(dict(old) | update)
    change = replaced(before, {(table, position): wanted})
    again = parse(change.after.data, "a.toml")
    assert again.project == change.after.project
    assert records(again.project, table)[position] == wanted
    expected = before.project.model_copy(update={table: (*there[:position], wanted, *there[position + 1 :])})
    assert again.project == expected
    assert around(again, table, position) == around(before, table, position)
    same = {name for name in MODELS[table].model_fields if getattr(old, name) == getattr(wanted, name)}
    now = fields(again, table, position)
    for path, text in fields(before, table, position).items():
        if not path or (isinstance(path, tuple) and path[0] in same):
            assert now[path] == text
    assert again.data.startswith(b"\xef\xbb\xbf") == before.data.startswith(b"\xef\xbb\xbf")
    assert newline(again.data) == newline(before.data)
    if newline(before.data) == b"\r\n":
        assert again.data.count(b"\n") == again.data.count(b"\r\n")
    if wanted == old:
        assert again.data == before.data or "id" not in before.content[table][position]


@given(files(), st.data())
def test_a_record_is_taken_out_and_nothing_else_changes(file: tuple[Document, str], data: st.DataObject) -> None:
    before, table = file
    there = records(before.project, table)
    position = data.draw(st.integers(0, len(there) - 1))
    after = removed(before, [(table, position)]).after
    expected = before.project.model_copy(update={table: (*there[:position], *there[position + 1 :])})
    assert parse(after.data, "a.toml").project == expected
    above, below = around(before, table, position)
    text = text_of(after.data, "a.toml")
    if (table, position) in Walk(text_of(before.data, "a.toml")).spans:
        items = [before.content[table][:position], before.content[table][position + 1 :]]
        assert after.content[table] == items[0] + items[1]
        return
    assert text.endswith(below)
    left = text.removesuffix(below)
    assert above.startswith(left)
    assert all(line.lstrip().startswith("#") or not line.strip() for line in above[len(left) :].split("\n"))


SESSION = """\
# about the first
[[sessions]]  # one
date = 2026-01-12
phase = "co-design" # the phase
community = ["A",   "B", 'C']   # who came
# professionals
professional = [
  "P",  # the first
  # the second is new
  "Q", # the second
]
settled = { ideas = "x",  problem = 'y' } # agreed
id = "s1"   # the id
# below

[[said]]
date = 2026-01-12
text = "keep"
"""


def changed(**update: Any) -> str:
    before = document(SESSION)
    [session] = before.project.sessions
    wanted = Session.model_validate(dict(session) | update)
    return replaced(before, {("sessions", 0): wanted}).after.data.decode().partition('"Test"\n')[2]


@pytest.mark.parametrize(
    ("update", "old", "new"),
    [
        ({"community": ("A", "C")}, "[\"A\",   \"B\", 'C']", "[\"A\",   'C']"),
        ({"community": ("A", "B")}, "[\"A\",   \"B\", 'C']", '["A",   "B"]'),
        ({"community": ("A", "B", "C", "D")}, "'C']", "'C', \"D\"]"),
        ({"community": ("Z", "A", "B", "C")}, '["A"', '["Z", "A"'),
        ({"professional": ("P",)}, '  # the second is new\n  "Q", # the second\n', "  # the second is new\n"),
        ({"professional": ("P", "Q", "R")}, '"Q", # the second\n', '"Q", # the second\n  "R",\n'),
        ({"professional": ("Q",)}, '  "P",  # the first\n', ""),
        ({"professional": ("R", "Q")}, '"P",  # the', '"R",  # the'),
        ({"settled": {"ideas": "x"}}, "{ ideas = \"x\",  problem = 'y' }", '{ ideas = "x" }'),
        ({"settled": {"problem": "y"}}, "{ ideas = \"x\",  problem = 'y' }", "{ problem = 'y' }"),
        ({"settled": {"ideas": "x", "roles": "z"}}, "  problem = 'y' }", ' roles = "z" }'),
        ({"settled": {}}, "settled = { ideas = \"x\",  problem = 'y' } # agreed\n", ""),
        ({"title": "t"}, '"co-design" # the phase\n', '"co-design" # the phase\ntitle = "t"\n'),
        ({"note": "n"}, "# agreed\n", '# agreed\nnote = "n"\n'),
        ({"phase": ("co-design", "co-delivery")}, '"co-design" #', '["co-design", "co-delivery"] #'),
        ({"date": dt.date(2026, 1, 13)}, "date = 2026-01-12\nphase", "date = 2026-01-13\nphase"),
    ],
)  # fmt: skip
def test_what_is_changed_is_changed_where_it_stands(update: dict[str, Any], old: str, new: str) -> None:
    assert SESSION.count(old) == 1
    assert changed(**update) == SESSION.replace(old, new)


def test_what_is_not_changed_is_not_touched() -> None:
    assert changed() == SESSION


@pytest.mark.parametrize(
    ("text", "update", "wanted"),
    [
        (
            ('sessions = [{date=2026-01-01,phase="co-design",community=["A"],id="x"}, {date=2026-01-02, '
            'phase="co-design",community=["A"],id="y"}] # all\n'),
            {"title": "t", "community": ("B",)},
            ('sessions = [{date=2026-01-01,phase="co-design", title = "t",community=["B"],id="x"}, {date=2026-01-02, '
            'phase="co-design",community=["A"],id="y"}] # all\n'),
        ),
        (
            ('[[sessions]]\ndate = 2026-01-01\nphase = "co-design"\ncommunity = ["A"]\nid = "x"\n\n[sessions.settled]\n'
            '"ideas" = "i" # why\n'),
            {"settled": {"ideas": "j", "roles": "r"}, "title": "t"},
            ('[[sessions]]\ndate = 2026-01-01\nphase = "co-design"\ntitle = "t"\ncommunity = ["A"]\nid = "x"\n\n'
            '[sessions.settled]\n"ideas" = "j" # why\nroles = "r"\n'),
        ),
        (
            ('[[sessions]]\ndate = 2026-01-01\nphase = "co-design"\ncommunity = ["A"]\n'
            'settled . ideas = "i"\nid = "x"'),
            {"settled": {"ideas": "i", "roles": "r"}},
            ('[[sessions]]\ndate = 2026-01-01\nphase = "co-design"\ncommunity = ["A"]\n'
            'settled . ideas = "i"\nsettled.roles = "r"\nid = "x"'),
        ),
        (
            ('[[sessions]]\ndate = 2026-01-01\nphase = "co-design"\ncommunity = ["A"]\n[sessions.settled]\n# c\n'
            'ideas = "i"'),
            {"settled": {}, "id": "x"},
            '[[sessions]]\ndate = 2026-01-01\nphase = "co-design"\ncommunity = ["A"]\nid = "x"\n',
        ),
    ],
    ids=["inline", "sub-table", "dotted keys", "a table that goes"],
)  # fmt: skip
def test_every_notation_is_kept(text: str, update: dict[str, Any], wanted: str) -> None:
    about = '[project]\nname = "x"\n'
    inline = text.startswith("sessions")
    before = parse((text + about if inline else about + text).encode(), "a.toml")
    session = Session.model_validate(dict(before.project.sessions[0]) | update)
    after = replaced(before, {("sessions", 0): session}).after.data.decode()
    assert after == (wanted + about if inline else about + wanted)


def test_an_id_that_followed_from_the_content_is_written_down() -> None:
    before = document(SESSION.replace('id = "s1"   # the id\n', ""))
    [session] = before.project.sessions
    after = replaced(before, {("sessions", 0): session.model_copy(update={"title": "t"})}).after
    assert after.project.sessions[0].id == session.id
    assert f'# agreed\nid = "{session.id}"\n'.encode() in after.data


def test_a_record_goes_with_the_comments_right_above_it() -> None:
    text = SESSION + "\n# the chapter\n\n# about the second\n" + SESSION.partition("\n")[2].replace("s1", "s2")
    before = document(text.replace('text = "keep"\n\n', 'text = "other"\n\n', 1))
    after = removed(before, [("sessions", 1)]).after.data.decode()
    assert after.endswith('text = "other"\n\n# the chapter\n# below\n\n[[said]]\ndate = 2026-01-12\ntext = "keep"\n')


def test_the_last_record_of_a_table_leaves_no_table() -> None:
    after = removed(document(SESSION), [("said", 0), ("sessions", 0)]).after
    assert after.content == {"project": {"name": "Test"}}


@pytest.mark.parametrize(
    ("old", "people", "new"),
    [
        ('[people]\nC1 = "A" # a\n', {"C1": "B"}, '[people]\nC1 = "B" # a\n'),
        ('[people]\nC1 = "A" # a\n', {"C1": "A", "C2": "B"}, '[people]\nC1 = "A" # a\nC2 = "B"\n'),
        ('[people]\nC1   = "A" # a\n', {"C 9": "A"}, '[people]\n"C 9"   = "A" # a\n'),
        ('[people]\n"a\\u0062" = "A"\nC2 = "x"', {"C2": "x"}, '[people]\nC2 = "x"'),
        ('people.C1 = "A"\n', {"C2": "A"}, 'people.C2 = "A"\n'),
        ("[check]\nfeedback_days = 3", {"C1": "A"}, '[check]\nfeedback_days = 3\n\n[people]\nC1 = "A"\n'),
        ('people = { C1 = "A", C2="B" }\n', {"C2": "B"}, 'people = { C2="B" }\n'),
    ],
)  # fmt: skip
def test_other_tables_change_in_place_too(old: str, people: dict[str, str], new: str) -> None:
    about = '[project]\nname = "x"\n'
    below = old.startswith("[")
    before = parse((about + old if below else old + about).encode(), "a.toml")
    after = replaced(before, {}, {"people": people}).after.data.decode()
    assert after == (about + new if below else new + about)


def test_a_text_that_cannot_be_changed_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coprod.store.edit_text.Splices.put", lambda *_: None)
    with pytest.raises(Unusable) as caught:
        changed(date=dt.date(2026, 1, 13))
    assert caught.value.problems[0].message.endswith("change it with coprod edit")
