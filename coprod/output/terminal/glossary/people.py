"""The words for people, and for how they come."""

from coprod.framework import INCLUSION, NOTES_OF_CAUTION, PAYMENT, ROPER, SHIER, SPECIAL_CATEGORY, VOICE
from coprod.output.terminal.glossary.word import Word

WORDS = (
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
        "A community person in a session whose level is 4 (deciding) or 5 (shared-power).",
        "Being in the room is not the same as having a say in what is decided.",
        NOTES_OF_CAUTION,
        "Ask those who came whether they decided, and invite people before things are decided.",
        "coprod log PHASE -c NAME --level deciding",
    ),
    Word(
        "consultation",
        ("consult", "consulting"),
        "Community people were asked and heard, and others decided: a level of 1 to 3. The status is called consulted.",
        "Asking openly can be right. It is unfair only where it is called something else.",
        SHIER,
        "Say to people beforehand that others will decide, and tell them afterwards what came of it.",
        "coprod log PHASE -c NAME --level considered; and where a project only consults, claim = [].",
    ),
    Word(
        "level",
        ("levels",),
        "How far the community's part went in a session: listened (1), supported (2), considered (3), deciding (4) or "
        "shared-power (5). Left out means not known. It is not zero, and it is not power.",
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
        "recognition",
        ("payment", "pay", "paid", "expenses", "voucher", "in-kind", "voluntary", "none"),
        "How community people's time is recognised: paid, expenses, voucher, in-kind, voluntary, declined or none.",
        "When some are paid to sit at the table and others are not, they do not sit as equals.",
        PAYMENT,
        "Ask people what suits them. For some, a payment puts benefits at risk.",
        "recognition under [project], or --recognition for one session. Do not write how much anyone was paid.",
    ),
)
