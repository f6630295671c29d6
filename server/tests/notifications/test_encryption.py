"""What is pushed can be read by the browser that asked for it, and by nobody on the way."""

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec

from longhouse.features.notifications.errors import NotAPushKey
from longhouse.features.notifications.service.webpush.encrypt import encrypt
from longhouse.features.notifications.service.webpush.keys import decode, read_auth, read_point
from longhouse.kernel.base64url import encode
from notifications.service import Browser, decrypt


def raw(text: str) -> bytes:
    found = decode(text)
    assert found is not None
    return found


# The example of RFC 8291, appendix A.
PLAINTEXT = raw("V2hlbiBJIGdyb3cgdXAsIEkgd2FudCB0byBiZSBhIHdhdGVybWVsb24")
SENDER = raw("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")
RECEIVER_PUBLIC = raw(
    "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
)
RECEIVER_PRIVATE = raw("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94")
AUTH = raw("BTBZMqHH6r4Tts7J_aSIgg")
SALT = raw("DGv6ra1nlYgDCS1FRnbzlw")
BODY = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6Tlz"
    "AC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


def key(scalar: bytes) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(scalar), ec.SECP256R1())


def test_the_published_example_comes_out_byte_for_byte() -> None:
    made = encrypt(PLAINTEXT, RECEIVER_PUBLIC, AUTH, own=key(SENDER), salt=SALT)
    assert encode(made) == BODY
    assert decrypt(raw(BODY), key(RECEIVER_PRIVATE), AUTH) == PLAINTEXT


def test_each_push_is_under_a_key_and_a_salt_of_its_own() -> None:
    browser = Browser()
    first, second = (encrypt(b"hello", browser.public, browser.auth) for _ in range(2))
    assert first[:16] != second[:16]
    assert first[21:86] != second[21:86]
    assert {decrypt(one, browser.private, browser.auth) for one in (first, second)} == {b"hello"}


def test_another_browser_reads_nothing() -> None:
    ours, other = Browser(), Browser()
    made = encrypt(b"hello", ours.public, ours.auth)
    for private, auth in ((other.private, ours.auth), (ours.private, b"x" * 16)):
        with pytest.raises(InvalidTag):
            decrypt(made, private, auth)


def test_only_a_point_on_the_curve_is_a_key() -> None:
    good = Browser().public
    assert read_point(encode(good)) == good
    off_the_curve = good[:-1] + bytes([good[-1] ^ 1])
    compressed = bytes([2 + good[-1] % 2]) + good[1:33]
    for bad in (
        off_the_curve,
        compressed,
        good[:-1],
        good + b"x",
        b"",
        b"\x00",
        b"\x04" + bytes(64),
    ):
        with pytest.raises(NotAPushKey):
            read_point(encode(bad))
    for text in ("not base64!", "ö", "=", "A"):
        with pytest.raises(NotAPushKey):
            read_point(text)


def test_only_sixteen_bytes_are_a_secret() -> None:
    assert read_auth(encode(b"a" * 16)) == b"a" * 16
    for bad in (b"", b"a" * 15, b"a" * 17):
        with pytest.raises(NotAPushKey):
            read_auth(encode(bad))
