"""Words about what a file holds."""

from coprod.framework import COMPARABLE_RECORDS, FEEDBACK, IAP2, OXFORD_LOG, RECORDS, ROPER, SUPPORT
from coprod.output.glossary.word import Word

RECORD: tuple[Word, ...] = (
    Word(
        "phase",
        ("phases",),
        "One of four parts of the work: co-planning, co-design, co-delivery and co-evaluation. They overlap and loop.",
        "A project is co-produced only where community partners took part in all four.",
        ROPER,
        "Ask for each phase who is there, and who should be.",
        "coprod log co-design; a session may serve several phases.",
    ),
    Word(
        "session",
        ("sessions", "meeting"),
        "One meeting, visit or event of the project, with its day, its phase and those who came.",
        "What is written down on the day holds better than what is put together in the end.",
        OXFORD_LOG,
        "Agree who writes down who came, and read it back together.",
        "coprod log PHASE, or coprod import FILE for a sheet of attendance.",
    ),
    Word(
        "kind",
        ("kinds",),
        "What sort of session it was: a meeting, which is meant if nothing is said, a survey or a ballot.",
        "People who meet can change each other's minds. A form cannot.",
        IAP2,
        "Ask whether people could talk before they answered.",
        "coprod log PHASE --kind survey or --kind ballot",
    ),
    Word(
        "survey",
        ("surveys", "questionnaire", "reply", "replies"),
        "People answered questions and nobody met. They are told apart as replies and are no partners, and what a "
        "survey settles is settled apart. Its level is considered at most.",
        "Who asks the questions, and who reads the answers, decides most of it.",
        IAP2,
        "Write the questions with community people, and tell those who replied what came of it.",
        "coprod log PHASE --kind survey --community-count N --level considered",
    ),
    Word(
        "ballot",
        ("ballots", "referendum", "poll"),
        "People voted and nobody met. They are told apart as votes and are no partners. At level 4 or 5, what the "
        "ballot settles is settled together.",
        "A vote can decide much. But those who vote did not shape what they vote on.",
        IAP2,
        "Agree with community people what is put to the vote, and in which words.",
        "coprod log PHASE --kind ballot --community-count N --level deciding",
    ),
    Word(
        "vote",
        ("votes", "voting", "voters"),
        "A vote without a meeting is a ballot. A vote in a meeting is part of the meeting: if it decided, the level "
        "is deciding. If it decided a single matter only, that matter can have the level.",
        "One word stands for both, and only in a meeting can people change what is voted on.",
        IAP2,
        "Ask whether the vote bound anybody, or was advice.",
        'coprod log PHASE --kind ballot; or, in a meeting, --settled "measures:deciding=Count on four evenings"',
    ),
    Word(
        "planned",
        ("planned-session", "future", "held", "cancelled"),
        "A session after today, or one that is marked as planned until somebody says that it was held. It is shown, "
        "and counts for nothing.",
        "What is planned can still change, or be called off. It shows no part that anybody had.",
        COMPARABLE_RECORDS,
        "Plan the next session with community people, and say afterwards whether it was held.",
        "coprod log PHASE --date DAY marks it; coprod amend SESSION --held once it was held, --delete if it was not.",
    ),
    Word(
        "agenda",
        ("agendas", "items"),
        "Two things. In a session: whose items it took up, the community's, the professionals' or both. As a command: "
        "the next meeting's agenda, made from the record, with as much room for the community's items as for the "
        "project's.",
        "Who sets the agenda has decided much before anybody speaks.",
        RECORDS,
        "Ask community people for their items before the agenda is set.",
        "coprod log PHASE --agenda both; coprod agenda prints the next one.",
    ),
    Word(
        "matter",
        ("matters", "settled"),
        "One of sixteen things that the four phases exist to agree. A session of any phase can settle it, and it can "
        "have a level of its own.",
        "Who decided what tells more than who was in the room.",
        ROPER,
        "Ask partners which matters should still be agreed together.",
        'coprod log PHASE --settled "problem=The yard is unsafe after dark"',
    ),
    Word(
        "settled-together",
        ("together", "agreed-together"),
        "A matter that was settled last where community people helped to decide, in a meeting or by a ballot. On one "
        "day, together counts first.",
        "It shows where power was shared, and on what.",
        ROPER,
        "Keep to what was agreed, and tell people if it cannot hold.",
    ),
    Word(
        "settled-apart",
        ("apart",),
        "A matter that was settled last without community people, or where they were only consulted or informed.",
        "What is fixed before people come leaves them little to decide.",
        RECORDS,
        "Say openly that it was fixed, and ask whether it can be opened again.",
    ),
    Word(
        "confirmed",
        ("confirm", "ratified", "ratify", "same-words"),
        "A matter that was settled together, and then written down again in the same words where the record does "
        "not show them deciding, as by a cabinet or a board. It stays settled together, and accounts tell the day.",
        "A body that signs what was agreed takes nothing away. Other words can.",
        RECORDS,
        "Give the body the very words that were agreed, and tell people that it kept to them.",
        "Log the body's session with --settled in the same words. Capitals and punctuation do not matter.",
    ),
    Word(
        "decided",
        ("decision", "decisions"),
        "A decision outside the sixteen matters, such as a name. It is told with the session, and no rule speaks of "
        "it.",
        "People remember what was decided, also where no list has a place for it.",
        OXFORD_LOG,
        "Read decisions out at the end, and write them down in the words that were agreed.",
        'coprod log PHASE --decided "It is called Riverside garden"',
    ),
    Word(
        "evidence",
        ("minutes",),
        "Where minutes or the like are: an address, or a path from the project file. coprod never opens it.",
        "Who doubts the record can look further.",
        OXFORD_LOG,
        "Keep it where those who took part can read it too.",
        'coprod log PHASE --evidence "https://example.org/minutes"',
    ),
    Word(
        "given",
        ("fixed",),
        "A matter that is recorded as fixed from outside, such as a budget. Every account says so.",
        "People can work within limits that they know. Hidden limits cost trust.",
        RECORDS,
        "Tell people at the start what cannot be changed, who fixed it, and why.",
        'Under [project.given]: funding = "The grant is capped at 40,000".',
    ),
    Word(
        "ended",
        ("end", "ended-because"),
        "The day on which the project ended, and why. From then on it is not called quiet, nothing fades, and no rule "
        "waits for what comes next. What is recorded afterwards still counts.",
        "A project that is over needs nobody to ask how it goes.",
        COMPARABLE_RECORDS,
        "Tell people that it ends, why, and what becomes of what they made.",
        'ended = 2027-03-31 and ended_because = "..." under [project], with coprod edit.',
    ),
    Word(
        "language",
        ("lang", "welsh"),
        "The language in which a project's texts are written, as a short code such as cy. Page and sheets tell it to "
        "screen readers and browsers. coprod's own words stay English.",
        "A screen reader that takes Welsh for English cannot be understood.",
        SUPPORT,
        "Ask people in which language they want to read the record.",
        'language = "cy" under [project], with coprod edit.',
    ),
    Word(
        "claim",
        ("claims", "claimed"),
        "The phases that a project says it co-produces. Left out, all four. The gate judges these only; the verdict "
        "is always about all four. claim = [] claims none, for work that openly consults.",
        "A project should be held to what it says of itself, and not be called more than that.",
        ROPER,
        "Agree with community people what the project says of itself in public.",
        'claim = ["co-design"] under [project]',
    ),
    Word(
        "feedback",
        ("told", "feeds-back", "fed-back"),
        "People were told what came of a session: in a later session, or by letter, message or notice.",
        "People who never hear what came of it do not come back.",
        FEEDBACK,
        "Tell those who came what was decided and why, also where nothing changed.",
        "coprod log PHASE --feeds-back ID, or coprod told SESSION --how letter.",
    ),
    Word(
        "saying",
        ("said", "sayings", "you-said-we-did"),
        "Something that the community asked for, suggested or objected to, in their words.",
        "What was said and never answered is easily lost.",
        FEEDBACK,
        "Answer it, also with a no and the reason, and tell those who said it.",
        'coprod said "Keep the gate open after dark"',
    ),
    Word(
        "answer",
        ("answers", "answered", "outcome", "done", "partly", "declined", "open"),
        "What the project says to something said, or to a reading that differs: done, partly, declined or open. open "
        "answers nothing yet.",
        "A reason given is respect shown, also where the answer is no.",
        FEEDBACK,
        "Tell the people who asked, and write down how they were told.",
        "coprod answer ID --done TEXT, --partly TEXT or --declined WHY; with --told HOW.",
    ),
)
