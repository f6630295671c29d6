"""Passwords: long enough, not known, not built from a name; nothing about what they are made of."""

import secrets
import string

import pytest

from longhouse.features.identity.errors import InvalidPassword
from longhouse.features.identity.policy.passwords import (
    check_length,
    check_strength,
    without_words,
)
from longhouse.kernel.errors import Wrong

EMOJI = "🏠🚀🎉🍕🐙🌵🎲🧩🦉🍋🛶🔭🪁🧲🥁🪴"


def _varied(alphabet: str, length: int) -> str:
    return "".join(secrets.choice(alphabet) for _ in range(length))


@pytest.mark.parametrize("alphabet", [string.ascii_letters, EMOJI], ids=["ascii", "emoji"])
@pytest.mark.parametrize("length", [8, 64, 128])
def test_a_password_of_8_to_128_characters_is_taken(alphabet: str, length: int) -> None:
    check_strength(_varied(alphabet, length), ())


@pytest.mark.parametrize("alphabet", [string.ascii_letters, EMOJI], ids=["ascii", "emoji"])
@pytest.mark.parametrize("length", [0, 1, 7, 129, 5000])
def test_a_password_of_another_length_is_refused(alphabet: str, length: int) -> None:
    with pytest.raises(InvalidPassword):
        check_length(_varied(alphabet, length))


def test_length_counts_characters_and_not_bytes() -> None:
    with pytest.raises(InvalidPassword):
        check_strength(EMOJI[:7], ())
    check_strength(EMOJI[:8], ())


@pytest.mark.parametrize(
    "password",
    [
        "qjzmvxkwplbtrnhd",
        "8401736592774038",
        "correct horse battery staple",
        "unter dem alten birnbaum",
        "ΑΩδκθλπσφψ",
    ],
)
def test_no_kind_of_character_is_asked_for(password: str) -> None:
    check_strength(password, ("marina",))


@pytest.mark.parametrize(
    "password",
    ["password", "Password1", "12345678", "qwertyuiop", "iloveyou", "letmein123", "football",
     "baseball1", "passw0rd", "1q2w3e4r", "aaaaaaaaaaaa", "abcdefgh", "monkey123", "11111111"],
)  # fmt: skip
def test_a_password_known_from_break_ins_is_refused(password: str) -> None:
    with pytest.raises(InvalidPassword):
        check_strength(password, ())


@pytest.mark.parametrize(
    "password",
    ["longhouse", "Longhouse1!", "l0ngh0use!!", "esuohgnol1", "marinalonghouse",
     "longhouse-marina", "MarinaKovac", "marina2024!", "M4rin4-2024", "anirammarina",
     "kovac.marina", "marina@example.org", "longhouse_longhouse"],
)  # fmt: skip
def test_a_password_built_from_the_names_around_it_is_refused(password: str) -> None:
    with pytest.raises(InvalidPassword):
        check_strength(password, ("marina_kovac", "marina@example.org"))


def test_a_name_inside_a_strong_password_does_no_harm() -> None:
    check_strength("marina tunnel gravel 91 plum", ("marina",))


def test_what_is_built_from_somebody_elses_name_is_judged_on_its_own() -> None:
    check_strength("kovac-tunnel-gravel", ("marina",))


@pytest.mark.parametrize(
    ("password", "rest"),
    [("marina2024", "2024"), ("xM4R1NAx", "xx"), ("aniram!", "!"), ("plum", "plum")],
)
def test_names_are_found_in_any_case_backwards_and_with_digits(password: str, rest: str) -> None:
    assert without_words(password, ["marina"]) == rest


def test_the_refusal_says_which_field() -> None:
    refused = InvalidPassword(Wrong("too_short", "Too short.", least=8), "new_password")
    assert refused.details == {
        "fields": {"new_password": "Too short."},
        "reasons": {"new_password": {"reason": "too_short", "least": 8}},
    }
