"""uvicorn's web socket, able to write a frame that was built once for many sockets.

What a crowd is told is the same for all of it. The ASGI message `websocket.send` would be encoded
and framed again for each; an application that finds this extension in its scope frames it once and
hands the same bytes to each socket.
"""

import struct
from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

EXTENSION = "longhouse.frames"

# RFC 6455, 5.2: a final frame of text, unmasked, as a server sends it.
_FINAL_TEXT = 0x81
_TWO_BYTES_FOLLOW = 126
_EIGHT_BYTES_FOLLOW = 127


def text_frame(payload: bytes) -> bytes:
    """One whole message; the payload is UTF-8."""
    size = len(payload)
    if size < _TWO_BYTES_FOLLOW:
        return struct.pack("!BB", _FINAL_TEXT, size) + payload
    if size < 1 << 16:
        return struct.pack("!BBH", _FINAL_TEXT, _TWO_BYTES_FOLLOW, size) + payload
    return struct.pack("!BBQ", _FINAL_TEXT, _EIGHT_BYTES_FOLLOW, size) + payload


class SocketProtocol(WebSocketsSansIOProtocol):
    async def run_asgi(self) -> None:
        extensions = self.scope.get("extensions") or {}
        self.scope["extensions"] = {**extensions, EXTENSION: {"write": self.write_frame}}
        await super().run_asgi()

    def handle_cont(self, event: Any) -> None:
        # A piece of nothing would be kept until its message ends, which may be never.
        if event.data or event.fin:
            super().handle_cont(event)

    def write_frame(self, frame: bytes) -> bool:
        """False when the frame was not taken, because the peer is slow, new or gone: then the
        ASGI message waits or raises as it should."""
        if (
            not self.handshake_complete
            or self.close_sent
            or self.disconnected
            or not self.writable.is_set()
            or self.transport.is_closing()
        ):
            return False
        self.transport.write(frame)
        return True
