"""`coprod log`: record one session."""

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
)
from coprod.cli.terminal import may_ask, print_note
from coprod.words import visible

if TYPE_CHECKING:
    import datetime as dt

    from coprod.framework import PhaseName
    from coprod.model import Project, Session
    from coprod.store.change import Change
    from coprod.store.read import Document


def log(
    phase: Annotated[
        str | None,
        typer.Argument(
            metavar="PHASE",
            autocompletion=complete.phases,
            help="The phase that the session served, with or without co-; several with commas between them.",
        ),
    ] = None,
    date: SessionDate = None,
    title: Title = None,
    level: SessionLevel = None,
    community: Community = None,
    professional: Professional = None,
    same_as: SameAs = None,
    community_count: CommunityCount = None,
    professional_count: ProfessionalCount = None,
    heard: Heard = None,
    settled: Settled = None,
    feeds_back: FeedsBack = None,
    recognition: TimeRecognition = None,
    said: Annotated[
        list[str] | None,
        typer.Option(
            "--said", metavar="TEXT", help="What somebody asked for, suggested or objected to; once for each. No names."
        ),
    ] = None,
    note: Note = None,
    dry_run: DryRun = False,
    file: File = None,
    today: Today = None,
    color: Color = "auto",
    no_input: NoInput = False,
) -> int:
    """Record one session and show where the four phases stand now.

    Without --date it was today. At a terminal, it asks for what is left out.
    """
    from coprod.cli import records
    from coprod.cli.records import validated_record
    from coprod.cli.target import apply, find, phase_progress, stands_now
    from coprod.model import Saying, Session
    from coprod.store.change import Change, add

    target = find(file)
    judged_on = parse.today(today)
    fields: dict[str, Any] = {
        "phase": () if phase is None else parse.phases(phase),
        "date": None if date is None else parse.day(date, judged_on),
        "title": title,
        "level": None if level is None else parse.level(level),
        "community": parse.labels(community or (), "-c"),
        "professional": parse.labels(professional or (), "-p"),
        "community_count": community_count or 0,
        "professional_count": professional_count or 0,
        "heard": heard,
        "settled": parse.settled(settled or ()),
        "feeds_back": feeds_back,
        "recognition": None if recognition is None else parse.recognition(recognition),
        "note": note,
        "said": list(dict.fromkeys(said or ())),
    }
    asks = may_ask(no_input=no_input)
    if same_as is not None or feeds_back or (asks and _lacking(fields)):
        project = target.load().project
        _refer(fields, same_as, project, judged_on)
        if asks and _lacking(fields):
            from coprod.cli.prompts.session import ask_session

            ask_session(fields, project, judged_on)
    _require(fields)
    content, texts = _content(fields, judged_on), fields.get("said") or ()

    def with_session(document: "Document") -> Change:
        sides = {side: records.labels(document.project, fields[side]) for side in _SIDES}
        people = {side: who for side, who in sides.items() if who}
        change = add(document, validated_record(Session, content | people))
        [session] = change.records
        about = {"date": session.date, "session": session.id}
        return change.and_add(*(validated_record(Saying, about | {"text": text}, {"text": "--said"}) for text in texts))

    def recorded(change: Change) -> str:
        session, *sayings = change.records
        lines = [*_notes(session, judged_on), *_to_read_back(stands_now(change, judged_on))]
        notes = "".join(f"{line}\n" for line in lines)
        kept = "".join(f"Said: {visible(saying.text)} ({saying.id}).\n" for saying in sayings)
        standing = phase_progress(change.after, judged_on, color)
        return f"Recorded {session.id} in {target.shown}.\n{kept}{notes}\n{standing}"

    change = apply(target, with_session, recorded, dry_run=dry_run)
    if not asks:
        _tell_slips(change)
    return exits.DONE


_SIDES = ("community", "professional")


def _lacking(fields: dict[str, Any]) -> bool:
    """Whether anything is left out that a person is to be asked for first."""
    sides = {side: bool(fields[side] or fields[f"{side}_count"]) for side in _SIDES}
    return not (fields["phase"] and all(sides.values()) and fields["level"])


def _refer(fields: dict[str, Any], same_as: str | None, project: "Project", today: "dt.date") -> None:
    """Look up what the command line refers to in the project."""
    from coprod.cli import records

    fields["feeds_back"] = records.sessions(project, fields["feeds_back"] or (), today, "--feeds-back")
    if same_as is not None:
        other = records.session(project, same_as, today, "--same-as")
        for side in _SIDES:
            fields[side] = list(dict.fromkeys([*getattr(other, side), *records.labels(project, fields[side])]))


def _content(fields: dict[str, Any], today: "dt.date") -> dict[str, Any]:
    """The fields of a session as the model takes them, without its people."""
    counted = {side: fields[f"{side}_count"] for side in _SIDES}
    rest = {name: value for name, value in fields.items() if value and not name.startswith((*_SIDES, "said"))}
    return {**rest, "date": fields["date"] or today, "also_present": counted}


def _notes(session: "Session", today: "dt.date") -> list[str]:
    """What is worth knowing at once about a session that was recorded."""
    from coprod.output.words import planned, without_level

    notes = [planned(session.date)] if session.date > today else []
    community = session.community or session.also_present.community
    return [*notes, without_level(1)] if community and session.level is None else notes


def _to_read_back(phases: "list[PhaseName]") -> list[str]:
    """That those who were there can have their say, where a phase stands for the first time."""
    from coprod.output.words import listed

    if not phases:
        return []
    stand = "stands" if len(phases) == 1 else "stand"
    return [f"{listed(phases)} {stand} now, as recorded. Those who were there can read it back: coprod readback."]


def _tell_slips(change: "Change") -> None:
    """Say which new labels are nearly those of somebody on record."""
    from coprod.cli import records
    from coprod.model.labels import spelled_alike

    known = records.on_record(change.before.project)
    for session in change.records[:1]:
        for label in (*session.community, *session.professional):
            near = [] if label in known else spelled_alike(label, known)
            if near:
                print_note(f'"{visible(label)}" is new; "{visible(near[0])}" was on record. Are they one person?')


def _require(fields: dict[str, Any]) -> None:
    if not fields["phase"]:
        raise typer.BadParameter("name the phase that the session served, such as co-design", param_hint="PHASE")
    if not any(fields[name] for side in _SIDES for name in (side, f"{side}_count")):
        raise typer.BadParameter(
            "name who took part, or count them with --community-count and --professional-count",
            param_hint="--community or --professional",
        )
