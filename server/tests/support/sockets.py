"""Sockets as browsers open them, to a house that listens on a port of this machine."""

import asyncio
import json
import socket
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any, cast

import uvicorn
from websockets.asyncio.client import ClientConnection, connect

from longhouse.app import Longhouse
from support.people import Person
from support.waiting import until


class Sockets:
    def __init__(self, longhouse: Longhouse, port: int) -> None:
        self._origin = longhouse.public_url
        self._url = f"ws://127.0.0.1:{port}/api/v1/ws"

    async def open(self, person: Person, topic: str) -> ClientConnection:
        """A socket of this browser that listens to one topic."""
        client = await self.connect(person)
        await client.send(
            json.dumps({"type": "subscribe", "id": 1, "data": {"topics": {topic: None}}})
        )
        await hear(client, "reply")
        return client

    async def connect(self, person: Person) -> ClientConnection:
        headers = {
            "Origin": self._origin,
            "Cookie": f"session_id={person.client.cookies['session_id']}",
        }
        return await connect(self._url, additional_headers=headers, compression=None)


async def hear(client: ClientConnection, kind: str) -> list[dict[str, Any]]:
    """All frames up to the first of a kind; several may travel in one message."""
    heard: list[dict[str, Any]] = []
    async with asyncio.timeout(5):
        while not any(frame["type"] == kind for frame in heard):
            message = await client.recv(decode=True)
            heard += [json.loads(line) for line in message.split("\n")]
    return heard


@asynccontextmanager
async def served(longhouse: Longhouse) -> AsyncGenerator[Sockets]:
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    config = uvicorn.Config(cast("Any", longhouse.asgi), log_config=None, lifespan="off")
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    await until(lambda: server.started)
    yield Sockets(longhouse, listening.getsockname()[1])
    server.should_exit = True
    await serving
