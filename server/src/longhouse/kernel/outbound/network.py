"""The port to the network: names to addresses, and addresses to connections."""

import asyncio
import socket
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

from longhouse.kernel.outbound.addresses import PublicAddress

# Looking up a name can hang for half a minute; those that hang may not keep the process's other
# threads from their work.
_LOOKUPS_AT_ONCE = 8


class Resolver(Protocol):
    async def resolve(self, host: str) -> Sequence[str]:
        """Every address of a host, as text; OSError when it has none."""
        ...


class Connector(Protocol):
    async def connect(self, address: PublicAddress, port: int) -> socket.socket:
        """A non-blocking socket that is connected to this very address."""
        ...


class SystemResolver:
    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(_LOOKUPS_AT_ONCE, thread_name_prefix="outbound-names")

    async def resolve(self, host: str) -> Sequence[str]:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, _look_up, host)


class SystemConnector:
    async def connect(self, address: PublicAddress, port: int) -> socket.socket:
        """A number is connected to, never a name: nothing is left to be looked up again."""
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        connection = socket.socket(family, socket.SOCK_STREAM)
        try:
            connection.setblocking(False)
            await asyncio.get_running_loop().sock_connect(connection, (address, port))
        except BaseException:
            connection.close()
            raise
        return connection


def _look_up(host: str) -> Sequence[str]:
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))
