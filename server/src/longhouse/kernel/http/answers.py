"""Turns what was raised into the one shape that every refusal has."""

import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException

from longhouse.kernel.db import TROUBLE, BadValue
from longhouse.kernel.errors import (
    AppError,
    Conflict,
    Forbidden,
    InvalidFields,
    InvalidRequest,
    MethodNotAllowed,
    NotFound,
    TooLarge,
    Unauthorized,
    Unavailable,
    UnsupportedMedia,
)
from longhouse.kernel.http.exchange import Exchange
from longhouse.kernel.http.shapes import ErrorBody

if TYPE_CHECKING:
    from litestar.types import ExceptionHandlersMap

log = logging.getLogger(__name__)

_BY_STATUS: Mapping[int, type[AppError]] = {
    400: InvalidRequest,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    405: MethodNotAllowed,
    409: Conflict,
    413: TooLarge,
    415: UnsupportedMedia,
}


def encode(error: AppError, request_id: str) -> bytes:
    body = ErrorBody(
        error=error.text, code=error.code, request_id=request_id, details=error.details
    )
    return msgspec.json.encode(body)


def understand(error: BaseException) -> AppError:
    """The refusal that `error` amounts to; a fault of ours is logged here, once, with its stack."""
    if isinstance(error, AppError):
        return error
    if isinstance(error, ValidationException):
        return _invalid(error)
    if isinstance(error, HTTPException):
        kind = _BY_STATUS.get(error.status_code)
        if kind is not None:
            return kind()
    if isinstance(error, RecursionError):
        return InvalidRequest("That is nested too deeply.")
    if isinstance(error, BadValue):
        return InvalidRequest("A value is out of range.")
    if isinstance(error, TROUBLE):
        log.warning("the database did not answer: %s", error, exc_info=error)
        return Unavailable()
    log.error("a request failed", exc_info=error)
    return AppError()


def exception_handlers() -> "ExceptionHandlersMap":
    return {Exception: _answer}


def _answer(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    refusal = understand(error)
    return Response(
        encode(refusal, Exchange.of(request.scope).request_id),
        status_code=refusal.status,
        media_type="application/json",
        headers=refusal.headers,
    )


def _invalid(error: ValidationException) -> AppError:
    """Field by field for a body, one sentence for an address."""
    fields: dict[str, str] = {}
    in_body = False
    for item in error.extra if isinstance(error.extra, list) else ():
        if not isinstance(item, dict):
            continue
        key = str(item.get("key") or "")
        message = str(item.get("message") or "This cannot be taken.")
        in_body = in_body or str(item.get("source", "")) in ("body", "")
        fields[key.removeprefix("data.") or "body"] = message
    if fields and in_body:
        return InvalidFields(fields)
    return InvalidRequest(details={"fields": fields} if fields else None)
