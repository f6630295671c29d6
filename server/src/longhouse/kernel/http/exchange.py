"""What the edge and the gate know of one request, carried in its ASGI scope."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from longhouse.kernel.http.turns import Turn
from longhouse.kernel.limits import Allowance
from longhouse.kernel.principal import Principal

if TYPE_CHECKING:
    from litestar.types import Scope

_KEY = "longhouse"


class Exchange:
    """One request on its way. Made by the edge, filled by the gate, read by both."""

    __slots__ = (
        "address",
        "allowance",
        "body_digest",
        "cookies",
        "fault",
        "handler",
        "headers",
        "principal",
        "request_id",
        "secure",
        "session_token",
        "turn",
    )

    def __init__(
        self, request_id: str, address: str | None, secure: bool, headers: dict[bytes, bytes]
    ) -> None:
        self.request_id = request_id
        self.address = address
        self.secure = secure
        self.headers = headers
        self.cookies = parse_cookies(headers.get(b"cookie", b""))
        self.handler = ""
        """The route's path as it was declared, for metrics; empty until there is one."""
        self.principal: Principal | None = None
        self.session_token: str | None = None
        self.allowance: Allowance | None = None
        self.body_digest = b""
        self.turn: Turn | None = None
        """While it is worked on; over when its answer begins."""
        self.fault: Exception | None = None
        """An error of ours that has been answered, for whoever looks at the trace."""

    def end_turn(self) -> None:
        if self.turn is not None:
            self.turn.end()

    def header(self, name: str) -> str | None:
        value = self.headers.get(name.encode())
        return None if value is None else value.decode("latin-1")

    @staticmethod
    def of(scope: "Scope") -> "Exchange":
        return cast("dict[str, Exchange]", scope)[_KEY]

    def place(self, scope: "Scope") -> None:
        cast("dict[str, object]", scope)[_KEY] = self


def join_headers(pairs: Iterable[tuple[bytes, bytes]]) -> dict[bytes, bytes]:
    """A header that came twice counts as the list that it is, so no copy can hide another."""
    headers: dict[bytes, bytes] = {}
    for name, value in pairs:
        headers[name] = headers[name] + b", " + value if name in headers else value
    return headers


def parse_cookies(header: bytes) -> dict[str, str]:
    """The first of two cookies with one name is the more specific one; a later cannot shadow it."""
    found: dict[str, str] = {}
    for part in header.decode("latin-1").split(";"):
        name, separator, value = part.strip().partition("=")
        if separator and name not in found:
            found[name] = value
    return found
