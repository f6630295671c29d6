"""Routes of links."""

from typing import Any

from litestar import Response, get, post

from longhouse.features.links.schemas import Previewed, PreviewWish
from longhouse.features.links.service.pictures import Pictures
from longhouse.features.links.service.unfold import Unfold
from longhouse.kernel.principal import Principal


@post("/links/preview", status_code=200)
async def preview_link(data: PreviewWish, principal: Principal, unfold: Unfold) -> Previewed:
    """What a link will look like. Nothing is made by it."""
    return Previewed(await unfold.preview(principal, data.url, data.section_type))


@get("/links/image")
async def get_link_image(
    url: str, signature: str, principal: Principal, pictures: Pictures
) -> Response[bytes]:
    """A picture of a preview, at the address that the preview gives."""
    picture = await pictures.get(url, signature)
    suffix = picture.media_type.removeprefix("image/")
    return Response(
        picture.body,
        media_type=picture.media_type,
        headers={
            "Cache-Control": "private, max-age=86400, immutable",
            "Content-Disposition": f'inline; filename="preview.{suffix}"',
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )


ROUTES: list[Any] = [preview_link, get_link_image]
