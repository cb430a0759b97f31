"""`coprod forget`: take somebody's name out, or everybody's; their attendance stays."""

from typing import TYPE_CHECKING, Annotated

import typer

from coprod.cli import complete, exits, parse
from coprod.cli.options import Color, DryRun, File, NoInput, Today, Yes
from coprod.cli.terminal import may_ask, print_note, print_text
from coprod.words import visible

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from coprod.assess import Assessment
    from coprod.store.change import Change
    from coprod.store.people import Person
    from coprod.store.read import Document


def forget(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]",
            autocompletion=complete.people,
            help="The label, the name or the id of somebody on record.",
        ),
    ] = None,
    everybody: Annotated[
        bool, typer.Option("--all", help="Everybody: every name becomes an id, as at the end of a project.")
    ] = False,
    as_count: Annotated[
        bool,
        typer.Option("--as-count", help="Count them instead of giving them an id; what that changes is told first."),
    ] = False,
    yes: Yes = False,
    dry_run: DryRun = False,
    file: File = None,
    today: Today = None,
    color: Color = "auto",
    no_input: NoInput = False,
) -> int:
    """Take somebody's name out of a project: their attendance stays, under an id without a name.

    Every title, note, decision, saying, reading and comment that names them is shown and asked about. With --yes, those
    that certainly do are changed, and the others told. Steps to undo and drafts that hold the name are cleared of it.
    The last sentence says whether anything may still name them, such as commits and pages. This cannot be undone.
    """
    from coprod.cli import records
    from coprod.cli.mentions import chosen, clear_kept, left, require_same, search
    from coprod.cli.prompts.prompt import confirm
    from coprod.cli.target import apply, find, phase_progress, print_diff
    from coprod.model.names import SOMEBODY
    from coprod.store.people import forgotten, has_name, id_for, people

    if (name is None) == (not everybody):
        raise typer.BadParameter("name somebody on record, or everybody with --all", param_hint="NAME")
    target = find(file)
    judged_on = parse.today(today)
    document = target.load()
    known = people(document.project)
    gone = list(filter(has_name, known.values())) if name is None else [records.person(document.project, name, "NAME")]
    ids = {person: None if as_count else id_for(document.project, person) for person in gone}
    if as_count:
        _tell_of_judgement(forgotten(document, ids), judged_on)
    names = search(document, {person: label or SOMEBODY for person, label in ids.items()})
    asks = may_ask(no_input=no_input) and not yes and not dry_run
    texts = chosen(names, asks=asks, yes=True)

    def change_of(now: "Document") -> "Change":
        require_same(document, now)
        return forgotten(now, ids, texts)

    change = change_of(document)
    if not yes and not asks:
        for _ in left(target.path, names, change.after, erases=True):
            pass
    if dry_run:
        print_diff(change)
        return exits.DONE
    if change.after.data == document.data:
        clear_kept(target.path, names)
        shown = visible(gone[0].label) if name is not None else "anybody"
        print_text(f"Unchanged: {target.shown} holds no name of {shown}.\n")
    else:
        who = _who(gone, ids, name)
        confirm(f"{who} in {target.shown}. This cannot be undone. Go on?", yes=yes, no_input=no_input)

        def recorded(change: "Change") -> str:
            standing = phase_progress(change.after, judged_on, color)
            return f"Done: {who} in {target.shown}.\n{_carried(change)}\n{standing}\n"

        # First, so that a command that is killed leaves no step that would bring the name back.
        clear_kept(target.path, names)
        change = apply(target, change_of, recorded, undoable=False)
    _say_whether_anything_is_left(list(left(target.path, names, change.after, erases=True)))
    return exits.DONE


def _who(gone: "Sequence[Person]", ids: "dict[Person, str | None]", name: str | None) -> str:
    if name is None:
        return f"Everybody, {len(gone)} by name, {'is counted' if None in ids.values() else 'becomes an id'}"
    label = ids[gone[0]]
    if label == name:
        return f"{visible(name)} is an id without a name"
    return f"{visible(name)} {f'becomes {visible(label)}' if label else 'is counted, and no longer named'}"


def _say_whether_anything_is_left(found: "Sequence[str]") -> None:
    from coprod.output.words import listed

    print_note(
        "Other machines may keep a step to undo that holds the name, until they record something else. Pages, sheets "
        "and tables that were given away are yours to find."
    )
    if found:
        print_text(f"These may still name them: {listed(found)}.\n")
    else:
        print_text("Nothing else that coprod can look into names them.\n")


def _carried(change: "Change") -> str:
    """What became of the readings of sessions whose wording was changed."""
    from coprod.output.words import counted

    pairs = zip(change.before.project.readings, change.after.project.readings, strict=True)
    carried = sum(old.read != new.read for old, new in pairs)
    if not carried:
        return ""
    return (
        f"Carried over: {counted(carried, 'reading')} of sessions whose title or decisions were changed; "
        "they go on being of the present wording.\n"
    )


def _tell_of_judgement(change: "Change", today: "dt.date") -> None:
    """Say what the record shows otherwise once somebody is counted and no longer told apart from others."""
    lines = list(_judgement(change, today))
    print_note(
        "Counted people are not told apart. What the record shows changes so:" if lines else "What is judged stays."
    )
    for line in lines:
        print_note(f"  {line}")


def _judgement(change: "Change", today: "dt.date") -> "Iterator[str]":
    from coprod.assess import Gate, assess

    def judged(document: "Document") -> "Assessment":
        return assess(document.project, today, document.line_of, file=document.file, gate=Gate())

    old, new = judged(change.before), judged(change.after)
    if old.verdict != new.verdict:
        yield f"the verdict: {old.verdict} becomes {new.verdict}"
    for was, now in zip(old.phases, new.phases, strict=True):
        if was.status != now.status:
            yield f"{was.phase}: {was.status} becomes {now.status}"
        if was.partners.people != now.partners.people:
            yield f"{was.phase}: partners who are told apart, {was.partners.people} becomes {now.partners.people}"
    keys = [{(one.code, one.phase, one.message) for one in side.findings} for side in (old, new)]
    for sign, codes in (("no longer", keys[0] - keys[1]), ("now", keys[1] - keys[0])):
        for code, phase, message in sorted(codes, key=str):
            yield f"{sign} {code}{f' ({phase})' if phase else ''}: {visible(message)}"
