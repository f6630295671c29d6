"""One-time codes: the vectors of RFC 6238, and how long a code lives."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from longhouse.features.identity.policy import totp

SECRET = b"12345678901234567890"


@pytest.mark.parametrize(
    ("at", "code"),
    [
        (59, "94287082"),
        (1111111109, "07081804"),
        (1111111111, "14050471"),
        (1234567890, "89005924"),
        (2000000000, "69279037"),
        (20000000000, "65353130"),
    ],
)
def test_the_vectors_of_the_standard_hold(at: int, code: str) -> None:
    step = totp.step_at(datetime.fromtimestamp(at, UTC))
    assert totp.code_for(SECRET, step, digits=8) == code


NOW = datetime(2026, 5, 1, 12, 0, 10, tzinfo=UTC)


@pytest.mark.parametrize("steps_ago", [0, 1])
def test_the_code_of_now_and_the_one_before_are_taken(steps_ago: int) -> None:
    step = totp.step_at(NOW) - steps_ago
    assert totp.find_step(SECRET, totp.code_for(SECRET, step), NOW) == step


@pytest.mark.parametrize("steps_ago", [-1, 2, 3])
def test_an_older_code_and_one_to_come_are_refused(steps_ago: int) -> None:
    step = totp.step_at(NOW) - steps_ago
    assert totp.find_step(SECRET, totp.code_for(SECRET, step), NOW) is None


def test_a_step_lasts_30_seconds() -> None:
    start = datetime(2026, 5, 1, 12, tzinfo=UTC)
    assert totp.step_at(start) == totp.step_at(start + timedelta(seconds=29))
    assert totp.step_at(start) + 1 == totp.step_at(start + timedelta(seconds=30))


@pytest.mark.parametrize("code", ["", "12345", "１２３４５６", "abcdef", "000000 000000"])
def test_what_is_no_code_is_refused(code: str) -> None:
    assert totp.find_step(SECRET, code, NOW) is None


def test_the_address_for_an_authenticator_names_the_house_and_the_member() -> None:
    parts = urlsplit(totp.uri(SECRET, "The Long House: Graz", "ann_lee"))
    assert (parts.scheme, parts.netloc) == ("otpauth", "totp")
    assert unquote(parts.path) == "/The Long House: Graz:ann_lee"
    asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
    assert asked == {
        "secret": totp.encoded(SECRET),
        "issuer": "The Long House: Graz",
        "algorithm": "SHA1",
        "digits": "6",
        "period": "30",
    }
