"""A socket spoken byte by byte, by somebody who does not do what browsers do."""

import asyncio
import base64
import json
import socket
from contextlib import suppress

from stage.homes import PUBLIC
from stage.members import Member
from stage.waiting import Violation

_SMALL = 4096
_TEXT, _CLOSE, _PING = 1, 8, 9


class RawSocket:
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.frames: list[str] = []
        """What was said to it, while everything is read."""
        self.ended = False
        self._reader = reader
        self._writer = writer
        self._task: asyncio.Task[None] | None = None

    @classmethod
    async def listening(cls, port: int, member: Member, topic: str) -> "RawSocket":
        """One that has shaken hands and listens to a topic; the machine keeps little for it."""
        connection = socket.socket()
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _SMALL)
        connection.setblocking(False)
        await asyncio.get_running_loop().sock_connect(connection, ("127.0.0.1", port))
        reader, writer = await asyncio.open_connection(sock=connection, limit=_SMALL)
        key = base64.b64encode(b"sixteen bytes 16").decode()
        lines = (
            "GET /api/v1/ws HTTP/1.1",
            "Host: house.test",
            "Upgrade: websocket",
            "Connection: Upgrade",
            f"Sec-WebSocket-Key: {key}",
            "Sec-WebSocket-Version: 13",
            f"Origin: {PUBLIC}",
            f"Cookie: {member.headers['Cookie']}",
        )
        writer.write("\r\n".join((*lines, "", "")).encode())
        made = cls(reader, writer)
        async with asyncio.timeout(20):
            head = await reader.readuntil(b"\r\n\r\n")
            if b" 101 " not in head.split(b"\r\n")[0]:
                raise Violation("others stay served", f"a socket was refused: {head[:80]!r}")
            asked = {"type": "subscribe", "id": 1, "data": {"topics": {topic: None}}}
            made.send(text_frame(json.dumps(asked)))
            while '"reply"' not in (await made.read_frame())[1]:
                pass
        return made

    def send(self, raw: bytes) -> None:
        self._writer.write(raw)

    async def read_frame(self) -> tuple[int, str]:
        """The opcode and the text of the next frame; of a close, its code."""
        first, length = await self._reader.readexactly(2)
        if length == 126:
            length = int.from_bytes(await self._reader.readexactly(2), "big")
        elif length == 127:
            length = int.from_bytes(await self._reader.readexactly(8), "big")
        payload = await self._reader.readexactly(length)
        opcode = first & 0x0F
        if opcode == _CLOSE:
            return opcode, str(int.from_bytes(payload[:2], "big"))
        return opcode, payload.decode("utf-8", "replace")

    def read_all(self) -> None:
        self._task = asyncio.create_task(self._read_all())

    def read_slowly(self) -> None:
        """A byte a second, until the house has had enough."""
        self._task = asyncio.create_task(self._read_slowly())

    async def abuse(self, raw: bytes, within: float) -> int:
        """Send it, and wait for the code with which the house ends the connection."""
        with suppress(OSError):
            self.send(raw)
        code = 1006
        with suppress(OSError, asyncio.IncompleteReadError):
            async with asyncio.timeout(within):
                while True:
                    opcode, said = await self.read_frame()
                    if opcode == _CLOSE:
                        code = int(said)
                        break
        await self.close()
        return code

    async def close(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
        self._writer.transport.abort()

    async def _read_all(self) -> None:
        with suppress(OSError, asyncio.IncompleteReadError):
            while True:
                opcode, said = await self.read_frame()
                if opcode == _CLOSE:
                    break
                if opcode == _TEXT:
                    self.frames += said.split("\n")
                elif opcode == _PING:
                    self.send(b"\x8a" + bytes([0x80 | len(said)]) + b"\0\0\0\0" + said.encode())
        self.ended = True

    async def _read_slowly(self) -> None:
        with suppress(OSError):
            while await self._reader.read(1):
                # That the house has let go of this end is only seen by who writes.
                self.send(text_frame('{"type":"ping","id":2,"data":{}}'))
                await self._writer.drain()
                await asyncio.sleep(1)
        self.ended = True


def text_frame(text: str) -> bytes:
    payload = text.encode()
    head = bytes([0x81, 0x80 | len(payload)])
    if len(payload) >= 126:
        head = bytes([0x81, 0x80 | 126]) + len(payload).to_bytes(2, "big")
    return head + b"\0\0\0\0" + payload
