"""What a command is called with that many have: the project file, the day, and whether to ask, to write and to colour.

A command is declared with `command` of `options`, which makes the call of the options that it names.
"""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from coprod.cli import parse
from coprod.cli.terminal import Colour, is_terminal, look, notify_waiting, print_harmless, print_note, print_text
from coprod.errors import Unusable
from coprod.words import visible

if TYPE_CHECKING:
    from coprod.cli.target import Target
    from coprod.model import Project
    from coprod.model.doubts import Doubt
    from coprod.store.change import Change
    from coprod.store.read import Document

    ChangeOf = Callable[[Document], Change]
    Told = Callable[[Change], str]


class Call:
    """The shared options of one call; of one that a command does not have, what is meant without it."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self.file: str | None = given.get("file")
        self.today = parse.today(given.get("today"))
        self.color: Colour = given.get("color", "auto")
        self.yes: bool = given.get("yes", False)
        self.dry_run: bool = given.get("dry_run", False)
        #: Whether a person is there to be asked.
        self.asks = is_terminal(sys.stdin) and not given.get("no_input")

    @cached_property
    def target(self) -> "Target":
        """The project file that the command works on."""
        from coprod.cli.target import find

        return find(self.file)

    def project(self) -> "Project":
        """The project as its file holds it now."""
        return self.target.load().project

    def apply(
        self,
        change_of: "ChangeOf",
        told: "Told",
        *,
        undoable: bool = True,
        on_failure: Callable[[], None] = lambda: None,
    ) -> "Change":
        """Change the project file, and print what was done; in a dry run, print the change and write nothing.

        `change_of` makes the change for the file as it stands under the lock, `told` what is printed once it is
        written; `on_failure` is called if it cannot be made, before that is told.
        """
        from coprod.store.write import write

        path, name = self.target.path, self.target.name
        try:
            if self.dry_run:
                change = change_of(self.target.load())
            else:
                change = write(path, name, change_of, notify_waiting(name), undoable=undoable)
        except Unusable:
            on_failure()
            raise
        if self.dry_run:
            print_harmless(change.diff())
        else:
            print_text(told(change))
        return change

    def show_and_apply(
        self,
        change_of: "ChangeOf",
        told: "Told",
        question: str = "",
        notes: Callable[["Change"], Iterable[str]] = lambda _change: (),
        *,
        undoable: bool = True,
    ) -> "Change":
        """Show a change and what is to be known of it, ask the question, if there is one, and make the change."""
        change = change_of(self.target.load())
        print_harmless(change.diff())
        for note in notes(change):
            print_note(note)
        if self.dry_run:
            return change
        if question:
            self.confirm(question)
        return self.apply(change_of, told, undoable=undoable)

    def told_after(self, change: "Change", told: Sequence[str], *rules: str) -> str:
        """What a command says of a change at its end: these sentences, what changed for the phases, and a next step.

        What these rules find is told too.
        """
        from coprod.api import assess_document
        from coprod.assess import Gate
        from coprod.assess.record import statuses
        from coprod.output.formats.text import after

        # Other rules are for check, and would bury what was just written.
        now = assess_document(change.after, self.today, Gate(so_far=True, rules=frozenset(rules)))
        found = [
            f"{now.file}:{one.line}: {one.message}" for one in now.findings if one.code in rules and one.waived is None
        ]
        return after([*told, *found], statuses(change.before.project, self.today), now, look(self.color))

    def ask_about(self, doubts: "Iterable[Doubt]") -> None:
        """Go on only if the person says that each of these is meant."""
        for doubt in doubts:
            self.confirm(visible(str(doubt)))

    def confirm(self, question: str) -> None:
        """Go on only if the person wants it, as `--yes` says or by their answer at a terminal."""
        if self.yes:
            return
        if not self.asks:
            raise parse.refused("--yes", f"{question} Without a terminal, say so with --yes")
        from coprod.cli.prompts.prompt import require_yes

        require_yes(question)
