"""What reaches somebody, and what only looks like it."""

# ruff: noqa: RUF001 - wide letters are what some of these are about

import pytest

from coprod.contacts import emails, holds_contact, telephones


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("a@b.org", "a@b.org"),
        ("A a@b.org.", "a@b.org"),
        ("a＠b.org", "a@b.org"),
        ("a﹫b.org", "a@b.org"),
        ("ａ＠ｂ．ｏｒｇ", "a@b.org"),
        ("write to zoe@exämple.org!", "zoe@exämple.org"),
        ("Sam <sam.k@b.co.uk>", "sam.k@b.co.uk"),
        ("(sam@b.org)", "sam@b.org"),
        ("'sam@b.org'", "sam@b.org"),
        ('"sam@b.org",', "sam@b.org"),
        ("“sam@b.org”", "sam@b.org"),
        ("[sam@b.org]", "sam@b.org"),
        ("mailto:sam@b.org?subject=x", "sam@b.org"),
        ("sam@b.org/home", "sam@b.org"),
        ("sam@b.org's list", "sam@b.org"),
        ("**sam@b.org**", "sam@b.org"),
        ("Sam;sam@b.org;tenant", "sam@b.org"),
        ("sam+garden@mail.b.org", "sam+garden@mail.b.org"),
        ("o'neill@b.org", "o'neill@b.org"),
        ("sam@b.org.2", "sam@b.org"),
        ("sam@1and1.com", "sam@1and1.com"),
        ("sam@пример.рф", "sam@пример.рф"),
        ("sam@xn--e1afmkfd.xn--p1ai", "sam@xn--e1afmkfd.xn--p1ai"),
        ("联系sam@b.org", "联系sam@b.org"),
        ("sam@b。org", "sam@b.org"),
        ("sam@\u200bb.o\xadrg", "sam@b.org"),
        ("sam@[192.168.0.1]", "sam@[192.168.0.1]"),
        ("sam (at) b.org", "sam@b.org"),
        ("sam[at]b[dot]org", "sam@b.org"),
        ("sam {AT} b {DOT} org", "sam@b.org"),
        ("sam@@b.org", "sam@b.org"),
    ],
)
def test_an_email_address_is_found_whatever_stands_around_it(text: str, address: str) -> None:
    assert emails(text) == [address]
    assert telephones(text) == []
    assert holds_contact(text)


@pytest.mark.parametrize(
    "text",
    [
        "handle @sam and half@way",
        "meet @ the hall. Then tea",
        "sam@b",
        "coprod@1.2.3",
        "see https://example.org/@sam@b.org and http://sam@b.org/",
        "met (at) the hall. Then tea",
        "polka [dot] party",
        "@b.org",
        "sam@",
        "@",
        "",
    ],
)
def test_what_is_no_email_address(text: str) -> None:
    assert emails(text) == []


def test_several_addresses_and_a_number_are_all_found() -> None:
    text = "Sam <sam@b.org>, Kim (kim@c.org) or 020 7946 0958; see https://b.org/kim@c.org"
    assert emails(text) == ["sam@b.org", "kim@c.org"]
    assert telephones(text) == ["020 7946 0958"]


@pytest.mark.parametrize(
    "text",
    [
        "(020) 7946 0958", "+44 20 7946 0958", "+44 (0)20 7946 0958", "07700 900123", "07700900123.", "+1 555-010-9999",
        "0044 20 7946 0958", "01.23.45.67.89", "020\u00a07946\u00a00958", "020\u20117946\u20110958",
        "０２０７９４６０９５８",
        "tel:+442079460958", "＋44 20 7946 0958",
    ],
)  # fmt: skip
def test_a_telephone_number_is_found(text: str) -> None:
    assert len(telephones(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-12", "05.04.2026 10.30", "01/02/2026 18", "01-02-2026 1830", "12 of 40,000 at 18:30", "21/01005/COFUL",
        "2026-01-12-0770090", "IDs 100 200 300 400", "W1H 7DX, 250,000 visitors, 1.99m", "0 to 10, 0123",
        "ISBN 978-0-306-40615-7", "0.123456789", "£1,234,567.00", "from https://example.org/2026/01/12/0207946095800",
    ],
)  # fmt: skip
def test_dates_amounts_and_references_are_no_telephone_numbers(text: str) -> None:
    assert telephones(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "0123456789abcdef" * 15_000, "@ " + "a" * 250_000, "a@" + "1." * 125_000, "a@" * 125_000, "://" * 75_000,
        "0 " * 125_000, "+1 " * 75_000, "0" * 250_000, "00 " * 75_000, "." * 250_000, "a@" + "b-" * 125_000,
        "(at)" * 50_000, "a@b" + "[dot]" * 50_000, "a@b" + " [dot] c" * 25_000, "a@b." + "c" * 250_000 + "1",
        "1/1/" * 50_000, "\u200b@" * 125_000, "a@[1.1.1.1" * 25_000, " " * 250_000 + "@",
    ],
    ids=lambda text: text[:12],
)  # fmt: skip
def test_a_quarter_of_a_megabyte_of_anything_takes_a_moment(text: str) -> None:
    # What grew with the square of it would take hours, and the suite gives each test two minutes.
    assert holds_contact(text) == text.startswith("00 ")
