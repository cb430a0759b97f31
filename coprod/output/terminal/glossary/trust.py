"""The words for what keeps a record honest."""

from coprod.framework import EXPIRING_WAIVERS, FEEDBACK, MEMBER_CHECKING, REPRESENTATION, SHIER
from coprod.output.terminal.glossary.word import Word

WORDS = (
    Word(
        "reading",
        ("readings", "read-back", "readback", "reading-back", "agree", "cannot-say", "not-taken-up"),
        "Somebody who was there read what is recorded of a session, and says how it was: agree, differs, cannot-say or "
        "not-taken-up. A reading never makes a record look better.",
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
