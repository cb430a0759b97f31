"""Words about what a record shows in the end."""

from coprod.framework import BOVAIRD, COMPARABLE_RECORDS, NOTES_OF_CAUTION, RECORDS, ROPER
from coprod.output.glossary.word import Word

RESULTS: tuple[Word, ...] = (
    Word(
        "verdict",
        ("verdicts", "conclusion"),
        "What the record of all four phases shows: co-produced, community-led, cannot-tell or not-co-produced. It is "
        "what is recorded, and no score.",
        "A claim of co-production covers all four phases.",
        ROPER,
        "Ask those who took part whether they see it the same.",
    ),
    Word(
        "cannot-tell",
        ("cannot-tell-yet", "unknown"),
        "No phase is missing community partners, and in at least one nobody wrote down how far people's part went.",
        "Presence is not power, so the record cannot say yes. And nothing is shown to be wrong, so it does not say no.",
        NOTES_OF_CAUTION,
        "Ask those who came how far their part went. Where nobody knows any more, leave it open and say so.",
        "coprod amend SESSION --level LEVEL. coprod check --strict flags it until then.",
    ),
    Word(
        "not-co-produced",
        ("not-truly-co-produced",),
        "At least one phase is missing community partners, as recorded. Where nothing is logged, it reads not yet.",
        "People who were only asked, or not there, did not decide.",
        ROPER,
        "Invite community people before the next decision of that phase.",
        "coprod log PHASE for sessions that were held and are not written down.",
    ),
    Word(
        "faded",
        ("fade", "until", "standing"),
        "A phase stands until its last meeting with partners. It has faded if its latest session is more than a year "
        "after that. The verdict stays, and every account says until when it was so.",
        "Decided together once does not mean decided together ever since.",
        NOTES_OF_CAUTION,
        "Ask those who were partners whether they would decide together again.",
        "It follows from the days of the sessions. Log the meetings in which people decided.",
    ),
    Word(
        "before",
        ("board",),
        "What coprod before MATTER tells a board before it decides: whether the matter was agreed together or is "
        "given, what is open, who differs, and who was not heard.",
        "A board that does not know what was agreed can undo it without meaning to.",
        RECORDS,
        "Put it with the board's papers, and bring what is open to community people first.",
        "coprod before funding. It ends with 1 unless the matter is settled together or given.",
    ),
    Word(
        "last-day",
        ("today", "later"),
        "The day up to which a record is judged: today, or the end of --during if that is earlier. Later means that "
        "day or after it, up to the last day.",
        "The same record shows other things on other days, so every account tells its day.",
        COMPARABLE_RECORDS,
        "Say of which day a page is when you hand it out.",
        "--today DATE with any command that reads a project, or COPROD_TODAY.",
    ),
    Word(
        "during",
        ("period", "year"),
        "A period: a year, a month or a day, or from one to another. Only what is dated in it counts, each by its own "
        "day, and the headline names the period.",
        "Many reports are about one year. What people did in other years should not stand for it.",
        COMPARABLE_RECORDS,
        "Ask those who took part in that year whether they see it the same.",
        "coprod check --during 2025-04..2026-03; status and report take it too.",
    ),
    Word(
        "matrix",
        ("design-and-delivery-matrix", "axis", "cell"),
        "Nine cells by who designs and who delivers: professionals, both, or the community. Evaluation lies outside. "
        "A place needs partners, and for both one session with both sides.",
        "Work that people helped to design is not yet work that they carry out.",
        BOVAIRD,
        "Ask in which cell people would like to be.",
    ),
    Word(
        "gate",
        ("stands", "flagged", "strict", "so-far", "through"),
        "What coprod check lets pass. Errors flag a project; under --strict warnings too. --so-far judges the claimed "
        "phases with sessions, --through PHASE those up to one.",
        "A project in month three is not judged by what is still to come.",
        ROPER,
        "Before sign-off, ask those who took part, and check with --strict.",
    ),
    Word(
        "severity",
        ("error", "warning", "note", "finding", "findings"),
        "An error is the definition itself. A warning is worth a talk, and flags under --strict. A note never flags.",
        "Missing data is not a fault. Only what is shown to be missing is an error.",
        ROPER,
        "Take the warnings into the next meeting.",
    ),
    Word(
        "exit-code",
        ("exit-codes", "exit", "exits"),
        "0: done, nothing flagged. 1: coprod check flagged something, before found a matter neither settled together "
        "nor given, or same found a change. 2: the command line or a file cannot be used; nothing was changed. 3: an "
        "error of the program. 130: interrupted.",
        "A pipeline reads this number, and nothing else.",
        COMPARABLE_RECORDS,
        "On 1, read what is missing and talk about it. On 2, mend the line that is named.",
    ),
)
