"""Judging where an address leads, and opening a connection to exactly there."""

import asyncio
import ssl
from collections.abc import Callable, Sequence

from longhouse.kernel.outbound.addresses import PublicAddress, find_public
from longhouse.kernel.outbound.errors import Forbidden, Unreachable, Unreadable
from longhouse.kernel.outbound.network import Connector, Resolver
from longhouse.kernel.outbound.urls import WebAddress

_MOST_ADDRESSES = 3
_PATIENCE = 2.0
# As much of an answer as waits for us before its sender has to.
_BUFFER = 64 * 1024

Stream = tuple[asyncio.StreamReader, asyncio.StreamWriter]


def make_tls() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.set_alpn_protocols(["http/1.1"])
    return context


class Dialer:
    def __init__(
        self,
        resolver: Resolver,
        connector: Connector,
        make_tls: Callable[[], ssl.SSLContext] = make_tls,
    ) -> None:
        self._resolver = resolver
        self._connector = connector
        self._make_tls = make_tls
        self._tls: ssl.SSLContext | None = None

    async def dial(self, url: WebAddress) -> Stream:
        """A connection to one of the addresses that were just judged, and to no other."""
        failure: OSError | TimeoutError | None = None
        for address in (await self._judge(url.host))[:_MOST_ADDRESSES]:
            try:
                async with asyncio.timeout(_PATIENCE):
                    return await self._connect(address, url)
            except ssl.SSLCertVerificationError as error:
                raise Unreadable(f"{url.host} is not who it says") from error
            except (OSError, TimeoutError) as error:
                failure = error
        raise Unreachable(f"{url.host} does not answer") from failure

    async def _judge(self, host: str) -> Sequence[PublicAddress]:
        """One address that is not public spoils them all: an honest name has none."""
        if literal := find_public(host):
            return [literal]
        if ":" in host or host.replace(".", "").isdigit():
            raise Forbidden(f"{host} is not public")
        try:
            found = await self._resolver.resolve(host)
        except (OSError, UnicodeError) as error:
            raise Unreachable(f"{host} is not known") from error
        judged = [find_public(address) for address in found]
        public = [address for address in judged if address is not None]
        if len(public) < len(judged):
            raise Forbidden(f"{host} is not public")
        if not public:
            raise Unreachable(f"{host} has no address")
        return public

    async def _connect(self, address: PublicAddress, url: WebAddress) -> Stream:
        tls = await self._get_tls() if url.scheme == "https" else None
        connection = await self._connector.connect(address, url.port)
        try:
            return await asyncio.open_connection(
                sock=connection,
                limit=_BUFFER,
                ssl=tls,
                server_hostname=url.host if tls else None,
            )
        except BaseException:
            connection.close()
            raise

    async def _get_tls(self) -> ssl.SSLContext:
        """Made when first needed: reading the machine's certificates takes a while."""
        if self._tls is None:
            self._tls = await asyncio.to_thread(self._make_tls)
        return self._tls
