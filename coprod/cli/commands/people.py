"""`coprod people`, `rename` and `forget`: everyone on record, under another label, and without their names."""

from typing import TYPE_CHECKING, Annotated

from coprod.cli import complete, exits, parse
from coprod.cli.call import Call
from coprod.cli.options import command, option, own_argument
from coprod.cli.terminal import print_note, print_text, write_bytes
from coprod.words import is_code, visible

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from coprod.cli.mentions import Search
    from coprod.output.people import PersonEntry
    from coprod.store.change import Change
    from coprod.store.people import Person
    from coprod.store.read import Document

#: How the list can be written.
TABLES = ("text", "csv", "json")


@command("file")
def people(
    call: Call,
    name: Annotated[
        str | None,
        own_argument(
            "[NAME]", "Somebody on record: tells everything that the record holds about them.", complete.people
        ),
    ] = None,
    format: Annotated[
        str,
        option(
            "--format",
            "text, json, or of everyone csv (a row for each label).",
            words=TABLES,
        ),
    ] = "text",
) -> int:
    """List everyone on record: label or id, sides, sessions, first and last day; or tell everything about one person.

    Those whose labels differ by a slip stand beside each other. coprod rename joins them where they are one person.
    Of one person, the sessions that they came to are told, and every text that names them or may do so.
    """
    from coprod.cli import records
    from coprod.output.people import held, people_entries, people_json, people_rows, person_json, person_text
    from coprod.sheets.cells import written

    wanted = parse.choice("--format", "format here", TABLES)(format)
    document = call.target.load()
    if name is not None:
        if wanted == "csv":
            raise parse.refused("--format", "csv lists everyone; one person is told as text or json")
        about = held(document, records.person(document.project, name, "NAME"))
        text = person_text(about) if wanted == "text" else person_json(about)
    elif wanted == "text":
        text = _page(people_entries(document.project))
    elif wanted == "csv":
        text = written(people_rows(people_entries(document.project)))
    else:
        text = people_json(document.file, people_entries(document.project))
    if wanted == "text":
        print_text(text)
    else:
        write_bytes(text.encode("utf-8", "backslashreplace"))
    return exits.DONE


def _page(entries: "Sequence[PersonEntry]") -> str:
    from coprod.output.layout import aligned
    from coprod.output.words import counted

    if not entries:
        return "Nobody is on record yet; coprod log records who came.\n"
    rows = []
    for entry in entries:
        name = visible(f"{entry.label} ({entry.name})" if entry.name else entry.label)
        days = " to ".join(dict.fromkeys(str(day) for day in (entry.first, entry.last) if day))
        rows.append((name, " and ".join(entry.sides) or "never came", counted(entry.sessions, "session"), days))
    lines = []
    for entry, line in zip(entries, aligned(rows), strict=True):
        like = [f"  is that {visible(other)}? coprod rename joins two labels of one person" for other in entry.like[:1]]
        lines += [line, *like]
    number = "1 person" if len(entries) == 1 else f"{len(entries)} people"
    return "\n".join([*lines, "", f"{number} on record.", ""])


@command("yes dry_run file today color no_input")
def rename(
    call: Call,
    old: Annotated[str, own_argument("OLD", "The label, the name or the id of somebody on record.", complete.people)],
    new: Annotated[
        str | None, own_argument("[NEW]", "What to call them; somebody on record joins the two.", complete.people)
    ] = None,
    to_id: Annotated[
        str | None, option("--to-id", "An id to stand in their name's place; [people] keeps the name.", "ID")
    ] = None,
) -> int:
    """Give somebody another label everywhere on record, or join two labels of one person.

    Titles, notes and what people said that hold the name are shown and asked about, as coprod forget does. With --yes,
    what is certain is changed; afterwards it says where the old name still stands.
    """
    from coprod.cli import records
    from coprod.cli.mentions import chosen, left, require_same, search
    from coprod.cli.target import phase_progress
    from coprod.store.people import keeping_name, renamed, somebody, with_id

    if (new is None) == (to_id is None):
        raise parse.refused("NEW", "name the new label, or give --to-id an id")
    document, file = call.target.load(), call.target.shown
    person = records.person(document.project, old, "OLD")
    wanted = _label(new, "NEW") if new is not None else _label(to_id or "", "--to-id")
    records.only_bearer(document.project, wanted, "NEW")
    other = somebody(document.project, wanted)
    change_labels = renamed if new is not None else with_id
    if change_labels(document, old, wanted).after.data == document.data:
        print_text(f"Unchanged: {visible(old)} is called so already in {file}.\n")
        return exits.DONE
    # An id that becomes another is no name to look for.
    of_id = old in document.project.people and (to_id is not None or is_code(wanted))
    names = search(document, {} if of_id else {person: wanted}, by_id=False)
    asks = call.asks and not call.yes and not call.dry_run
    texts = chosen(names, asks=asks, yes=call.yes or call.dry_run)
    former = _former(change_labels(document, old, wanted, texts), person, wanted, names)

    def change_of(now: "Document") -> "Change":
        require_same(document, now)
        change = change_labels(now, old, wanted, texts)
        return keeping_name(change, *former) if former else change

    joined = f"{visible(wanted)} is on record already: {visible(old)} and {visible(wanted)} become one person. Go on?"
    question = joined if other is not None and other.label != person.label else ""

    def recorded(change: "Change") -> str:
        standing = phase_progress(change.after, call.today, call.color)
        return f"{visible(old)} is {visible(wanted)} in {file} now.\n\n{standing}"

    change = call.show_and_apply(change_of, recorded, question)
    if call.dry_run:
        return exits.DONE
    for _ in left(call.target.path, names, change.after):
        pass
    if former:
        print_note(f"[people] keeps the old name as {former[0]}, so that pages go on leaving it out of these texts.")
    return exits.DONE


def _former(change: "Change", person: "Person", wanted: str, names: "Search") -> tuple[str, str] | None:
    """An id for the old name, and that name, if texts still hold it and a page would not leave it out any more."""
    from coprod.store.people import drawn_id
    from coprod.store.traces import finder, mentions

    after, people = finder(change.after), change.after.project.people
    shown = [
        mention.text[place.begin : place.end] in after.leave_out(mention.text).text
        for mention in mentions(change.after, names.finder, names.instead)
        for place in mention.places
        if not place.ordinary
    ]
    if not any(shown):
        return None
    free = is_code(wanted) and wanted not in people
    return wanted if free else drawn_id(change.before.project, person), person.name or person.label


def _label(text: str, option: str) -> str:
    """A label as it was typed, if it is one line of text that a file can hold."""
    from pydantic import TypeAdapter, ValidationError

    from coprod.model.types import Text

    [label] = parse.labels([text], option)
    try:
        return str(TypeAdapter(Text).validate_python(label))
    except ValidationError as error:
        raise parse.refused(option, "must be a line of text that says something") from error


@command("yes dry_run file today color no_input")
def forget(
    call: Call,
    name: Annotated[
        str | None, own_argument("[NAME]", "The label, the name or the id of somebody on record.", complete.people)
    ] = None,
    everybody: Annotated[
        bool, option("--all", "Everybody: every name becomes an id, as at the end of a project.")
    ] = False,
    as_count: Annotated[
        bool, option("--as-count", "Count them instead of giving them an id; what that changes is told first.")
    ] = False,
) -> int:
    """Take somebody's name out of a project: their attendance stays, under an id without a name.

    Every title, note, decision, saying, reading and comment that names them is shown and asked about. With --yes, those
    that certainly do are changed, and the others told. Steps to undo and drafts that hold the name are cleared of it.
    The last sentence says whether anything may still name them, such as commits and pages. This cannot be undone.
    """
    from coprod.cli import records
    from coprod.cli.mentions import chosen, clear_kept, left, require_same, search
    from coprod.cli.target import phase_progress, print_diff
    from coprod.model.names import SOMEBODY
    from coprod.store.people import forgotten, has_name, id_for, people

    if (name is None) == (not everybody):
        raise parse.refused("NAME", "name somebody on record, or everybody with --all")
    path, shown = call.target.path, call.target.shown
    document = call.target.load()
    known = people(document.project)
    gone = list(filter(has_name, known.values())) if name is None else [records.person(document.project, name, "NAME")]
    ids = {person: None if as_count else id_for(document.project, person) for person in gone}
    if as_count:
        _tell_of_judgement(forgotten(document, ids), call.today)
    names = search(document, {person: label or SOMEBODY for person, label in ids.items()})
    asks = call.asks and not call.yes and not call.dry_run
    texts = chosen(names, asks=asks, yes=True)

    def change_of(now: "Document") -> "Change":
        require_same(document, now)
        return forgotten(now, ids, texts)

    change = change_of(document)
    if not call.yes and not asks:
        for _ in left(path, names, change.after, erases=True):
            pass
    if call.dry_run:
        print_diff(change)
        return exits.DONE
    if change.after.data == document.data:
        clear_kept(path, names)
        nobody = visible(gone[0].label) if name is not None else "anybody"
        print_text(f"Unchanged: {shown} holds no name of {nobody}.\n")
    else:
        who = _who(gone, ids, name)
        call.confirm(f"{who} in {shown}. This cannot be undone. Go on?")

        def recorded(change: "Change") -> str:
            standing = phase_progress(change.after, call.today, call.color)
            return f"Done: {who} in {shown}.\n{_carried(change)}\n{standing}\n"

        # First, so that a command that is killed leaves no step that would bring the name back.
        clear_kept(path, names)
        change = call.apply(change_of, recorded, undoable=False)
    _say_whether_anything_is_left(list(left(path, names, change.after, erases=True)))
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
    from coprod.assess import Gate, assess

    old, new = (
        assess(document.project, today, document.line_of, file=document.file, gate=Gate())
        for document in (change.before, change.after)
    )
    lines = [f"the verdict: {old.verdict} becomes {new.verdict}"] if old.verdict != new.verdict else []
    for was, now in zip(old.phases, new.phases, strict=True):
        before, after = was.partners.people, now.partners.people
        if was.status != now.status:
            lines.append(f"{was.phase}: {was.status} becomes {now.status}")
        if before != after:
            lines.append(f"{was.phase}: partners who are told apart, {before} becomes {after}")
    keys = [{(one.code, one.phase, one.message) for one in side.findings} for side in (old, new)]
    for sign, codes in (("no longer", keys[0] - keys[1]), ("now", keys[1] - keys[0])):
        for code, phase, message in sorted(codes, key=str):
            lines.append(f"{sign} {code}{f' ({phase})' if phase else ''}: {visible(message)}")
    print_note(
        "Counted people are not told apart. What the record shows changes so:" if lines else "What is judged stays."
    )
    for line in lines:
        print_note(f"  {line}")
