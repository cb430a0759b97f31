"""`coprod check`: judge one project or many."""

from typing import TYPE_CHECKING, Annotated

import typer

from coprod.cli import complete, exits, parse
from coprod.cli.call import Call
from coprod.cli.options import During, Paths, SoFar, Through, command
from coprod.cli.terminal import print_errors
from coprod.output import formats

if TYPE_CHECKING:
    from collections.abc import Iterable

#: How the result can be written; `auto` is github under GitHub Actions and text elsewhere.
FORMATS = ("auto", *formats.FORMATS)


@command("file today color")
def check(
    call: Call,
    paths: Paths = None,
    format: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            metavar=f"<{'|'.join(FORMATS)}>",
            autocompletion=lambda: FORMATS,
            help="How to write the result: github under GitHub Actions, text elsewhere. More than one may be given, "
            "each with an --output.",
            show_default="auto",
        ),
    ] = None,
    output: Annotated[
        list[str] | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write the result to a file; - for standard output."),
    ] = None,
    so_far: SoFar = False,
    through: Through = None,
    during: During = None,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings flag a project too.")] = False,
    read_back: Annotated[
        bool,
        typer.Option(
            "--read-back", help="Ask that somebody who was there has read back what each judged phase stands on."
        ),
    ] = False,
    against: Annotated[
        str | None,
        typer.Option(
            "--against",
            metavar="REF|FILE",
            help="Judge the change too: what stood before is the same file at a git revision, or another file.",
        ),
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option(
            "--select",
            autocompletion=complete.rules,
            metavar="CODE",
            help="Tell only of these warnings and notes, by code, beginning of a code, or name.",
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            "--ignore",
            metavar="CODE",
            autocompletion=complete.rules,
            help="Leave these warnings and notes out. Errors cannot be left out.",
        ),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs", metavar="N", min=1, help="Processes to judge many files with; left out, as many as fit."
        ),
    ] = None,
    notes: Annotated[
        bool, typer.Option("--notes", help="As text, tell the notes too, and not only their number.")
    ] = False,
    full: Annotated[
        bool, typer.Option("--full", help="As text, tell everything: phases, notes, every place, and the matrix.")
    ] = False,
    exit_zero: Annotated[
        bool, typer.Option("--exit-zero", help="Exit 0 also where a project is flagged; unusable input stays 2.")
    ] = False,
) -> int:
    """Judge projects by their records, for a pipeline or before sign-off.

    Exits 1 where a judged phase is missing community partners.
    """
    from functools import partial
    from pathlib import Path

    from coprod.cli import deliver
    from coprod.cli.many import Against, each, judged
    from coprod.cli.target import find_all, tell_of_copies

    gate = parse.gate(so_far=so_far, through=through, during=during)._replace(
        strict=strict, read_back=read_back, rules=_chosen_rules(select or (), ignore or ())
    )
    read = parse.choice("--format", "format", FORMATS)
    orders = deliver.orders([read(word) for word in format or ()], output or ())
    targets = find_all(paths or (), call.file)
    before = Against(against, targets) if against is not None else None
    # One process asks git for all versions before.
    work = partial(judged, today=call.today, gate=gate, against=before)
    assessments, problems = each(work, targets, jobs=1 if before else jobs)
    results = formats.Results(call.today, assessments, problems, deliver.in_repository)._replace(
        notes=notes, full=full, during=gate.during
    )
    if before:
        folders = [Path(path) for path in paths or () if Path(path).is_dir()]
        judged_files = [Path(assessment.file) for assessment in assessments]
        files = [file for file in judged_files if not any(file.is_relative_to(place) for place in folders)]
        below, elsewhere = before.gone_below(folders), before.gone_beside(files)
        # What is gone of what was to be judged flags the run; the rest is told.
        gone = list(dict.fromkeys([*below, *elsewhere]))
        results = results._replace(gone=gone, gone_flags=strict and bool(below))
    print_errors(results.problems)
    tell_of_copies(targets)
    deliver.deliver(results, orders, call.color)
    if results.problems:
        return exits.UNUSABLE
    return exits.DONE if results.stands or exit_zero else exits.FLAGGED


def _chosen_rules(select: "Iterable[str]", ignore: "Iterable[str]") -> frozenset[str] | None:
    """The codes of the rules to tell of beside the errors, by code, beginning of a code or name; None for all."""
    from coprod.assess.rules import RULES

    chosen, left_out = _codes(select, "--select"), _codes(ignore, "--ignore")
    if not chosen and not left_out:
        return None
    return frozenset(chosen or {rule.code for rule in RULES}) - left_out


def _codes(given: "Iterable[str]", option: str) -> set[str]:
    from coprod.assess.rules import RULES
    from coprod.words import did_you_mean

    codes: set[str] = set()
    for typed in (word.strip() for several in given for word in several.split(",")):
        word = typed.upper() if typed.lower().startswith("cp") else typed.lower()
        found = [rule for rule in RULES if word and (rule.code.startswith(word) or rule.name == word)]
        if not found:
            near = did_you_mean(word, [rule.name for rule in RULES])
            raise typer.BadParameter(f'"{word}" is no rule: see coprod explain{near}', param_hint=option)
        for rule in found:
            if option == "--ignore" and rule.severity == "error" and word in {rule.code, rule.name}:
                message = f"{rule.code} {rule.name} is the definition itself, and cannot be ignored"
                raise typer.BadParameter(message, param_hint=option)
            codes.add(rule.code)
    return codes
