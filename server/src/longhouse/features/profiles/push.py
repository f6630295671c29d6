"""What is told live about profiles: to oneself, on every device."""

from collections.abc import Sequence

from longhouse.features.profiles import store
from longhouse.features.profiles.events import PreferencesChanged, ProfileChanged
from longhouse.features.profiles.schemas import OnePerson, OneSettings, person_of, settings_of
from longhouse.features.profiles.service import Profiles
from longhouse.kernel.db import Read
from longhouse.kernel.push import AnyPush, Push, Telling


def pushes(profiles: Profiles) -> list[AnyPush]:
    async def profile_changed(read: Read, event: ProfileChanged) -> Sequence[Telling]:
        found = (await profiles.get_many(read, [event.user_id])).get(event.user_id)
        if found is None:
            return []
        told = OnePerson(person_of(found))
        return [Telling(f"user:{event.user_id}", "profile_updated", told)]

    return [Push(ProfileChanged, profile_changed), Push(PreferencesChanged, _settings_changed)]


async def _settings_changed(read: Read, event: PreferencesChanged) -> Sequence[Telling]:
    told = OneSettings(settings_of(await store.get_preferences(read, event.user_id)))
    return [Telling(f"user:{event.user_id}", "settings_updated", told)]
