"""The row of an upload before anything is known of it but what was sent."""

from datetime import datetime, timedelta

from longhouse.features.media.model import Asset, MediaId, Purpose
from longhouse.features.media.policy.formats import Format
from longhouse.kernel.principal import Principal

EXPIRES_AFTER = timedelta(hours=24)


def draft(
    principal: Principal,
    *,
    media_id: MediaId,
    purpose: Purpose,
    form: Format,
    alt: str | None,
    size: int,
    at: datetime,
    received: int | None = None,
) -> Asset:
    return Asset(
        id=media_id,
        owner_id=principal.user_id,
        kind=form.kind,
        purpose=purpose,
        status="uploading",
        format=form.name or None,
        mime=form.mime,
        uploaded_bytes=size,
        received_bytes=size if received is None else received,
        size=size,
        width=None,
        height=None,
        duration=None,
        placeholder=None,
        alt=alt,
        variants_json="{}",
        progress=None,
        attempts=0,
        failure=None,
        created_at=at,
        attached_at=None,
    )
