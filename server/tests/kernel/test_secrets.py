import base64
import hmac
import stat
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from hypothesis import given
from hypothesis import strategies as st

from longhouse.kernel.config import ConfigError
from longhouse.kernel.secrets import Secrets, load_secrets

house = Secrets(b"k" * 32)
neighbour = Secrets(b"n" * 32)


@given(st.binary(max_size=200))
def test_what_was_signed_is_known_again_for_its_purpose_alone(payload: bytes) -> None:
    token = house.sign("invite", payload)
    assert house.verify("invite", token) == payload
    assert house.verify("reset", token) is None
    assert neighbour.verify("invite", token) is None


@given(st.binary(max_size=60), st.integers(0, 200), st.integers(0, 5))
def test_a_changed_token_is_never_taken(payload: bytes, place: int, bit: int) -> None:
    token = bytearray(house.sign("invite", payload).encode())
    token[place % len(token)] ^= 1 << bit
    assert house.verify("invite", token.decode("latin-1")) is None


@given(st.text(max_size=100))
def test_a_made_up_token_is_never_taken(token: str) -> None:
    assert house.verify("invite", token) is None


@given(st.binary(max_size=200))
def test_what_was_sealed_opens_with_its_key_and_purpose_alone(plaintext: bytes) -> None:
    sealed = house.seal("totp", plaintext)
    assert house.open("totp", sealed) == plaintext
    assert house.open("mail", sealed) is None
    assert neighbour.open("totp", sealed) is None
    assert house.open("totp", sealed[:-1] + bytes([sealed[-1] ^ 1])) is None
    assert plaintext == b"" or len(plaintext) < 4 or plaintext not in sealed


def test_the_same_thing_is_never_sealed_the_same_way_twice() -> None:
    """Nonces are drawn and not counted, so that none comes again after a restore or a crash."""
    assert len({house.seal("totp", b"x")[:12] for _ in range(20_000)}) == 20_000


def test_seals_and_signatures_are_what_the_standards_say() -> None:
    """Made step by step with other means: HMAC-SHA256, and AES-256-GCM with its purpose beside."""
    key = hmac.new(b"k" * 32, b"longhouse/totp", "sha256").digest()
    gcm = Cipher(algorithms.AES256(key), modes.GCM(bytes(12))).encryptor()
    gcm.authenticate_additional_data(b"totp")
    sealed = bytes(12) + gcm.update(b"hello") + gcm.finalize() + gcm.tag
    assert house.open("totp", sealed) == b"hello"
    for length in (0, 11, 12, 27, len(sealed) - 1):
        assert house.open("totp", sealed[:length]) is None
    tag = hmac.new(key, b"anna", "sha256").digest()
    token = base64.urlsafe_b64encode(tag + b"anna").rstrip(b"=").decode()
    assert house.sign("totp", b"anna") == token
    assert house.verify("totp", token[:-6]) is None


def test_the_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    token = load_secrets(tmp_path, None).sign("invite", b"anna")
    assert load_secrets(tmp_path, None).verify("invite", token) == b"anna"
    mode = stat.S_IMODE((tmp_path / "secret.key").stat().st_mode)
    assert mode == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["secret.key"]


def test_a_damaged_key_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / "secret.key").write_bytes(b"short")
    with pytest.raises(ConfigError, match="damaged"):
        load_secrets(tmp_path, None)


@pytest.mark.parametrize("sample", ["change-me", "secret", "too short", "x" * 31])
def test_a_sample_or_short_key_stops_the_start(tmp_path: Path, sample: str) -> None:
    with pytest.raises(ConfigError, match="LONGHOUSE_SECRET_KEY"):
        load_secrets(tmp_path, sample)


def test_a_long_key_of_ones_own_is_taken(tmp_path: Path) -> None:
    load_secrets(tmp_path, "x" * 32)
    assert not list(tmp_path.iterdir())
