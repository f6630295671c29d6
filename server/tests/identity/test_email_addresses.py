"""E-mail addresses: the plain form and nothing else."""

import pytest

from longhouse.features.identity.errors import InvalidEmail
from longhouse.features.identity.policy.emails import find_email, masked


@pytest.mark.parametrize(
    "email",
    [
        "ann@example.org",
        "Ann.Lee+house@mail.example.co.uk",
        "o'brien@example.ie",
        "a@b.xn--p1ai",
        "x" * 64 + "@example.org",
    ],
)
def test_a_plain_address_is_taken_as_it_is(email: str) -> None:
    assert find_email(email) == email


@pytest.mark.parametrize(
    "email",
    [
        "ann",
        "ann@",
        "@example.org",
        "ann@localhost",
        "ann@example",
        "ann@@example.org",
        "ann@exa mple.org",
        ".ann@example.org",
        "ann.@example.org",
        "an..n@example.org",
        "ann@-example.org",
        "ann@example-.org",
        "ann@example..org",
        "ann@example.org.",
        "ann@[203.0.113.7]",
        "ann@203.0.113.7",
        '"ann"@example.org',
        "ann@exämple.org",
        "ann\n@example.org",
        "ann@example.org\r\nBcc: all@example.org",
        "x" * 65 + "@example.org",
        "ann@" + "a." * 130 + "org",
    ],
)
def test_anything_else_is_refused(email: str) -> None:
    with pytest.raises(InvalidEmail):
        find_email(email)


@pytest.mark.parametrize("given", [None, "", "   "])
def test_nothing_given_is_no_address(given: str | None) -> None:
    assert find_email(given) is None


def test_spaces_around_an_address_do_not_count() -> None:
    assert find_email("  ann@example.org ") == "ann@example.org"


def test_a_masked_address_shows_its_owner_enough() -> None:
    assert masked("ann@example.org") == "a…@example.org"
