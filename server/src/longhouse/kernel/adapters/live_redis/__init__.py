"""The live port on Redis 6.2 or later, or Valkey: for a house of more than one process.

Owns: every key under `longhouse:`, and one subscribing connection per process.
Promises: each operation on more than one key is one Lua script, so that no process sees half of it;
every key has a time to live; whatever is published or signalled reaches a process on that one
connection, in the order in which Redis took it, signals and deliveries alike; a connection that
went silent is noticed within ten seconds and `on_gap` called before anything newer is handed on.
Never does: keep anything whose loss would lose what was promised to last. Redis needs no disk.
"""

from longhouse.kernel.adapters.live_redis.live import RedisLive as RedisLive

__all__ = ["RedisLive"]
