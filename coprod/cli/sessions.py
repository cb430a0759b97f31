"""Sessions, as `log` records them, and as `amend` changes them: in the way that each row says, or not at all."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from coprod.assess.voices import reading_records
from coprod.cli import parse, records
from coprod.cli.call import Call
from coprod.cli.options import fields_from
from coprod.cli.records import number_of, position, validated_record
from coprod.cli.terminal import print_note, print_text
from coprod.errors import Problem, Unusable
from coprod.framework import CAPACITIES, SIDES
from coprod.model import Project, Saying, Session
from coprod.model.kinds import SESSIONS, texts
from coprod.output.words import SENTENCES, counted, planned, quoted
from coprod.store.change import Change, add, removed, replaced
from coprod.store.read import Document
from coprod.words import did_you_mean, visible

#: So many things that were said are told again.
_SAID = 2

#: What can be changed in several sessions at once.
_COMMON = ("level", "recognition", "heard", "access", "agenda", "kind")


def record(call: Call, given: Mapping[str, Any], phase: str | None, same_as: str | None, said: Sequence[str]) -> None:
    """Record a session of what was given, and of what is asked for."""
    draft: dict[str, Any] = {
        **{capacity: [] for capacity in CAPACITIES},
        **fields_from(SESSIONS.rows, given, call.today),
        "phase": () if phase is None else parse.phases(phase),
        "said": list(dict.fromkeys(said)),
    }
    draft["also_present"] = dict.fromkeys(CAPACITIES, 0) | draft.get("also_present", {})
    if same_as is not None or draft.get("feeds_back") or call.asks:
        project = call.project()
        _refer(draft, same_as, project, call.today)
        if call.asks:
            doubts = records.doubts(given, draft, project, call.today)
            from coprod.cli.prompts.session import ask_session

            ask_session(draft, project, call.today)
            call.ask_about(doubts)
    day = draft.setdefault("date", call.today)
    draft["planned"] = day > call.today
    _require(draft)
    held = draft.pop("held", None)
    content = {name: value for name, value in draft.items() if value and name != "said"}

    def with_session(document: Document) -> Change:
        people = {name: records.labels(document.project, draft[name]) for name in CAPACITIES if draft[name]}
        if held is None:
            change = add(document, validated_record(Session, content | people))
        else:
            session = validated_record(Session, content | people | {"id": held.id})
            change = replaced(document, {("sessions", position(document, held)): session})
        [session] = change.records
        about = {"date": session.date, "session": session.id}
        sayings = (validated_record(Saying, about | {"text": text}, {"text": "--said"}) for text in draft["said"])
        return change.and_add(*sayings)

    def recorded(change: Change) -> str:
        session, *sayings = change.records
        said = [f"Said: {saying.text} ({saying.id})." for saying in sayings]
        if len(said) > _SAID:
            said = [f"{len(said)} things said are recorded: coprod said --open lists them."]
        lines = [f"Recorded {session.id} in {call.target.name}.", *said, *_notes(session)]
        return call.told_after(change, lines)

    change = call.apply(with_session, recorded)
    _tell_of_nobody(draft, change.before.project)
    if not call.asks:
        records.tell_doubts(records.doubts(given, draft, change.before.project, call.today))


def _refer(draft: dict[str, Any], same_as: str | None, project: Project, today: date) -> None:
    """Look up the sessions and the people of the project that the command line names."""
    draft["feeds_back"] = records.fed_back(project, draft.get("feeds_back", ()), today, "--feeds-back")
    if same_as is not None:
        other = records.session(project, same_as, today, "--same-as")
        if not any(getattr(other, capacity) for capacity in CAPACITIES):
            print_note(visible(f"{other.id} names nobody, so that nobody is taken over from it."))
        for capacity in CAPACITIES:
            own = records.labels(project, draft[capacity])
            draft[capacity] = list(dict.fromkeys([*getattr(other, capacity), *own]))


def _notes(session: Session) -> list[str]:
    """What is worth knowing at once about a session that was recorded."""
    if session.planned:
        return [planned(session)]
    community = session.community or session.also_present.community
    if session.level is not None and not community:
        return [SENTENCES["level_of_nobody"].format(id=session.id)]
    # People in a survey or a ballot are no partners at any level.
    silent = community and session.level is None and session.kind == "meeting"
    return [SENTENCES["without_level"].format(id=session.id)] if silent else []


def _tell_of_nobody(draft: dict[str, Any], project: Project) -> None:
    """Say which names were recorded as ids that no session has: such as `rename` keeps for an old name."""
    names = [name for capacity in CAPACITIES for name in draft[capacity]]
    pairs = zip(names, records.labels(project, names), strict=True)
    other = [(name, label) for name, label in pairs if label != name]
    came = project.labels if other else set()
    for name, label in other:
        if came and not came & {name, label}:
            told = f'"{name}" is recorded as {label}, who came to no session before.'
            print_note(visible(f"{told} If they were renamed, write their new name."))


def _require(draft: dict[str, Any]) -> None:
    if not draft["phase"]:
        raise parse.refused("PHASE", "name the phase that the session served, such as co-design")
    if not (draft["planned"] or any(number_of(draft, side) for side in SIDES)):
        raise parse.refused(
            "--community or --professional",
            "name who took part, or count them with --community-count and --professional-count",
        )


def amend(
    call: Call, given: Mapping[str, Any], words: Sequence[str], same_as: str | None, *, held: bool, delete: bool
) -> None:
    """Change or delete the sessions that words mean, by what was given or, if that is nothing, what is asked for."""
    project = call.project()
    meant = records.chosen(project, words, call.today, "SESSION")
    if len(meant) > 1:
        _require_common({**given, "same_as": same_as, "held": held or None, "delete": delete or None})
    also = records.session(project, same_as, call.today, "--same-as") if same_as is not None else None
    changes = _changes(meant[0], given, also, project, call.today)
    doubts = records.doubts(given, changes, project, call.today, (*meant[0].heard, *meant[0].asked))
    if held:
        changes |= _held(meant[0], changes.get("date", meant[0].date), call.today)
    if delete:
        if changes:
            raise parse.refused("--delete", "takes the whole session out, and goes with no other change")
        _delete(call, meant[0])
        return
    if not changes:
        if len(meant) > 1 or not call.asks:
            lacking = "say what is to change, such as --level deciding (coprod amend --help has them all)"
            raise parse.refused("SESSION", lacking)
        from coprod.cli.prompts.session import ask_changes

        changes = ask_changes(meant[0], project, call.today)
    if changes.get("date", call.today) > call.today:
        changes["planned"] = True
    asks = call.asks and not call.yes
    if asks:
        call.ask_about(doubts)
    if _change(call, meant, changes) and not asks:
        records.tell_doubts(doubts)


def _held(meant: Session, day: date, today: date) -> dict[str, Any]:
    """The change by which a planned session was held."""
    if day > today:
        raise parse.refused("--held", f"{meant.id} is planned for {day}: say that it was held once it was")
    if not meant.planned:
        raise parse.refused("--held", f"{meant.id} is not marked as planned, and counts as held")
    return {"planned": False}


def _require_common(given: Mapping[str, Any]) -> None:
    """Refuse what can be changed in one session only."""
    for name, value in given.items():
        if value is not None and name not in _COMMON:
            common = ", ".join(f"--{field}" for field in _COMMON)
            message = f"goes with one session; of several at once can be changed: {common}"
            raise parse.refused(f"--{name.replace('_', '-')}", message)


def _changes(
    meant: Session, given: Mapping[str, Any], also: Session | None, project: Project, today: date
) -> dict[str, Any]:
    """The fields that options change, each in the way of its row: replaced, added to, or replaced by key."""
    changes: dict[str, Any] = {}
    words = dict(given)
    for row in SESSIONS.rows:
        value = words.get(row.name)
        if row.amend != "replace" or row.value in {"day", "phases"}:
            continue
        if value == "":
            # It takes out what is there.
            changes[row.name] = None
            del words[row.name]
        elif isinstance(value, list):
            words[row.name] = [word for word in value if word]
    changes |= fields_from(SESSIONS.rows, words, today)
    for row in SESSIONS.rows:
        if row.amend == "by key" and row.name in changes:
            merged = {**dict(getattr(meant, row.name)), **changes[row.name]}
            changes[row.name] = {key: value for key, value in merged.items() if value != ""}
        if row.amend == "add":
            come = changes.pop(row.name, ())
            gone = parse.labels(given[f"remove_{row.name}"] or (), f"--remove-{row.name}")
            if come or gone or also:
                more = [*records.labels(project, come), *(getattr(also, row.name) if also else ())]
                changes[row.name] = _people(meant, project, row.name, more, gone)
    if "feeds_back" in changes:
        changes["feeds_back"] = records.fed_back(project, changes["feeds_back"], today, "--feeds-back")
    return changes


def _people(meant: Session, project: Project, capacity: str, more: Sequence[str], gone: Sequence[str]) -> list[str]:
    """The labels of who came in a capacity, with some more and without others."""
    from coprod.store.people import namesakes

    there = {records.labels(project, [label])[0]: label for label in getattr(meant, capacity)}
    for word in gone:
        bearers = [one.label for one in namesakes(project, word) if word in one.labels and one.label in there]
        if len(bearers) > 1:
            records.only_bearer(project, word, f"--remove-{capacity}")
        label = bearers[0] if bearers else word
        if label not in there:
            where = "among those who support people" if capacity == "supporting" else f"on the {capacity} side"
            known = [*there, *(project.people[name] for name in there if name in project.people)]
            absent = f'"{label}" is not on record {where} of {meant.id}{did_you_mean(label, known)}'
            raise parse.refused(f"--remove-{capacity}", absent)
        del there[label]
    return list(dict.fromkeys([*there.values(), *(label for label in more if label not in there)]))


def _change(call: Call, meant: Sequence[Session], changes: Mapping[str, Any]) -> bool:
    """Change sessions, all of them or none, of several only if it is confirmed; and say whether anything changes."""

    def change_of(document: Document) -> Change:
        new = {position(document, session): _with(session, changes, several=len(meant) > 1) for session in meant}
        now = document.project.sessions
        return replaced(document, {("sessions", at): record for at, record in new.items() if record != now[at]})

    change = change_of(call.target.load())
    names = visible(", ".join(session.id for session in change.records or meant))
    if change.after.data == change.before.data:
        print_text(f"Unchanged: {names} in {call.target.shown} says so already.\n")
        return False
    question = f"Change {counted(len(change.records), 'session')}?" if len(change.records) > 1 else ""
    notes = _notes(change.records[0]) if "level" in changes and len(change.records) == 1 else []
    call.show_and_apply(
        change_of,
        lambda change: call.told_after(change, [f"Changed {names} in {call.target.name}.", *notes]),
        question,
        lambda change: _read_before(change, call.today),
    )
    return True


def _with(session: Session, changes: Mapping[str, Any], *, several: bool) -> Session:
    """A session with changes; of several, a message says which it is about."""
    try:
        return validated_record(Session, {**dict(session), "also_present": dict(session.also_present), **changes})
    except Unusable as error:
        if not several:
            raise
        raise Unusable(*(Problem("", f"{session.id}: {problem.message}") for problem in error.problems)) from error


def _read_before(change: Change, today: date) -> Iterator[str]:
    """A line for each reading that is of an earlier wording by this change."""
    before, after = (reading_records(document.project, today) for document in (change.before, change.after))
    for was, now in zip(before, after, strict=True):
        if was.current and not now.current:
            yield (
                f"{visible(now.reading.session)} was read back on {now.reading.date} ({visible(now.reading.id)}): that "
                "reading is of an earlier wording now. Ask whether it still holds."
            )


def _delete(call: Call, meant: Session) -> None:
    def change_of(document: Document) -> Change:
        return removed(document, [("sessions", position(document, meant))])

    call.show_and_apply(
        change_of,
        lambda change: call.told_after(change, [f"Deleted {meant.id} from {call.target.name}."]),
        f"Delete {visible(meant.id)}?",
        lambda change: _references(change.after, meant.id),
    )


def _references(document: Document, name: str) -> Iterator[str]:
    """A line for each record that refers to a session; it stays as it is, and check tells of it."""
    for found in texts(document.project):
        if found.row.refers_to and found.text == name:
            place = f"{visible(document.file)}:{document.line_of(found.path[:2])}"
            yield f"{place}: stays as it is, and refers to it ({found.row.name}): {visible(quoted(found.record))}"
