"""Bringing files into the house, and what one can do with one's own."""

from typing import Annotated
from uuid import UUID

from litestar import Response, delete, get, head, patch, post
from litestar.params import HeaderParameter

from longhouse.features.media.errors import NotAForm
from longhouse.features.media.model import Asset
from longhouse.features.media.routes.body import (
    AnyRequest,
    AppendOperation,
    UploadOperation,
    chunks_of,
    content_type,
    json_of,
    one_header,
)
from longhouse.features.media.schemas import DescriptionBody, OneMedia, UploadBody
from longhouse.features.media.service.assets import Assets
from longhouse.features.media.service.intake import Intake
from longhouse.features.media.service.links import Links
from longhouse.features.media.service.uploads import Uploads
from longhouse.features.media.settings import MediaSettings
from longhouse.kernel.clock import Clock
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.errors import UnsupportedMedia
from longhouse.kernel.http import Empty
from longhouse.kernel.limits import MINUTE, Limits
from longhouse.kernel.principal import Principal

_PIECES = frozenset({"application/octet-stream", "application/offset+octet-stream"})
Offset = Annotated[int, HeaderParameter(name="Upload-Offset", ge=0)]


@post("/media", opt={"stream": True}, operation_class=UploadOperation)
async def upload_media(
    request: AnyRequest,
    principal: Principal,
    intake: Intake,
    uploads: Uploads,
    links: Links,
    media_settings: MediaSettings,
    media_limits: Limits,
    media_clock: Clock,
) -> Response[OneMedia]:
    """A form with a file is taken whole; JSON announces a file that comes in pieces."""
    await media_limits.check(f"media:{principal.user_id}", media_settings.uploads_a_minute, MINUTE)
    key = one_header(request, "idempotency-key")
    sent = content_type(request)
    seconds = media_settings.upload_seconds
    if sent.partition(";")[0].strip().lower() == "application/json":
        wish, digest = await json_of(request, UploadBody, seconds)
        asset = await uploads.begin(principal, wish, key, digest)
    elif sent.lower().startswith("multipart/form-data"):
        asset = await intake.take(principal, sent, chunks_of(request, seconds), key)
    else:
        raise UnsupportedMedia(NotAForm.message)
    return _answer(asset, links, media_clock, status=201)


@patch("/media/{media_id:uuid}", opt={"stream": True}, operation_class=AppendOperation)
async def append_media(
    media_id: UUID,
    offset: Offset,
    request: AnyRequest,
    principal: Principal,
    uploads: Uploads,
    links: Links,
    media_settings: MediaSettings,
    media_clock: Clock,
) -> Response[OneMedia]:
    if content_type(request).partition(";")[0].strip().lower() not in _PIECES:
        raise UnsupportedMedia("Please send the bytes as application/octet-stream.")
    body = chunks_of(request, media_settings.upload_seconds)
    asset = await uploads.append(principal, media_id, offset, body)
    return _answer(asset, links, media_clock, status=200)


@head("/media/{media_id:uuid}")
async def locate_media_upload(
    media_id: UUID, read: Read, principal: Principal, assets: Assets
) -> Response[None]:
    """How far an upload came."""
    asset = await assets.get_own(read, principal, media_id)
    return Response(None, headers=_progress(asset))


@get("/media/{media_id:uuid}")
async def get_media(
    media_id: UUID, read: Read, principal: Principal, assets: Assets, links: Links
) -> OneMedia:
    return OneMedia(links.show(await assets.get_own(read, principal, media_id), read.now))


@patch("/media/{media_id:uuid}/description")
async def change_media_description(
    media_id: UUID,
    data: DescriptionBody,
    tx: Tx,
    principal: Principal,
    assets: Assets,
    links: Links,
) -> OneMedia:
    return OneMedia(links.show(await assets.describe(tx, principal, media_id, data.alt), tx.now))


@delete("/media/{media_id:uuid}", status_code=200)
async def delete_media(media_id: UUID, tx: Tx, principal: Principal, assets: Assets) -> Empty:
    await assets.remove(tx, principal, media_id)
    return Empty()


def _answer(asset: Asset, links: Links, clock: Clock, *, status: int) -> Response[OneMedia]:
    shown = OneMedia(links.show(asset, clock.now()))
    return Response(shown, status_code=status, headers=_progress(asset))


def _progress(asset: Asset) -> dict[str, str]:
    return {
        "Upload-Offset": str(asset.received_bytes),
        "Upload-Length": str(asset.uploaded_bytes),
        "Location": f"/api/v1/media/{asset.id}",
    }
