"""Reads from the headers who is asking: a bearer if there is one, else the session cookie."""

from collections.abc import Mapping
from typing import Any

from longhouse.kernel.errors import Unauthorized
from longhouse.kernel.http.authenticate import PrincipalCache
from longhouse.kernel.http.cookies import Cookies
from longhouse.kernel.http.exchange import join_headers, parse_cookies
from longhouse.kernel.principal import Principal


class Identify:
    def __init__(self, principals: PrincipalCache, cookies: Cookies) -> None:
        self._principals = principals
        self._cookies = cookies

    async def __call__(
        self, headers: Mapping[bytes, bytes], cookies: Mapping[str, str]
    ) -> Principal | None:
        authorization = headers.get(b"authorization")
        if authorization is not None:
            # Whoever shows a bearer means it: a cookie beside it is not looked at.
            scheme, _, token = authorization.decode("latin-1").partition(" ")
            if scheme.lower() != "bearer" or not token:
                return None
            return await self._principals.by_bearer(token.strip())
        session = cookies.get(self._cookies.session_name)
        return await self._principals.by_session_token(session) if session else None

    async def at_handshake(self, scope: Mapping[str, Any]) -> Principal | None:
        """Who opens a socket; None when the headers show nothing and a ticket has to follow."""
        headers = join_headers(scope["headers"])
        cookies = parse_cookies(headers.get(b"cookie", b""))
        principal = await self(headers, cookies)
        if principal is None:
            self.check_nothing_shown(headers, cookies)
        return principal

    def check_nothing_shown(
        self, headers: Mapping[bytes, bytes], cookies: Mapping[str, str]
    ) -> None:
        """Whoever shows nothing is a visitor; what is shown and good for nothing is refused."""
        if b"authorization" in headers or self._cookies.session_name in cookies:
            raise Unauthorized
