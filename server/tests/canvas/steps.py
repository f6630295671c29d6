"""Members before a canvas: what they say on their socket and what reaches it."""

from typing import Any, cast
from uuid import UUID

import msgspec

from longhouse.app import Longhouse
from longhouse.kernel.ids import SessionId
from longhouse.kernel.principal import Principal
from longhouse.realtime.connection import Connection
from realtime.house import FakeSink
from support.people import Person
from support.waiting import until

Frame = dict[str, Any]
HOUSE = "canvas:default"


class Window:
    """One open socket of a member."""

    def __init__(self, connection: Connection, sink: FakeSink) -> None:
        self.connection = connection
        self._sink = sink
        self._next_id = 0

    @property
    def frames(self) -> list[Frame]:
        lines = "\n".join(self._sink.messages).split("\n")
        return [msgspec.json.decode(line) for line in lines if line]

    def of_type(self, kind: str) -> list[Frame]:
        return [frame["data"] for frame in self.frames if frame["type"] == kind]

    async def wait_for(self, kind: str, number: int = 1) -> Frame:
        """The data of the frame of a type that came as the `number`th."""
        await until(lambda: len(self.of_type(kind)) >= number)
        return self.of_type(kind)[number - 1]

    async def ask(self, kind: str, data: Frame) -> Frame:
        self._next_id += 1
        asked = self._next_id
        frame = {"type": kind, "id": asked, "data": data}
        await self.connection.receive(msgspec.json.encode(frame).decode())
        await until(lambda: any(frame.get("id") == asked for frame in self.frames))
        return next(frame for frame in self.frames if frame.get("id") == asked)

    async def say(self, payload: str, x: float = 0.0, y: float = 0.0, **more: object) -> Frame:
        data: Frame = {"topic": HOUSE, "payload": payload, "position": {"x": x, "y": y}}
        return await self.ask("chat", data | more)

    async def tell(self, kind: str, data: Frame) -> None:
        """Say something that is not answered."""
        frame = {"type": kind, "data": data}
        await self.connection.receive(msgspec.json.encode(frame).decode())

    def leave(self) -> None:
        self.connection.gone()


async def enter(longhouse: Longhouse, person: Person, topic: str = HOUSE) -> Window:
    """Stand before a canvas, with the list of who is there at hand."""
    window = await open_window(longhouse, person)
    reply = await window.ask("subscribe", {"topics": {topic: None}})
    assert reply["type"] == "reply", reply
    await window.wait_for("user_sync")
    return window


async def open_window(longhouse: Longhouse, person: Person) -> Window:
    session = (await person.get("/auth/session")).json()
    principal = Principal(
        user_id=person.id,
        username=person.name,
        session_id=SessionId(UUID(session["session"]["id"])),
        is_admin=cast("bool", session["user"]["is_admin"]),
        via="cookie",
    )
    sink = FakeSink()
    return Window(await longhouse.realtime.door.admit(principal, sink), sink)


async def make_canvas(person: Person, name: str) -> str:
    answer = await person.post("/canvases", {"name": name})
    assert answer.status_code == 201, answer.text
    return answer.json()["canvas"]["id"]


async def names_of(person: Person) -> list[str | None]:
    answer = await person.get("/canvases")
    assert answer.status_code == 200, answer.text
    return [canvas["name"] for canvas in answer.json()["canvases"]]
