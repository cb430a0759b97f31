"""The person's own editor: which it is, running it, and what becomes of edits that are no valid project.

`click.edit` would be three lines. But it leaves the editor running if Ctrl-C ends the wait for it, has one error for
an editor that is missing, that fails and that was interrupted, and deletes its copy however the editing ends, with
all that was typed.
"""

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import typer

from coprod.assess.compare import compared
from coprod.cli import exits
from coprod.cli.prompts import forms, prompt
from coprod.cli.prompts.prompt import AT_LENGTH
from coprod.cli.terminal import notify_waiting, print_errors, print_note
from coprod.errors import Problem, Unusable
from coprod.model.matching import Version
from coprod.output.words import counted, quoted
from coprod.store.editor_copy import Copy
from coprod.store.merge import with_ids_kept
from coprod.store.read import Document, parse
from coprod.words import visible

_WINDOWS = sys.platform == "win32"

#: What is there without anybody having chosen it; the first one is taken, so one that a beginner can leave comes first.
_USUAL = ("notepad",) if _WINDOWS else ("nano", "editor", "vi")

#: Editors that nobody leaves by chance, by what their programs are called.
_VI = re.compile(r"n?vim?(\.\w+)?|elvis|busybox")

#: How a process ends that Ctrl-C ended: by the signal, as a shell tells it, and on Windows.
_INTERRUPTED = (-signal.SIGINT, 128 + signal.SIGINT, 0xC000013A)


def chosen(*, ask: bool) -> list[str]:
    """The editor's program and its arguments, from VISUAL or else EDITOR, or a usual one if a person can be asked.

    Of one that nobody chose, how to leave it is told if that is hard to guess.
    """
    named = next((name for name in ("VISUAL", "EDITOR") if os.environ.get(name, "").strip()), None)
    if named is None:
        usual = next(filter(None, map(shutil.which, _USUAL)), None) if ask else None
        if usual is None:
            unnamed = "no editor is named: set VISUAL or EDITOR to the one that you use, such as nano"
            raise Unusable(Problem("", unnamed))
        if _VI.fullmatch(Path(usual).resolve().name):
            print_note(AT_LENGTH["vi"])
        return [usual]
    try:
        program, *arguments = words(os.environ[named], posix=not _WINDOWS)
    except ValueError as error:
        raise Unusable(Problem("", f"{named} cannot be read: a quotation mark is not closed")) from error
    path = shutil.which(program)
    if path is None:
        raise Unusable(Problem("", f"{named} names an editor that cannot be found: {program}"))
    return [path, *arguments]


def words(command: str, *, posix: bool) -> list[str]:
    """A command in words, as a shell would take it; a program's whole path may hold spaces.

    On Windows a backslash is part of a path; elsewhere it quotes what follows.
    """
    if shutil.which(command):
        return [command]
    split = shlex.split(command, posix=posix)
    return split if posix else [word.strip('"') for word in split]


def run(command: Sequence[str], place: Path) -> None:
    """Let a person edit a file until the editor ends; `typer.Abort` if Ctrl-C ended it.

    Ctrl-C and the end of the terminal are left to the editor; how it ends says what is to be done. A handler that does
    nothing is not handed on to the editor, as a signal that is ignored would be.
    """
    kinds = [getattr(signal, kind) for kind in ("SIGINT", "SIGQUIT", "SIGHUP") if hasattr(signal, kind)]
    shared = {kind: now for kind in kinds if (now := signal.getsignal(kind)) not in (signal.SIG_IGN, None)}
    name = Path(command[0]).name
    for kind in shared:
        signal.signal(kind, lambda *_: None)
    try:
        code = subprocess.run([*command, str(place)], check=False).returncode  # noqa: S603
    except OSError as error:
        reason = (error.strerror or "it failed").lower()
        raise Unusable(Problem("", f"the editor {name} cannot be started: {reason}")) from error
    finally:
        for kind, before in shared.items():
            signal.signal(kind, before)
    if code in _INTERRUPTED:
        raise typer.Abort
    if code:
        ended = f"ended with exit code {code}" if code > 0 else f"was ended by {signal.Signals(-code).name}"
        raise Unusable(Problem("", f"the editor {name} {ended}, and the file was left as it was"))


Step = Literal["edit", "keep", "drop"]

_STEPS: dict[Step, str] = AT_LENGTH["steps"]


def _next_step() -> Step:
    """Ask what is to become of edits that are no valid project."""
    steps = forms.numbered(list(_STEPS), lambda step: f"{step:<6} {_STEPS[step]}")
    print_note(prompt.choices(steps.lines))
    return prompt.ask("What now", lambda line: steps.picked(line) or prompt.key(tuple(_STEPS), line), default="edit")


def tell_kept(kept: Sequence[str]) -> None:
    """Say where edits are kept, if any are."""
    if kept:
        print_note(f"Your edits are kept in {' and '.join(map(visible, kept))}.")
        print_note("Next: coprod edit, and bring over from there what should stay.")


def project_before(copy: Copy) -> Document | None:
    """The project as it was, or None if the file is unusable, and is opened to be mended."""
    try:
        return parse(copy.before, copy.file)
    except Unusable as unusable:
        if not copy.before.strip():
            raise
        print_errors(unusable.problems)
        return None


def edited(copy: Copy, program: Sequence[str], before: Document | None, *, ask: bool) -> Document | None:
    """Let a person edit the copy until it is a valid project, and put it back; None if it was left unchanged."""
    while True:
        run(program, copy.place)
        typed = copy.typed()
        if typed == copy.before:
            return None
        try:
            after = parse(typed, copy.file)
        except Unusable as unusable:
            if not ask:
                raise
            print_errors(unusable.problems)
        else:
            after = with_ids_kept(before, after) if before else after
            copy.put_back(after.data, notify_waiting(copy.file))
            return after
        step = _next_step()
        if step != "edit":
            if step == "keep":
                tell_kept([copy.keep()])
            copy.discard()
            raise typer.Exit(exits.UNUSABLE)


def changes(before: Document | None, after: Document) -> str:
    """The records that are gone, changed or new, kind by kind, on a line each."""
    name = visible(after.file)
    if before is None:
        number = counted(len(after.project.sessions), "session")
        return f"Changed {name}, which is a valid project now, with {number}.\n"
    lines = []
    for table in compared(Version(before.project), Version(after.project)).values():
        lines += [f"  removed  {visible(quoted(record))}\n" for record in table.removed]
        lines += [f"  changed  {visible(quoted(pair.after))}\n" for pair in table.changed]
        lines += [f"  added    {visible(quoted(placed.record))}\n" for placed in table.added]
    return f"Changed {name}:\n{''.join(lines)}" if lines else f"Changed {name}; its records are as they were.\n"
