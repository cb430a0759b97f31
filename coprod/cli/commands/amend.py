"""`coprod amend`: change or delete one session on record."""

from typing import TYPE_CHECKING, Annotated, Any

from coprod.cli import complete, exits, parse
from coprod.cli.call import Call
from coprod.cli.options import SameAs, command, fields_from, option, own_argument
from coprod.cli.terminal import print_text
from coprod.model.kinds import SESSIONS
from coprod.words import visible

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from coprod.model import Project, Session
    from coprod.store.change import Change
    from coprod.store.read import Document


@command(
    "yes dry_run file today color no_input",
    SESSIONS,
    after={
        "phase": "",
        "remove_community": "supporting",
        "remove_professional": "remove_community",
        "remove_supporting": "remove_professional",
        "same_as": "remove_supporting",
    },
)
def amend(
    call: Call,
    sessions: Annotated[
        list[str],
        own_argument(
            "SESSION...",
            "Its id or how that begins, its day where that is enough, last, or all from one day to another, as in "
            "2026-01..2026-03.",
            complete.sessions,
        ),
    ],
    same_as: SameAs = None,
    held: Annotated[bool, option("--held", "Say that a planned session was held.")] = False,
    delete: Annotated[bool, option("--delete", "Take the session out, and say what referred to it.")] = False,
    **given: Any,
) -> int:
    """Change a session where it stands, or delete it; the change is shown, and its id and your comments stay.

    -c, -p, -s and --same-as add people. --settled and --asked add and replace by matter and group, and take one out
    without a text, as in --settled place=. Every other option replaces what is there; an empty text takes it out, as in
    --title "". At a terminal without options, it offers the session's fields.
    """
    from coprod.cli import records

    project = call.project()
    meant = records.chosen(project, sessions, call.today, "SESSION")
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
        return exits.DONE
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
    return exits.DONE


def _held(meant: "Session", day: "dt.date", today: "dt.date") -> dict[str, Any]:
    """The change by which a planned session was held."""
    if day > today:
        raise parse.refused("--held", f"{meant.id} is planned for {day}: say that it was held once it was")
    if not meant.planned:
        raise parse.refused("--held", f"{meant.id} is not marked as planned, and counts as held")
    return {"planned": False}


#: What can be changed in several sessions at once.
_COMMON = ("level", "recognition", "heard", "access", "agenda", "kind")


def _require_common(given: "Mapping[str, Any]") -> None:
    """Refuse what can be changed in one session only."""
    for name, value in given.items():
        if value is not None and name not in _COMMON:
            common = ", ".join(f"--{field}" for field in _COMMON)
            message = f"goes with one session; of several at once can be changed: {common}"
            raise parse.refused(f"--{name.replace('_', '-')}", message)


def _changes(
    meant: "Session", given: "Mapping[str, Any]", also: "Session | None", project: "Project", today: "dt.date"
) -> dict[str, Any]:
    """The fields that options change, each in the way of its row: replaced, added to, or replaced by key."""
    from coprod.cli import records

    cleared, words = _cleared(given)
    changes = cleared | fields_from(SESSIONS.rows, words, today)
    for row in SESSIONS.rows:
        if row.amend == "by key" and row.name in changes:
            merged = {**dict(getattr(meant, row.name)), **changes[row.name]}
            changes[row.name] = {key: value for key, value in merged.items() if value != ""}
        if row.amend == "add":
            come = changes.pop(row.name, ())
            gone = parse.labels(given[f"remove_{row.name}"] or (), f"--remove-{row.name}")
            if come or gone or also:
                changes[row.name] = _people(meant, project, row.name, come, gone, also)
    if "feeds_back" in changes:
        changes["feeds_back"] = records.fed_back(project, changes["feeds_back"], today, "--feeds-back")
    return changes


def _cleared(given: "Mapping[str, Any]") -> tuple[dict[str, Any], dict[str, Any]]:
    """The fields that an empty text takes out, and what else was given."""
    cleared: dict[str, Any] = {}
    words = dict(given)
    for row in SESSIONS.rows:
        if row.amend == "replace" and row.value not in {"day", "phases"}:
            value = words.get(row.name)
            if value == "":
                cleared[row.name] = words.pop(row.name) or None
            elif value is not None and not isinstance(value, str):
                words[row.name] = [word for word in value if word]
    return cleared, words


def _people(
    meant: "Session",
    project: "Project",
    capacity: str,
    come: "Sequence[str]",
    gone: "Sequence[str]",
    also: "Session | None",
) -> list[str]:
    """Who came in a capacity, with some more and without others."""
    from coprod.cli import records
    from coprod.store.people import namesakes
    from coprod.words import did_you_mean

    there = {records.labels(project, [label])[0]: label for label in getattr(meant, capacity)}
    for word in gone:
        bearers = [one.label for one in namesakes(project, word) if word in one.labels and one.label in there]
        if len(bearers) > 1:
            records.only_bearer(project, word, f"--remove-{capacity}")
        label = bearers[0] if bearers else word
        if label not in there:
            where = "among those who support people" if capacity == "supporting" else f"on the {capacity} side"
            known = [*there, *(project.people[name] for name in there if name in project.people)]
            raise parse.refused(
                f"--remove-{capacity}", f'"{label}" is not on record {where} of {meant.id}{did_you_mean(label, known)}'
            )
        del there[label]
    more = [*records.labels(project, come), *(getattr(also, capacity) if also else ())]
    return list(dict.fromkeys([*there.values(), *(label for label in more if label not in there)]))


def _change(call: Call, meant: "Sequence[Session]", changes: "Mapping[str, Any]") -> bool:
    """Change sessions, all of them or none, of several only if it is confirmed; and say whether anything changes."""
    from coprod.cli.records import position
    from coprod.output.words import counted
    from coprod.store.change import replaced

    def change_of(document: "Document") -> "Change":
        new = {position(document, session): _with(session, changes, several=len(meant) > 1) for session in meant}
        now = document.project.sessions
        return replaced(document, {("sessions", at): record for at, record in new.items() if record != now[at]})

    change = change_of(call.target.load())
    names = visible(", ".join(session.id for session in change.records or meant))
    if change.after.data == change.before.data:
        print_text(f"Unchanged: {names} in {call.target.shown} says so already.\n")
        return False
    question = f"Change {counted(len(change.records), 'session')}?" if len(change.records) > 1 else ""
    call.show_and_apply(
        change_of,
        lambda change: call.told_after(change, [f"Changed {names} in {call.target.name}."]),
        question,
        lambda change: _read_before(change, call.today),
    )
    return True


def _with(session: "Session", changes: "Mapping[str, Any]", *, several: bool) -> "Session":
    """A session with changes; of several, a message says which it is about."""
    from coprod.cli.records import validated_record
    from coprod.errors import Problem, Unusable
    from coprod.model import Session

    try:
        return validated_record(Session, {**dict(session), "also_present": dict(session.also_present), **changes})
    except Unusable as error:
        if not several:
            raise
        raise Unusable(*(Problem("", f"{session.id}: {problem.message}") for problem in error.problems)) from error


def _read_before(change: "Change", today: "dt.date") -> "Iterator[str]":
    """A line for each reading that is of an earlier wording by this change."""
    from coprod.assess.voices import reading_records

    before, after = (reading_records(document.project, today, {}) for document in (change.before, change.after))
    for was, now in zip(before, after, strict=True):
        if was.current and not now.current:
            yield (
                f"{visible(now.reading.session)} was read back on {now.reading.date} ({visible(now.reading.id)}): that "
                "reading is of an earlier wording now. Ask whether it still holds."
            )


def _delete(call: Call, meant: "Session") -> None:
    from coprod.cli.records import position
    from coprod.store.change import removed

    def change_of(document: "Document") -> "Change":
        return removed(document, [("sessions", position(document, meant))])

    call.show_and_apply(
        change_of,
        lambda change: call.told_after(change, [f"Deleted {meant.id} from {call.target.name}."]),
        f"Delete {visible(meant.id)}?",
        lambda change: _references(change.after, meant.id),
    )


def _references(document: "Document", name: str) -> "Iterator[str]":
    """A line for each record that refers to a session; it stays as it is, and check tells of it."""
    from coprod.model.kinds import KINDS
    from coprod.model.kinds import records as records_of
    from coprod.output.words import quoted

    for kind in KINDS.values():
        for position, record in enumerate(records_of(document.project, kind.table)):
            for field, value in dict(record).items():
                if field != "id" and (value == name or (isinstance(value, tuple) and name in value)):
                    place = f"{visible(document.file)}:{document.line_of((kind.table, position))}"
                    yield f"{place}: stays as it is, and refers to it ({field}): {visible(quoted(record))}"
