"""Realtime: who is listening now, to what, and how what happens reaches them.

Owns: connections and their queues, the protocol of the socket, subscriptions, resuming, the
withdrawal of rights, tickets, long-polling, and who is online or typing.
Promises: a client that subscribes, resumes or polls with a position gets exactly what came after
it, once and in order, or is told that it did not; nothing that is committed after a right has
ended is delivered to who had it; a slow reader costs only itself; nothing in a fan-out waits.
Never does: know a feature, decide who may listen (a `TopicKind` does), touch the database except
to ask that, or keep anything that must last.

`core.Realtime` builds it; `transports` carry it. A transport gives the core a `Sink` and calls
`Connection.receive`, one message after the other, and `Connection.gone` at the end.
"""
