"""Words about what keeps a record honest."""

from coprod.framework import EXPIRING_WAIVERS, FEEDBACK, MEMBER_CHECKING, REPRESENTATION, SHIER
from coprod.output.glossary.word import Word

TRUST: tuple[Word, ...] = (
    Word(
        "reading",
        ("readings", "read-back", "readback", "reading-back", "agree", "cannot-say", "not-taken-up"),
        "Somebody who was there read what is recorded of a session, or of the whole project, and says how it was: "
        "agree, differs, cannot-say or not-taken-up. A reading never makes a record look better.",
        "Those who write a record are those whom it judges. Those who were there can say whether it is so.",
        MEMBER_CHECKING,
        "Offer it, on paper or aloud, and without anybody of the other side in the room. Nobody has to.",
        "coprod readback SESSION, or coprod readback --paper -o FILE for sheets to print.",
    ),
    Word(
        "readers",
        ("reader", "were_there", "alone", "entered_by"),
        "How many read a session back, and never who. were_there is how many of them came to that session; alone says "
        "that nobody of the other side was in the room; entered_by is the side that typed it in.",
        "What people say can depend on who listens. A number shows nobody.",
        MEMBER_CHECKING,
        "Ask whether they want to read it without you.",
        "coprod readback SESSION --readers N --were-there N --alone --entered-by community",
    ),
    Word(
        "contested",
        ("accounts-differ", "difference", "differs"),
        "Of the sessions that a phase stands on, half or more were read back by community people who put them below "
        "deciding, and nobody has answered and told them.",
        "Where two accounts differ, both have to be heard.",
        MEMBER_CHECKING,
        "Talk with those who see it otherwise. Mend the record, or answer them and let both accounts stand.",
        "coprod amend SESSION, or coprod answer ID --declined WHY --told HOW.",
    ),
    Word(
        "settles",
        ("settle", "settled-dispute"),
        "A later reading of the same side says that a reading that differed is settled. It differs no more, and "
        "accounts tell both. It needs as many readers as the one that it settles, where both numbers are known.",
        "Only those who differ can say that they are content. An answer alone does not close it.",
        MEMBER_CHECKING,
        "Answer them, tell them, and ask later whether it is settled for them. It need not be.",
        "coprod readback --settles ID",
    ),
    Word(
        "withdrawn",
        ("withdraw", "taken-back"),
        "Readers took their reading back. Their words and level go, that there was one stays, and the headline says "
        "so.",
        "Who spoke up may come to regret it, or to fear for it. What they said is theirs.",
        MEMBER_CHECKING,
        "Do it when they ask, and ask for no reason.",
        "coprod readback --withdraw ID",
    ),
    Word(
        "code",
        ("codes",),
        "What stands at the foot of a sheet or a slip: a session's id or day, or a reading's id, and twelve signs "
        "that stand for what the record said. It certifies nothing.",
        "With the code, anybody can find out later whether the record still says the same.",
        MEMBER_CHECKING,
        "Let people keep their sheet or slip.",
        "coprod readback --slips -o FILE prints codes, and coprod same CODE looks one up.",
    ),
    Word(
        "slip",
        ("slips", "plain"),
        "A quarter of a page to take home, for one session: what the record says, its code, and whom to tell that it "
        "was otherwise. A plain one holds only the day, the level and the code.",
        "Those who took part should hold something in their hands. A slip found at home can also expose somebody.",
        MEMBER_CHECKING,
        "Ask whether people want one, and offer the plain one.",
        "coprod readback --slips -o FILE, with --plain for the day, the level and the code only.",
    ),
    Word(
        "same",
        ("changed-since", "no-longer-there"),
        "What coprod same tells of a code: the record says the same, it was changed since, or it is no longer there.",
        "A record can change after people agreed to it. Anybody with a slip can find out.",
        MEMBER_CHECKING,
        "Where it changed, ask the project what changed, and read it back again.",
        "coprod same CODE. It ends with 1 unless all are the same.",
    ),
    Word(
        "fingerprint",
        ("wording", "read"),
        "Twelve signs that stand for what a session, a reading or the project says. A reading keeps the one that was "
        "read, so that a later change shows. Names, notes and recognition are left out of it.",
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
        "against",
        ("stood-before", "change", "changes", "revision"),
        "What stood before: the same project at a revision of git, or in another file. With --against, check judges "
        "the change too: what is gone, raised, moved or made easier to pass. A further answer, or a name taken out, is "
        "held against nobody.",
        "Those who write a record can also change it, and a change made quietly costs trust.",
        MEMBER_CHECKING,
        "Read a session back again after a change that matters, and say why it was made.",
        "coprod check --against HEAD; the rules are CP601 to CP609.",
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
