"""Makes an `Exchange` of whatever knocks: its request id, its address, whether it was encrypted."""

import re
from collections.abc import Iterable, Sequence

from longhouse.kernel.http.exchange import Exchange, join_headers
from longhouse.kernel.http.visitor import Network, client_of, is_within
from longhouse.kernel.ids import new_id

_REQUEST_ID = re.compile(rb"[A-Za-z0-9._-]{8,64}")


class Arrivals:
    def __init__(self, trusted_proxies: Sequence[Network]) -> None:
        self._trusted = trusted_proxies

    def meet(
        self, headers: Iterable[tuple[bytes, bytes]], *, peer: str | None, scheme: str
    ) -> Exchange:
        """What a proxy says of its client counts only when the proxy is one of ours."""
        joined = join_headers(headers)
        given = joined.get(b"x-request-id", b"")
        request_id = given.decode() if _REQUEST_ID.fullmatch(given) else str(new_id())
        if peer is not None and is_within(peer, self._trusted):
            scheme = joined.get(b"x-forwarded-proto", scheme.encode()).decode("latin-1")
        forwarded = joined.get(b"x-forwarded-for")
        return Exchange(
            request_id,
            client_of(peer, forwarded.decode("latin-1") if forwarded else None, self._trusted),
            scheme in ("https", "wss"),
            joined,
        )
