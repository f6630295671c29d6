"""Tokens that prove that a change was asked for by our own pages.

A token is signed rather than stored: it holds the session, the member and its end, so that any
process can check it and none has to remember it. It may be used again within its hour.
"""

import secrets
import struct
from datetime import datetime, timedelta

from longhouse.kernel.errors import Forbidden
from longhouse.kernel.principal import Principal
from longhouse.kernel.secrets import Secrets

_PURPOSE = "csrf"
_LIFE = timedelta(hours=1)
_FORMAT = struct.Struct(">16s16sQ16s")


class CsrfTokenRequired(Forbidden):
    code = "CSRF_TOKEN_REQUIRED"
    message = "CSRF token is required for this request"


class InvalidCsrfToken(Forbidden):
    code = "INVALID_CSRF_TOKEN"
    message = "Invalid or expired CSRF token"


class CsrfTokens:
    def __init__(self, keys: Secrets) -> None:
        self._keys = keys

    def issue(self, principal: Principal, now: datetime) -> str:
        ends = int((now + _LIFE).timestamp())
        payload = _FORMAT.pack(
            principal.session_id.bytes, principal.user_id.bytes, ends, secrets.token_bytes(16)
        )
        return self._keys.sign(_PURPOSE, payload)

    def check(self, token: str | None, principal: Principal, now: datetime) -> None:
        if not token:
            raise CsrfTokenRequired
        payload = self._keys.verify(_PURPOSE, token)
        if payload is None or len(payload) != _FORMAT.size:
            raise InvalidCsrfToken
        session, user, ends, _nonce = _FORMAT.unpack(payload)
        mine = session == principal.session_id.bytes and user == principal.user_id.bytes
        if not mine or now.timestamp() >= ends:
            raise InvalidCsrfToken
