"""How the house looks to a member."""

from collections.abc import Mapping

from longhouse.features.profiles.events import PreferencesChanged
from longhouse.features.profiles.model import Preferences
from longhouse.features.profiles.policy import texts
from longhouse.features.profiles.store import profiles as store
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.principal import Principal


class Prefers:
    async def get(self, read: Read, principal: Principal) -> Preferences:
        return await store.get_preferences(read, principal.user_id)

    async def prefer(
        self, tx: Tx, principal: Principal, chosen: Mapping[str, object]
    ) -> Preferences:
        locale, timezone = chosen.get("locale"), chosen.get("timezone")
        if isinstance(locale, str):
            texts.check_locale(locale)
        if isinstance(timezone, str):
            texts.check_timezone(timezone)
        if chosen:
            await store.merge_preferences(tx, principal.user_id, dict(chosen))
            tx.emit(PreferencesChanged(user_id=principal.user_id))
        return await store.get_preferences(tx, principal.user_id)
