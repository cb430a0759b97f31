"""What readers say, on a page: beside what the record says, in counts, and in their words only where they agreed."""

import pytest

from tests.conftest import document, print_of, session
from tests.output.judged import shown

SESSION = session("co-design", who=["A", "p:B"], level="deciding", more='id = "one"')
NOW = print_of(document(SESSION).project)


def reading(said: str = "agree", more: str = "", *, read: str = NOW, day: str = "2026-02-02") -> str:
    return f'\n[[readings]]\nsession = "one"\ndate = {day}\nread = "{read}"\nsaid = "{said}"\nid = "r{day}"\n{more}\n'


def told(text: str, *, names: bool = True) -> str:
    return shown("read-back", text, names=names)


def test_silence_is_told_as_silence() -> None:
    assert told(SESSION) == "Nobody has read it back.\n"
    assert told(SESSION + reading(day="2027-01-01")) == "Nobody has read it back.\n"
    assert told("") == ""


@pytest.mark.parametrize(
    ("said", "more", "words"),
    [
        ("agree", "readers = 3", "3 people who read it back agree."),
        ("agree", "readers = 1", "1 person who read it back agrees."),
        ("agree", "", "People, not recorded how many, who read it back agree."),
        ("cannot-say", "readers = 1", "1 person who read it back cannot say."),
        ("agree", 'readers = 2\nside = "professional"', "2 professionals who read it back agree."),
        ("not-taken-up", "readers = 0", "It was offered, and nobody wished to read it."),
        ("differs", 'readers = 3\nwords = "No"', "3 people who read it back differ."),
        (
            "differs",
            'readers = 3\nlevel = "considered"',
            "3 people who read it back differ: they put it at considered; the record puts it at deciding.",
        ),
        (
            "differs",
            'readers = 3\nlevel = "deciding"',
            "3 people who read it back differ: they put it at deciding, and so does the record now.",
        ),
    ],
)
def test_each_account_is_told_in_counts_beside_what_the_record_says(said: str, more: str, words: str) -> None:
    assert told(SESSION + reading(said, more)).startswith(f"{words}\n")


def test_what_is_shared_counts_no_small_group_out_and_holds_no_words_unasked() -> None:
    text = SESSION + reading("differs", 'readers = 3\nwere_there = 2\nwords = "A was late"\nhow = "with A"')
    page = told(text, names=False)
    assert page.startswith("Fewer than five people who read it back differ.\n")
    assert "Of them had been there: fewer than five" in page
    assert "late" not in page
    assert "A was late" not in told(text)
    text = text.replace("[[readings]]", "[[readings]]\nshare = true")
    assert "In their words: A was late" in told(text)
    shared = told(text, names=False)
    assert "In their words: A was late" in shared or "In their words: (name left out) was late" in shared


def test_a_difference_waits_for_an_answer_and_then_both_stand() -> None:
    text = SESSION + reading("differs", 'level = "listened"')
    assert "The project answered: not on record\n" in told(text)
    answer = '\n[[answers]]\ndate = 2026-03-01\nto = "r2026-02-02"\noutcome = "declined"\ntext = "We keep it"\n'
    answer += 'told = "call"\n'
    page = told(text + answer)
    assert "they put it at listened; the record puts it at deciding." in page
    assert "The project answered, 1 March 2026: Not done, and why. We keep it\n" in page
    assert "answered: not on record" not in page
    assert "answered: not on record" in told(text + answer.replace("declined", "open"))
    assert "They were told: not on record" in told(text + answer.replace('told = "call"\n', ""))
    assert "not yet" not in told(SESSION + reading())


def test_an_earlier_wording_is_told_as_one_and_never_dropped() -> None:
    page = told(SESSION + reading(read="9f3a1c77b0d2") + reading(day="2026-02-03"))
    assert "read on 2 February 2026, in an earlier wording\n" in page
    assert "read on 3 February 2026\n" in page


def test_accounts_stand_side_by_side_and_no_agreement_silences_a_difference() -> None:
    page = told(SESSION + reading("differs", 'level = "considered"') + reading("agree", day="2026-02-03"))
    assert page.index("differ: they put it at considered") < page.index("who read it back agree.")


def test_it_says_what_a_reading_does_not_show_and_no_word_of_approval() -> None:
    page = told(SESSION + reading())
    assert "It does not show that they could speak freely" in page
    assert not [word for word in ("verified", "approved", "certified", "signed", "✓") if word in page]


def test_a_settled_difference_is_told_with_both_accounts() -> None:
    differs = reading("differs", 'words = "Not with us"', day="2026-02-02")
    text = SESSION + differs + reading("agree", 'settles = "r2026-02-02"', day="2026-03-02")
    page = told(text)
    assert "Settled by their own account: 2 March 2026" in page
    assert "It settles: what was read on 2 February 2026" in page
    assert "answered: not on record" not in page
    assert "Settled by" not in told(text.replace("settles", "# settles"))


def test_what_was_withdrawn_and_the_whole_project_are_told_as_such() -> None:
    assert told(SESSION + reading("withdrawn")).startswith("Those who read it back have withdrawn what they said.\n")
    whole = told(
        SESSION
        + reading("differs", 'words = "Not with us"')
        .replace('"one"', '"project"')
        .replace('id = "project"', 'id = "one"')
    )
    assert "the whole project, read on 2 February 2026" in whole
