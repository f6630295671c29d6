"""Refusals of media."""

from longhouse.kernel.errors import (
    AppError,
    Conflict,
    InvalidRequest,
    NotFound,
    TooLarge,
    Unavailable,
    UnsupportedMedia,
)


class MediaTooLarge(TooLarge):
    code = "MEDIA_TOO_LARGE"

    def __init__(self, kind: str, most: int) -> None:
        said = f"{most / (1 << 20):g} MB"
        super().__init__(f"This {kind} is larger than {said}.", details={"most_bytes": most})


class QuotaExceeded(TooLarge):
    code = "QUOTA_EXCEEDED"
    message = "There is no room left for this. Please delete something first."


class UnknownFormat(UnsupportedMedia):
    code = "UNSUPPORTED_FORMAT"
    message = (
        "That is no picture, film or sound that can be taken: JPEG, PNG, GIF, WebP, AVIF, MP4, "
        "WebM, MP3, M4A, Ogg, FLAC or WAV."
    )


class Untakeable(AppError):
    """A file of a known kind that cannot be taken, and why."""

    status = 422
    code = "INVALID_MEDIA"

    def __init__(self, cause: str) -> None:
        self.cause = cause
        super().__init__(SENTENCES[cause], reason=cause)


SENTENCES = {
    "damaged": "The file is damaged or not complete.",
    "too_many_pixels": "The picture has more pixels than can be taken. Please make it smaller.",
    "too_few_pixels": "The picture is too small for this. Please choose a larger one.",
    "too_many_frames": "The animation has more frames than can be taken.",
    "too_long": "It lasts longer than can be taken.",
    "too_demanding": "The file takes more work than can be spent on one.",
    "nothing_in_it": "There is nothing to see or hear in that file.",
    "not_a_picture": "A picture is needed here.",
}


class NotAForm(InvalidRequest):
    message = "Please send one file in a form, in a field named file."


class UploadBrokeOff(InvalidRequest):
    code = "UPLOAD_BROKE_OFF"
    message = "The upload broke off. Please try again."


class TooSlow(AppError):
    status = 408
    code = "UPLOAD_TOO_SLOW"
    message = "The upload took too long."


class OffsetMismatch(Conflict):
    code = "UPLOAD_OFFSET_MISMATCH"

    def __init__(self, offset: int) -> None:
        super().__init__(
            f"The upload goes on at byte {offset}.",
            details={"offset": offset},
            headers={"Upload-Offset": str(offset)},
        )


class NotUploading(Conflict):
    code = "UPLOAD_FINISHED"
    message = "This upload is finished."


class StillInUse(Conflict):
    code = "MEDIA_IN_USE"
    message = "This hangs on a post. Please remove it there."


class NotAttachable(Conflict):
    code = "MEDIA_NOT_ATTACHABLE"
    message = "A picture is still being prepared, in use elsewhere, or not yours."


class LinkSpent(NotFound):
    code = "MEDIA_LINK_EXPIRED"
    message = "This link is no longer good. Please load the page again."


class RangeNotSatisfiable(AppError):
    status = 416
    code = "RANGE_NOT_SATISFIABLE"
    message = "The file has no such part."

    def __init__(self, size: int) -> None:
        super().__init__(headers={"Content-Range": f"bytes */{size}"})


class ScannerDown(Unavailable):
    """Nothing is taken that could not be looked at."""

    reason = "cannot_check_files"
    message = "Files cannot be checked at the moment. Please try again soon."
