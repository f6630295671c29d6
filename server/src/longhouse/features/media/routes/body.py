"""Bodies that are read as they come, and how they are described in the contract.

The gate passes them by, so their bounds are here: how long they may take, and what they may weigh.
"""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, cast

import msgspec
from litestar import Request
from litestar.openapi.spec import OpenAPIMediaType, OpenAPIType, Operation, RequestBody, Schema
from litestar.openapi.spec.enums import OpenAPIFormat

from longhouse.features.media.errors import TooSlow, UploadBrokeOff
from longhouse.kernel.errors import InvalidFields, InvalidRequest, TooLarge, Wrong

AnyRequest = Request[Any, Any, Any]
T = TypeVar("T")

_SILENCE = 30.0
_LARGEST_JSON = 16 * 1024


async def chunks_of(request: AnyRequest, seconds: float) -> AsyncIterator[bytes]:
    """The body as it arrives; a line that breaks or falls silent ends it with a refusal."""
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    while True:
        left = end - loop.time()
        if left <= 0:
            raise TooSlow
        try:
            received = await asyncio.wait_for(request.receive(), min(_SILENCE, left))
        except TimeoutError:
            raise TooSlow from None
        message = cast("Mapping[str, Any]", received)
        if message["type"] != "http.request":
            raise UploadBrokeOff
        chunk = cast("bytes", message.get("body", b""))
        if chunk:
            yield chunk
        if not message.get("more_body", False):
            return


async def json_of(request: AnyRequest, kind: type[T], seconds: float) -> tuple[T, bytes]:
    """A small JSON body, and its digest."""
    body = b""
    async for chunk in chunks_of(request, seconds):
        body += chunk
        if len(body) > _LARGEST_JSON:
            raise TooLarge
    if b"\\u0000" in body:
        raise InvalidRequest("Text may not hold a NUL character.")
    try:
        return msgspec.json.decode(body, type=kind), hashlib.sha256(body).digest()
    except msgspec.ValidationError as error:
        field = str(error).rpartition("`$.")[2].rstrip("`") if "`$." in str(error) else "body"
        raise InvalidFields({field: Wrong("untakeable", "This cannot be taken.")}) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise InvalidRequest from None


def content_type(request: AnyRequest) -> str:
    return request.headers.get("content-type", "")


def one_header(request: AnyRequest, name: str) -> str | None:
    values = request.headers.getall(name, [])
    if len(values) > 1:
        raise InvalidRequest(f"Please send one {name}.")
    return values[0] if values else None


_TEXT = Schema(type=OpenAPIType.STRING)
_BYTES = Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.BINARY)
_PURPOSE = Schema(type=OpenAPIType.STRING, enum=["post", "avatar", "banner"])


@dataclass
class UploadOperation(Operation):
    """A form with the file, or JSON that announces one."""

    def __post_init__(self) -> None:
        form = Schema(
            type=OpenAPIType.OBJECT,
            properties={"file": _BYTES, "alt": _TEXT, "purpose": _PURPOSE},
            required=["file"],
        )
        announced = Schema(
            type=OpenAPIType.OBJECT,
            properties={
                "size": Schema(type=OpenAPIType.INTEGER, minimum=1),
                "mime": _TEXT,
                "name": _TEXT,
                "alt": _TEXT,
                "purpose": _PURPOSE,
            },
            required=["size"],
        )
        self.request_body = RequestBody(
            content={
                "multipart/form-data": OpenAPIMediaType(schema=form),
                "application/json": OpenAPIMediaType(schema=announced),
            },
            required=True,
        )


@dataclass
class AppendOperation(Operation):
    """The bytes that come next."""

    def __post_init__(self) -> None:
        self.request_body = RequestBody(
            content={"application/octet-stream": OpenAPIMediaType(schema=_BYTES)}, required=True
        )
