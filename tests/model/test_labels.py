import pytest

from coprod.model.labels import name_doubt, spelled_alike, split_names


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Sam", ["Sam"]),
        ("Sam, Zoe,Ben\nAmina K.", ["Sam", "Zoe", "Ben", "Amina K."]),
        ('"Khan, Amina", Sam', ["Khan, Amina", "Sam"]),
        ("“Khan, Amina”", ["Khan, Amina"]),
        ('"Khan, ""Ami""", Sam', ['Khan, "Ami"', "Sam"]),
        ('Sam "the baker"', ['Sam "the baker"']),
        ("  Amina   K. ", ["Amina K."]),
        (" , ,", []),
        ("", []),
    ],
)
def test_a_line_is_read_as_names(line: str, found: list[str]) -> None:
    assert [name.label for name in split_names(line)] == found


def test_quotes_say_that_a_name_is_meant_as_it_is() -> None:
    assert [name.quoted for name in split_names('"back", back')] == [True, False]


@pytest.mark.parametrize(
    ("label", "why"),
    [
        ("3", "number"),
        ("0791 234", "number"),
        ("+1.5", "number"),
        ("-", "no word"),
        ("???", "no word"),
        ("2026-11-20", "date"),
        ("12/01/26", "date"),
        ("12 Jan", "date"),
        ("Monday 12 January 2026", "date"),
        ("yesterday", "date"),
        ("back", "hardly a name"),
        ("Nobody", "hardly a name"),
        ("no one", "hardly a name"),
        ("sam@example.org", "email"),
        ("--professional", "option"),
        ("Sam and Zoe", "more than one"),
        ("Sam & Zoe", "more than one"),
        ("Sam/Zoe", "more than one"),
        ("Sam; Zoe", "more than one"),
        ("Sam \uff06 Zoe", "more than one"),
        ("Sam\uff1bZoe", "more than one"),
        ("陈、李", "more than one"),
        ("clear", "hardly a name"),
        ("coprod check", "a command"),
        ("log design -c Rosa --level 5", "a command"),
        ("x" * 61, "long for a name"),
    ],
)
def test_what_is_hardly_a_name_is_doubted(label: str, why: str) -> None:
    assert why in name_doubt(label)


@pytest.mark.parametrize(
    "label",
    ["Sam", "April", "Sunday", "May", "Sandy", "C1", "P-014", "Sam 2", "Group 3", "Ana [she/her]",
     "Jo (tenant and carer)", "Anne-Marie", "O'Brien", "Zoë", "花", "Y Cymro", "B"],
)  # fmt: skip
def test_a_name_is_not_doubted(label: str) -> None:
    assert not name_doubt(label)


@pytest.mark.parametrize(
    ("label", "other"),
    [("Amina K", "Amina K."), ("amina k.", "Amina K."), ("Aminia K.", "Amina K."), ("Zoe", "Zoë"), ("c1", "C1"),
     ("Jo(council)", "Jo (council)"), ("\uff21mina K.", "Amina K.")],
)  # fmt: skip
def test_a_slip_is_noticed(label: str, other: str) -> None:
    assert spelled_alike(label, ["Somebody", other]) == [other]


@pytest.mark.parametrize(
    ("label", "other"),
    [("Sam", "Sami"), ("Sam", "Pam"), ("C1", "C2"), ("Sam 1", "Sam 2"), ("Ben T.", "Bea T."), ("A", "B")],
)
def test_another_name_is_another_person(label: str, other: str) -> None:
    assert not spelled_alike(label, [other])
