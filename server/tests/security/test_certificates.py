"""Whoever the house speaks to in confidence has to show a certificate that it trusts."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest
from redis.exceptions import RedisError

from longhouse.kernel.adapters.blobs_s3 import S3Blobs
from longhouse.kernel.adapters.live_redis import RedisLive
from longhouse.kernel.adapters.live_redis.forget import forget_everything
from longhouse.kernel.blobs import BlobTrouble
from longhouse.kernel.errors import Unavailable
from longhouse.kernel.mail import SmtpPost
from support.certificates import Certificates

SECRET = "password-of-the-house"


class Impostor:
    """Stands where a store, a Redis or a mail server should, with a certificate of its own making,
    and writes down what it is told."""

    def __init__(self) -> None:
        self.heard = b""
        self.says = b""
        self.port = 0
        self._tls = Certificates().server("127.0.0.1")

    async def open(self, *, greets: bytes = b"", secure: bool = True) -> None:
        self.says = greets
        self._server = await asyncio.start_server(
            self._serve, "127.0.0.1", 0, ssl=self._tls if secure else None
        )
        self.port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        self._server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            writer.write(self.says)
            while line := await reader.readline():
                self.heard += line
                if line.upper().startswith(b"EHLO"):
                    writer.write(b"250-house\r\n250-AUTH PLAIN\r\n250 STARTTLS\r\n")
                elif line.upper().startswith(b"STARTTLS"):
                    writer.write(b"220 Go ahead\r\n")
                    await writer.drain()
                    await writer.start_tls(self._tls)
        except (ConnectionError, ssl.SSLError):
            return
        finally:
            writer.close()


@pytest.fixture
async def impostor() -> AsyncIterator[Impostor]:
    impostor = Impostor()
    yield impostor
    await impostor.close()


async def ask_store(port: int) -> None:
    store = S3Blobs(
        bucket="house",
        region="us-east-1",
        endpoint=f"https://127.0.0.1:{port}",
        access_key="house",
        secret_key=SECRET,
        path_style=True,
        retries=0,
        patience=timedelta(seconds=5),
    )
    await store.check()


async def ask_redis(port: int) -> None:
    live = RedisLive(f"rediss://:{SECRET}@127.0.0.1:{port}")
    try:
        await live.start()
    finally:
        await live.stop()


async def empty_redis(port: int) -> None:
    await forget_everything(f"rediss://:{SECRET}@127.0.0.1:{port}")


async def mail_by_tls(port: int) -> None:
    await deliver(port, "tls")


async def mail_by_starttls(port: int) -> None:
    await deliver(port, "starttls")


async def deliver(port: int, security: str) -> None:
    post = SmtpPost(
        host="127.0.0.1",
        port=port,
        username="house",
        password=SECRET,
        sender="house@example.org",
        security=security,
    )
    await post.deliver("ada@example.org", "Hello", "In confidence.", datetime.now(UTC), {})


@pytest.mark.parametrize(
    ("ask", "refusal"),
    [
        (ask_store, BlobTrouble),
        (ask_redis, (Unavailable, RedisError, OSError)),
        (empty_redis, Unavailable),
        (mail_by_tls, ssl.SSLCertVerificationError),
        (mail_by_starttls, ssl.SSLCertVerificationError),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
async def test_nothing_is_told_to_whom_nobody_vouches_for(
    impostor: Impostor,
    ask: Callable[[int], Awaitable[None]],
    refusal: type[Exception] | tuple[type[Exception], ...],
) -> None:
    begins_plain = ask is mail_by_starttls
    await impostor.open(greets=b"220 house\r\n" if begins_plain else b"", secure=not begins_plain)
    with pytest.raises(refusal):
        await ask(impostor.port)
    assert SECRET.encode() not in impostor.heard
    assert b"AUTH" not in impostor.heard
    assert b"confidence" not in impostor.heard
    if not begins_plain:
        assert impostor.heard == b""
