"""`coprod agenda` and `before`: the next meeting's agenda, and what to know of a matter before it is decided."""

import sys
from typing import TYPE_CHECKING, Any, Literal

from coprod.cli import complete, exits, parse
from coprod.cli.call import Call
from coprod.cli.options import OUTPUT, argument, command, option
from coprod.cli.terminal import columns

if TYPE_CHECKING:
    from coprod.model import Project

_FORMAT_HELP = "How to write it; left out, as the name of the file ends, else text."


@command("file today")
def agenda(
    call: Call,
    phase: str | None = argument(
        "[PHASE]", "The phase that the meeting serves; left out, that of the latest session.", complete.phases
    ),
    date: str | None = option("The day of the meeting; left out, the next one that is planned, if any is.", "DATE"),
    format: Literal["text", "html", "json"] | None = option(_FORMAT_HELP),
    output: str = OUTPUT,
) -> None:
    """Make the next meeting's agenda from the record: what to read back, what is open, what is not agreed yet.

    Then there is as much room for the community's items as for the project's. As HTML it is one side of paper in large
    print. It names nobody.
    """
    from coprod.assess import ahead
    from coprod.output import ahead as shown

    project, day = call.project(), None if date is None else parse.day(date, call.today)
    found = ahead.agenda(project, call.today, None if phase is None else parse.phase(phase), day)
    forms = {"text": shown.agenda_text, "html": shown.agenda_html, "json": shown.agenda_json}
    _hand_over(call, project, found, forms, "agenda", format, output)


@command("file today")
def before(
    call: Call,
    matter: str = argument("MATTER", "What is to be decided, such as funding or ideas.", complete.matters, default=...),
    format: Literal["text", "json", "markdown"] | None = option(_FORMAT_HELP),
    output: str = OUTPUT,
) -> int:
    """Say what a board should know before it decides: agreed together or not, what is open, and who was not heard.

    Exit 1 unless it was agreed together, or is recorded as fixed from outside. It names nobody.
    """
    from coprod.assess import ahead
    from coprod.output import ahead as shown

    project = call.project()
    found = ahead.before(project, call.today, parse.matter(matter, "MATTER"))
    forms = {"text": shown.before_text, "markdown": shown.before_markdown, "json": shown.before_json}
    _hand_over(call, project, found, forms, "paper", format, output)
    return exits.DONE if found.passes else exits.FLAGGED


def _hand_over(
    call: Call, project: "Project", found: object, forms: dict[str, Any], what: str, format: str | None, output: str
) -> None:
    """Write what was found in one of these forms, and say what should be read before it is shared."""
    from coprod.cli import deliver
    from coprod.output.shared import Shared

    form = format or deliver.format_of(output, forms, "text")
    people = Shared(project)
    width = (columns(sys.stdout),) if form == "text" else ()
    made = forms[form](found, people, call.today, *width)
    deliver.hand_over(output, made, [call.target.name], [people], what)
