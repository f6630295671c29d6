"""Topics whose listeners know of each other and speak to each other, while nothing is kept.

A feature says what such a topic is; the realtime core carries it out: it tells who comes and goes,
hands a newcomer everybody who is there, and passes on what one says to all the others.
Promises: whoever is hidden from somebody neither appears to them nor is heard by them, and the
other way round as far as the feature says so; nobody speaks for somebody else.
"""

from collections.abc import Awaitable, Callable, Collection, Sequence
from typing import Any, Generic, Protocol, TypeVar

import msgspec

from longhouse.kernel.db import Read
from longhouse.kernel.ids import UserId
from longhouse.kernel.live import Live
from longhouse.kernel.principal import Principal


class Words(Protocol):
    """What a client says: the data of its frame."""

    @property
    def topic(self) -> str: ...


W = TypeVar("W", bound=Words)


class Speech(Generic[W]):
    """A kind of client frame, told to the other listeners of the topic that it names."""

    def __init__(
        self,
        tag: str,
        words: type[W],
        say: Callable[[Principal, W], Awaitable[msgspec.Struct]],
        *,
        told_as: str | None = None,
        together: float | None = None,
    ) -> None:
        self.tag = tag
        self.words = words
        self.say = say
        """Judges the words and makes what is told of them."""
        self.told_as = told_as or tag
        self.together = together
        """Seconds within which only the last words of each speaker count; those of all are then
        told at once, as a list under the name `told_as`."""


HiddenFrom = Callable[[Read, UserId], Awaitable[Collection[UserId]]]


class Lobby(msgspec.Struct, frozen=True, kw_only=True):
    """A topic for those who look at all gatherings of a kind: who is at which is told there."""

    topic: str
    told_as: str
    show: Callable[[str, Sequence[msgspec.Raw]], msgspec.Struct]
    """What is told of a gathering, from its topic and those at it whom the listener may see."""
    get_host: Callable[[Read, str], Awaitable[UserId | None]]
    """Whose it is: not told to whom they are hidden from. NotFound when it is no more."""


class Gathering(msgspec.Struct, frozen=True, kw_only=True):
    kind: str
    """Of the topics, as a TopicKind offers them."""
    describe: Callable[[Read, Principal], Awaitable[msgspec.Struct]]
    """How a listener looks to the others; has their `id`."""
    hidden_from: HiddenFrom
    """Asked again whenever something is told on the member's `sight_topic`."""
    speeches: Sequence[Speech[Any]] = ()
    lobby: Lobby | None = None


class Attendant(msgspec.Struct, frozen=True):
    """One listener's entry at a topic; somebody with two windows has two."""

    user_id: str
    who: msgspec.Raw
    """As `describe` has made it."""


def sight_topic(user_id: UserId) -> str:
    """No client may listen to it: it says that whom a member may see has changed."""
    return f"sight:{user_id}"


def attendance_key(topic: str) -> str:
    return f"attendance:{topic}"


def attended_key(kind: str) -> str:
    """Of the topics of a kind at which there is anybody."""
    return f"attended:{kind}"


async def list_attendants(live: Live, topic: str) -> list[Attendant]:
    """Everybody at a topic, in any process; each member once."""
    present = await live.present(attendance_key(topic))
    entries = (_decoder.decode(value) for value in present.values())
    return list({entry.user_id: entry for entry in entries}.values())


_decoder = msgspec.json.Decoder(Attendant)
