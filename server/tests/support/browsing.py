"""People who use a running house over real connections."""

import asyncio
import json
import ssl
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager, suppress
from typing import Any, Protocol

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from support.people import PASSWORD
from support.waiting import until

ADMINS = "site:admins"
Frame = dict[str, Any]


class Address(Protocol):
    """Where a house is reached."""

    @property
    def url(self) -> str: ...

    @property
    def public_url(self) -> str: ...

    @property
    def first_link(self) -> str | None: ...

    @property
    def trusted(self) -> ssl.SSLContext | None:
        """Whose certificates browsers take, where the house is reached by https."""
        ...


class Browser:
    """One browser of one person."""

    def __init__(self, house: Address, name: str) -> None:
        self.name = name
        self.client = httpx.AsyncClient(
            base_url=f"{house.url}/api/v1", timeout=20, verify=house.trusted or True
        )
        # What a browser says by itself of every change that its page asks for.
        self.client.headers["Origin"] = house.public_url
        self._house = house

    async def become_first_admin(self) -> None:
        await until(lambda: self._house.first_link)
        token = (self._house.first_link or "").partition("#")[2]
        wish = {"token": token, "username": self.name, "password": PASSWORD}
        answer = await self.client.post("auth/first-admin", json=wish)
        assert answer.status_code == 201, answer.text
        await self.renew_csrf_token()

    async def sign_in(self) -> httpx.Response:
        wish = {"username": self.name, "password": PASSWORD}
        answer = await self.client.post("auth/login", json=wish)
        if answer.status_code == 200:
            await self.renew_csrf_token()
        return answer

    async def renew_csrf_token(self) -> None:
        token = (await self.client.get("auth/csrf")).json()["csrf_token"]
        self.client.headers["X-CSRF-Token"] = token

    @property
    def cookie(self) -> str:
        return "; ".join(f"{kept.name}={kept.value}" for kept in self.client.cookies.jar)

    def at(self, other: Address) -> "Browser":
        """The same browser, led by a balancer to another process of the house."""
        twin = Browser(other, self.name)
        twin.client.cookies = httpx.Cookies(self.client.cookies)
        twin.client.headers["X-CSRF-Token"] = self.client.headers["X-CSRF-Token"]
        return twin

    @asynccontextmanager
    async def listen(
        self, topic: str, since: Mapping[str, object] | None = None
    ) -> AsyncGenerator["Listening"]:
        """A socket that has subscribed to a topic, from a position on or from now."""
        async with self.open_socket() as socket:
            listening = Listening(socket, topic)
            task = asyncio.create_task(listening.read())
            wish = {"type": "subscribe", "id": 1, "data": {"topics": {topic: since}}}
            await socket.send(json.dumps(wish))
            try:
                await until(lambda: listening.reply or listening.closed)
                yield listening
            finally:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task

    def open_socket(self) -> connect:
        return connect(
            self._house.url.replace("http", "ws", 1) + "/api/v1/ws",
            additional_headers={"Origin": self._house.public_url, "Cookie": self.cookie},
            compression=None,
            ssl=self._house.trusted,
        )

    async def close(self) -> None:
        await self.client.aclose()


class Listening:
    """What has come over one socket so far."""

    def __init__(self, socket: ClientConnection, topic: str) -> None:
        self.frames: list[Frame] = []
        self.closed: tuple[int, str] | None = None
        self._socket = socket
        self._topic = topic

    @property
    def reply(self) -> Frame | None:
        """Where the topic stood when this socket began to hear it."""
        found = next((frame for frame in self.frames if frame["type"] == "reply"), None)
        return None if found is None else found["data"][self._topic]

    @property
    def events(self) -> list[Frame]:
        return [frame for frame in self.frames if "event_id" in frame]

    async def heard(self, kind: str) -> Frame:
        await until(lambda: self._find(kind))
        found = self._find(kind)
        assert found is not None
        return found

    async def say(self, kind: str, data: Frame) -> None:
        """Say something that needs no answer."""
        await self._socket.send(json.dumps({"type": kind, "data": data}))

    async def read(self) -> None:
        try:
            async for message in self._socket:
                assert isinstance(message, str)
                self.frames += [json.loads(line) for line in message.split("\n")]
        except ConnectionClosed:
            pass
        self.closed = (self._socket.close_code or 1006, self._socket.close_reason or "")

    def _find(self, kind: str) -> Frame | None:
        return next((frame for frame in self.frames if frame["type"] == kind), None)
