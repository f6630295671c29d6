"""Turns what was raised into the one shape that every refusal has."""

import logging
import re
from collections.abc import Mapping
from typing import Any, cast

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
    Wrong,
    told_of,
)
from longhouse.kernel.http.exchange import Exchange
from longhouse.kernel.http.shapes import ErrorBody

log = logging.getLogger(__name__)

_OURS = 500
# The decoder's own words, which are for programmers.
_MISSING = re.compile(r"missing required field `(?P<field>[^`]+)`")
_NOT_SENT = re.compile(r"^Missing required \w+ parameter '(?P<field>[^']+)'")
_UNKNOWN = re.compile(r"unknown field `(?P<field>[^`]+)`")
_LENGTH = re.compile(r"of length (?P<sign><=|>=) (?P<count>\d+)")
_RANGE = re.compile(r"`(?:int|float)` (?P<sign><=|>=) (?P<count>[\d.]+)")
_NEEDED = Wrong("needed", "This is needed.")

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


def answer(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    refusal = understand(error)
    exchange = Exchange.of(request.scope)
    if refusal.status >= _OURS:
        exchange.fault = error
    elif isinstance(refusal, Forbidden):
        log.info("a request was refused", extra={"route": exchange.handler, "why": refusal.code})
    return Response(
        encode(refusal, exchange.request_id),
        status_code=refusal.status,
        media_type="application/json",
        headers=refusal.headers,
    )


def _invalid(error: ValidationException) -> AppError:
    """Field by field for a body, one sentence for an address."""
    fields: dict[str, Wrong] = {}
    in_body = False
    for item in cast("list[object]", error.extra if isinstance(error.extra, list) else []):
        if not isinstance(item, dict):
            continue
        found = cast("dict[str, object]", item)
        in_body = in_body or "source" not in found or found["source"] == "body"
        field, wrong = _in_words(str(found.get("key", "")), str(found.get("message", "")))
        fields[field] = wrong
    if fields and in_body:
        return InvalidFields(fields)
    if not fields and (match := _NOT_SENT.match(error.detail)):
        fields[match["field"]] = _NEEDED
    return InvalidRequest(details=told_of(fields) if fields else None)


def _in_words(key: str, said: str) -> tuple[str, Wrong]:
    """What the decoder said, for a person: which field, and what is wrong with it."""
    field = key.removeprefix("data.")
    path = "" if field == "data" else field
    if match := _MISSING.search(said):
        return _join(path, match["field"]), _NEEDED
    if match := _UNKNOWN.search(said):
        return _join(path, match["field"]), Wrong("no_such_field", "There is no such field.")
    if match := _LENGTH.search(said):
        return path or "body", _of_length(match["sign"], int(match["count"]))
    if match := _RANGE.search(said):
        return path or "body", _of_size(match["sign"], match["count"])
    return path or "body", Wrong("untakeable", "This cannot be taken.")


def _of_length(sign: str, count: int) -> Wrong:
    if sign == ">=":
        return Wrong("too_short", f"This should have at least {count} characters.", least=count)
    return Wrong("too_long", f"This should have at most {count} characters.", most=count)


def _of_size(sign: str, count: str) -> Wrong:
    if sign == ">=":
        return Wrong("too_small", f"This should be at least {count}.", least=float(count))
    return Wrong("too_large", f"This should be at most {count}.", most=float(count))


def _join(path: str, field: str) -> str:
    return f"{path}.{field}" if path else field
