"""`coprod log`: record one session."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from coprod.cli import exits
from coprod.cli.input import parse
from coprod.cli.input.options import Color, File, NoInput, Today
from coprod.cli.terminal import may_ask, say, waiting
from coprod.visible import visible

if TYPE_CHECKING:
    import datetime as dt

    from coprod.model import Project
    from coprod.store.read import Document


def log(
    phase: Annotated[
        str | None,
        typer.Argument(
            metavar="PHASE",
            help="The phase that the session served, with or without co-; several with commas between them.",
        ),
    ] = None,
    date: Annotated[
        str | None, typer.Option("--date", metavar="DATE", help="The day of the session; left out, today.")
    ] = None,
    title: Annotated[str | None, typer.Option("--title", metavar="TEXT", help="What it was about.")] = None,
    level: Annotated[
        str | None,
        typer.Option(
            "--level",
            metavar="LEVEL",
            help="How far the community's part went, by name or number: listened (1), "
            "supported (2), considered (3), deciding (4), shared-power (5).",
        ),
    ] = None,
    community: Annotated[
        list[str] | None,
        typer.Option("--community", "-c", metavar="NAME", help="Who came in a community capacity; once for each."),
    ] = None,
    professional: Annotated[
        list[str] | None,
        typer.Option("--professional", "-p", metavar="NAME", help="Who came in a professional capacity; once each."),
    ] = None,
    community_count: Annotated[
        int,
        typer.Option(
            "--community-count", metavar="N", show_default=False, help="Community people counted but not named."
        ),
    ] = 0,
    professional_count: Annotated[
        int,
        typer.Option(
            "--professional-count", metavar="N", show_default=False, help="Professionals counted but not named."
        ),
    ] = 0,
    heard: Annotated[
        list[str] | None,
        typer.Option("--heard", metavar="GROUP", help="An affected group whose voice was in the room; once for each."),
    ] = None,
    settled: Annotated[
        list[str] | None,
        typer.Option("--settled", metavar="MATTER=TEXT", help="A matter and what was settled; once for each."),
    ] = None,
    feeds_back: Annotated[
        list[str] | None,
        typer.Option("--feeds-back", metavar="ID", help="A session whose outcome was reported back; once for each."),
    ] = None,
    recognition: Annotated[
        str | None, typer.Option("--recognition", metavar="HOW", help="How community time was recognised this once.")
    ] = None,
    note: Annotated[str | None, typer.Option("--note", metavar="TEXT", help="Anything else.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the change as a diff and write nothing.")] = False,
    file: File = None,
    today: Today = None,
    color: Color = "auto",
    no_input: NoInput = False,
) -> int:
    """Record one session and show where the four phases stand now.

    At a terminal, it asks for what is left out.
    """
    from coprod.cli.input.fields import checked
    from coprod.cli.input.projects import one
    from coprod.cli.results.progress import so_far
    from coprod.model import Session
    from coprod.store import append
    from coprod.store.read import load

    path, name = one(file)
    judged_on = parse.today(today)
    fields: dict[str, Any] = {
        "phase": parse.phases(phase) if phase else (),
        "date": parse.day(date, judged_on) if date else None,
        "title": title,
        "level": parse.level(level) if level else None,
        "community": community or [],
        "professional": professional or [],
        "also_present": {"community": community_count, "professional": professional_count},
        "heard": heard,
        "settled": parse.settled(settled or ()),
        "feeds_back": feeds_back,
        "recognition": parse.recognition(recognition) if recognition else None,
        "note": note,
    }
    if may_ask(no_input=no_input):
        _ask_for_the_rest(fields, load(path, name).project, judged_on)
    _require(fields)
    fields["date"] = fields["date"] or judged_on

    def with_session(document: "Document") -> append.Change:
        sides = {side: _labels(fields[side], document.project) for side in _WHO}
        session = checked(Session, {field: value for field, value in (fields | sides).items() if value})
        return append.add(document, session)

    if dry_run:
        say("".join(f"{visible(line)}\n" for line in with_session(load(path, name)).diff()))
    else:
        change = append.write(path, name, with_session, on_wait=waiting(name))
        [session] = change.records
        say(f"Recorded {session.id} in {visible(name)}.\n\n{so_far(change.after, judged_on, color)}")
    return exits.DONE


def _labels(names: list[str], project: "Project") -> list[str]:
    """Names as the file holds them: an id where the file has one for the name."""
    ids = {name: label for label, name in project.people.items()}
    return [ids.get(name, name) for name in names]


def _ask_for_the_rest(fields: dict[str, Any], project: "Project", today: "dt.date") -> None:
    from coprod.cli.ask import questions as ask
    from coprod.cli.ask.levels import level

    fields["phase"] = fields["phase"] or ask.phases()
    fields["date"] = fields["date"] or ask.day(today)
    for side, who in _WHO.items():
        if not fields[side] and not fields["also_present"][side]:
            fields[side], fields["also_present"][side] = ask.came(who, _known(project, side))
    if not fields["level"] and (fields["community"] or fields["also_present"]["community"]):
        fields["level"] = level("How far did the community's part go?", "not known")


_WHO = {
    "community": "Who came in a community capacity: people who use a service, residents, carers, neighbours?",
    "professional": "Who came in a professional capacity: staff, policy makers, designers, researchers?",
}


def _known(project: "Project", side: str) -> list[tuple[str, str]]:
    """The people to offer for a side, most frequent first, then those who have not come on either side yet."""
    from collections import Counter

    came = Counter(label for session in project.sessions for label in getattr(session, side))
    others = {label for session in project.sessions for label in (*session.community, *session.professional)}
    labels = [label for label, _ in came.most_common(_OFFERED)]
    labels += [label for label in project.people if label not in others]
    return [(label, f"{label} ({project.people[label]})" if label in project.people else label) for label in labels]


#: As many as fit a screen; anyone else is typed.
_OFFERED = 20


def _require(fields: dict[str, Any]) -> None:
    if not fields["phase"]:
        raise typer.BadParameter("name the phase that the session served, such as co-design", param_hint="PHASE")
    if not (fields["community"] or fields["professional"] or any(fields["also_present"].values())):
        raise typer.BadParameter(
            "name who took part, or count them with --community-count and --professional-count",
            param_hint="--community or --professional",
        )
