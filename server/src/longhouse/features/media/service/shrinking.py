"""Pictures that strangers made, made anew and small, for showing them in the house."""

import asyncio

from longhouse.features.media.errors import Untakeable
from longhouse.features.media.policy.formats import recognize
from longhouse.features.media.policy.pictures import declared_pixels
from longhouse.features.media.service.workshop import Workshop
from longhouse.features.media.settings import MediaSettings


class Shrink:
    """At most 1080 wide and high, WebP, with nothing that it carried along: decoded in a worker
    that is confined, and written anew. None for what cannot be decoded or is too demanding."""

    def __init__(self, workshop: Workshop, settings: MediaSettings) -> None:
        self._workshop = workshop
        self._most_pixels = settings.image_pixels

    async def __call__(self, body: bytes) -> bytes | None:
        form = recognize(body)
        if form is None or form.kind != "image":
            return None
        if (declared_pixels(form.name, body) or 0) > self._most_pixels:
            return None
        async with self._workshop.bench() as bench:
            source, target = bench / "picture", bench / "made"
            await asyncio.to_thread(target.mkdir)
            await asyncio.to_thread(source.write_bytes, body)
            try:
                made = await self._workshop.make(form, source, target)
            except Untakeable:
                return None
            return await asyncio.to_thread((target / made.files["medium"].file).read_bytes)
