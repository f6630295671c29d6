"""The one route that belongs to no feature: a token for the changes that a page will ask for."""

import msgspec
from litestar import get

from longhouse.kernel.clock import Clock
from longhouse.kernel.http.csrf import CsrfTokens
from longhouse.kernel.principal import Principal


class CsrfToken(msgspec.Struct):
    csrf_token: str


@get("/auth/csrf", tags=["identity"])
async def issue_csrf_token(principal: Principal, csrf: CsrfTokens, clock: Clock) -> CsrfToken:
    return CsrfToken(csrf.issue(principal, clock.now()))
