"""A record of every kind, made from the rows: a new field or kind stands in each of these projects by itself."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from coprod.framework import MATTERS
from coprod.model.kinds import ANSWERS, KINDS, PROJECT, SESSIONS
from coprod.model.records import MODELS
from coprod.model.rows import Kind, Row, Value
from coprod.model.toml import pairs

Written = dict[str, Any]

#: Something that a field can hold, by the sort of its value, but for what people write as they like.
_SOMETHING: dict[Value, Any] = {
    "account": "differs",
    "aim": "deciding",
    "count": 2,
    "counts": {"community": 3},
    "day": dt.date(2026, 2, 1),
    "fingerprint": "9f3a1c77b0d2",
    "level": "deciding",
    "matter": "ideas",
    "outcome": "open",
    "phases": ["co-design", "co-delivery"],
    "recognition": ["voucher"],
    "side": "community",
    "three": ["yes", "no", "unknown"],
    "yes": True,
}
#: The records that others refer to.
_IDS = {"sessions": "one", "said": "tap", "readings": "reading"}
_REFERRED = {"sessions": "one", "readings": "reading", "answerable": "tap"}

#: What the rules between fields ask for beside what a record must have, or what shows that it is there.
_BESIDE: dict[str, Written] = {
    "sessions": {"date": dt.date(2026, 1, 5), "level": "deciding", "community": [*"ABCDEF"]},
    "said": {"date": dt.date(2026, 1, 5), "session": "one"},
    "readings": {"level": "listened", "share": True},
    "waivers": {"rule": "CP104", "until": dt.date(2027, 1, 1)},
    "readiness": {"listened": ["yes", "no", "no"]},
}
#: Fields that do not stand beside others, or that say that what is recorded has not happened.
_APART = {"project": {"language"}, "sessions": {"planned", "supporting", "feeds_back"}, "readings": {"settles"}}


def holding(row: Row, text: str) -> Any:
    """What a field holds that holds a text."""
    match row.value:
        case "groups" | "texts" | "labels":
            return [text]
        case "matters" | "settled":
            return {next(iter(MATTERS)): text}
        case "replies":
            return {"tenants": text}
        case _:
            return text


def _something(row: Row, text: str, mark: str) -> Any:
    if row.refers_to in _REFERRED:
        name = f"{_REFERRED[row.refers_to]}{mark}"
        return [name] if row.value == "ids" else name
    if row.choices:
        return row.choices[0]
    return _SOMETHING[row.value] if row.value in _SOMETHING else holding(row, text)


def _record(kind: Kind, rows: Iterator[Row], text: str, mark: str = "") -> Written:
    named = {} if kind.letter is None else {"id": f"{_IDS.get(kind.table, kind.table)}{mark}"}
    said = {row.in_file: _something(row, text, mark) for row in rows if row.value != "id" or row.refers_to}
    return said | named


def least(kind: Kind) -> Written:
    """A record that says no more than it must, and is shown."""
    fields = MODELS[kind.table].model_fields
    needed = (row for row in kind.rows if fields[row.name].is_required())
    return _record(kind, needed, "A text") | _BESIDE.get(kind.table, {})


def full(kind: Kind, text: str, mark: str = "") -> Written:
    """A record that says something in every field, and the text in each that people write as they like.

    The mark ends its id, and those of what it refers to.
    """
    every = (row for row in kind.rows if row.name not in _APART.get(kind.table, ()))
    return _record(kind, every, text, mark)


def everywhere(*texts: str) -> str:
    """The file of a project with a record of every kind for each text, which stands in every field that takes one."""
    labels = [text if text.strip() else f"x{text}" for text in texts]
    records = {"project": full(PROJECT, labels[0]), "people": {f"{label}4": label for label in labels}}
    blocks = ["\n".join([f"[{table}]", *pairs(content)]) for table, content in records.items()]
    for number, (text, label) in enumerate(zip(texts, labels, strict=True)):
        mark = str(number or "")
        for kind in KINDS.values():
            record = full(kind, label, mark)
            if kind is SESSIONS:
                record |= {"date": dt.date(2026, 1, 1) + dt.timedelta(number), "title": text, "note": text}
                record |= {"community": [label, f"{label}2"], "professional": [f"{label}3"], "level": "listened"}
                record |= {"asked": {f"{label}2": label}, "settled": {"ideas": label, "problem": label}}
            blocks.append("\n".join([f"[[{kind.table}]]", *pairs(record)]))
            if kind is ANSWERS:
                declined = record | {"to": f"reading{mark}", "outcome": "declined"}
                blocks.append("\n".join(["[[answers]]", *pairs(declined)]))
    return "\n\n".join(blocks) + "\n"


def with_text(kind: Kind, row: Row, text: str) -> Written:
    """A project with the least record of every kind, and a text in one field."""
    content: Written = {"project": {"name": "Garden", "ended": dt.date(2026, 2, 20)}}
    content |= {table: [least(one)] for table, one in KINDS.items()}
    record = content["project"] if kind is PROJECT else content[kind.table][0]
    if row.name == "evidence":
        text = f"https://example.org {text}"
    record[row.in_file] = holding(row, text)
    return content
