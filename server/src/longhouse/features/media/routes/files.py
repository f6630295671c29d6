"""Giving out files, in a way in which none of them can act as a page."""

from uuid import UUID

from litestar import Response, get
from litestar.response import Stream

from longhouse.features.media.policy.ranges import wanted_range
from longhouse.features.media.routes.body import AnyRequest, one_header
from longhouse.features.media.service.serving import Served, Serving
from longhouse.kernel.clock import Clock
from longhouse.kernel.db import Database
from longhouse.kernel.principal import Principal


@get("/media/{media_id:uuid}/file/{variant:str}")
async def send_media_file(
    media_id: UUID,
    variant: str,
    expires: int,
    signature: str,
    request: AnyRequest,
    principal: Principal,
    serving: Serving,
    media_db: Database,
    media_clock: Clock,
) -> Stream | Response[bytes]:
    """The connection is given back before the first byte is sent, however slow the reader."""
    async with media_db.read() as read:
        served = await serving.find(read, media_id, variant, expires, signature)
    now = media_clock.now()
    headers = _headers(served, max(0, expires - int(now.timestamp())))
    if one_header(request, "if-none-match") == headers["ETag"]:
        return Response(b"", status_code=304, headers=headers)
    if variant == "hls":
        listed = await serving.playlist(served, media_id, now)
        headers["Cache-Control"] = "private, no-store"
        return Response(listed, headers=headers, media_type=served.variant.mime)
    size = served.variant.size
    asked = one_header(request, "range")
    if one_header(request, "if-range") not in (None, headers["ETag"]):
        asked = None
    part = wanted_range(asked, size)
    start, stop = part or (0, size)
    headers["Content-Length"] = str(stop - start)
    if part is not None:
        headers["Content-Range"] = f"bytes {start}-{stop - 1}/{size}"
    return Stream(
        serving.read(served, start, stop),
        status_code=206 if part else 200,
        headers=headers,
        media_type=served.variant.mime,
    )


def _headers(served: Served, seconds: int) -> dict[str, str]:
    return {
        "Accept-Ranges": "bytes",
        "Cache-Control": f"private, max-age={seconds}, immutable",
        # The key names one content for ever.
        "ETag": f'"{served.variant.key.replace("/", "-")}"',
        # Ours in every character: nothing of a member's file name gets here.
        "Content-Disposition": f'inline; filename="{served.name}"',
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
    }
