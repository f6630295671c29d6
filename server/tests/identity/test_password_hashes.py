"""Password hashes: every character counts, and what is stored says how it was made."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from longhouse.features.identity.policy.passwords import MOST
from longhouse.features.identity.service import hashing
from longhouse.features.identity.settings import IdentitySettings
from longhouse.kernel.config import ConfigError, load

COST = 4
passwords = st.text(min_size=8, max_size=MOST)


@settings(max_examples=30, deadline=None)
@given(passwords)
def test_a_password_opens_its_own_hash(password: str) -> None:
    assert hashing.verify_password(password, hashing.hash_password(password, COST), COST)


@settings(max_examples=60, deadline=None)
@given(passwords, passwords)
def test_only_the_very_same_password_opens_a_hash(one: str, other: str) -> None:
    opened = hashing.verify_password(other, hashing.hash_password(one, COST), COST)
    assert opened == (one == other)


@settings(max_examples=30, deadline=None)
@given(st.text(min_size=72, max_size=90), st.text(min_size=1), st.text(min_size=1))
def test_what_comes_after_72_bytes_counts(start: str, one: str, other: str) -> None:
    opened = hashing.verify_password(start + other, hashing.hash_password(start + one, COST), COST)
    assert opened == (one == other)


@pytest.mark.parametrize(
    ("password", "almost"),
    [
        ("copper kettle", "copper kettle "),
        ("copper kettle", " copper kettle"),
        ("copper kettle", "Copper kettle"),
        ("copper\0kettle", "copper\0kettlf"),
        ("copper\0kettle", "copper"),
        ("caf\u00e9 kettle", "cafe\u0301 kettle"),
        ("ﬁsh kettle", "fish kettle"),
    ],
)
def test_a_password_is_taken_exactly_as_typed(password: str, almost: str) -> None:
    stored = hashing.hash_password(password, COST)
    assert hashing.verify_password(password, stored, COST)
    assert not hashing.verify_password(almost, stored, COST)


def test_the_same_password_never_has_the_same_hash() -> None:
    assert hashing.hash_password("copper kettle", COST) != hashing.hash_password(
        "copper kettle", COST
    )


def test_a_hash_names_its_algorithm_and_cost_and_fits_its_column() -> None:
    stored = hashing.hash_password("copper kettle", COST)
    assert stored.startswith("bcrypt-hmac-sha256:$2b$04$")
    assert len(stored) <= 255


def test_a_hash_of_a_lower_cost_is_worth_making_anew() -> None:
    stored = hashing.hash_password("copper kettle", COST)
    assert hashing.needs_upgrade(stored, COST + 1)
    assert not hashing.needs_upgrade(stored, COST)


def test_nothing_opens_an_account_without_a_password() -> None:
    assert not hashing.verify_password("", hashing.UNUSABLE, COST)
    assert not hashing.verify_password(hashing.UNUSABLE, hashing.UNUSABLE, COST)
    assert not hashing.verify_password("copper kettle", None, COST)


def test_the_dummy_costs_what_a_hash_costs(monkeypatch: pytest.MonkeyPatch) -> None:
    salts: list[bytes] = []

    def note(_password: bytes, salt: bytes) -> bytes:
        salts.append(salt)
        return b""

    monkeypatch.setattr(hashing.bcrypt, "hashpw", note)
    hashing.verify_password("copper kettle", None, 12)
    assert [salt[:7] for salt in salts] == [b"$2b$12$"]


def test_a_house_hashes_at_cost_12_unless_told_otherwise() -> None:
    assert IdentitySettings().bcrypt_cost == 12


def test_a_house_may_hash_at_a_higher_cost() -> None:
    config = load([IdentitySettings], environment={"LONGHOUSE_IDENTITY_BCRYPT_COST": "13"})
    assert config.get(IdentitySettings).bcrypt_cost == 13


def test_a_house_refuses_to_hash_at_a_cost_below_10() -> None:
    with pytest.raises(ConfigError):
        load([IdentitySettings], environment={"LONGHOUSE_IDENTITY_BCRYPT_COST": "9"})
