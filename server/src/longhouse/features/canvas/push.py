"""The topics of canvases, who may listen, what may be said there, and how their list changes."""

from collections.abc import Collection, Sequence
from uuid import UUID

import msgspec

from longhouse.features.canvas import policy, store
from longhouse.features.canvas.errors import TooTalkative, Unwelcome
from longhouse.features.canvas.events import CanvasMade, CanvasRemoved, CanvasRenamed
from longhouse.features.canvas.model import FACES, HOUSE, Somebody
from longhouse.features.canvas.schemas import (
    CanvasesChanged,
    CanvasIdTold,
    CanvasPeopleTold,
    CanvasTold,
    Chat,
    ChatTold,
    ChatUpdate,
    ChatUpdateTold,
    Move,
    MoveTold,
    OneCanvasTold,
)
from longhouse.features.canvas.service import People, canvas_topic
from longhouse.features.canvas.settings import CanvasSettings
from longhouse.features.graph import api as graph
from longhouse.kernel.db import Read
from longhouse.kernel.errors import NotFound
from longhouse.kernel.gatherings import Gathering, Lobby, Speech
from longhouse.kernel.ids import UserId, new_id
from longhouse.kernel.limits import MINUTE, Limits
from longhouse.kernel.principal import Principal
from longhouse.kernel.push import AnyPush, Push, Telling, TopicKind
from longhouse.kernel.wording import Wording

LIST_TOPIC = "canvases:all"
# Growing words and pointers are only worth their last state, told to a crowd at an eye's pace.
_UPDATES_EVERY = 0.15
_MOVES_EVERY = 0.2


async def _may_listen(read: Read, principal: Principal, canvas_id: str) -> bool:
    if canvas_id == HOUSE:
        return True
    try:
        found = await store.find_visible(read, principal.user_id, UUID(canvas_id))
    except ValueError:
        return False
    return found is not None and canvas_id == str(found.id)


async def _may_list(_read: Read, _principal: Principal, which: str) -> bool:
    return which == "all"


TOPICS = [TopicKind("canvas", _may_listen), TopicKind("canvases", _may_list)]


class Speaking:
    """What may be said on a canvas, and what is told of it."""

    def __init__(self, settings: CanvasSettings, limits: Limits, wording: Wording) -> None:
        self._settings = settings
        self._limits = limits
        self._wording = wording

    async def chat(self, principal: Principal, chat: Chat) -> ChatTold:
        self._check_size(chat)
        words = policy.normal_words(chat.payload)
        self._check_welcome(words)
        policy.check_place(chat.position.x, chat.position.y)
        most = self._settings.messages_per_minute
        allowance = await self._limits.take(f"canvas:{principal.user_id}", most, MINUTE)
        if allowance.spent:
            raise TooTalkative(allowance.retry_after)
        return ChatTold(
            id=new_id(),
            user_id=principal.user_id,
            username=principal.username,
            payload=words,
            position=chat.position,
            draft_id=chat.draft_id,
        )

    async def grow(self, principal: Principal, update: ChatUpdate) -> ChatUpdateTold:
        self._check_size(update)
        policy.check_place(update.position.x, update.position.y)
        words = policy.normal_words(update.payload, may_be_empty=True)
        self._check_welcome(words)
        return ChatUpdateTold(
            user_id=principal.user_id,
            username=principal.username,
            draft_id=update.draft_id,
            payload=words,
            position=update.position,
        )

    async def move(self, principal: Principal, move: Move) -> MoveTold:
        policy.check_place(move.position.x, move.position.y)
        return MoveTold(user_id=principal.user_id, position=move.position)

    def _check_welcome(self, words: str) -> None:
        if not self._wording.allows(words):
            raise Unwelcome

    def _check_size(self, words: Chat | ChatUpdate) -> None:
        policy.check_size(len(_encode(words)), self._settings.message_bytes)


def gathering(
    settings: CanvasSettings, limits: Limits, people: People, wording: Wording
) -> Gathering:
    speaking = Speaking(settings, limits, wording)

    async def describe(read: Read, principal: Principal) -> Somebody:
        found = await people.get_many(read, [principal.user_id])
        return found.get(principal.user_id) or Somebody(
            id=principal.user_id, username=principal.username, display_name=None, avatar=None
        )

    return Gathering(
        kind="canvas",
        describe=describe,
        hidden_from=_hidden_from,
        speeches=[
            Speech("chat", Chat, speaking.chat),
            Speech(
                "chat_update",
                ChatUpdate,
                speaking.grow,
                told_as="chat_updates",
                together=_UPDATES_EVERY,
            ),
            Speech("move", Move, speaking.move, told_as="moves", together=_MOVES_EVERY),
        ],
        lobby=Lobby(
            topic=LIST_TOPIC, told_as="canvas_people", show=_people_at, get_host=_get_owner
        ),
    )


def _people_at(topic: str, people: Sequence[msgspec.Raw]) -> CanvasPeopleTold:
    return CanvasPeopleTold(_id_of(topic), people[:FACES], len(people))


async def _get_owner(read: Read, topic: str) -> UserId | None:
    canvas_id = _id_of(topic)
    if canvas_id == HOUSE:
        return None
    canvas = await store.find(read, UUID(canvas_id))
    if canvas is None:
        raise NotFound
    return canvas.owner_id


def _id_of(topic: str) -> str:
    return topic.partition(":")[2]


async def _hidden_from(read: Read, user_id: UserId) -> Collection[UserId]:
    return await graph.list_hidden(read, user_id)


def pushes(people: People) -> list[AnyPush]:
    async def shown(read: Read, event: CanvasMade | CanvasRenamed, kind: str) -> Sequence[Telling]:
        canvas = await store.find(read, event.canvas_id)
        owner = (await people.get_many(read, [event.owner_id])).get(event.owner_id)
        if canvas is None or owner is None:
            return []
        if await graph.has_barriers(read, event.owner_id):
            return [Telling(LIST_TOPIC, "canvases_changed", CanvasesChanged())]
        told = CanvasTold(
            id=str(canvas.id), name=canvas.name, owner=owner, created_at=canvas.created_at
        )
        return [Telling(LIST_TOPIC, kind, OneCanvasTold(told))]

    async def made(read: Read, event: CanvasMade) -> Sequence[Telling]:
        return await shown(read, event, "canvas_created")

    async def renamed(read: Read, event: CanvasRenamed) -> Sequence[Telling]:
        return await shown(read, event, "canvas_updated")

    return [Push(CanvasMade, made), Push(CanvasRenamed, renamed), Push(CanvasRemoved, _removed)]


async def _removed(_read: Read, event: CanvasRemoved) -> Sequence[Telling]:
    return [Telling(LIST_TOPIC, "canvas_deleted", CanvasIdTold(event.canvas_id))]


_encode = msgspec.json.Encoder().encode

__all__ = ["LIST_TOPIC", "TOPICS", "canvas_topic", "gathering", "pushes"]
