"""`coprod export`: write records for spreadsheets and other programs."""

from functools import partial
from typing import TYPE_CHECKING, Any

from coprod.cli import exits, parse
from coprod.cli.call import Call
from coprod.cli.options import OUTPUT, PATHS, command, option
from coprod.cli.terminal import write_data

if TYPE_CHECKING:
    from coprod.store.read import Document

#: What can be exported.
EXPORTS = ("attendance", "sessions", "phases", "said", "readings", "assessment", "calendar")

#: What is no table, and what it is.
_NO_TABLE = {"assessment": "JSON", "calendar": "a calendar"}


@command("file today")
def export(
    call: Call,
    paths: list[str] = PATHS,
    what: str = option(
        "attendance: a row for each person and session, which coprod import reads back; sessions: a row for each "
        "session; phases: a row for each phase; said: a row for each answer to something said, by PIRIT's "
        "questions, which coprod import reads back; readings: a row for each time a session was read back; "
        "assessment: a line of JSON for each project, as in check; calendar: an event for each planned session, "
        "and for each day by which people want an answer or want telling, with the extra calendar. A folder, or "
        "several projects, get a first column that names the file.",
        words=EXPORTS,
        default="attendance",
    ),
    output: str = OUTPUT,
    names: bool = option(
        "Show names, notes and the readers' own words. Otherwise texts are without names, as on a shared page, "
        "ids stay ids, and a label that may be a name becomes person-1, person-2 and so on."
    ),
    excel: bool = option("Begin with the byte-order mark by which Excel knows UTF-8."),
) -> int:
    """Write records for spreadsheets and other programs.

    As CSV, no cell can become a formula: an apostrophe stands before what would make it one, and import takes it
    away again.
    """
    from coprod.api import assess_document
    from coprod.assess import Gate
    from coprod.cli import deliver
    from coprod.cli.many import each, judged
    from coprod.cli.target import Target, find_all
    from coprod.output import exports
    from coprod.output.calendar import calendar
    from coprod.output.formats import json
    from coprod.output.shared import Shared
    from coprod.sheets.cells import written

    what = parse.choice("--what", "export", EXPORTS)(what)
    if excel and what in _NO_TABLE:
        raise parse.refused("--excel", f"{what} is {_NO_TABLE[what]}, and not for Excel")
    targets = find_all(paths, call.file)
    deliver.require_no_project(output, [target.name for target in targets if target.failure is None])
    found: list[Any]
    if what == "assessment":
        found, problems = each(partial(judged, today=call.today, gate=Gate()), targets)
    else:
        found, problems = each(Target.load, targets, jobs=1, doing="Reading")
    if not found:
        return exits.UNUSABLE
    gates: list[Shared] = []

    def gate(document: "Document") -> Shared:
        gates.append(Shared(document.project, names=names and what != "calendar"))
        return gates[-1]

    match what:
        case "attendance" | "said":
            rows = exports.attendance if what == "attendance" else exports.sayings
            tables = {document.file: rows(document.project, gate(document)) for document in found}
            several = len(targets) > 1 or targets[0].folder is not None
            text = written(exports.of_many(tables) if several else next(iter(tables.values())))
        case "sessions" | "readings" | "phases":
            judge = partial(assess_document, today=call.today, gate=Gate())
            text = written(exports.of_projects(what, found, gate, judge, names=names))
        case "calendar":
            text = calendar(map(gate, found), call.today)
        case _:
            text = "".join(map(json.line, found))
    made = f"\ufeff{text}" if excel else text
    deliver.hand_over(output, made, (), gates, "calendar" if what == "calendar" else "table", write_data)
    return exits.UNUSABLE if problems else exits.DONE
