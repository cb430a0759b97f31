"""`coprod people`, `rename` and `forget`: everyone on record, under another label, and without their names."""

from typing import TYPE_CHECKING

from coprod.cli import complete, parse
from coprod.cli.call import Call
from coprod.cli.options import argument, command, option
from coprod.cli.terminal import print_harmless, print_note, print_text, write_data
from coprod.words import is_code, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coprod.store.change import Change
    from coprod.store.people import Person
    from coprod.store.read import Document

#: How the list can be written.
TABLES = ("text", "csv", "json")


@command("file")
def people(
    call: Call,
    name: str | None = argument(
        "[NAME]", "Somebody on record: tells everything that the record holds about them.", complete.people
    ),
    format: str = option("text, json, or of everyone csv (a row for each label).", words=TABLES, default="text"),
) -> None:
    """List everyone on record: label or id, sides, sessions, first and last day; or tell everything about one person.

    Those whose labels differ by a slip stand beside each other. coprod rename joins them where they are one person.
    Of one person, the sessions that they came to are told, and every text that names them or may do so.
    """
    from coprod.cli import records
    from coprod.output import people as shown
    from coprod.sheets.cells import written

    wanted = parse.choice("--format", "format here", TABLES)(format)
    document = call.target.load()
    if name is not None:
        if wanted == "csv":
            raise parse.refused("--format", "csv lists everyone; one person is told as text or json")
        about = shown.held(document, records.person(document.project, name, "NAME"))
        text = shown.person_text(about) if wanted == "text" else shown.person_json(about)
    elif wanted == "text":
        text = shown.people_text(shown.people_entries(document.project))
    elif wanted == "csv":
        text = written(shown.people_rows(shown.people_entries(document.project)))
    else:
        text = shown.people_json(document.file, shown.people_entries(document.project))
    (print_text if wanted == "text" else write_data)(text)


@command("yes dry_run file today color no_input")
def rename(
    call: Call,
    old: str = argument("OLD", "The label, the name or the id of somebody on record.", complete.people, default=...),
    new: str | None = argument("[NEW]", "What to call them; somebody on record joins the two.", complete.people),
    to_id: str | None = option("An id to stand in their name's place; [people] keeps the name.", "ID"),
) -> None:
    """Give somebody another label everywhere on record, or join two labels of one person.

    Titles, notes and what people said that hold the name are shown and asked about, as coprod forget does. With --yes,
    what is certain is changed; afterwards it says where the old name still stands.
    """
    from coprod.cli import records
    from coprod.cli.mentions import Search, chosen, former, left, require_same, typed_label
    from coprod.store.people import keeping_name, renamed, somebody, with_id

    if (new is None) == (to_id is None):
        raise parse.refused("NEW", "name the new label, or give --to-id an id")
    document, file = call.target.load(), call.target.shown
    person = records.person(document.project, old, "OLD")
    wanted = typed_label(new, "NEW") if new is not None else typed_label(to_id or "", "--to-id")
    records.only_bearer(document.project, wanted, "NEW")
    other = somebody(document.project, wanted)
    change_labels = renamed if new is not None else with_id
    if change_labels(document, old, wanted).after.data == document.data:
        print_text(f"Unchanged: {visible(old)} is called so already in {file}.\n")
        return
    # An id that becomes another is no name to look for.
    of_id = old in document.project.people and (to_id is not None or is_code(wanted))
    names = Search(document, {} if of_id else {person: wanted}, by_id=False)
    asks = call.asks and not call.yes and not call.dry_run
    texts = chosen(names, asks=asks, yes=call.yes or call.dry_run)
    kept = former(change_labels(document, old, wanted, texts), person, wanted, names)

    def change_of(now: "Document") -> "Change":
        require_same(document, now)
        change = change_labels(now, old, wanted, texts)
        return keeping_name(change, *kept) if kept else change

    joined = f"{visible(wanted)} is on record already: {visible(old)} and {visible(wanted)} become one person. Go on?"
    question = joined if other is not None and other.label != person.label else ""

    told = [f"{old} is {wanted} in {call.target.name} now."]
    change = call.show_and_apply(change_of, lambda change: call.told_after(change, told), question)
    if call.dry_run:
        return
    left(call.target.path, names, change.after)
    if kept:
        print_note(f"[people] keeps the old name as {kept[0]}, so that pages go on leaving it out of these texts.")


@command("yes dry_run file today color no_input")
def forget(
    call: Call,
    name: str | None = argument("[NAME]", "The label, the name or the id of somebody on record.", complete.people),
    everybody: bool = option("Everybody: every name becomes an id, as at the end of a project.", flags="--all"),
    as_count: bool = option("Count them instead of giving them an id; what that changes is told first."),
) -> None:
    """Take somebody's name out of a project: their attendance stays, under an id without a name.

    Every title, note, decision, saying, reading and comment that names them is shown and asked about. With --yes, those
    that certainly do are changed, and the others told. Steps to undo and drafts that hold the name are cleared of it.
    The last sentence says whether anything may still name them, such as commits and pages. This cannot be undone.
    """
    from coprod.cli import mentions, records
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
        mentions.tell_of_judgement(forgotten(document, ids), call.today)
    names = mentions.Search(document, {person: label or SOMEBODY for person, label in ids.items()})
    asks = call.asks and not call.yes and not call.dry_run
    texts = mentions.chosen(names, asks=asks, yes=True)

    def change_of(now: "Document") -> "Change":
        mentions.require_same(document, now)
        return forgotten(now, ids, texts)

    change = change_of(document)
    if not call.yes and not asks:
        mentions.left(path, names, change.after, erases=True)
    if call.dry_run:
        print_harmless(change.diff())
        return
    if change.after.data == document.data:
        mentions.clear_kept(path, names)
        nobody = visible(gone[0].label) if name is not None else "anybody"
        print_text(f"Unchanged: {shown} holds no name of {nobody}.\n")
    else:
        who = _who(gone, ids, name)
        call.confirm(f"{who} in {shown}. This cannot be undone. Go on?")

        def recorded(change: "Change") -> str:
            return call.told_after(change, [f"Done: {who} in {call.target.name}.", *mentions.carried(change)]) + "\n"

        # First, so that a command that is killed leaves no step that would bring the name back.
        mentions.clear_kept(path, names)
        change = call.apply(change_of, recorded, undoable=False)
    mentions.tell_what_is_left(mentions.left(path, names, change.after, erases=True))


def _who(gone: "Sequence[Person]", ids: "dict[Person, str | None]", name: str | None) -> str:
    if name is None:
        return f"Everybody, {len(gone)} by name, {'is counted' if None in ids.values() else 'becomes an id'}"
    label = ids[gone[0]]
    if label == name:
        return f"{visible(name)} is an id without a name"
    return f"{visible(name)} {f'becomes {visible(label)}' if label else 'is counted, and no longer named'}"
