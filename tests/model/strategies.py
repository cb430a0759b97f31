"""Records as people might write them, for property tests: every field of every kind is drawn."""

from typing import get_args

from hypothesis import strategies as st

from coprod.framework import LEVELS, MATTERS, PHASES, SIDES, Account, Outcome, Recognition
from coprod.model import Answer, Feedback, Readiness, Reading, Saying, Session, Waiver
from coprod.model.types import Record

#: What one line may hold, and what several may.
_ONE_LINE = st.characters(exclude_categories=["Cc", "Cs"])
LINE = st.text(_ONE_LINE, max_size=12)
LINES = st.text(_ONE_LINE | st.sampled_from("\n\r\t"), max_size=12)
WORDS = st.text(_ONE_LINE, min_size=1, max_size=12).filter(lambda text: text.strip() != "")
SEVERAL_LINES = LINES.filter(lambda text: text.strip() != "")
ID = st.from_regex(r"[A-Za-z0-9._-]{1,12}", fullmatch=True)
LEVEL = st.sampled_from(list(LEVELS))
RECOGNITION = st.sampled_from(get_args(Recognition))


@st.composite
def sessions(draw: st.DrawFn) -> Session:
    """Sessions that at least one person came to; somebody may have come in both capacities."""
    people = draw(st.lists(WORDS, min_size=1, max_size=6, unique=True))
    split = draw(st.integers(0, len(people)))
    both = people[:1] if draw(st.booleans()) and split else []
    return Session.model_validate(
        {
            "date": draw(st.dates()),
            "phase": draw(st.lists(st.sampled_from(list(PHASES)), min_size=1, max_size=4, unique=True)),
            "title": draw(st.none() | LINE),
            "level": draw(st.none() | LEVEL),
            "community": people[:split],
            "professional": [*people[split:], *both],
            "also_present": {"community": draw(st.integers(0, 10**6)), "professional": draw(st.integers(0, 3))},
            "heard": draw(st.lists(WORDS, max_size=3, unique=True)),
            "settled": draw(st.dictionaries(st.sampled_from(list(MATTERS)), WORDS, max_size=3)),
            "feeds_back": draw(st.lists(ID, max_size=3, unique=True)),
            "recognition": draw(st.none() | RECOGNITION),
            "note": draw(st.none() | LINES),
        }
    )


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Readings of every account."""
    account = draw(st.sampled_from(get_args(Account)))
    readers = 0 if account == "not-taken-up" else draw(st.none() | st.integers(1, 40))
    needs_words = account == "differs"
    return Reading.model_validate(
        {
            "session": draw(ID),
            "date": draw(st.dates()),
            "read": draw(st.from_regex(r"[0-9a-f]{12}", fullmatch=True)),
            "side": draw(st.sampled_from(SIDES)),
            "readers": readers,
            "were_there": draw(st.none() | st.integers(0, readers if readers is not None else 40)),
            "how": draw(st.none() | WORDS),
            "alone": draw(st.none() | st.booleans()),
            "said": account,
            "level": draw(st.none() | LEVEL),
            "words": draw(SEVERAL_LINES if needs_words else st.none() | SEVERAL_LINES),
            "share": draw(st.booleans()),
            "recognition": draw(st.none() | RECOGNITION),
            "entered_by": draw(st.none() | st.sampled_from(SIDES)),
        }
    )


@st.composite
def readiness(draw: st.DrawFn) -> Readiness:
    """Answers to Shier's fifteen questions."""
    three = st.tuples(*[st.sampled_from(["yes", "partly", "no", "unknown"])] * 3)
    about = {"date": draw(st.dates()), "by": draw(st.none() | LINE), "target": draw(st.none() | LEVEL)}
    return Readiness.model_validate(about | {level: draw(three) for level in LEVELS})


#: A strategy for the records of each table.
STRATEGIES: dict[str, st.SearchStrategy[Record]] = {
    "sessions": sessions(),
    "feedback": st.builds(
        Feedback, date=st.dates(), sessions=st.lists(ID, min_size=1, max_size=3, unique=True).map(tuple), how=WORDS
    ),
    "said": st.builds(
        Saying,
        date=st.dates(),
        text=SEVERAL_LINES,
        session=st.none() | ID,
        hoped=st.none() | WORDS,
        group=st.none() | WORDS,
    ),
    "readings": readings(),
    "answers": st.builds(
        Answer,
        date=st.dates(),
        to=ID,
        outcome=st.sampled_from(get_args(Outcome)),
        text=SEVERAL_LINES,
        told=st.none() | WORDS,
    ),
    "waivers": st.builds(Waiver, rule=WORDS, session=st.none() | ID, reason=WORDS, until=st.dates()),
    "readiness": readiness(),
}


def any_record() -> st.SearchStrategy[Record]:
    """A record of any kind."""
    return st.one_of(list(STRATEGIES.values()))
