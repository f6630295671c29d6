"""Which texts hold words that nobody should have to read, however they are spelled."""

from pathlib import Path

import pytest

from longhouse.kernel.config import ConfigError
from longhouse.kernel.wording import Wording, read_wording

LIST = Wording(["# what is refused here", "troll", "stone*  # and all that begins so", "go away"])


@pytest.mark.parametrize(
    "text",
    [
        "troll", "You TROLL!", "a tröll", "tr0ll", "t.r.o.l.l", "t r o l l", "trooooll", "trolllll",
        "ｔｒｏｌｌ", "tr\u200boll", "tr\u043ell", "\u03c4roll", "stone", "stonefaced", "5t0neface",
        "please go  away", "go-away", "g0 @way", "Well, go\naway now",
    ],
)  # fmt: skip
def test_what_is_read_as_an_entry_is_found(text: str) -> None:
    assert not LIST.allows(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "   ", "!!!", "trolley", "controller", "a trol", "limestone", "going away", "go far away",
        "to roll", "I like 5 to 1 odds", "a b c", "1 2 3 4 5", "🪨🪨🪨", "t-r-o",
    ],
)  # fmt: skip
def test_what_only_holds_the_letters_of_an_entry_is_not(text: str) -> None:
    assert LIST.allows(text)


def test_the_list_of_the_house_refuses_little() -> None:
    bundled = read_wording(None)
    harmless = [
        "Lesbian, Muslim, and proud of both.", "Damn good coffee, and bloody good tea.",
        "Enrique, called Kike, from Niger. Maine coon at home; spic and span.",
        "Schwul, jüdisch, aus Essen. Verdammt gern draußen.", "Dick Whittington of Scunthorpe",
    ]  # fmt: skip
    assert [text for text in harmless if not bundled.allows(text)] == []
    assert not bundled.allows("Hope you d1e")
    assert not bundled.allows("Bring dich um!")


def test_a_house_may_have_a_list_of_its_own_or_none(tmp_path: Path) -> None:
    own, empty = tmp_path / "own.txt", tmp_path / "empty.txt"
    own.write_text("turnip\n", "utf-8")
    empty.write_text("# nothing\n\n", "utf-8")
    assert not read_wording(own).allows("You turnip")
    assert read_wording(own).allows("Hope you die")
    assert read_wording(empty).allows("Hope you die")


def test_a_list_that_cannot_be_read_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="LONGHOUSE_WORDING_LIST"):
        read_wording(tmp_path / "missing.txt")
