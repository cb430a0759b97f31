"""The questions about a new project, for `coprod init`."""

from collections.abc import Callable, Mapping
from typing import Any

from coprod.cli.ask import prompt
from coprod.cli.ask.afterwards import recognition
from coprod.cli.ask.interview import Fields, Question, interview
from coprod.cli.ask.prompt import Keys
from coprod.cli.terminal import remark
from coprod.visible import visible


def ask_project(fields: Fields, file: str) -> None:
    """Ask for what a project still lacks, until the person wants it recorded.

    Args:
        fields: what is known of it, by the names of its fields; the answers are filled in.
        file: the file that is to be written, as the user named it.

    Raises:
        typer.Abort: where the person leaves, or wants nothing recorded.
    """
    remark("b goes back a question; nothing is written before you say so at the end.\n")
    texts = {
        "purpose": "What is it for, in a sentence?",
        "lead": "Which organisation leads it?",
        "contact": "Whom can people ask: an address or a number for a page that is shared?",
    }
    questions = [
        Question("name", _ask_name),
        Question("affected", _ask_affected, optional=True),
        *(Question(name, _asking_for_text(name, question), optional=True) for name, question in texts.items()),
        Question("recognition", _ask_recognition, optional=True),
    ]
    interview(questions, fields, _review, f"Start it in {visible(file)}?")


def _ask_name(fields: Fields, keys: Keys) -> None:
    fields["name"] = prompt.until_read("What is the project called", str, fields.get("name"), keys)


def _ask_affected(fields: Fields, keys: Keys) -> None:
    remark("\nWhich groups does it affect most? With commas between them, as in tenants, young people")
    now = ", ".join(fields.get("affected") or ()) or None
    answer = prompt.text("Groups", now, keys)
    fields["affected"] = list(dict.fromkeys(word.strip() for word in (answer or "").split(",") if word.strip()))


def _asking_for_text(name: str, question: str) -> Callable[[Fields, Keys], None]:
    def ask(fields: Fields, keys: Keys) -> None:
        remark(f"\n{question}")
        fields[name] = prompt.text(name.capitalize(), fields.get(name), keys)

    return ask


def _ask_recognition(fields: Fields, keys: Keys) -> None:
    question = "\nHow is community partners' time recognised, as a rule?"
    fields["recognition"] = recognition(question, fields.get("recognition"), keys)


def _review(fields: Mapping[str, Any]) -> str:
    shown = {
        name: ", ".join(value) if isinstance(value, list) else str(value) for name, value in fields.items() if value
    }
    return "\n".join(["", *(f"  {name}: {visible(value)}" for name, value in shown.items()), ""])
