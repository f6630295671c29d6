from pathlib import Path
from typing import Annotated, ClassVar, Literal

import pytest

from longhouse.kernel.config import Config, ConfigError, Settings, load, setting


class KitchenSettings(Settings, frozen=True, kw_only=True):
    prefix: ClassVar[str] = "KITCHEN"

    stoves: Annotated[int, setting("How many stoves are lit.", ge=1, le=9)] = 2
    soup: Annotated[Literal["hot", "cold"], setting("How soup is served.")] = "hot"
    recipe: Annotated[str | None, setting("What nobody may know.", secret=True)] = None
    door: Annotated[str | None, setting("Which is open.", pattern="^(front|back)$")] = None


def read(
    tmp_path: Path,
    environment: dict[str, str] | None = None,
    file: str | None = None,
    flags: dict[str, str] | None = None,
) -> Config:
    path = tmp_path / "longhouse.toml"
    if file is not None:
        path.write_text(file)
    return load([KitchenSettings], environment=environment or {}, file=path, flags=flags)


def test_a_setting_that_nobody_set_has_its_default(tmp_path: Path) -> None:
    assert read(tmp_path).get(KitchenSettings) == KitchenSettings(stoves=2, soup="hot")


def test_the_nearest_to_the_command_line_wins(tmp_path: Path) -> None:
    file = "kitchen_stoves = 3\nkitchen_soup = 'cold'"
    environment = {"LONGHOUSE_KITCHEN_STOVES": "4"}
    assert read(tmp_path, file=file).get(KitchenSettings).stoves == 3
    assert read(tmp_path, environment, file).get(KitchenSettings).stoves == 4
    config = read(tmp_path, environment, file, {"kitchen_stoves": "5"})
    assert config.get(KitchenSettings) == KitchenSettings(stoves=5, soup="cold")
    assert [(o.variable, o.source) for o in config.origins] == [
        ("LONGHOUSE_KITCHEN_STOVES", "flag"),
        ("LONGHOUSE_KITCHEN_SOUP", "longhouse.toml"),
        ("LONGHOUSE_KITCHEN_RECIPE", "default"),
        ("LONGHOUSE_KITCHEN_DOOR", "default"),
    ]


def test_what_need_not_be_set_has_bounds_when_it_is(tmp_path: Path) -> None:
    environment = {"LONGHOUSE_KITCHEN_DOOR": "back"}
    assert read(tmp_path, environment).get(KitchenSettings).door == "back"


@pytest.mark.parametrize(
    ("environment", "named", "hinted"),
    [
        ({"LONGHOUSE_KITCHEN_STOVE": "2"}, "LONGHOUSE_KITCHEN_STOVE", "LONGHOUSE_KITCHEN_STOVES"),
        ({"LONGHOUSE_NOWHERE": "2"}, "LONGHOUSE_NOWHERE", "longhouse config"),
        ({"LONGHOUSE_KITCHEN_STOVES": "many"}, "LONGHOUSE_KITCHEN_STOVES", "many"),
        ({"LONGHOUSE_KITCHEN_STOVES": "10"}, "LONGHOUSE_KITCHEN_STOVES", "How many stoves"),
        ({"LONGHOUSE_KITCHEN_SOUP": "warm"}, "LONGHOUSE_KITCHEN_SOUP", "How soup is served"),
        ({"LONGHOUSE_KITCHEN_DOOR": "cellar"}, "LONGHOUSE_KITCHEN_DOOR", "Which is open"),
    ],
)
def test_an_unknown_or_malformed_variable_is_refused_by_name(
    tmp_path: Path, environment: dict[str, str], named: str, hinted: str
) -> None:
    with pytest.raises(ConfigError) as refused:
        read(tmp_path, environment)
    assert named in str(refused.value)
    assert hinted in str(refused.value)


def test_a_variable_of_another_program_is_let_be(tmp_path: Path) -> None:
    read(tmp_path, {"PATH": "/bin", "KITCHEN_STOVES": "77"})


@pytest.mark.parametrize("file", ["kitchen_pans = 3", "kitchen_stoves = 0", "kitchen_stoves = "])
def test_a_bad_file_is_refused_by_name(tmp_path: Path, file: str) -> None:
    with pytest.raises(ConfigError, match=r"longhouse\.toml|kitchen_stoves"):
        read(tmp_path, file=file)


def test_a_secret_is_never_shown(tmp_path: Path) -> None:
    config = read(tmp_path, {"LONGHOUSE_KITCHEN_RECIPE": "saffron and patience"})
    assert "saffron" not in str(config.origins)
    assert config.secrets == ["saffron and patience"]


def test_a_secret_that_cannot_be_taken_is_not_shown_either() -> None:
    class Vault(Settings, frozen=True, kw_only=True):
        code: Annotated[int, setting("Opens it.", secret=True)] = 1

    with pytest.raises(ConfigError) as refused:
        load([Vault], environment={"LONGHOUSE_CODE": "open-sesame"})
    assert "open-sesame" not in str(refused.value)


def test_a_setting_must_say_what_it_means() -> None:
    class Mute(Settings, frozen=True, kw_only=True):
        thing: int = 1

    with pytest.raises(TypeError, match="does not say what it means"):
        load([Mute], environment={})
