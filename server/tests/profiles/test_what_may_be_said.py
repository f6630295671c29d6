"""Display names and bios: what is kept of what was typed, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from longhouse.features.profiles.errors import InvalidSaying
from longhouse.features.profiles.policy import texts as policy


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Marina Kovač", "Marina Kovač"),
        ("  Marina \t Kovač ", "Marina Kovač"),
        ("Ｍａｒｉｎａ", "Marina"),
        ("e\u0301mile", "émile"),
        ("👩\u200d🚀 Ana", "👩\u200d🚀 Ana"),
        ("李小龙", "李小龙"),
        ("a" * 40, "a" * 40),
    ],
)
def test_a_name_is_kept_in_its_normal_form(given: str, kept: str) -> None:
    assert policy.normal_name(given) == kept


@pytest.mark.parametrize("given", [None, "", "   "])
def test_no_name_is_no_name(given: str | None) -> None:
    assert policy.normal_name(given) is None


@pytest.mark.parametrize(
    "given",
    [
        "ab",
        "a" * 41,
        "Ann\u202eeiram",
        "Ann\u2066x\u2069",
        "Ann\u200bLee",
        "Ann\x07Lee",
        "Ann\x1b[31m",
        "\u200dAnn",
        "...",
        "\ufeffAnn Lee",
        "Ann\ue000",
        "\u3164\u3164\u3164",
        "Ann\u2800",
    ],
)
def test_a_name_that_cannot_be_seen_or_turns_the_text_is_refused(given: str) -> None:
    with pytest.raises(InvalidSaying):
        policy.normal_name(given)


@given(st.text())
def test_a_kept_name_is_kept_as_it_is(given: str) -> None:
    try:
        kept = policy.normal_name(given)
    except InvalidSaying:
        return
    assert policy.normal_name(kept) == kept


def test_a_bio_may_have_lines() -> None:
    assert policy.normal_bio("Baker.\r\nTwo cats. ") == "Baker.\nTwo cats."


@pytest.mark.parametrize("given", ["x" * 281, "Ann\u202ex", "bell\x07"])
def test_a_bio_that_is_too_long_or_holds_hidden_characters_is_refused(given: str) -> None:
    with pytest.raises(InvalidSaying):
        policy.normal_bio(given)


def test_a_bio_of_280_characters_is_taken() -> None:
    assert policy.normal_bio("ä" * 280) == "ä" * 280


@pytest.mark.parametrize("timezone", ["Europe/Vienna", "UTC", "America/Argentina/Ushuaia"])
def test_a_time_zone_that_exists_is_taken(timezone: str) -> None:
    policy.check_timezone(timezone)


@pytest.mark.parametrize("timezone", ["", "Mars/Olympus", "../../etc/passwd", "europe/vienna"])
def test_any_other_time_zone_is_refused(timezone: str) -> None:
    with pytest.raises(InvalidSaying):
        policy.check_timezone(timezone)


@pytest.mark.parametrize("locale", ["auto", "en", "de", "pt-BR", "zh-Hant-TW", "es-419"])
def test_a_language_is_taken(locale: str) -> None:
    policy.check_locale(locale)


@pytest.mark.parametrize("locale", ["", "english", "EN", "en_US", "en-us", "en;q=1"])
def test_what_is_no_language_is_refused(locale: str) -> None:
    with pytest.raises(InvalidSaying):
        policy.check_locale(locale)
