"""The pictures of profiles, with fresh addresses."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from longhouse.features.media import api as media
from longhouse.features.profiles.model import Seen
from longhouse.kernel.db import Read
from longhouse.kernel.house import House


class Pictures:
    def __init__(self, house: House) -> None:
        self._house = house

    async def of(self, read: Read, seen: Sequence[Seen]) -> Mapping[UUID, media.Media]:
        """By id, of what has been filtered for the viewer already."""
        profiles = [one.profile for one in seen]
        ids = [
            media_id
            for profile in profiles
            for media_id in (profile.avatar_id, profile.banner_id)
            if media_id is not None
        ]
        return await media.show_many(self._house, read, ids) if ids else {}
