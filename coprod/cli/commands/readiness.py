"""`coprod readiness`: record answers to Shier's fifteen questions, and show them over time."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from coprod.cli import exits, parse
from coprod.cli.options import DryRun, File, NoInput, Today
from coprod.cli.terminal import look, may_ask, print_note, print_text
from coprod.framework import LEVELS
from coprod.words import visible

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from coprod.cli.target import Target
    from coprod.model import Project
    from coprod.store.change import Change


def readiness(
    show: Annotated[bool, typer.Option("--show", help="Show the answers over time, and record nothing.")] = False,
    format: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="How to show them: text or markdown.")
    ] = "text",
    answers: Annotated[
        str | None,
        typer.Option("--answers", metavar="FILE", help="A TOML file with the keys of a [[readiness]] record."),
    ] = None,
    listened: Annotated[
        str | None,
        typer.Option(
            "--listened",
            metavar="A,B,C",
            help="Opening, opportunity and obligation at this level: yes, partly, no or unknown each.",
        ),
    ] = None,
    supported: Annotated[str | None, typer.Option("--supported", metavar="A,B,C", help="The same, level 2.")] = None,
    considered: Annotated[str | None, typer.Option("--considered", metavar="A,B,C", help="The same, level 3.")] = None,
    deciding: Annotated[str | None, typer.Option("--deciding", metavar="A,B,C", help="The same, level 4.")] = None,
    shared_power: Annotated[
        str | None, typer.Option("--shared-power", metavar="A,B,C", help="The same, level 5.")
    ] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="TEXT", help="Who answers; a role is enough.")] = None,
    target: Annotated[
        str | None,
        typer.Option(
            "--target", metavar="LEVEL", help="The level aimed for, by name or number; need not be the fifth."
        ),
    ] = None,
    date: Annotated[
        str | None, typer.Option("--date", metavar="DATE", help="The day of the answers; left out, today.")
    ] = None,
    dry_run: DryRun = False,
    file: File = None,
    today: Today = None,
    no_input: NoInput = False,
) -> int:
    """Ask Shier's fifteen questions and record the answers, or show them over time.

    At a terminal, it asks. Answers given by option or file are recorded without questions; what is left out of them is
    unknown. Nothing is ever added up. Where the project's affected groups name children (or young people, pupils,
    youths, teenagers, adolescents, minors), the floor of the UN Convention on the Rights of the Child is shown too.
    """
    from coprod.cli.target import find

    project_file = find(file)
    on = parse.today(today)
    levels = dict(zip(LEVELS, (listened, supported, considered, deciding, shared_power), strict=True))
    answered = {level: parse.answers(words, f"--{level}") for level, words in levels.items() if words is not None}
    about: dict[str, Any] = {
        "date": parse.day(date, on) if date is not None else None,
        "by": by,
        "target": parse.level(target, "--target") if target is not None else None,
    }
    typed = {field: value for field, value in (about | answered).items() if value}
    if show:
        if typed or answers is not None or dry_run:
            raise typer.BadParameter("shows what is recorded, and goes with --format alone", param_hint="--show")
        print_text(_page(project_file.load().project, parse.page_format(format), parse.today(today)))
        return exits.DONE
    if answers is not None or answered:
        fields = {"date": on, **(_from_file(answers, on) if answers is not None else {}), **typed}
        _record(project_file, fields, lambda: None, dry_run=dry_run)
        return exits.DONE
    if not may_ask(no_input=no_input):
        raise typer.BadParameter(
            "answer with --answers FILE, or with --listened yes,partly,no and the like for each level",
            param_hint="--answers",
        )
    from coprod.cli.prompts.forms import ask_readiness

    # What is wrong with the file is told before anybody answers fifteen questions for nothing.
    project_file.load()
    fields = {"date": on, **typed}
    ask_readiness(fields)
    _record(project_file, fields, lambda: _hand_back(fields), dry_run=dry_run)
    return exits.DONE


def _from_file(file: str, today: "dt.date") -> dict[str, Any]:
    from pathlib import Path

    from coprod.store.read import load_answers

    return load_answers(Path(file), Path(file).as_posix(), today).model_dump(by_alias=True, exclude_unset=True)


def _hand_back(fields: dict[str, Any]) -> None:
    """Show answers as a command, where recording them went wrong, so that nobody has to think of them again."""
    import shlex

    words = ["coprod", "readiness"]
    for key in (*LEVELS, "target", "by", "date"):
        if fields.get(key):
            words += [f"--{key}", ",".join(fields[key]) if key in LEVELS else str(fields[key])]
    print_note(f"To give the same answers again, if they are not in the file:\n  {visible(shlex.join(words))}")


def _record(target: "Target", fields: dict[str, Any], on_failure: "Callable[[], None]", *, dry_run: bool) -> None:
    from coprod.cli.records import validated_record
    from coprod.cli.target import apply
    from coprod.model import Readiness
    from coprod.store.change import add

    record = validated_record(Readiness, fields)

    def recorded(change: "Change") -> str:
        page = _page(change.after.project, "text", record.date)
        return f"Recorded the answers of {record.date} in {target.shown}.\n\n{page}"

    apply(target, lambda document: add(document, record), recorded, dry_run=dry_run, on_failure=on_failure)


def _page(project: "Project", page: str, today: "dt.date") -> str:
    from coprod.assess.readiness import pathway
    from coprod.assess.record import attended, held
    from coprod.output import readiness as pages

    found = pathway(project, held(attended(project), today), today)
    if found is None:
        return "No answers are recorded yet; coprod readiness asks the fifteen questions.\n"
    if page == "markdown":
        return pages.markdown(project.project.name, found)
    return pages.text(project.project.name, found, look("never"))
