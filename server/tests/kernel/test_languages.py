"""Which language the house writes to somebody in, and that each has everything to say."""

import inspect
from collections.abc import Mapping
from typing import Any

import pytest

from longhouse.features.identity.policy import texts as identity
from longhouse.features.notifications.policy import texts as notifications
from longhouse.kernel.languages import LANGUAGES, Language, language_of, plural, wished_language

CATALOGUES: list[Mapping[Language, object]] = [identity.TEXTS, notifications.TEXTS]


@pytest.mark.parametrize(
    ("accepted", "wished"),
    [
        (None, None),
        ("", None),
        ("*", None),
        ("fr, es;q=0.8", None),
        ("de", "de"),
        ("de-AT,de;q=0.9,en;q=0.8", "de"),
        ("en-US,en;q=0.9,de;q=0.8", "en"),
        ("fr,de;q=0.3,en;q=0.2", "de"),
        ("en;q=0.1,DE;q=0.2", "de"),
        ("de;q=0,en;q=0.1", "en"),
        ("de;q=nan,de;q=7,de;q=,de;x=1,;;,en;q=0.1", "en"),
        ("x" * 10_000 + ",de", None),
    ],
)
def test_a_browser_is_answered_in_what_it_wishes_for_most(
    accepted: str | None, wished: str | None
) -> None:
    assert wished_language(accepted) == wished


def test_a_language_that_the_house_does_not_write_is_english() -> None:
    tags = [None, "", "fr", "pt-BR", "en-GB", "de", "de-CH", "auto"]
    assert [language_of(tag) for tag in tags] == ["en"] * 5 + ["de", "de", "en"]


def test_each_language_has_every_text_of_its_own() -> None:
    """A text that is missing would be read in English, and nobody would notice but its reader."""
    for texts in CATALOGUES:
        assert list(texts) == list(LANGUAGES)
        english, *others = [type(texts[language]) for language in LANGUAGES]
        for other in others:
            assert missing(english, other) == []


def test_a_text_that_is_missing_is_found() -> None:
    class Half(notifications.Texts):
        test_title = "Es klappt"

        def followed(self, who: str, people: int, often: bool = False) -> str:
            return f"{who} folgt dir"

    found = missing(notifications.Texts, Half)
    assert "test_title" not in found
    assert {"test_body", "followed", "about"} <= set(found)


def missing(english: type, other: type) -> list[str]:
    """Names that one language has and the other has not, or with other arguments or keys."""
    own = {name: text for name, text in vars(other).items() if not name.startswith("_")}
    return [
        name
        for name, text in vars(english).items()
        if not name.startswith("_") and (name not in own or not alike(text, own[name]))
    ]


def alike(one: Any, other: Any) -> bool:
    if inspect.isfunction(one):
        return inspect.signature(one) == inspect.signature(other)
    if isinstance(one, str):
        return bool(other.strip())
    return one.keys() == other.keys() and all(text.strip() for text in other.values())


def test_each_number_has_its_form() -> None:
    assert [plural(count, one="Tag", other="Tage") for count in (0, 1, 2, 21)] == [
        "Tage",
        "Tag",
        "Tage",
        "Tage",
    ]
    english, german = notifications.TEXTS["en"], notifications.TEXTS["de"]
    assert [german.followed("Ben", 1), german.followed("Ben und Eva", 2)] == [
        "Ben folgt dir",
        "Ben und Eva folgen dir",
    ]
    assert [german.new_posts(count, "Musik") for count in (1, 2, 100)] == [
        "Ein neuer Beitrag in Musik",
        "2 neue Beiträge in Musik",
        "Mehr als 99 neue Beiträge in Musik",
    ]
    assert german.and_others("Ben, Eva", 1) == "Ben, Eva und 1 weitere Person"
    assert german.and_others("Ben, Eva", 2) == "Ben, Eva und 2 weitere"
    assert english.asked("Ben", 1) == "Ben wants to be your friend"
    assert english.asked("Ben and Eva", 2) == "Ben and Eva want to be your friend"
    codes = [texts.recovery_code_used(left) for texts in identity.TEXTS.values() for left in (1, 3)]
    assert [code.rpartition(". ")[2] for code in codes] == [
        "One is left.",
        "3 are left.",
        "Einer ist übrig.",
        "3 sind übrig.",
    ]
