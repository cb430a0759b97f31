"""Words of other schemes of taking part, and where this program holds what they mean, or why it does not."""

from coprod.framework import ARNSTEIN, IAP2, LUNDY
from coprod.output.glossary.word import Word
from coprod.terms import IAP2_LEVELS


def _of_iap2(name: str, also: tuple[str, ...], meaning: str, why: str) -> Word:
    question = IAP2_LEVELS[name]
    return Word(
        name,
        also,
        f"{meaning} It can be more than one level, so coprod asks: {question}.",
        why,
        IAP2,
        "Ask those who came who had the last word, and write down the level that they name.",
        "--level, with the level that they name. The word alone is refused, with the question.",
    )


FIELD: tuple[Word, ...] = (
    Word(
        "iap2",
        ("spectrum", "iap2-spectrum"),
        "Five ways in which the public takes part: inform, consult, involve, collaborate and empower. inform is the "
        "level informed (0). The others can be more than one level, and coprod asks which.",
        "IAP2's words say what a project promises beforehand. A level says how it was, by those who came.",
        IAP2,
        "Look at what was promised beside what people say they had.",
        "--level. coprod explain consult, involve, collaborate or empower tells which level is meant.",
    ),
    Word(
        "inform",
        ("informing", "tell", "information-evening"),
        "IAP2's first way: people are told, and not asked. coprod holds it as the level informed (0).",
        "It is honest to say that people were only told. It should not cost more than to leave it out.",
        IAP2,
        "Say beforehand that nothing is asked, and where people can ask back.",
        "--level informed",
    ),
    _of_iap2(
        "consult",
        (),
        "IAP2's second way: people are asked, and others decide.",
        "To be heard is less than to be taken into account. Both are a consultation, and no partnership.",
    ),
    _of_iap2(
        "involve",
        ("involved", "involvement", "engagement"),
        "IAP2's third way: people work with the project all through, so that it knows what they need.",
        "To work along is not yet to decide.",
    ),
    _of_iap2(
        "collaborate",
        ("collaboration", "partnership", "co-creation"),
        "IAP2's fourth way: people are partners in each part of a decision. IAP2 promises to follow their advice as "
        "far as it can, which leaves the last word with the project.",
        "Working closely together can end with a decision of the project alone.",
    ),
    _of_iap2(
        "empower",
        ("empowered", "empowerment"),
        "IAP2's fifth way: the decision is in the hands of the public.",
        "A decision that was handed over can still be one that both sides take.",
    ),
    Word(
        "arnstein",
        ("ladder", "tokenism", "manipulation", "therapy", "placation", "delegated-power", "citizen-control"),
        "Eight rungs, from manipulation to citizen control. Informing is the level informed; consultation is "
        "listened, supported or considered; placation is considered at most; partnership is deciding; delegated power "
        "and citizen control are deciding or shared-power. For manipulation and therapy there is no level.",
        "No project would pick the lowest rungs from a menu. Those who were there can say it in their own words.",
        ARNSTEIN,
        "Ask who had the last word, and let those who see it otherwise say so.",
        "--level for a session; coprod readback SESSION --said differs --words TEXT for what no level says.",
    ),
    Word(
        "lundy",
        ("space", "audience", "influence"),
        "Four things that a child's right to be heard needs: space, voice, audience and influence. It is no ladder, "
        "and coprod has no field of that name. Space is heard, asked and access; voice is the level supported and "
        "above; influence is what was said, answered and told. Of audience it holds who came, and not what they may "
        "decide.",
        "To be let speak is not enough. Somebody has to listen who can act on it.",
        LUNDY,
        "Ask whether somebody who can decide was in the room, and tell people what came of what they said.",
        "--heard, --asked and --access in coprod log; coprod said, answer and told. Who could decide fits in --note.",
    ),
)
