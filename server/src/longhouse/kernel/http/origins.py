"""Whose pages may ask for changes and open sockets with a member's cookie."""

from urllib.parse import urlsplit

from longhouse.kernel.errors import Forbidden
from longhouse.kernel.http.exchange import Exchange


class ForeignOrigin(Forbidden):
    code = "FOREIGN_ORIGIN"
    message = "This was asked for by a page of another site."


class Origins:
    """The house's own origin and the few that its settings name; compared whole, never by part.

    A browser always says where a change or a socket comes from; a client that says nothing is not
    a browser, carries no cookie by accident, and still needs a CSRF token or a bearer.
    """

    def __init__(self, public_url: str, allowed: str) -> None:
        listed = [part.strip().rstrip("/") for part in allowed.split(",") if part.strip()]
        self._allowed = frozenset([origin_of(public_url), *listed])

    def allows(self, origin: str | None, host: str | None, *, secure: bool) -> bool:
        if origin is None:
            return True
        if origin in self._allowed:
            return True
        # A house without a configured address is reached under whatever name its machine has.
        return host is not None and origin == f"{'https' if secure else 'http'}://{host}"

    def check(self, exchange: Exchange) -> None:
        origin = exchange.header("origin")
        if not self.allows(origin, exchange.header("host"), secure=exchange.secure):
            raise ForeignOrigin
        site = exchange.header("sec-fetch-site")
        if origin is None and site not in (None, "same-origin", "none"):
            raise ForeignOrigin


def origin_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()
