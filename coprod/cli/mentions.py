"""What `rename` and `forget` do with texts that name somebody: show them, ask about them, and tell which are left."""

import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from coprod.api import assess_document
from coprod.assess import Gate
from coprod.cli import parse
from coprod.cli.prompts import prompt
from coprod.cli.terminal import print_note, print_text
from coprod.errors import Problem, Unusable
from coprod.model.folding import same_name
from coprod.model.kinds import ids
from coprod.model.name_forms import bare_name
from coprod.model.names import put_stand_ins, stand_in
from coprod.model.types import Text
from coprod.output.words import counted, listed
from coprod.store.change import Change
from coprod.store.disk import clear
from coprod.store.git import commits_with
from coprod.store.people import Person, drawn_id, has_name, people
from coprod.store.read import Document, text_of
from coprod.store.steps import forget_step, forget_steps_with
from coprod.store.traces import Mention, clear_copies, files_naming, finder, lines_naming, mentions
from coprod.words import is_code, visible


class Search:
    """People of a project file whose names are looked for there, each with what is to stand for them.

    By label, `names` are their names, and `instead` is what is to stand for those; `shared` are the names that somebody
    else bears too. The finder finds everybody on record, by their names alone, or ids too.
    """

    def __init__(self, document: Document, labels: Mapping[Person, str], *, by_id: bool = True) -> None:
        named = {person: label for person, label in labels.items() if has_name(person)}
        self.document = document
        self.finder = finder(document, ids=by_id)
        self.instead = {person.label: label for person, label in named.items()}
        self.names = {person.label: person.name or person.label for person in named}
        others = [one.name or one.label for one in people(document.project).values() if one.label not in self.names]
        self.shared = {name for name in self.names.values() if any(same_name(name, other) for other in others)}

    def mentions(self, document: Document) -> list[Mention]:
        """The texts of the file, as it is or was, that name these people."""
        return mentions(document, self.finder, self.instead)


def chosen(wanted: Search, *, asks: bool, yes: bool) -> dict[Mention, str | None]:
    """Show every text that names somebody, and what it becomes; with `asks`, each is asked about.

    If nobody is asked, only what is certain is changed, and only with `yes`; what is left is told afterwards.
    """
    retold: dict[Mention, str | None] = {}
    for mention in wanted.mentions(wanted.document):
        where = f"{visible(wanted.document.file)}:{mention.line}: {visible(mention.text)}"
        if mention.address:
            print_note(f"{where}\n  is the contact on the shared page, and names somebody. Half of it is of no use.")
            if asks and prompt.yes("  Take the contact out? coprod edit can put another there."):
                retold[mention] = None
            continue
        certain = [place for place in mention.places if place.certain and (asks or yes)]
        places = []
        if certain:
            print_note(f"{where}\n  becomes: {visible(put_stand_ins(mention.text, certain, wanted.instead))}")
            places += certain if not asks or prompt.yes("  Change it?") else []
        for place in mention.places:
            if asks and not place.certain:
                word = visible(mention.text[place.begin : place.end])
                print_note(f'{where}\n  "{word}" may be another word, or somebody else.')
                if prompt.yes(f"  Put {visible(stand_in(place, wanted.instead))} there?"):
                    places.append(place)
        if places:
            retold[mention] = put_stand_ins(mention.text, sorted(places), wanted.instead)
    return retold


def require_same(before: Document, now: Document) -> None:
    """Refuse to change a file that is no longer what the person was shown."""
    if now.data != before.data:
        raise Unusable(Problem(now.file, "was changed by another program meanwhile, and was left as it is; try again"))


def left(path: Path, wanted: Search, after: Document, *, erases: bool = False) -> list[str]:
    """What may still name somebody afterwards, in words; each is told first, with what a person can do about it.

    With `erases`, the names are to be nowhere in the file any more, ids and comments included.
    """
    found: list[str] = []
    lines = [(mention.line, mention.text) for mention in wanted.mentions(after)]
    if erases:
        lines = list(lines_naming(text_of(after.data, after.file), wanted.finder, wanted.instead))
    for number, line in lines:
        print_note(f"{visible(after.file)}:{number}: still holds the name, or a word like it: {visible(line)}")
    if lines:
        found.append(f"{counted(len(lines), 'line')} of {visible(after.file)}")
    files = files_naming(wanted.finder, wanted.names, path)
    for file in files:
        print_note(f"{visible(_near(file))}: holds the name. Delete it, or write it again.")
    if files:
        found.append(counted(len(files), "other file"))
    commits = commits_with(map(bare_name, wanted.names.values()), path) if wanted.names else 0
    if commits is None:
        print_note("git: could not search this folder's history; the name may stand in commits.")
        found.append("commits")
    elif commits:
        told = f"git: {counted(commits, 'commit')} in this folder's history added or took out the name"
        print_note(f"{told}, and every clone has them.{_rewriting(wanted) if erases else ''}")
        found.append(counted(commits, "commit"))
    return found


def _rewriting(wanted: Search) -> str:
    """How somebody would take the names out of commits; none of a name that somebody else bears too."""
    lines = "\n".join(
        f"{visible(bare_name(name))}==>{visible(wanted.instead[label])}"
        for label, name in wanted.names.items()
        if name not in wanted.shared
    )
    if not lines:
        return " Somebody else bears the name too, so that no command can tell the two apart there."
    return (
        " Somebody who may rewrite history would run these two, and ask the others to clone again:\n"
        "  git filter-repo --replace-text names.txt\n"
        "  git push --force --all\n"
        f"where names.txt, outside of the folder, holds the line: {lines}"
    )


def clear_kept(path: Path, wanted: Search) -> None:
    """Take the names out of all that coprod keeps: steps to undo, drafts, and copies that an editor left."""
    # A project's step may lie under the name of a folder that it was moved from.
    project = wanted.document.project
    own = [f'"{name}"' for name in (project.project.name, *(name for _, _, name in ids(project)))]

    def holds_it(text: str) -> bool:
        found = (place for line in text.split("\n") for place in wanted.finder.naming(line, wanted.instead))
        return any(name in text for name in own) or any(place.certain for place in found)

    forget_step(path)
    # What a killed command left beside the file holds what that held then.
    clear(path.resolve())
    forget_steps_with(holds_it)
    for copied in clear_copies(path, wanted.finder, wanted.instead):
        print_note(f"{visible(_near(copied))}: held the name, which was taken out of this draft too.")


def _near(file: Path) -> str:
    """A file as somebody in this folder would name it."""
    try:
        return os.path.relpath(file).replace(os.sep, "/")
    except ValueError:
        # Another drive than this folder's.
        return file.as_posix()


def former(change: Change, person: Person, wanted: str, names: Search) -> tuple[str, str] | None:
    """An id for the old name, and that name, if texts still hold it and a page would not leave it out any more."""
    after, people = finder(change.after), change.after.project.people
    shown = [
        mention.text[place.begin : place.end] in after.leave_out(mention.text).text
        for mention in names.mentions(change.after)
        for place in mention.places
        if not place.ordinary
    ]
    if not any(shown):
        return None
    free = is_code(wanted) and wanted not in people
    return wanted if free else drawn_id(change.before.project, person), person.name or person.label


def typed_label(text: str, option: str) -> str:
    """A label as it was typed, if it is one line of text that a file can hold."""
    [label] = parse.labels([text], option)
    try:
        return str(TypeAdapter(Text).validate_python(label))
    except ValidationError as error:
        raise parse.refused(option, "must be a line of text that says something") from error


def carried(change: Change) -> Iterator[str]:
    """What became of the readings of sessions whose wording was changed, if any was."""
    pairs = zip(change.before.project.readings, change.after.project.readings, strict=True)
    carried = sum(old.read != new.read for old, new in pairs)
    if carried:
        number = counted(carried, "reading")
        stay = "whose title or decisions were changed; they go on being of the present wording"
        yield f"Carried over: {number} of sessions {stay}."


def tell_of_judgement(change: Change, today: date) -> None:
    """Say what the record shows otherwise once somebody is counted and no longer told apart from others."""
    old, new = (assess_document(document, today, Gate()) for document in (change.before, change.after))
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
    changes = "Counted people are not told apart. What the record shows changes so:"
    print_note("\n  ".join([changes, *lines]) if lines else "What is judged stays.")


def tell_what_is_left(found: Sequence[str]) -> None:
    """Say what may still name somebody, and what only people can look into."""
    print_note(
        "Other machines may keep a step to undo that holds the name, until they record something else. Pages, sheets "
        "and tables that were given away are yours to find."
    )
    if found:
        print_text(f"These may still name them: {listed(found)}.\n")
    else:
        print_text("Nothing else that coprod can look into names them.\n")
