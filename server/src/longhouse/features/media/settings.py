"""Settings of media."""

from typing import Annotated, ClassVar, Literal

from longhouse.kernel.config import Settings, setting

_MB = 1 << 20


class MediaSettings(Settings, frozen=True, kw_only=True):
    prefix: ClassVar[str] = "MEDIA"

    image_bytes: Annotated[int, setting("Largest picture.", ge=1024)] = 10 * _MB
    image_pixels: Annotated[
        int,
        setting("Most pixels of a picture, all frames of an animation together.", ge=1_000_000),
    ] = 50_000_000
    image_frames: Annotated[int, setting("Most frames of an animation.", ge=1)] = 500
    image_seconds: Annotated[int, setting("Longest work on one picture.", ge=1, le=600)] = 60
    avatar_bytes: Annotated[int, setting("Largest avatar or banner.", ge=1024)] = 2 * _MB
    avatar_side: Annotated[
        int, setting("Least pixels of a side of an avatar or a banner.", ge=1)
    ] = 512
    video_bytes: Annotated[int, setting("Largest film.", ge=1024)] = 100 * _MB
    video_seconds: Annotated[int, setting("Longest film.", ge=1)] = 600
    audio_bytes: Annotated[int, setting("Largest sound.", ge=1024)] = 20 * _MB
    audio_seconds: Annotated[int, setting("Longest sound.", ge=1)] = 3600
    encoding_seconds: Annotated[
        int, setting("Longest work on one film or sound.", ge=10, le=36_000)
    ] = 1800
    quota_bytes: Annotated[int, setting("What one member's uploads may weigh.", ge=0)] = 5120 * _MB
    uploads_a_minute: Annotated[int, setting("Uploads a minute for each member.", ge=1)] = 60
    upload_seconds: Annotated[
        float, setting("How long one request of an upload may take.", gt=0, le=7200)
    ] = 900.0
    workers: Annotated[
        int, setting("Pictures that are worked on at once by each process.", ge=1, le=64)
    ] = 2
    worker_bytes: Annotated[
        int, setting("Address space of a worker.", ge=512 * _MB, le=65_536 * _MB)
    ] = 1536 * _MB
    scanner: Annotated[
        Literal["none", "signature", "clamd"],
        setting("Who looks at uploads: nobody, a check for the test signature, or ClamAV."),
    ] = "none"
    clamd: Annotated[str, setting("Where ClamAV listens: a path of a socket, or host:port.")] = (
        "127.0.0.1:3310"
    )
    scan_again_seconds: Annotated[
        float,
        setting(
            "How long an upload waits that nobody could look at until it is looked at again.",
            gt=0,
            le=86_400,
        ),
    ] = 60.0
