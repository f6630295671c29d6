"""What was missed, read once for all who missed the same.

After a gateway has died thousands come back who stood at the same place. What one of them has been
given is good for the next, as long as nothing newer has been told that it would have to hold: that
would not reach the newcomer in any other way.
"""

from collections.abc import Sequence

import msgspec

from longhouse.kernel.live import Live, Position
from longhouse.realtime.protocol import event_frame

_MOST_KEPT = 32
_LARGEST_KEPT = 131_072


class Missed(msgspec.Struct, frozen=True):
    frames: Sequence[bytes]
    size: int
    up_to: Position


class Replays:
    def __init__(self, live: Live) -> None:
        self._live = live
        self._kept: dict[tuple[str, Position], Missed] = {}

    async def get(self, topic: str, since: Position, stands: Position) -> Missed | None:
        """What came after `since`, at least to where the topic `stands`; None when it is gone."""
        kept = self._kept.get((topic, since))
        if kept is not None and _reaches(kept.up_to, stands):
            return kept
        missed = await self._live.replay(topic, since)
        if missed is None:
            self._kept.pop((topic, since), None)
            return None
        frames = [event_frame(delivery) for delivery in missed]
        size = sum(len(frame) for frame in frames)
        found = Missed(frames, size, missed[-1].position if missed else since)
        if size <= _LARGEST_KEPT:
            self._keep((topic, since), found)
        return found

    def _keep(self, key: tuple[str, Position], found: Missed) -> None:
        self._kept.pop(key, None)
        if len(self._kept) >= _MOST_KEPT:
            del self._kept[next(iter(self._kept))]
        self._kept[key] = found


def _reaches(up_to: Position, stands: Position) -> bool:
    return up_to.epoch == stands.epoch and up_to.offset >= stands.offset
