"""What carries the core: a raw ASGI application for sockets, and routes for who has none.

Owns: every line that speaks ASGI or Litestar on behalf of the core.
Promises: a transport is thin. It hands over messages one after the other, writes what it is given
without waiting for the peer, and says `gone` exactly once.
Never does: look into a frame.
"""
