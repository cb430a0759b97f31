"""The words of the program that are neither a rule nor an idea of the framework: what each means, and why."""

from typing import NamedTuple

from coprod.framework import (
    BOVAIRD,
    COMPARABLE_RECORDS,
    EXPIRING_WAIVERS,
    FEEDBACK,
    INCLUSION,
    MEMBER_CHECKING,
    NOTES_OF_CAUTION,
    OXFORD_LOG,
    PAYMENT,
    RECORDS,
    REPRESENTATION,
    ROPER,
    SHIER,
    SPECIAL_CATEGORY,
    VOICE,
    Source,
)


class Word(NamedTuple):
    """One word.

    Attributes:
        name: the word, with hyphens for blanks.
        also: other ways to ask for it.
        meaning: what it means.
        why: why that matters.
        source: who says so, or whose idea it is.
        remedy: what to do next, with people.
        record: how to record it, or empty if it follows from what is recorded.
        examples: headings with texts that are shown as they are.
    """

    name: str
    also: tuple[str, ...]
    meaning: str
    why: str
    source: Source
    remedy: str
    record: str = ""
    examples: tuple[tuple[str, str], ...] = ()


_PEOPLE = (
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


_RECORD = (
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
        "planned",
        ("planned-session", "future"),
        "A session after today. It is shown, and counts for nothing until its day.",
        "What is planned can still change. It shows no part that anybody had.",
        COMPARABLE_RECORDS,
        "Plan the next session with community people, and record it again once it was held.",
        "Log it with its day. From that day on it counts.",
    ),
    Word(
        "matter",
        ("matters", "settled", "decision"),
        "One of sixteen things that the four phases exist to agree. A session of any phase can settle it.",
        "Who decided what tells more than who was in the room.",
        ROPER,
        "Ask partners which matters should still be agreed together.",
        'coprod log PHASE --settled "problem=The yard is unsafe after dark"',
    ),
    Word(
        "settled-together",
        ("together", "agreed-together"),
        "A matter that was settled last in a session with partners. On one day, together counts first.",
        "It shows where power was shared, and on what.",
        ROPER,
        "Keep to what was agreed, and tell people if it cannot hold.",
    ),
    Word(
        "settled-apart",
        ("apart",),
        "A matter that was settled last without community people, or where they were only consulted.",
        "What is fixed before people come leaves them little to decide.",
        RECORDS,
        "Say openly that it was fixed, and ask whether it can be opened again.",
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
        "claim",
        ("claims", "claimed"),
        "The phases that a project says it co-produces. Left out, all four. The gate judges these only; the verdict is "
        "always about all four. claim = [] claims none, for work that openly consults.",
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
        "What the project says to something said, or to a reading that differs: done, partly, declined or open. "
        "open answers nothing yet.",
        "A reason given is respect shown, also where the answer is no.",
        FEEDBACK,
        "Tell the people who asked, and write down how they were told.",
        "coprod answer ID --done TEXT, --partly TEXT or --declined WHY; with --told HOW.",
    ),
)


_TRUST = (
    Word(
        "reading",
        ("readings", "read-back", "readback", "reading-back", "agree", "cannot-say", "not-taken-up", "withdrawn"),
        "Somebody who was there read what is recorded of a session, and says how it was: agree, differs, cannot-say or "
        "not-taken-up; or they took it back, and it is withdrawn. A reading never makes a record look better.",
        "Those who write a record are those whom it judges. Those who were there can say whether it is so.",
        MEMBER_CHECKING,
        "Offer it, on paper or aloud, and without anybody of the other side in the room. Nobody has to.",
        "coprod readback SESSION, or coprod readback --paper -o FILE for sheets to print.",
    ),
    Word(
        "contested",
        ("accounts-differ", "difference", "differs"),
        "Those who read back every session that a phase stands on put it below deciding, and nobody has answered.",
        "Where two accounts differ, both have to be heard.",
        MEMBER_CHECKING,
        "Talk with those who see it otherwise. Mend the record, or answer them and let both accounts stand.",
        "coprod amend SESSION, or coprod answer ID --declined WHY.",
    ),
    Word(
        "fingerprint",
        ("wording", "read"),
        "Twelve signs that stand for what a session says. A reading keeps the one that was read, so that a later "
        "change shows. Names, notes and recognition are left out of it.",
        "People agreed to one wording, and not to what it became afterwards.",
        MEMBER_CHECKING,
        "Read the session back again after a change that matters.",
    ),
    Word(
        "contact",
        (),
        "Where to write for whoever remembers it otherwise. It is printed on the shared page.",
        "A page that nobody can answer is no conversation.",
        MEMBER_CHECKING,
        "Name somebody who will answer, and whom people can trust.",
        'contact = "garden@riverside.example" under [project]',
    ),
    Word(
        "readiness",
        ("pathway",),
        "Fifteen questions to an organisation: is it willing, has it the means, and is it policy, at each level.",
        "An organisation may be willing without the means. The answers are never summed.",
        SHIER,
        "Answer them in a group, and compare with what the sessions show.",
        "coprod readiness",
    ),
    Word(
        "waiver",
        ("waivers", "waived"),
        "The project accepts a warning or a note until a day, with a reason. It stays visible. An error cannot be "
        "waived.",
        "Some things cannot be changed at once. Then it should be said why, and until when.",
        EXPIRING_WAIVERS,
        "Agree the reason and the day with community people.",
        "A [[waivers]] table with rule, reason and until.",
    ),
    Word(
        "community_share",
        ("share", "threshold", "thresholds"),
        "A threshold: the community's share of attendance under which CP301 speaks. Usually 0.34.",
        "It is hard to speak as one of few.",
        REPRESENTATION,
        "Ask community people how many of them should be in the room.",
        "community_share under [check]. A lower one is told in every account.",
    ),
    Word(
        "feedback_days",
        ("days",),
        "A threshold: the days within which people hear what came of it. Usually 42.",
        "Those who hear nothing for long think that nothing happened.",
        FEEDBACK,
        "Agree with people by when they will hear.",
        "feedback_days under [check]. More days are told in every account.",
    ),
)


_RESULTS = (
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
        "0: done, nothing flagged. 1: coprod check flagged something. 2: the command line or a file cannot be used; "
        "nothing was changed. 3: an error of the program. 130: interrupted.",
        "A pipeline reads this number, and nothing else.",
        COMPARABLE_RECORDS,
        "On 1, read what is missing and talk about it. On 2, mend the line that is named.",
    ),
)


#: The words under the headings of the index.
GLOSSARY: dict[str, tuple[Word, ...]] = {
    "People": _PEOPLE,
    "What is recorded": _RECORD,
    "What keeps a record honest": _TRUST,
    "What it shows in the end": _RESULTS,
}

#: Every word.
WORDS: tuple[Word, ...] = tuple(word for words in GLOSSARY.values() for word in words)
