"""`coprod check`: judge one project or many."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from coprod.cli import exits, parse
from coprod.cli.options import Color, File, Today
from coprod.cli.terminal import complain, look, say

if TYPE_CHECKING:
    from coprod.assess import Assessment, Gate
    from coprod.model import Problem
    from coprod.output import Results

Format = Literal["auto", "text", "json"]


def check(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH]...",
            help="Project files, folders to search for coprod.toml and *.coprod.toml, or - for standard input; "
            "left out, the project of --file.",
        ),
    ] = None,
    format: Annotated[Format, typer.Option("--format", help="How to write the result.")] = "auto",
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="Write the result to a file instead.")
    ] = None,
    so_far: Annotated[bool, typer.Option("--so-far", help="Judge only the claimed phases that have sessions.")] = False,
    through: Annotated[
        str | None,
        typer.Option("--through", metavar="PHASE", help="Judge the claimed phases up to and including this one."),
    ] = None,
    exit_zero: Annotated[
        bool, typer.Option("--exit-zero", help="Exit 0 also where a project is flagged; unusable input stays 2.")
    ] = False,
    file: File = None,
    today: Today = None,
    color: Color = "auto",
) -> int:
    """Judge projects by their records, for a pipeline or before sign-off.

    Exits 1 where a judged phase is missing community partners.
    """
    from coprod.assess import Gate
    from coprod.output import renderer

    if so_far and through:
        raise typer.BadParameter("give one of the two: --so-far or --through", param_hint="--through")
    gate = Gate(so_far=so_far, through=parse.phase(through, "--through") if through else None)
    results = _judge(paths or [], file, today, gate)
    for problem in results.problems:
        complain(problem.message, problem.file, problem.line, problem.column)
    text = renderer("text" if format == "auto" else format)(results, look(color))
    if output is None:
        say(text)
    else:
        _save(output, text, results)
    return _exit_code(results, exit_zero=exit_zero)


def _exit_code(results: "Results", *, exit_zero: bool) -> int:
    if results.problems:
        return exits.UNUSABLE
    return exits.DONE if results.stands or exit_zero else exits.FLAGGED


def _judge(paths: list[str], file: str | None, today: str | None, gate: "Gate") -> "Results":
    from coprod.assess import assess
    from coprod.cli import projects
    from coprod.model import Unusable
    from coprod.output import Results

    day = parse.today(today)
    assessments: list[Assessment] = []
    problems: list[Problem] = []
    for document in projects.chosen(paths, file):
        if isinstance(document, Unusable):
            problems.extend(document.problems)
        else:
            assessments.append(assess(document.project, day, document.line_of, file=document.file, gate=gate))
    return Results(day, assessments, problems)


def _save(output: str, text: str, results: "Results") -> None:
    from pathlib import Path

    from coprod.model import Problem, Unusable
    from coprod.store.read import cannot
    from coprod.store.replace import put

    target = Path(output)
    try:
        inputs = [Path(assessment.file) for assessment in results.assessments]
        if target.exists() and any(target.samefile(path) for path in inputs if path.exists()):
            raise Unusable(Problem(output, "is a project that was checked; name another file for --output"))
        put(target, text.encode())
    except (OSError, RuntimeError, ValueError) as error:
        raise Unusable(Problem(output, cannot("write", error))) from error
