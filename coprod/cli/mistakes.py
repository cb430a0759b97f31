"""What was probably meant by a command line that typer refuses."""

import re
import shlex
from collections.abc import Mapping, Sequence

import typer

from coprod.framework import MATTERS
from coprod.typed import read_phase

#: What to use for words that many programs have as commands.
ELSEWHERE: Mapping[str, str] = {
    "add": "coprod log records a session, coprod said what somebody asked for",
    "calendar": "coprod export --what calendar writes one",
    "delete": "coprod amend SESSION --delete takes out a session, coprod forget NAME a name",
    "help": "coprod --help lists the commands, coprod explain WORD says what a word means",
    "list": "coprod status --full shows the sessions, coprod people everyone on record",
    "plan": 'coprod log PHASE --date "next tuesday" plans a session',
    "remind": "coprod status shows what is owed, coprod export --what calendar puts it into a calendar",
    "remove": "coprod amend SESSION --delete takes out a session, coprod forget NAME a name",
    "sessions": "coprod status --full shows them",
    "show": "coprod status shows the project",
}

#: Options of other programs, and what to write for them.
_OPTIONS = {f"--{form}": f"--format {form}" for form in ("csv", "html", "json", "markdown", "sarif")}

#: Commands whose argument can be of several words.
_OF_WORDS = frozenset(("explain", "forget", "init", "people", "rename", "said"))

_EXTRA = re.compile(r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)", re.DOTALL)
_NUMBER = re.compile(r"(.*) is not a valid int(?:eger| range)?\.", re.DOTALL)


def message(error: typer.TyperException, command: str, args: Sequence[str]) -> str:
    """The message of an error of a command, such as `coprod log`, with what was probably meant by its words."""
    text = error.format_message()
    if text.startswith("No such command") and args[0] in ELSEWHERE:
        return f"No such command '{args[0]}': {ELSEWHERE[args[0]]}"
    if number := _NUMBER.fullmatch(text):
        return f"{number[1]} is no whole number: write it in digits, such as 5"
    if text == "Missing argument 'MATTER'.":
        return f"Missing argument 'MATTER': one of {', '.join(MATTERS)}"
    if option := getattr(error, "option_name", ""):
        behind = "; an option of a command stands behind it" if command == "coprod" and len(args) > 1 else ""
        return _option(text, option, args) + behind
    if extra := _EXTRA.fullmatch(text):
        return text + _extra(extra[1].split(" ")[0], command, args)
    return text


def _option(text: str, option: str, args: Sequence[str]) -> str:
    """What was meant by an option that there is not: another one, or a text that begins with a dash."""
    if option in _OPTIONS:
        return f"No such option: {option}: did you mean {_OPTIONS[option]}?"
    typed = next((word for word in args if word.startswith(option) and " " in word), "")
    if typed or re.fullmatch(r"-\d", option):
        return f"No such option: {option}; a text that begins with - stands after --, as in -- {shlex.quote(typed)}"
    return text


def _extra(word: str, command: str, args: Sequence[str]) -> str:
    """What was meant by a word too many."""
    if command.removeprefix("coprod ") in _OF_WORDS:
        return '; a text or a name of several words stands in quotes, as in "Amina K."'
    if command != "coprod log":
        return ""
    try:
        read_phase(word)
    except ValueError:
        return f"; names stand behind -c or -p, once for each: did you mean -c {shlex.quote(word)}?"
    first = args[args.index(word, 2) - 1] if word in args[2:] else "PHASE"
    if first == word:
        return "; once is enough"
    return f"; phases of one session have commas between them: did you mean {shlex.quote(f'{first},{word}')}?"
