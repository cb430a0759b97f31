"""`coprod amend`: change or delete one session on record."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from coprod.cli import complete, exits, parse
from coprod.cli.options import (
    Color,
    Community,
    CommunityCount,
    DryRun,
    FeedsBack,
    File,
    Heard,
    NoInput,
    Note,
    Professional,
    ProfessionalCount,
    SameAs,
    SessionDate,
    SessionLevel,
    Settled,
    TimeRecognition,
    Title,
    Today,
    Yes,
)
from coprod.cli.terminal import may_ask, print_note, print_text
from coprod.words import visible

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from coprod.cli.target import Target
    from coprod.model import Project, Session
    from coprod.store.change import Change
    from coprod.store.read import Document

_SIDES = ("community", "professional")


def amend(
    session: Annotated[
        str,
        typer.Argument(
            metavar="SESSION",
            autocompletion=complete.sessions,
            help="Its id or how that begins, its day where that is enough, or last.",
        ),
    ],
    phase: Annotated[
        list[str] | None,
        typer.Option(
            "--phase", metavar="PHASE", autocompletion=complete.phases, help="A phase that it served; once for each."
        ),
    ] = None,
    date: SessionDate = None,
    title: Title = None,
    level: SessionLevel = None,
    community: Community = None,
    professional: Professional = None,
    remove_community: Annotated[
        list[str] | None,
        typer.Option(
            "--remove-community",
            metavar="NAME",
            autocompletion=complete.people,
            help="Who did not come in that capacity; once for each.",
        ),
    ] = None,
    remove_professional: Annotated[
        list[str] | None,
        typer.Option(
            "--remove-professional",
            metavar="NAME",
            autocompletion=complete.people,
            help="Who did not come in that capacity; once each.",
        ),
    ] = None,
    same_as: SameAs = None,
    community_count: CommunityCount = None,
    professional_count: ProfessionalCount = None,
    heard: Heard = None,
    settled: Settled = None,
    feeds_back: FeedsBack = None,
    recognition: TimeRecognition = None,
    note: Note = None,
    delete: Annotated[
        bool, typer.Option("--delete", help="Take the session out, and say what referred to it.")
    ] = False,
    yes: Yes = False,
    dry_run: DryRun = False,
    file: File = None,
    today: Today = None,
    color: Color = "auto",
    no_input: NoInput = False,
) -> int:
    """Change one session where it stands, or delete it; the change is shown, and its id and your comments stay.

    -c, -p and --same-as add people. Every other option replaces what is there; an empty text takes it out, as in
    --title "". At a terminal without options, it offers the session's fields.
    """
    from coprod.cli import records
    from coprod.cli.target import find

    target = find(file)
    judged_on = parse.today(today)
    project = target.load().project
    meant = records.begun(project, session, judged_on, "SESSION")
    options = {
        "phase": phase,
        "date": date,
        "title": title,
        "level": level,
        "heard": heard,
        "settled": settled,
        "feeds_back": feeds_back,
        "recognition": recognition,
        "note": note,
    }
    changes = _replaced({field: value for field, value in options.items() if value is not None}, project, judged_on)
    come = {"community": community, "professional": professional}
    gone = {"community": remove_community, "professional": remove_professional}
    counts = {"community": community_count, "professional": professional_count}
    if any([*come.values(), *gone.values(), same_as]):
        also = records.session(project, same_as, judged_on, "--same-as") if same_as is not None else None
        changes |= {side: _people(meant, project, side, come[side] or (), gone[side] or (), also) for side in _SIDES}
    if any(count is not None for count in counts.values()):
        was = dict(meant.also_present)
        changes["also_present"] = {side: was[side] if count is None else count for side, count in counts.items()}
    if delete:
        if changes:
            raise typer.BadParameter(
                "takes the whole session out, and goes with no other change", param_hint="--delete"
            )
        return _deleted(target, meant, judged_on, color, yes=yes, dry_run=dry_run, no_input=no_input)
    if not changes:
        if not may_ask(no_input=no_input):
            lacking = "say what is to change, such as --level deciding (coprod amend --help has them all)"
            raise typer.BadParameter(lacking, param_hint="SESSION")
        from coprod.cli.prompts.session import ask_changes

        changes = ask_changes(meant, project, judged_on)
        changes["also_present"] = {side: changes.pop(f"{side}_count") for side in _SIDES}
    return _changed(target, meant, changes, judged_on, color, dry_run=dry_run)


def _replaced(options: "Mapping[str, Any]", project: "Project", today: "dt.date") -> dict[str, Any]:
    """The fields that options replace; one whose text is empty is to say nothing any more."""
    from coprod.cli import records

    read: dict[str, Callable[[Any], object]] = {
        "phase": lambda words: tuple(phase for word in words for phase in parse.phases(word, "--phase")),
        "date": lambda word: parse.day(word, today),
        "level": lambda word: parse.level(word) if word else None,
        "settled": lambda words: parse.settled(filter(None, words)),
        "feeds_back": lambda words: records.sessions(project, filter(None, words), today, "--feeds-back"),
        "recognition": lambda word: parse.recognition(word) if word else None,
        "heard": lambda words: list(filter(None, words)),
    }
    return {field: read[field](value) if field in read else value or None for field, value in options.items()}


def _people(
    meant: "Session",
    project: "Project",
    side: str,
    come: "Sequence[str]",
    gone: "Sequence[str]",
    also: "Session | None",
) -> list[str]:
    """Who came on a side, with some more and without others."""
    from coprod.cli import records
    from coprod.words import did_you_mean

    there = {records.labels(project, [label])[0]: label for label in getattr(meant, side)}
    for label in records.labels(project, parse.labels(gone, f"--remove-{side}")):
        if label not in there:
            known = [*there, *(project.people[one] for one in there if one in project.people)]
            raise typer.BadParameter(
                f'"{label}" is not on record on the {side} side of {meant.id}{did_you_mean(label, known)}',
                param_hint=f"--remove-{side}",
            )
        del there[label]
    more = [*records.labels(project, parse.labels(come, f"-{side[0]}")), *(getattr(also, side) if also else ())]
    return list(dict.fromkeys([*there.values(), *(label for label in more if label not in there)]))


def _changed(
    target: "Target", meant: "Session", changes: "Mapping[str, Any]", today: "dt.date", color: Color, *, dry_run: bool
) -> int:
    from coprod.cli.records import validated_record
    from coprod.cli.target import apply, phase_progress, print_diff
    from coprod.model import Session
    from coprod.store.change import replaced

    def change_of(document: "Document") -> "Change":
        position = _position(document, meant)
        fields = {**dict(meant), "also_present": dict(meant.also_present), **changes}
        return replaced(document, {("sessions", position): validated_record(Session, fields)})

    def recorded(change: "Change") -> str:
        standing = phase_progress(change.after, today, color)
        return f"Changed {visible(meant.id)} in {target.shown}.\n\n{standing}"

    change = change_of(target.load())
    if change.after.data == change.before.data:
        print_text(f"Unchanged: {meant.id} in {target.shown} says so already.\n")
        return exits.DONE
    print_diff(change)
    if not dry_run:
        apply(target, change_of, recorded)
    return exits.DONE


def _deleted(
    target: "Target", meant: "Session", today: "dt.date", color: Color, *, yes: bool, dry_run: bool, no_input: bool
) -> int:
    from coprod.cli.prompts.prompt import confirm
    from coprod.cli.target import apply, phase_progress, print_diff
    from coprod.store.change import removed

    def change_of(document: "Document") -> "Change":
        return removed(document, [("sessions", _position(document, meant))])

    def recorded(change: "Change") -> str:
        standing = phase_progress(change.after, today, color, "CP905")
        return f"Deleted {visible(meant.id)} from {target.shown}.\n\n{standing}"

    change = change_of(target.load())
    print_diff(change)
    for line in _references(change.before, meant.id):
        print_note(line)
    if not dry_run:
        confirm(f"Delete {visible(meant.id)}?", yes=yes, no_input=no_input)
        apply(target, change_of, recorded)
    return exits.DONE


def _position(document: "Document", meant: "Session") -> int:
    """Where a session stands in the file now, as it was read a moment ago.

    Raises:
        Unusable: where it was changed or taken out meanwhile.
    """
    from coprod.errors import Problem, Unusable

    if meant not in document.project.sessions:
        raise Unusable(Problem(document.file, "the session was changed by another program meanwhile; try again"))
    return document.project.sessions.index(meant)


def _references(document: "Document", name: str) -> "Iterator[str]":
    """What refers to a session, a line each; it stays as it is, and check tells of it."""
    from coprod.model.kinds import KINDS
    from coprod.model.kinds import records as records_of

    for kind in KINDS.values():
        for position, record in enumerate(records_of(document.project, kind.table)):
            for field, value in dict(record).items():
                if field != "id" and (value == name or (isinstance(value, tuple) and name in value)):
                    place = f"{visible(document.file)}:{document.line_of((kind.table, position))}"
                    yield f"{place}: a {kind.noun} refers to it ({field}), and stays as it is."
