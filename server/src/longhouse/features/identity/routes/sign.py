"""Coming in: for people whom the house does not know yet, or not yet again."""

from typing import Any

from litestar import Response, get, post

from longhouse.features.identity.policy.emails import masked
from longhouse.features.identity.routes.visit import visit_of
from longhouse.features.identity.schemas import asked
from longhouse.features.identity.schemas.answered import (
    InspectedLink,
    LoggedIn,
    OneInspectedLink,
    OneSite,
    Registered,
    Site,
    TokenPair,
)
from longhouse.features.identity.service.emails import Emails
from longhouse.features.identity.service.links import Links
from longhouse.features.identity.service.reset_requests import ResetRequests
from longhouse.features.identity.service.sign_in import SignedIn, SignIn
from longhouse.features.identity.service.sign_up import SignUp
from longhouse.features.identity.service.site import Site as SiteService
from longhouse.features.identity.service.tokens import Pair, Tokens
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.http import Cookies, Empty, Visitor
from longhouse.kernel.mail import Mailer

_PENDING = "Your account was made. An admin will look at it; then you can sign in."
_ACTIVE = "Your account was made. You can sign in now."
_WELCOME = "You are signed in."


@get("/site")
async def get_site(read: Read, site: SiteService, mail: Mailer) -> OneSite:
    config = await site.get_config(read)
    return OneSite(
        Site(
            name=config.site_name,
            description=config.site_description,
            signup_mode=config.signup_mode,
            needs_first_admin=await site.needs_first_admin(read),
            mail_enabled=mail.enabled,
        )
    )


@post("/auth/register")
async def register(data: asked.Register, visitor: Visitor, sign_up: SignUp) -> Registered:
    made = await sign_up.register(
        visit_of(visitor), data.username, data.password, data.email, data.invite
    )
    return Registered(
        id=made.user_id,
        username=made.username,
        email=made.email,
        message=_ACTIVE if made.active else _PENDING,
        status="active" if made.active else "pending",
    )


@post("/auth/login", status_code=200)
async def log_in(
    data: asked.Login, visitor: Visitor, sign_in: SignIn, jar: Cookies
) -> Response[LoggedIn]:
    signed_in = await sign_in.sign_in(visit_of(visitor), data.username, data.password, data.code)
    return _with_cookies(signed_in, jar)


@post("/auth/first-admin")
async def become_first_admin(
    data: asked.FirstAdmin, visitor: Visitor, links: Links, jar: Cookies
) -> Response[LoggedIn]:
    signed_in = await links.become_first_admin(
        visit_of(visitor), data.token, data.username, data.password, data.email
    )
    return _with_cookies(signed_in, jar)


@post("/auth/links/inspect", status_code=200)
async def inspect_link(
    data: asked.LinkToken, visitor: Visitor, read: Read, links: Links
) -> OneInspectedLink:
    """Looks and changes nothing; it is a POST so that the token stands in no address."""
    link = await links.inspect(read, visit_of(visitor), data.token)
    return OneInspectedLink(
        InspectedLink(
            kind=link.kind,
            username=link.username,
            email=None if link.email is None else masked(link.email),
            expires_at=link.expires_at,
        )
    )


@post("/auth/reset/request", status_code=200)
async def request_reset(
    data: asked.ResetRequest, visitor: Visitor, tx: Tx, reset_requests: ResetRequests
) -> Empty:
    await reset_requests.request(tx, visit_of(visitor), data.username)
    return Empty()


@post("/auth/reset", status_code=200)
async def reset_password(data: asked.Reset, visitor: Visitor, links: Links) -> Empty:
    await links.reset_password(visit_of(visitor), data.token, data.password)
    return Empty()


@post("/auth/email/confirm", status_code=200)
async def confirm_email(
    data: asked.EmailConfirmation, tx: Tx, visitor: Visitor, emails: Emails
) -> Empty:
    """For whoever has the link that was sent to an address, signed in or not."""
    await emails.confirm(tx, visit_of(visitor), data.token)
    return Empty()


@post("/auth/token", status_code=200)
async def issue_token(data: asked.Login, visitor: Visitor, tokens: Tokens) -> TokenPair:
    return _pair(await tokens.issue(visit_of(visitor), data.username, data.password, data.code))


@post("/auth/refresh", status_code=200)
async def refresh_token(data: asked.Refresh, visitor: Visitor, tokens: Tokens) -> TokenPair:
    return _pair(await tokens.refresh(visit_of(visitor), data.refresh_token))


def _with_cookies(signed_in: SignedIn, jar: Cookies) -> Response[LoggedIn]:
    account = signed_in.account
    return Response(
        LoggedIn(
            id=account.id,
            username=account.username,
            email=account.email,
            is_admin=account.is_admin,
            message=_WELCOME,
        ),
        cookies=[jar.session(signed_in.session_token), jar.device(signed_in.device_token)],
    )


def _pair(pair: Pair) -> TokenPair:
    return TokenPair(
        access_token=pair.access_token,
        token_type="Bearer",  # noqa: S106 -- the name of a kind of token
        expires_in=pair.expires_in,
        refresh_token=pair.refresh_token,
    )


ROUTES: list[Any] = [
    get_site,
    register,
    log_in,
    become_first_admin,
    inspect_link,
    request_reset,
    reset_password,
    confirm_email,
    issue_token,
    refresh_token,
]
