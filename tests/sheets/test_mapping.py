"""Mappings: what is wrong in one is told with its key and line, and what is written reads back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod.errors import Unusable
from coprod.framework import LEVELS, PHASES
from coprod.sheets.mapping import Came, Level, Phase, as_toml, built_in, from_text, kept, matches, with_kept

WHOLE = """\
name = { column = "Who", split = [";", " and "], order = "last-first", brackets = "drop" }
email = "Mail"
day = { column = "Day", order = "dmy", split = [","], none = ["-"] }
came = [
    { column = "Here", came = ["Yes"], absent = ["No", ""] },
    { column = "Hours", came = [">0"], absent = ["0"] },
]
side = { column = "Role", community = ["Resident"], professional = ["Staff*"], out = ["Press"] }
phase = { column = "Stage", co-design = ["Design"] }
level = "Level"
title = "Topic"
note = "Remarks"
count = { column = "Others", side = "community" }
sheet = ["May", "June"]
skip = 2
until = "Grand Totals*"
blocks = true
not_people = ["Total", "Otter.ai*"]
ignore = ["Phone*"]
"""


def refusal(text: str) -> list[tuple[int | None, str]]:
    with pytest.raises(Unusable) as caught:
        from_text(text, "m.toml")
    return [(problem.line, problem.message) for problem in caught.value.problems]


def test_every_key_is_read_and_written_as_it_was() -> None:
    mapping = from_text(WHOLE, "m.toml")
    assert mapping.headings() == [
        "Who",
        "Mail",
        "Day",
        "Here",
        "Hours",
        "Role",
        "Stage",
        "Level",
        "Topic",
        "Remarks",
        "Others",
    ]
    again = from_text(as_toml(mapping.content), "n.toml")
    assert again.content == mapping.content


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('name = "A"\ncame = "all"\nnmae = "B"\n', 3, 'nmae: unknown key "nmae"'),
        ('name = "A"\ncame = "all"\nnmae = "B"\n', 3, 'did you mean "name"?'),
        ('name = 1\ncame = "all"\n', 1, "name.column: must be text in quotes"),
        ('name = "A"\n', None, 'came: is required: a column that says who came, or "all"'),
        ('name = "A"\ncame = "al"\n', 2, 'came: must be one of all, ask; did you mean "all"?'),
        ('name = "A"\ncame = { came = ["Yes"] }\n', 2, "came: needs column"),
        ('name = "A"\ncame = { column = "B" }\nwide = "days"\n', 2, "came: takes no column here"),
        ('name = "A"\ncame = "all"\nlevel = { listened = "x" }\n', 3, "level: needs column"),
        (
            'name = "A"\ncame = { column = "B", came = ["x"], absent = ["X"] }\n',
            2,
            'has "X" under came and under absent',
        ),
        ('name = { column = "A", ordr = "x" }\ncame = "all"\n', 1, 'name.ordr: unknown key "ordr"; did'),
        ('name = "A"\ncame = "all"\nday = { order = "ymd" }\n', 3, "day.order: must be one of dmy, mdy"),
        (
            'name = "A"\ncame = "all"\nside = { ends = { "x.org" = "staff" } }\n',
            3,
            "side.ends.x.org: must be one of",
        ),
        ('name = "A"\ncame = "all"\nside = { of = "row" }\n', 3, "side.of: must be one of sheet, heading"),
        (
            'name = "A"\ncame = "all"\nwide = "day"\n',
            3,
            'lists, in quotes; did you mean "days"?',
        ),
        ('name = "A"\ncame = "all"\nskip = "x"\n', 3, "skip: must be a whole number"),
        ('name = "A"\ncame = "all"\nblocks = 1\n', 3, "blocks: must be true or false"),
        ('name = "A"\ncame = "all"\nphase = { column = "B", co-desgin = ["x"] }\n', 3, 'did you mean "co-design"?'),
        ("name = [\n", 1, "is not valid TOML"),
    ],
)
def test_what_is_wrong_is_told_with_its_key_and_line(text: str, line: int | None, words: str) -> None:
    found = refusal(text)
    assert [place for place, message in found if words in message] == [line or 1]


@pytest.mark.parametrize(
    ("pattern", "text", "fits"),
    [
        ("Yes", " yes ", True),
        ("Yes", "Yes.", False),
        ("", "", True),
        ("", "x", False),
        ("*", "", True),
        ("Staff*", "staff (council)", True),
        ("*tail", "long Tail", True),
        ("a*b*c", "a-b-b-c", True),
        ("a*b*c", "acb", False),
        ("a*a", "a", False),
        (">0", "1,5", True),
        (">0", "0.0", False),
        (">0", "many", False),
    ],
)
def test_words_are_folded_and_a_star_is_any_text(pattern: str, text: str, fits: bool) -> None:
    assert matches(pattern, text) is fits


def test_matching_never_backtracks() -> None:
    assert not matches("a*" * 300 + "b", "a" * 20_000)


def test_exact_words_count_before_patterns() -> None:
    words = Came.model_validate({"column": "A", "came": ["*"], "absent": "No"})
    assert [words.placed(cell)[0] for cell in ("no", "yes")] == ["absent", "came"]


def test_every_phase_and_level_has_words() -> None:
    for table, names in ((Phase, PHASES), (Level, LEVELS)):
        assert list(table.model_validate({name: [name] for name in names}).words) == list(names)


NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)


@given(NAMES, NAMES, NAMES)
def test_what_is_kept_reads_back_and_leaves_the_others(first: str, second: str, heading: str) -> None:
    one, other = {"name": heading, "came": "all"}, {"name": "B", "came": "all", "ignore": [heading]}
    text = 'format = 1\n# ours\n\n[mine]\nname = "A"\ncame = "ask"\n'
    if {first, second} & {"format", "mine"} or first == second:
        return
    text = with_kept(with_kept(text, "i.toml", first, one), "i.toml", second, other)
    text = with_kept(text, "i.toml", first, other)
    assert {name: dict(mapping.content) for name, mapping in kept(text, "i.toml").items()} == {
        "mine": {"name": "A", "came": "ask"},
        first: other,
        second: other,
    }
    assert "# ours\n" in text


def test_a_kept_mapping_that_is_wrong_is_told_with_its_line() -> None:
    with pytest.raises(Unusable) as caught:
        kept('format = 1\n\n[ward-forum]\nname = "A"\ncame = "al"\n', "imports.toml")
    assert [(one.line, one.message[:5]) for one in caught.value.problems] == [(5, "came:")]
    with pytest.raises(Unusable, match="format: must be 1"):
        kept("format = 2\n", "imports.toml")


@pytest.mark.parametrize("name", built_in())
def test_each_built_in_mapping_says_where_its_headings_were_seen(name: str) -> None:
    text = built_in()[name]
    assert text.startswith("# ")
    assert name.startswith("coprod") or "Seen in " in text
    from_text(text, name)
