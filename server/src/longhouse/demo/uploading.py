"""Lets the cast upload pictures as members do."""

from collections.abc import AsyncIterator, Awaitable, Callable
from uuid import UUID

from longhouse.features.media import api as media
from longhouse.kernel.ids import SessionId, UserId
from longhouse.kernel.principal import Principal

TakePicture = Callable[[Principal, str, AsyncIterator[bytes], str | None], Awaitable[media.Taken]]
"""Media's own way of taking a form with a file, so that a picture here is one like any other."""

_BOUNDARY = "a-line-that-no-picture-holds"
_CONTENT_TYPE = f"multipart/form-data; boundary={_BOUNDARY}"


def principal_of(user_id: UserId, username: str) -> Principal:
    return Principal(
        user_id=user_id,
        username=username,
        session_id=SessionId(user_id),
        is_admin=False,
        via="bearer",
    )


async def upload(
    take: TakePicture, me: Principal, purpose: str, content: bytes, alt: str | None = None
) -> UUID:
    """`alt` says what is to be seen, for whoever does not see it."""
    taken = await take(me, _CONTENT_TYPE, _form(purpose, content, alt), None)
    return taken.id


async def _form(purpose: str, content: bytes, alt: str | None) -> AsyncIterator[bytes]:
    line = f"--{_BOUNDARY}\r\nContent-Disposition: form-data; name="
    yield f'{line}"purpose"\r\n\r\n{purpose}\r\n'.encode()
    if alt is not None:
        yield f'{line}"alt"\r\n\r\n{alt}\r\n'.encode()
    yield f'{line}"file"; filename="{purpose}.png"\r\nContent-Type: image/png\r\n\r\n'.encode()
    yield content
    yield f"\r\n--{_BOUNDARY}--\r\n".encode()
