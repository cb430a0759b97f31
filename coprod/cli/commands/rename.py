"""`coprod rename`: another label for somebody, everywhere on record."""

from typing import TYPE_CHECKING, Annotated

import typer

from coprod.cli import exits
from coprod.cli.input import complete, parse
from coprod.cli.input.options import Color, DryRun, File, NoInput, Today, Yes
from coprod.cli.terminal import remark, say, waiting
from coprod.visible import visible

if TYPE_CHECKING:
    from coprod.store.append import Change
    from coprod.store.mending.labels import Person
    from coprod.store.read import Document


def rename(
    old: Annotated[
        str,
        typer.Argument(
            metavar="OLD",
            autocompletion=complete.people,
            help="The label, the name or the id of somebody on record.",
        ),
    ],
    new: Annotated[
        str | None,
        typer.Argument(
            metavar="[NEW]", autocompletion=complete.people, help="What to call them; somebody on record joins the two."
        ),
    ] = None,
    to_id: Annotated[
        str | None,
        typer.Option("--to-id", metavar="ID", help="An id to stand in their name's place; [people] keeps the name."),
    ] = None,
    yes: Yes = False,
    dry_run: DryRun = False,
    file: File = None,
    today: Today = None,
    color: Color = "auto",
    no_input: NoInput = False,
) -> int:
    """Give somebody another label everywhere on record, or join two labels of one person.

    Titles, notes and what people said are left as they are, and told where they hold the name.
    """
    from coprod.cli.input import records
    from coprod.cli.input.projects import one
    from coprod.cli.prompts.prompt import confirm
    from coprod.cli.results.change import shown
    from coprod.cli.results.progress import so_far
    from coprod.store.append import write
    from coprod.store.mending.labels import renamed, somebody, with_id
    from coprod.store.read import load

    if (new is None) == (to_id is None):
        raise typer.BadParameter("name the new label, or give --to-id an id", param_hint="NEW")
    path, name = one(file)
    judged_on = parse.today(today)
    document = load(path, name)
    person = records.person(document.project, old, "OLD")
    wanted = _label(new, "NEW") if new is not None else _label(to_id or "", "--to-id")
    other = somebody(document.project, wanted)

    def change_of(now: "Document") -> "Change":
        records.person(now.project, old, "OLD")
        return (renamed if new is not None else with_id)(now, old, wanted)

    change = change_of(document)
    if change.after.data == document.data:
        say(f"Unchanged: {visible(old)} is called so already in {visible(name)}.\n")
        return exits.DONE
    say(shown(change))
    _tell_of_texts(change, person)
    if dry_run:
        return exits.DONE
    if other is not None and other.label != person.label:
        confirm(
            f"{visible(wanted)} is on record already: {visible(old)} and {visible(wanted)} become one person. Go on?",
            yes=yes,
            no_input=no_input,
        )
    change = write(path, name, change_of, waiting(name))
    say(f"{visible(old)} is {visible(wanted)} in {visible(name)} now.\n\n{so_far(change.after, judged_on, color)}")
    return exits.DONE


def _label(text: str, option: str) -> str:
    """A label as it was typed, if it is one line of text.

    Raises:
        typer.BadParameter: where no file could hold it.
    """
    from pydantic import TypeAdapter, ValidationError

    from coprod.model.record import Text

    [label] = parse.labels([text], option)
    try:
        return str(TypeAdapter(Text).validate_python(label))
    except ValidationError as error:
        raise typer.BadParameter("must be a line of text that says something", param_hint=option) from error


def _tell_of_texts(change: "Change", person: "Person") -> None:
    from coprod.store.mending.forget import name_of
    from coprod.store.mending.mentions import mentions

    name = name_of(person)
    for place in mentions(change.after, name):
        if name.stands_in(place.text):
            where = f"{visible(change.after.file)}:{place.line}"
            remark(f"{where}: holds the name in a text, which is left: {visible(place.text)}")
