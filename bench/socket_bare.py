"""The limit of the socket bench: `picows` and a loop that sends the same bytes to everyone.

Whatever text arrives is the number of a frame; the frame, as long as those of the house, goes at
once to all connections whose turn it is: those that came to `/0`, `/1` and so on.
"""

import sys
from collections.abc import Callable

import picows
import uvloop

from frames import bare_frame
from machine import allow_many_files


class Everyone:
    def __init__(self, frame_bytes: int, topics: int) -> None:
        self._frame_bytes = frame_bytes
        self._topics: list[set[picows.WSTransport]] = [set() for _ in range(topics)]

    def accept(self, request: picows.WSUpgradeRequest) -> picows.WSListener:
        topic = request.path.decode().strip("/")
        return _Member(self._topics[int(topic)] if topic else set(), self.tell)

    def tell(self, number: int) -> None:
        frame = bare_frame(number, self._frame_bytes)
        for transport in self._topics[(number - 1) % len(self._topics)]:
            transport.send(picows.WSMsgType.TEXT, frame)


class _Member(picows.WSListener):
    def __init__(self, transports: set[picows.WSTransport], tell: Callable[[int], None]) -> None:
        self._transports = transports
        self._tell = tell

    def on_ws_connected(self, transport: picows.WSTransport) -> None:
        self._transports.add(transport)

    def on_ws_frame(self, transport: picows.WSTransport, frame: picows.WSFrame) -> None:
        if frame.msg_type == picows.WSMsgType.TEXT:
            self._tell(int(frame.get_payload_as_bytes()))
        elif frame.msg_type == picows.WSMsgType.CLOSE:
            transport.disconnect()

    def on_ws_disconnected(self, transport: picows.WSTransport) -> None:
        self._transports.discard(transport)


async def serve(port: int, frame_bytes: int, topics: int) -> None:
    everyone = Everyone(frame_bytes, topics)
    server = await picows.ws_create_server(  # pyright: ignore[reportUnknownMemberType] -- its keyword arguments have no types
        everyone.accept, "127.0.0.1", port, read_buffer_init_size=4096, backlog=4096
    )
    async with server:
        await server.serve_forever()


def main() -> None:
    port, frame_bytes, topics = (int(argument) for argument in sys.argv[1:4])
    allow_many_files()
    uvloop.run(serve(port, frame_bytes, topics))


if __name__ == "__main__":
    main()
