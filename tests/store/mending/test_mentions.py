import pytest

from coprod.store.mending.mentions import Name, bare_name, comments, mentions
from tests.conftest import document


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("Amina Khan", "Amina Khan's idea", "C1's idea"),
        ("Amina Khan", "amina\tKHAN, Khan and AMINA", "C1, C1 and C1"),
        ("Amina Khan", "amina said", "amina said"),
        ("Amina Khan", "Aminata, Khanate, khaki", "Aminata, Khanate, khaki"),
        ("Amina K.", "Amina K. and K.", "C1 and K."),
        ("Jo (council)", "Jo, of the council", "C1, of the council"),
        ("Jo (council)", "Jo (council) and Joan", "C1 and Joan"),
        ("Vincent van Gogh", "van Gogh drove a van", "van C1 drove a van"),
        ("Will Smith", "Will they? They will", "C1 they? They will"),
        ("Zoë", "Zoe, Zoë and zoo", "C1, C1 and zoo"),
        ("sam", "Sam and sam and same", "C1 and C1 and same"),
        ("O'Neil", "O'Neil's plan", "C1's plan"),
        ("Anna-Lena Maier", "Anna-Lena came, Anna did not", "C1 came, Anna did not"),
        ("李雷", "李雷 came", "C1 came"),
        ("A+B", "A+B (A or B)", "C1 (A or B)"),
        ("Amina", "amina.khan@example.org_Amina", "amina.khan@example.org_C1"),
    ],
)
def test_a_name_is_found_whole_and_by_its_words(name: str, text: str, wanted: str) -> None:
    assert Name([name]).certainly_replaced(text, "C1") == wanted
    assert Name([name]).stands_in(text) == (wanted != text)


def test_a_word_that_may_be_a_name_is_found_and_not_certain() -> None:
    name = Name(["Will Smith"])
    assert name.may_stand_in("they will come")
    assert not name.stands_in("they will come")
    assert name.replaced("they will come", "C1") == "they C1 come"


@pytest.mark.parametrize("names", [[], ["..."], ["(x)"]])
def test_what_is_no_name_is_found_nowhere_else(names: list[str]) -> None:
    assert not Name(names).may_stand_in("anything at all ...")


def test_a_name_without_what_stands_in_brackets() -> None:
    assert bare_name("Jo (council) [she/her]") == "Jo"
    assert bare_name("(x)") == "(x)"


def test_every_comment_is_found_and_nothing_that_looks_like_one() -> None:
    text = '# a\nx = "# no" # b\n[t] # c\ny = [ # d\n  1, # e\n]\nz = """\n# no\n""" # f\n\'k#\' = {a = "#"}# g\n# h'
    assert [comment for _, comment in comments(text)] == [f"# {mark}" for mark in "abcdefgh"]
    assert all(text[begin:].startswith(comment) for begin, comment in comments(text))


def test_what_people_wrote_is_looked_through_and_nothing_else() -> None:
    found = mentions(
        document(
            '[project]\nname = "Design"\naffected = ["Design"]\n[project.given]\nfunding = "Design"\n'
            '[[sessions]]\ndate = 2026-01-12\nphase = "co-design"\ncommunity = ["Design"]\nfeeds_back = ["Design"]\n'
            'settled = { ideas = "Design" }\nid = "Design"\n'
        ),
        Name(["Design"]),
    )
    assert [mention.path for mention in found] == [
        ("project", "name"),
        ("project", "affected", 0),
        ("project", "given", "funding"),
        ("sessions", 0, "settled", "ideas"),
    ]
