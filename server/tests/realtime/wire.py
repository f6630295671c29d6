"""Bytes of the protocol, for what a good client would never send."""

KEY = "AAAAAAAAAAAAAAAAAAAAAA=="
SUBSCRIBE = b'{"type":"subscribe","id":1,"data":{"topics":{"room:kitchen":null}}}'


def handshake(*, connection: str = "Upgrade", key: str = KEY, version: str = "13") -> bytes:
    return (
        f"GET /api/v1/ws HTTP/1.1\r\nHost: x\r\nUpgrade: WebSocket\r\nConnection: {connection}\r\n"
        f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: {version}\r\n"
        f"Origin: https://house.example\r\n\r\n"
    ).encode()


def masked(opcode: int, payload: bytes, *, final: bool = True) -> bytes:
    """Masked with zeros, which a server has to take like any other mask."""
    assert len(payload) < 126
    return bytes([opcode | 0x80 * final, 0x80 | len(payload)]) + bytes(4) + payload
