"""What is told live about profiles: to oneself and to friends, on every device.

A frame is one for all who hear it, so it shows what every member may see; friends, who may see
more, read it with their own eyes.
"""

from collections.abc import Sequence

from longhouse.features.graph import api as graph
from longhouse.features.identity.api import user_topic
from longhouse.features.profiles.events import PreferencesChanged, ProfileChanged
from longhouse.features.profiles.schemas.people import OnePerson, person_of
from longhouse.features.profiles.schemas.wishes import OneSettings, settings_of
from longhouse.features.profiles.service.looking import filtered, get_profiles
from longhouse.features.profiles.service.pictures import Pictures
from longhouse.features.profiles.store import profiles as store
from longhouse.kernel.db import Read
from longhouse.kernel.push import AnyPush, Push, Telling

_MOST_TOLD = 500


def pushes(pictures: Pictures, collections: Sequence[str]) -> list[AnyPush]:
    async def profile_changed(read: Read, event: ProfileChanged) -> Sequence[Telling]:
        profile = (await get_profiles(read, [event.user_id])).get(event.user_id)
        if profile is None:
            return []
        seen = filtered(
            profile, "other", last_active_at=None, online=False, collections=collections
        )
        told = OnePerson(person_of(seen, await pictures.of(read, [seen])))
        friends = await graph.newest_friends(read, event.user_id, _MOST_TOLD)
        return [
            Telling(user_topic(one), "profile_updated", told) for one in (event.user_id, *friends)
        ]

    return [Push(ProfileChanged, profile_changed), Push(PreferencesChanged, _settings_changed)]


async def _settings_changed(read: Read, event: PreferencesChanged) -> Sequence[Telling]:
    told = OneSettings(settings_of(await store.get_preferences(read, event.user_id)))
    return [Telling(user_topic(event.user_id), "settings_updated", told)]
