"""Addresses of files: signed, good for an hour at most, the same for everyone within ten minutes.

A link alone opens nothing to a stranger: whoever follows it is a member as well.
"""

import hmac
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from longhouse.features.media.errors import SENTENCES, LinkSpent
from longhouse.features.media.model import Asset, Variant
from longhouse.features.media.schemas import Media, Urls
from longhouse.kernel import base64url
from longhouse.kernel.secrets import Secrets

_GOOD_FOR = 3600
# Made to the same text for this long, so that a browser need not load a picture again.
_ROUNDED = 600
_PURPOSE = "media link"
_PUBLIC = ("small", "medium", "original", "poster", "hls")


class Links:
    def __init__(self, secrets: Secrets) -> None:
        self._secrets = secrets

    def show(self, asset: Asset, now: datetime) -> Media:
        variants: Mapping[str, Variant] = asset.variants if asset.status == "ready" else {}
        urls = {name: self.url(asset.id, name, now) for name in _PUBLIC if name in variants}
        return Media(
            id=asset.id,
            kind=asset.kind,
            status=asset.status,
            width=asset.width,
            height=asset.height,
            duration=asset.duration,
            alt=asset.alt,
            placeholder=asset.placeholder,
            urls=Urls(**urls),
            size=asset.size,
            mime=asset.mime,
            progress=asset.progress,
            failure=SENTENCES.get(asset.failure or ""),
        )

    def url(self, media_id: UUID, variant: str, now: datetime) -> str:
        return f"/api/v1/media/{media_id}/file/{self.name_and_signature(media_id, variant, now)}"

    def name_and_signature(self, media_id: UUID, variant: str, now: datetime) -> str:
        expires = (int(now.timestamp()) // _ROUNDED) * _ROUNDED + _GOOD_FOR
        return f"{variant}?expires={expires}&signature={self._sign(media_id, variant, expires)}"

    def check(
        self, media_id: UUID, variant: str, expires: int, signature: str, now: datetime
    ) -> None:
        expected = self._sign(media_id, variant, expires)
        genuine = hmac.compare_digest(expected.encode(), signature.encode())
        if not genuine or expires <= now.timestamp():
            raise LinkSpent

    def _sign(self, media_id: UUID, variant: str, expires: int) -> str:
        tag = self._secrets.digest(_PURPOSE, f"{media_id}/{variant}/{expires}".encode())
        return base64url.encode(tag)
