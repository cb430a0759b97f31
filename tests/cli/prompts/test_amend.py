import datetime as dt

import pytest

from coprod.cli.prompts.session import ask_changes
from tests.conftest import WHOLE, document


@pytest.mark.parametrize(
    ("lines", "changes"),
    [
        ([""], {}),
        (["2", "2026-01-13", "", "y"], {"date": dt.date(2026, 1, 13)}),
        (["title", "New", "", "y"], {"title": "New"}),
        (["3", "+2", "", "", "y"], {"also_present": {"community": 2, "professional": 0, "supporting": 0}}),
        (["community", "-C1", "", "", "y"], {"community": ["C2"]}),
        (["level", "b", ""], {}),
        (["title", "New", "", "b", "title", "Newer", "", "y"], {"title": "Newer"}),
        (["said", ""], {}),
        (["level", "3", "note", "n", "", "y"], {"level": "considered", "note": "n"}),
        (["99", "nothing", ""], {}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_any_field_is_asked_for_in_any_order(
    monkeypatch: pytest.MonkeyPatch, lines: list[str], changes: dict[str, object]
) -> None:
    answers = iter(lines)
    monkeypatch.setattr("coprod.cli.prompts.prompt._line", lambda _: next(answers))
    project = document(WHOLE).project
    [session] = project.sessions
    fields = ask_changes(session, project, dt.date(2026, 2, 2))
    was = {name: list(value) if isinstance(value, tuple) else value for name, value in dict(session).items()}
    was["also_present"] = {"community": 0, "professional": 0, "supporting": 0}
    assert {name: value for name, value in fields.items() if value != was[name]} == changes
    assert next(answers, None) is None
