from datetime import date

import pytest

from coprod.assess import Assessment, Gate, assess
from coprod.model.ids import session_fingerprint
from coprod.model.labels import Persons
from tests.conftest import document, session

SESSION = session("co-design", who=["A", "p:B"], level="deciding", more='title = "Beds"\nid = "one"')
CLAIM = '[project]\nname = "x"\nclaim = ["co-design"]\n'
PRESENT = session_fingerprint(document(SESSION).project.sessions[0], Persons({}))


def reading(more: str = 'level = "considered"', said: str = "differs", name: str = "r1", read: str = PRESENT) -> str:
    return (
        f'\n[[readings]]\nsession = "one"\ndate = 2026-02-01\nread = "{read}"\nsaid = "{said}"\n{more}\nid = "{name}"\n'
    )


def answer(outcome: str = "done", day: str = "2026-03-01", to: str = "r1") -> str:
    return f'\n[[answers]]\ndate = {day}\nto = "{to}"\noutcome = "{outcome}"\ntext = "x"\ntold = "y"\n'


FEW = 'level = "considered"\nreaders = {}'
THREE = SESSION + SESSION.replace('"one"', '"two"') + SESSION.replace('"one"', '"three"')
UNCOUNTED = SESSION.replace('id = "one"', 'also_present = { community = "some" }\nid = "one"')


def judged(text: str, **gate: object) -> Assessment:
    read = document(CLAIM + text)
    return assess(read.project, date(2026, 11, 22), read.line_of, file="a.toml", gate=Gate(**gate))  # type: ignore[arg-type]


def codes(found: Assessment) -> list[str]:
    return [one.code for one in found.findings if one.code.startswith("CP5")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SESSION, []),
        (SESSION + reading(said="agree", more=""), []),
        (SESSION + reading(said="cannot-say", more='level = "listened"'), []),
        (SESSION + reading(said="not-taken-up", more="readers = 0"), []),
        (SESSION + reading(), ["CP501"]),
        (SESSION + reading() + reading(said="agree", more="", name="r2"), ["CP501"]),
        (SESSION + reading(read="0" * 12), ["CP501", "CP504"]),
        (SESSION + reading(more='level = "shared-power"'), ["CP502"]),
        (SESSION + reading(more='words = "Not asked"'), ["CP502"]),
        (SESSION + reading(more='side = "professional"\nlevel = "considered"'), ["CP502"]),
        (SESSION + reading(more='level = "deciding"'), []),
        (SESSION + reading(more='level = "deciding"\nwords = "x"'), []),
        (SESSION + reading() + answer(), ["CP503"]),
        (SESSION + reading() + answer("declined"), ["CP503"]),
        (SESSION + reading() + answer("open"), ["CP501"]),
        (SESSION + reading() + answer() + answer("open", "2026-04-01"), ["CP501"]),
        (SESSION + reading() + answer("open", "2026-04-01") + answer(), ["CP501"]),
        (SESSION + reading() + answer("open") + answer("done"), ["CP501"]),
        (SESSION + reading() + answer("done") + answer("declined"), ["CP503"]),
        (SESSION + reading() + answer().replace('told = "y"\n', ""), ["CP501"]),
        (SESSION + reading() + answer(day="2026-03-02").replace('told = "y"\n', "") + answer(), ["CP501"]),
        (SESSION + reading() + answer().replace('told = "y"\n', "") + answer(day="2026-03-02"), ["CP503"]),
        (SESSION + reading() + reading('settles = "r1"', "agree", "r2"), []),
        (SESSION + reading() + reading('settles = "r1"', "cannot-say", "r2"), []),
        (SESSION + reading() + reading('side = "professional"\nsettles = "r1"', "agree", "r2"), ["CP501"]),
        (SESSION + reading() + reading('settles = "r1"', "agree", "r2").replace("02-01", "01-31"), ["CP501"]),
        (SESSION + reading(FEW.format(3)) + reading('readers = 2\nsettles = "r1"', "agree", "r2"), ["CP501"]),
        (SESSION + reading(FEW.format(3)) + reading('readers = 3\nsettles = "r1"', "agree", "r2"), []),
        (SESSION + reading(FEW.format(3)) + reading('settles = "r1"', "agree", "r2"), []),
        (SESSION + reading(said="withdrawn", more="", read="0" * 12), []),
        (SESSION + reading(more='words = "Not with us"').replace('"one"', '"project"'), ["CP502"]),
        (SESSION + reading(more='words = "Not with us"').replace('"one"', '"project"') + answer(), ["CP503"]),
        (SESSION + reading(said="agree", more='level = "considered"'), ["CP506"]),
        (SESSION + reading(said="agree", more='level = "deciding"'), []),
        (SESSION + reading(said="agree", more='level = "considered"', read="0" * 12), ["CP504"]),
        (SESSION + reading(said="agree", more="were_there = 1"), []),
        (SESSION + reading(said="agree", more="were_there = 2"), ["CP506"]),
        (SESSION + reading(said="agree", more='side = "professional"\nwere_there = 2'), ["CP506"]),
        (UNCOUNTED + reading(said="agree", more="were_there = 9", read="0" * 12), ["CP504"]),
        (SESSION + reading(said="agree", more="").replace("2026-02-01", "2026-01-01"), ["CP506"]),
        (SESSION + reading() + answer(day="2026-12-01"), ["CP501"]),
        (SESSION + reading() + answer(to="elsewhere"), ["CP501"]),
        (SESSION + reading().replace("2026-02-01", "2026-12-01"), []),
        (SESSION + SESSION.replace('"one"', '"two"') + reading(), ["CP501"]),
        (THREE + reading(), ["CP502"]),
        (THREE + reading() + reading(name="r2").replace('session = "one"', 'session = "two"'), ["CP501"]),
        (SESSION.replace("deciding", "listened") + reading(more='level = "supported"'), ["CP502", "CP504"]),
        (reading(), ["CP502"]),
        (SESSION + reading(said="agree", more="", read="0" * 12), ["CP504"]),
        (SESSION + reading(said="not-taken-up", more="readers = 0", read="0" * 12), []),
        (SESSION + reading(said="agree", more="", read="0" * 12) + reading(said="cannot-say", more="", name="r2"), []),
    ],
)
def test_what_readings_say(text: str, expected: list[str]) -> None:
    found = judged(text)
    assert codes(found) == expected
    assert found.stands == ("CP501" not in expected and found.phases[1].stands)
    assert found.phases[1].contested == ("CP501" in expected)
    assert found.verdict == judged(SESSION).verdict


def test_a_contested_phase_that_is_not_judged_is_told_as_a_difference() -> None:
    found = judged(SESSION + session("co-planning", who=["A"], level="deciding") + reading(), through="co-planning")
    assert (codes(found), found.phases[1].contested) == (["CP502"], True)


def test_a_difference_cannot_be_waived_ignored_or_deselected() -> None:
    waivers = "".join(
        f'\n[[waivers]]\nrule = "{rule}"\nreason = "r"\nuntil = 2027-01-01\n' for rule in ("CP501", "CP502")
    )
    found = judged(SESSION + reading() + waivers, rules=frozenset())
    assert (codes(found), found.stands) == (["CP501"], False)


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        (SESSION, False),
        (SESSION + reading(said="agree", more=""), True),
        (SESSION + reading(said="not-taken-up", more="readers = 0"), True),
        (SESSION + reading(said="agree", more="", read="0" * 12), False),
        (SESSION + reading(said="agree", more='side = "professional"'), False),
        (SESSION + SESSION.replace('"one"', '"two"') + reading(more='level = "shared-power"'), True),
    ],
)
def test_whoever_asks_for_it_is_told_what_nobody_has_read_back(text: str, stands: bool) -> None:
    assert judged(text).stands
    found = judged(text, read_back=True)
    assert (found.stands, "CP505" in codes(found)) == (stands, not stands)
    assert "CP505" not in codes(judged(text, strict=True))
