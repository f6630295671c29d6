"""The socket over `picows`, for a process that does nothing else: `longhouse gateway`.

Owns: the listener, reading the head of a request, handing a connection over to `picows`, one
`Peer` for each that was handed over.
Promises: the same statuses, close codes and limits as the ASGI transport, for the same door and
the same core stand behind it; who a peer is has been asked before it is handed over, and nothing of
its request stays in memory; no task waits for a peer that is silent; `gone` is said exactly once.
Never does: look into a frame, compress, answer anything but the socket and the three addresses for
whoever runs the house.
"""

from longhouse.realtime.transports.picows.gateway import Gateway as Gateway

__all__ = ["Gateway"]
