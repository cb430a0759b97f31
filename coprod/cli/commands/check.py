"""`coprod check`: judge one project or many."""

from functools import partial

from coprod.cli import complete, exits, parse
from coprod.cli.call import Call
from coprod.cli.options import DURING, PATHS, SO_FAR, THROUGH, command, option
from coprod.output import formats
from coprod.words import did_you_mean

#: How the result can be written; `auto` is github under GitHub Actions and text elsewhere.
FORMATS = ("auto", *formats.FORMATS)


@command("file today color")
def check(
    call: Call,
    paths: list[str] = PATHS,
    format: list[str] = option(
        "How to write the result: github under GitHub Actions, text elsewhere. More than one may be given, each "
        "with an --output.",
        words=FORMATS,
        show_default="auto",
    ),
    output: list[str] = option("Write the result to a file; - for standard output.", "FILE", flags="--output -o"),
    so_far: bool = SO_FAR,
    through: str | None = THROUGH,
    during: str | None = DURING,
    strict: bool = option("Let warnings flag a project too."),
    read_back: bool = option("Ask that somebody who was there has read back what each judged phase stands on."),
    against: str | None = option(
        "Judge the change too: what stood before is the same file at a git revision, or another file.", "REF|FILE"
    ),
    select: list[str] = option(
        "Tell only of these warnings and notes, by code, beginning of a code, or name.", "CODE", complete.rules
    ),
    ignore: list[str] = option(
        "Leave these warnings and notes out. Errors cannot be left out.", "CODE", complete.rules
    ),
    jobs: int | None = option("Processes to judge many files with; left out, as many as fit.", "N", min=1),
    notes: bool = option("As text, tell the notes too, and not only their number."),
    full: bool = option("As text, tell everything: phases, notes, every place, and the matrix."),
    exit_zero: bool = option("Exit 0 also where a project is flagged; unusable input stays 2."),
) -> int:
    """Judge projects by their records, for a pipeline or before sign-off.

    Exits 1 where a judged phase is missing community partners.
    """
    from coprod.assess.rules import BY_CODE
    from coprod.cli import deliver
    from coprod.cli.many import Against, each, judged
    from coprod.cli.target import find_all, tell_of_copies

    gate = parse.gate(so_far=so_far, through=through, during=during)
    chosen, left_out = _codes(select, "--select"), _codes(ignore, "--ignore")
    rules = frozenset(chosen or BY_CODE) - left_out if select or ignore else None
    gate = gate._replace(strict=strict, read_back=read_back, rules=rules)
    orders = deliver.orders(list(map(parse.choice("--format", "format", FORMATS), format)), output)
    targets = find_all(paths, call.file)
    before = Against(against, targets) if against is not None else None
    # One process asks git for all versions before.
    work = partial(judged, today=call.today, gate=gate, against=before)
    assessments, problems = each(work, targets, jobs=1 if before else jobs)
    below, gone = before.gone(paths, [one.file for one in assessments]) if before else ([], [])
    results = formats.Results(
        call.today,
        assessments,
        problems,
        deliver.in_repository,
        gone=gone,
        # What is gone of what was to be judged flags the run; the rest is told.
        gone_flags=strict and bool(below),
        notes=notes,
        full=full,
        during=gate.during,
    )
    tell_of_copies(targets)
    deliver.deliver(results, orders, call.color)
    if problems:
        return exits.UNUSABLE
    return exits.DONE if results.stands or exit_zero else exits.FLAGGED


def _codes(given: list[str], option: str) -> set[str]:
    """The codes of rules that were given by code, beginning of a code, or name."""
    from coprod.assess.rules import RULES

    codes: set[str] = set()
    for typed in (word.strip() for several in given for word in several.split(",")):
        word = typed.upper() if typed.lower().startswith("cp") else typed.lower()
        found = [rule for rule in RULES if word and (rule.code.startswith(word) or rule.name == word)]
        if not found:
            near = did_you_mean(word, [rule.name for rule in RULES])
            raise parse.refused(option, f'"{word}" is no rule: see coprod explain{near}')
        for rule in found:
            if option == "--ignore" and rule.severity == "error" and word in {rule.code, rule.name}:
                raise parse.refused(option, f"{rule.code} {rule.name} is the definition itself, and cannot be ignored")
            codes.add(rule.code)
    return codes
