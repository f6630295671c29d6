"""What can go wrong, in a form that a person and a program can both read.

A rule raises one of these (or a feature's own subclass); the edge turns it into an answer, once.
"""

from collections.abc import Mapping
from typing import ClassVar


class AppError(Exception):
    """A refusal with a status, a stable code and a sentence that says what to do.

    Where one code stands for several causes, `reason` says which, as stable as the code.
    """

    status: ClassVar[int] = 500
    code: ClassVar[str] = "INTERNAL_ERROR"
    message: ClassVar[str] = (
        "Something went wrong on our side. It has been noted; please try again."
    )

    reason: str | None = None

    def __init__(
        self,
        message: str | None = None,
        *,
        reason: str | None = None,
        details: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.text = message or self.message
        self.reason = cause = reason or self.reason
        told = {**({"reason": cause} if cause else {}), **(details or {})}
        self.details = told or None
        self.headers = dict(headers) if headers else {}
        super().__init__(self.text)


class InvalidRequest(AppError):
    status = 400
    code = "INVALID_REQUEST"
    message = "The request could not be understood."


class Unauthorized(AppError):
    status = 401
    code = "UNAUTHORIZED"
    message = "Please sign in."


class Forbidden(AppError):
    status = 403
    code = "FORBIDDEN"
    message = "You may not do that."


class ReauthenticationRequired(Forbidden):
    code = "REAUTHENTICATION_REQUIRED"
    message = "Please confirm your password to go on."


class NotFound(AppError):
    status = 404
    code = "NOT_FOUND"
    message = "There is nothing here, or it is not yours to see."


class MethodNotAllowed(AppError):
    status = 405
    code = "METHOD_NOT_ALLOWED"
    message = "This address does not take that method."


class Conflict(AppError):
    status = 409
    code = "CONFLICT"
    message = "That is already so."


class TooLarge(AppError):
    status = 413
    code = "TOO_LARGE"
    message = "That is larger than this server takes."


class UnsupportedMedia(AppError):
    status = 415
    code = "UNSUPPORTED_MEDIA_TYPE"
    message = "Please send JSON."


class Wrong:
    """What is wrong with a field: a sentence for a person, and, for a client that has words of its
    own, the reason with the numbers that belong to it."""

    def __init__(self, reason: str, sentence: str, **values: float) -> None:
        self.reason = reason
        self.sentence = sentence
        self.values = values


class InvalidFields(AppError):
    """What is wrong with each field that cannot be taken."""

    status = 422
    code = "INVALID_FIELDS"
    message = "Some fields need another look."

    def __init__(self, fields: Mapping[str, Wrong]) -> None:
        self.fields = dict(fields)
        super().__init__(details=told_of(fields))


class RateLimited(AppError):
    status = 429
    code = "RATE_LIMITED"
    message = "That was a lot at once. Please wait a moment."

    def __init__(
        self, retry_after: int, message: str | None = None, *, reason: str | None = None
    ) -> None:
        self.retry_after = retry_after
        super().__init__(
            message,
            reason=reason,
            details={"retry_after": retry_after},
            headers={"Retry-After": str(retry_after)},
        )


class Unavailable(AppError):
    status = 503
    code = "UNAVAILABLE"
    message = "The house is busy or restarting. Please try again in a moment."

    def __init__(self, message: str | None = None, *, retry_after: int = 2) -> None:
        super().__init__(message, headers={"Retry-After": str(retry_after)})


def told_of(fields: Mapping[str, Wrong]) -> dict[str, object]:
    """By field: the sentence, and beside it the reason."""
    return {
        "fields": {name: wrong.sentence for name, wrong in fields.items()},
        "reasons": {
            name: {"reason": wrong.reason, **wrong.values} for name, wrong in fields.items()
        },
    }
