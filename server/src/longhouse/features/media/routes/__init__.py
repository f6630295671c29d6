"""Routes of media."""

from typing import Any

from longhouse.features.media.routes.files import send_media_file
from longhouse.features.media.routes.uploads import (
    append_media,
    change_media_description,
    delete_media,
    get_media,
    locate_media_upload,
    upload_media,
)

ROUTES: list[Any] = [
    upload_media,
    append_media,
    locate_media_upload,
    get_media,
    change_media_description,
    delete_media,
    send_media_file,
]
