"""`coprod readiness`: record answers to Shier's fifteen questions, and show them over time."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from coprod.cli import parse
from coprod.cli.call import Call
from coprod.cli.options import as_command, command, fields_from, option
from coprod.cli.terminal import look, print_note, print_text
from coprod.framework import SHIER_LEVELS
from coprod.model.kinds import READINESS
from coprod.words import visible

if TYPE_CHECKING:
    import datetime as dt

    from coprod.model import Project
    from coprod.store.change import Change


@command(
    "dry_run file today no_input",
    READINESS,
    moved=("^ show format answers", "shared_power by target date"),
)
def readiness(
    call: Call,
    show: bool = option("Show the answers over time, and record nothing."),
    format: str = option("How to show them: text or markdown.", "FORMAT", default="text"),
    answers: str | None = option("A TOML file with the keys of a [[readiness]] record.", "FILE"),
    **given: Any,
) -> None:
    """Ask Shier's fifteen questions and record the answers, or show them over time.

    At a terminal, it asks. Answers given by option or file are recorded without questions; what is left out of them is
    unknown. Nothing is ever added up. Where the project's affected groups name children (or young people, pupils,
    youths, teenagers, adolescents, minors), the floor of the UN Convention on the Rights of the Child is shown too.
    """
    from coprod.cli.records import validated_record
    from coprod.model import Readiness
    from coprod.store.change import add
    from coprod.store.read import load_answers

    typed = {field: value for field, value in fields_from(READINESS.rows, given, call.today).items() if value}
    if show:
        if typed or answers is not None or call.dry_run:
            raise parse.refused("--show", "shows what is recorded, and goes with --format alone")
        shown = parse.choice("--format", "format here", ("text", "markdown"))(format)
        print_text(_page(call.project(), shown, call.today))
        return
    filed = {}
    if answers is not None:
        filed = load_answers(Path(answers), Path(answers).as_posix(), call.today).model_dump(
            by_alias=True, exclude_unset=True
        )
    fields = {"date": call.today, **filed, **typed}
    asked = answers is None and typed.keys().isdisjoint(SHIER_LEVELS)
    if asked:
        if not call.asks:
            raise parse.refused(
                "--answers", "answer with --answers FILE, or with --listened yes,partly,no and the like for each level"
            )
        from coprod.cli.prompts.forms import ask_readiness

        # What is wrong with the file is told before anybody answers fifteen questions for nothing.
        call.project()
        ask_readiness(fields)
    record = validated_record(Readiness, fields)

    def recorded(change: "Change") -> str:
        page = _page(change.after.project, "text", record.date)
        return f"Recorded the answers of {record.date} in {call.target.shown}.\n\n{page}"

    def hand_back() -> None:
        # Nobody has to think of them again.
        given = {key: fields[key] for key in (*SHIER_LEVELS, "target", "by", "date") if fields.get(key)}
        again = as_command(READINESS, ["coprod", "readiness"], given)
        print_note(f"To give the same answers again, if they are not in the file:\n  {visible(again)}")

    on_failure = hand_back if asked else lambda: None
    call.apply(lambda document: add(document, record), recorded, on_failure=on_failure)


def _page(project: "Project", page: str, today: "dt.date") -> str:
    from coprod.assess.readiness import pathway
    from coprod.assess.record import attended, up_to
    from coprod.output import readiness as pages

    found = pathway(project, up_to(attended(project), today), today)
    if found is None:
        return "No answers are recorded yet; coprod readiness asks the fifteen questions.\n"
    if page == "markdown":
        return pages.markdown(project.project.name, found)
    return pages.text(project.project.name, found, look("never"))
