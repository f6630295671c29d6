"""The head of a request, read once and thrown away."""

import base64
import binascii

import httptools
import msgspec

# RFC 6455, 4.2.1: a version, and a key of sixteen bytes.
_VERSION = "13"
_KEY_BYTES = 16
END = b"\r\n\r\n"


class Unreadable(Exception):
    """What came is no request that this listener takes."""


class Head(msgspec.Struct, frozen=True):
    method: str
    path: str
    query: bytes
    headers: list[tuple[bytes, bytes]]
    """Names in lower case."""

    def values(self, name: bytes) -> list[str]:
        return [value.decode("latin-1") for key, value in self.headers if key == name]

    def upgrade_key(self) -> str | None:
        """The key of a client that asks for a socket in every way in which it has to."""
        keys = self.values(b"sec-websocket-key")
        asks = (
            self.method == "GET"
            and "websocket" in _tokens(self.values(b"upgrade"))
            and "upgrade" in _tokens(self.values(b"connection"))
            and self.values(b"sec-websocket-version") == [_VERSION]
        )
        return keys[0] if asks and len(keys) == 1 and _is_key(keys[0]) else None


class _Collected:
    def __init__(self) -> None:
        self.url = b""
        self.headers: list[tuple[bytes, bytes]] = []

    def on_url(self, url: bytes) -> None:
        self.url += url

    def on_header(self, name: bytes, value: bytes) -> None:
        self.headers.append((name.lower(), value))


def read_head(raw: bytes) -> Head:
    """`raw` ends with the empty line. A body is none of our business."""
    collected = _Collected()
    parser = httptools.HttpRequestParser(collected)
    try:
        parser.feed_data(raw)
    except httptools.HttpParserUpgrade:
        # It was read to its end; what follows is not HTTP.
        pass
    except httptools.HttpParserError as error:
        raise Unreadable from error
    try:
        url = httptools.parse_url(collected.url)
    except httptools.HttpParserInvalidURLError as error:
        raise Unreadable from error
    method: bytes = parser.get_method()
    path = (url.path or b"/").decode("latin-1")
    return Head(method.decode("latin-1"), path, url.query or b"", collected.headers)


def canonical_head(key: str) -> bytes:
    """What `picows` gets to see: it keeps the request as long as the connection, and does not take
    the list `keep-alive, Upgrade` that Firefox sends."""
    return (
        "GET / HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Sec-WebSocket-Version: {_VERSION}\r\nSec-WebSocket-Key: {key}\r\n\r\n"
    ).encode("latin-1")


def _tokens(values: list[str]) -> list[str]:
    return [token.strip().lower() for value in values for token in value.split(",")]


def _is_key(key: str) -> bool:
    try:
        return len(base64.b64decode(key, validate=True)) == _KEY_BYTES
    except (binascii.Error, ValueError):
        return False
