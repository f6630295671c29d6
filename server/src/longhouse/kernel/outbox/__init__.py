"""The outbox: events stored with the change that caused them, then told.

Owns: `kernel.outbox`, the relay that tells events after their commit, the sweeper that tells what
a crash left behind.
Promises: an event is told exactly when its transaction committed: live, under its own id, so that
telling it twice is telling it once; and to each durable subscriber, exactly once enqueued, in one
job with what was told beside it. Events of one process are told in the order of their commits.
Never does: know what an event means.
"""

from longhouse.kernel.outbox.declare import Subscriber, SubscriberToMany
from longhouse.kernel.outbox.registry import EventRegistry
from longhouse.kernel.outbox.relay import Relay
from longhouse.kernel.outbox.store import append, append_and_notify

__all__ = [
    "EventRegistry",
    "Relay",
    "Subscriber",
    "SubscriberToMany",
    "append",
    "append_and_notify",
]
