"""`coprod log`: record one session."""

from typing import TYPE_CHECKING, Annotated, Any

from coprod.cli import complete, exits, parse
from coprod.cli.call import Call
from coprod.cli.options import SameAs, argument, command, fields_from, option
from coprod.cli.terminal import print_note
from coprod.framework import CAPACITIES, SIDES
from coprod.model.kinds import SESSIONS
from coprod.words import visible

if TYPE_CHECKING:
    import datetime as dt

    from coprod.model import Project, Session
    from coprod.store.read import Document


#: So many things that were said are told again.
_SAID = 2


@command("dry_run file today color no_input", SESSIONS, after={"same_as": "supporting", "said": "recognition"})
def log(
    call: Call,
    phase: Annotated[str | None, argument(SESSIONS, "phase", "PHASE", complete.phases)] = None,
    same_as: SameAs = None,
    said: Annotated[
        list[str] | None,
        option("--said", "What somebody asked for, suggested or objected to; once for each. No names.", "TEXT"),
    ] = None,
    **given: Any,
) -> int:
    """Record one session, or plan one, and say what changed.

    Without --date it was today; a day to come plans it. At a terminal, it asks for what is left out.
    """
    from coprod.cli import records
    from coprod.model import Saying, Session
    from coprod.store.change import Change, add, replaced

    draft: dict[str, Any] = {
        **{capacity: [] for capacity in CAPACITIES},
        **fields_from(SESSIONS.rows, given, call.today),
        "phase": () if phase is None else parse.phases(phase),
        "said": list(dict.fromkeys(said or ())),
    }
    draft["also_present"] = dict.fromkeys(CAPACITIES, 0) | draft.get("also_present", {})
    if same_as is not None or draft.get("feeds_back") or call.asks:
        project = call.project()
        _refer(draft, same_as, project, call.today)
        if call.asks:
            doubts = records.doubts(given, draft, project, call.today)
            _ask(draft, project, call.today)
            call.ask_about(doubts)
    day = draft.setdefault("date", call.today)
    draft["planned"] = day > call.today
    _require(draft)
    held = draft.pop("held", None)
    content = {name: value for name, value in draft.items() if value and name != "said"}

    def with_session(document: "Document") -> Change:
        people = {name: records.labels(document.project, draft[name]) for name in CAPACITIES if draft[name]}
        if held is None:
            change = add(document, records.validated_record(Session, content | people))
        else:
            session = records.validated_record(Session, content | people | {"id": held.id})
            change = replaced(document, {("sessions", records.position(document, held)): session})
        [session] = change.records
        about = {"date": session.date, "session": session.id}
        sayings = (
            records.validated_record(Saying, about | {"text": text}, {"text": "--said"}) for text in draft["said"]
        )
        return change.and_add(*sayings)

    def recorded(change: Change) -> str:
        session, *sayings = change.records
        said = [f"Said: {saying.text} ({saying.id})." for saying in sayings]
        if len(said) > _SAID:
            said = [f"{len(said)} things said are recorded: coprod said --open lists them."]
        lines = [f"Recorded {session.id} in {call.target.name}.", *said, *_notes(session)]
        return call.told_after(change, lines)

    change = call.apply(with_session, recorded)
    for name, label in _ids_of_nobody(draft, change.before.project):
        told = f'"{name}" is recorded as {label}, who came to no session before.'
        print_note(visible(f"{told} If they were renamed, write their new name."))
    if not call.asks:
        records.tell_doubts(records.doubts(given, draft, change.before.project, call.today))
    return exits.DONE


def _ask(draft: dict[str, Any], project: "Project", today: "dt.date") -> None:
    """Ask for what is left out, and whether it is a planned session."""
    from coprod.cli.prompts import prompt
    from coprod.cli.prompts.session import ask_session, put_held

    if _lacking(draft):
        ask_session(draft, project, today)
    elif draft.get("date", today) <= today:
        put_held(draft, project, today, prompt.NO_KEYS)


def _came(draft: dict[str, Any], side: str) -> bool:
    return bool(draft[side] or draft["also_present"][side])


def _lacking(draft: dict[str, Any]) -> bool:
    """Whether anything is left out that a person is to be asked for first."""
    return not (draft["phase"] and all(_came(draft, side) for side in SIDES) and draft.get("level"))


def _refer(draft: dict[str, Any], same_as: str | None, project: "Project", today: "dt.date") -> None:
    """Look up the sessions and the people of the project that the command line names."""
    from coprod.cli import records

    draft["feeds_back"] = records.fed_back(project, draft.get("feeds_back", ()), today, "--feeds-back")
    if same_as is not None:
        other = records.session(project, same_as, today, "--same-as")
        if not any(getattr(other, capacity) for capacity in CAPACITIES):
            print_note(visible(f"{other.id} names nobody, so that nobody is taken over from it."))
        for capacity in CAPACITIES:
            own = records.labels(project, draft[capacity])
            draft[capacity] = list(dict.fromkeys([*getattr(other, capacity), *own]))


def _notes(session: "Session") -> list[str]:
    """What is worth knowing at once about a session that was recorded."""
    from coprod.output.words import LEVEL_OF_NOBODY, WITHOUT_LEVEL, planned

    if session.planned:
        return [planned(session)]
    community = session.community or session.also_present.community
    if session.level is not None and not community:
        return [LEVEL_OF_NOBODY.format(id=session.id)]
    # People in a survey or a ballot are no partners at any level.
    silent = community and session.level is None and session.kind == "meeting"
    return [WITHOUT_LEVEL.format(id=session.id)] if silent else []


def _ids_of_nobody(draft: dict[str, Any], project: "Project") -> "list[tuple[str, str]]":
    """The names that were given, and their ids, of which no session has any: such as `rename` keeps for an old name."""
    from coprod.cli import records

    came = {label for session in project.sessions for name in CAPACITIES for label in getattr(session, name)}
    names = [name for capacity in CAPACITIES for name in draft[capacity]]
    pairs = zip(names, records.labels(project, names), strict=True)
    return [(name, label) for name, label in pairs if came and label != name and not came & {name, label}]


def _require(draft: dict[str, Any]) -> None:
    if not draft["phase"]:
        raise parse.refused("PHASE", "name the phase that the session served, such as co-design")
    if not (draft["planned"] or any(_came(draft, side) for side in SIDES)):
        raise parse.refused(
            "--community or --professional",
            "name who took part, or count them with --community-count and --professional-count",
        )
