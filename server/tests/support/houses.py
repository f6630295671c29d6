"""Configurations for houses under test."""

from pathlib import Path

import msgspec

from longhouse.features.identity.settings import IdentitySettings
from longhouse.kernel.config import Config, Settings
from longhouse.kernel.settings import DatabaseSettings, HouseSettings
from longhouse.modules import SETTINGS

# Enough to hash with the real algorithm, and quick; a house refuses less than 10.
_TEST_COST = 4


def configure(database_url: str, data: Path, *changed: Settings) -> Config:
    """Every group of settings at its default, but for what a test needs and what it changes."""
    groups: dict[type[Settings], Settings] = {group: group() for group in SETTINGS}
    groups[HouseSettings] = HouseSettings(data=data)
    groups[DatabaseSettings] = DatabaseSettings(url=database_url, pool_min=1, pool_max=8)
    groups[IdentitySettings] = IdentitySettings(bcrypt_cost=_TEST_COST)
    for settings in changed:
        overridden = {
            name: value
            for name, value in msgspec.structs.asdict(settings).items()
            if value != getattr(type(settings)(), name)
        }
        groups[type(settings)] = msgspec.structs.replace(groups[type(settings)], **overridden)
    return Config(groups, [])
