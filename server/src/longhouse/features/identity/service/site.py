"""The site: what it is called, who may join, and what admins have configured."""

import re
from collections.abc import Mapping

import msgspec

from longhouse.features.identity.events import ConfigChanged
from longhouse.features.identity.model import Config
from longhouse.features.identity.service.acts import record
from longhouse.features.identity.settings import IdentitySettings
from longhouse.features.identity.store import accounts
from longhouse.features.identity.store import site as store
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.errors import InvalidFields, Wrong
from longhouse.kernel.principal import Admin

_LONGEST_NAME = 60
_LONGEST_DESCRIPTION = 500
_LINE_BREAK = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class Site:
    def __init__(self, settings: IdentitySettings) -> None:
        self._initial = Config(site_name=settings.site_name, signup_mode=settings.signup_mode)

    async def get_config(self, read: Read) -> Config:
        """What admins have set, over what the settings said at the start."""
        known = {field.name for field in msgspec.structs.fields(Config)}
        values = {k: v for k, v in (await store.get_values(read)).items() if k in known}
        return msgspec.convert(msgspec.structs.asdict(self._initial) | values, Config)

    async def get_name(self, read: Read) -> str:
        return (await self.get_config(read)).site_name

    async def needs_first_admin(self, read: Read) -> bool:
        return not await accounts.has_admin(read)

    async def configure(self, tx: Tx, admin: Admin, changes: Mapping[str, object]) -> Config:
        """Only what really changes is written, recorded and told."""
        old = msgspec.structs.asdict(await self.get_config(tx))
        wanted = {key: _tidy(value) for key, value in changes.items()}
        _check(wanted)
        changed = {key: value for key, value in wanted.items() if old[key] != value}
        for key, value in changed.items():
            await store.set_value(tx, key, value, admin.user_id)
        if changed:
            await record(
                tx,
                admin,
                "change_config",
                target_type="config",
                target_label=", ".join(sorted(changed)),
                details={key: {"from": old[key], "to": value} for key, value in changed.items()},
            )
            tx.emit(ConfigChanged(keys=tuple(sorted(changed))))
        return await self.get_config(tx)


def _tidy(value: object) -> object:
    return value.strip() if isinstance(value, str) else value


def _check(wanted: Mapping[str, object]) -> None:
    refused: dict[str, Wrong] = {}
    name = wanted.get("site_name")
    if isinstance(name, str) and (not 1 <= len(name) <= _LONGEST_NAME or _LINE_BREAK.search(name)):
        refused["site_name"] = Wrong(
            "one_line",
            f"A name has 1 to {_LONGEST_NAME} characters, in one line.",
            most=_LONGEST_NAME,
        )
    description = wanted.get("site_description")
    if isinstance(description, str) and len(description) > _LONGEST_DESCRIPTION:
        refused["site_description"] = Wrong(
            "too_long",
            f"A description has at most {_LONGEST_DESCRIPTION} characters.",
            most=_LONGEST_DESCRIPTION,
        )
    if refused:
        raise InvalidFields(refused)
