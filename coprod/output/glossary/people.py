"""Words about those who take part."""

from coprod.framework import (
    COMPARABLE_RECORDS,
    INCLUSION,
    NOTES_OF_CAUTION,
    PAYMENT,
    ROPER,
    SHIER,
    SPECIAL_CATEGORY,
    SUPPORT,
    VOICE,
)
from coprod.output.glossary.word import Word

PEOPLE: tuple[Word, ...] = (
    Word(
        "side",
        ("sides", "capacity", "both-capacities"),
        "The capacity in which somebody came to one session: community or professional. It is about the session, not "
        "about the person. Somebody who came in both capacities counts on each side.",
        "The same person may be a nurse on Monday and a neighbour on Friday. Who speaks as what changes who decides.",
        ROPER,
        "Ask people in which capacity they came. Do not guess it from their job.",
        "Name people with --community or --professional in coprod log. A name may stand on both sides.",
    ),
    Word(
        "community",
        ("community-side", "residents", "public", "carers"),
        "People who use a service, residents, carers, families, neighbours, and the groups that they run.",
        "Co-production needs those whom it is about, and not only those who are paid to work on it.",
        ROPER,
        "Ask who is affected and is not here yet, and invite them.",
        "coprod log PHASE --community NAME, or --community-count N for people without names.",
    ),
    Word(
        "professional",
        ("professionals", "staff", "professional-side"),
        "People who came for their work: staff, policy makers, designers, contractors and researchers.",
        "Working together needs both sides. Professionals alone is not co-production.",
        ROPER,
        "Ask which professionals have to be in the room for a decision to count.",
        "coprod log PHASE --professional NAME, or --professional-count N.",
    ),
    Word(
        "supporting",
        ("support", "supporter", "interpreter", "interpreters", "assistant", "adviser", "note-taker", "facilitator"),
        "There to support, on neither side: an interpreter, a personal assistant, a note taker, an independent chair, "
        "or somebody's own adviser. They are told, and count in no share, status, partner, place in the matrix or "
        "number of people.",
        "Support makes it possible to take part. It must not make the community look outnumbered, or less its own.",
        SUPPORT,
        "Ask people what they need to take part, and who should be there for them.",
        'coprod log PHASE --supporting "BSL interpreter", or --supporting-count N; supporting = [...] in a session.',
    ),
    Word(
        "chair",
        ("independent-chair", "chairs"),
        "coprod has no field for who chairs. A chair who is independent is supporting. One who came for their work is "
        "professional, and a resident in the chair is community.",
        "Who chairs shapes what is talked about. Whose items were taken up shows that better than a title.",
        SUPPORT,
        "Agree with community people who chairs, and whose items come first.",
        "--supporting, --professional or --community with their label; --agenda for whose items it took up.",
    ),
    Word(
        "person",
        ("persons", "label", "labels"),
        "A name or an id in a session. An id in [people] stands for a name, so that pages can leave the name out.",
        "Names are personal data. Ids show who stayed, and need not show who they are.",
        SPECIAL_CATEGORY,
        "Ask people whether their name may be kept, and use ids where they would rather not.",
        'Write C1 = "Amina K." under [people] with coprod edit, and log with -c C1.',
    ),
    Word(
        "partner",
        ("partners", "community-partner", "community-partners"),
        "A community person in a meeting whose level is 4 (deciding) or 5 (shared-power). People in a survey or a "
        "ballot are none.",
        "Being in the room is not the same as having a say in what is decided.",
        NOTES_OF_CAUTION,
        "Ask those who came whether they decided, and invite people before things are decided.",
        "coprod log PHASE -c NAME --level deciding",
    ),
    Word(
        "consultation",
        ("consulting",),
        "Community people were asked and heard, and others decided: a level of 1 to 3, or an answer to a survey or a "
        "ballot at any level from 1. The status is called consulted.",
        "Asking openly can be right. It is unfair only where it is called something else.",
        SHIER,
        "Say to people beforehand that others will decide, and tell them afterwards what came of it.",
        "coprod log PHASE -c NAME --level considered; and where a project only consults, claim = [].",
    ),
    Word(
        "level",
        ("levels",),
        "How far the community's part went in a session: listened (1), supported (2), considered (3), deciding (4) or "
        "shared-power (5); below them informed (0): told, not asked. A matter can have a level of its own. Left out "
        "means not known. It is not zero, and it is not power.",
        "A list of names cannot show whether people had a say.",
        SHIER,
        "Ask those who came how far their part went, and write down what they say.",
        "coprod log PHASE --level deciding; later, coprod amend SESSION --level deciding.",
    ),
    Word(
        "affected",
        ("affected-groups", "group", "groups"),
        "The groups whom the project affects most, as the project names them. A group is never tied to a person.",
        "Who is missing can only be seen where somebody wrote down who should be there.",
        INCLUSION,
        "Agree with community people who is most affected.",
        'affected = ["tenants", "young people"] under [project], or coprod init --affected.',
    ),
    Word(
        "heard",
        (),
        "The affected groups whose voice was in the room in a session that community people came to.",
        "A full room can still leave out those whom it is about.",
        VOICE,
        "Ask in the session whose voice is missing, and go where those people are.",
        "coprod log PHASE --heard GROUP",
    ),
    Word(
        "asked",
        ("asked-and-declined", "invited", "not-now"),
        "An affected group that was asked and did not come, with what it said. For a year no rule says that it was "
        "not heard, and accounts tell when it was asked.",
        "A group may have good reason to stay away. That is an answer, and no gap in the record.",
        INCLUSION,
        "Keep the reason that people gave, and ask again when they said that they might.",
        'coprod log PHASE --asked "young people=not in exam time"',
    ),
    Word(
        "access",
        ("childcare", "bsl", "easy-read"),
        "What made it possible to take part in a session: sign language, childcare, a ride, easy read.",
        "A door that some cannot pass is not open.",
        SUPPORT,
        "Ask beforehand what people need, and not only on the day.",
        "coprod log PHASE --access BSL --access childcare",
    ),
    Word(
        "also_present",
        ("counted", "count", "counts"),
        "People who came and are counted in their capacity, and not named.",
        "Nobody has to be named to count.",
        SPECIAL_CATEGORY,
        "Count those who would rather not be named.",
        "coprod log PHASE --community-count 12; also_present = { community = 12 } in a session.",
    ),
    Word(
        "some",
        ("uncounted",),
        "People came on that side, and nobody knows how many. They are people; where a number is needed they are two, "
        "and no output shows one. Shares cannot be told then, and every account says so.",
        "A guess that looks like a count misleads.",
        COMPARABLE_RECORDS,
        "Count next time, if those who come do not mind.",
        "coprod log PHASE --community-count some",
    ),
    Word(
        "recognition",
        ("payment", "pay", "paid", "expenses", "voucher", "in-kind", "voluntary", "none"),
        "How community people's time is recognised: paid, expenses, voucher, in-kind, voluntary, declined, several of "
        "these, or none.",
        "When some are paid to sit at the table and others are not, they do not sit as equals.",
        PAYMENT,
        "Ask people what suits them. For some, a payment puts benefits at risk.",
        "recognition under [project], or --recognition for one session. Do not write how much anyone was paid.",
    ),
)
