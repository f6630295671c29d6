"""One's own account: sessions, password, address, second factor, leaving."""

from typing import Any
from uuid import UUID

from litestar import Response, delete, get, patch, post

from longhouse.features.identity.schemas import asked
from longhouse.features.identity.schemas.answered import (
    OneMe,
    OneSecondFactor,
    OneSecondFactorSetUp,
    RecoveryCodes,
    SecondFactor,
    SecondFactorSetUp,
    SessionPage,
    UserAndSession,
)
from longhouse.features.identity.schemas.shown import current_session_of, me_of, session_of
from longhouse.features.identity.service.credentials import CredentialChanges
from longhouse.features.identity.service.emails import Emails
from longhouse.features.identity.service.last_seen import LastSeen
from longhouse.features.identity.service.members import Members
from longhouse.features.identity.service.second_factor import SecondFactors
from longhouse.features.identity.service.sessions import Sessions
from longhouse.features.identity.service.sign_in import SignIn
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.http import Cookies, Empty, Visitor
from longhouse.kernel.ids import SessionId
from longhouse.kernel.paging import Meta
from longhouse.kernel.principal import Principal


@get("/auth/session")
async def get_session(
    read: Read,
    caller: Principal | None,
    visitor: Visitor,
    members: Members,
    emails: Emails,
    sessions: Sessions,
    last_seen: LastSeen,
) -> UserAndSession:
    """Who is signed in. A browser writes every refusal into its console, and to be nobody yet is
    no fault; to show a session that is over is refused."""
    if caller is None:
        return UserAndSession(user=None, session=None)
    if caller.via == "cookie":
        last_seen.note_language(caller.user_id, visitor.language)
    return UserAndSession(
        user=me_of(
            await members.get(read, caller.user_id),
            await emails.find_pending(read, caller.user_id),
        ),
        session=current_session_of(await sessions.get_current(read, caller)),
    )


@post("/auth/logout", status_code=200)
async def log_out(
    tx: Tx, principal: Principal, sessions: Sessions, jar: Cookies
) -> Response[Empty]:
    await sessions.sign_out(tx, principal)
    return Response(Empty(), cookies=[jar.no_session()])


@post("/auth/reauthenticate", status_code=200)
async def reauthenticate(
    data: asked.Reauthenticate, principal: Principal, sign_in: SignIn, jar: Cookies
) -> Response[Empty]:
    """Who holds a bearer token keeps it; the session it belongs to counts as confirmed."""
    token = await sign_in.reauthenticate(principal, data.password, data.code)
    return Response(Empty(), cookies=[] if token is None else [jar.session(token)])


@get("/auth/sessions")
async def list_sessions(read: Read, principal: Principal, sessions: Sessions) -> SessionPage:
    rows = await sessions.list_open(read, principal)
    return SessionPage(
        sessions=[session_of(row, principal.session_id) for row in rows],
        meta=Meta(cursor=None, has_more=False),
    )


@delete("/auth/sessions/{session_id:uuid}", status_code=200)
async def end_session(session_id: UUID, tx: Tx, fresh: Principal, sessions: Sessions) -> Empty:
    await sessions.end_one(tx, fresh, SessionId(session_id))
    return Empty()


@delete("/auth/sessions", status_code=200)
async def end_other_sessions(tx: Tx, fresh: Principal, sessions: Sessions) -> Empty:
    await sessions.end_others(tx, fresh)
    return Empty()


@post("/auth/password", status_code=200)
async def change_password(
    data: asked.PasswordChange, principal: Principal, credentials: CredentialChanges
) -> Empty:
    await credentials.change_password(
        principal,
        data.current_password,
        data.new_password,
        end_others=data.end_other_sessions,
    )
    return Empty()


@patch("/auth/email")
async def change_email(
    data: asked.EmailChange, principal: Principal, credentials: CredentialChanges
) -> OneMe:
    """Where the house can ask whose an address is, the old one stays until the new one is
    confirmed."""
    changed = await credentials.change_email(principal, data.email, data.current_password)
    return OneMe(me_of(changed.member, changed.email_pending))


@post("/auth/email/link", status_code=200)
async def send_email_link(tx: Tx, principal: Principal, emails: Emails) -> Empty:
    """Once more, to the address that waits to be confirmed."""
    await emails.ask_again(tx, principal)
    return Empty()


@delete("/auth/email/pending", status_code=200)
async def give_up_email_change(tx: Tx, principal: Principal, emails: Emails) -> Empty:
    """The address that the account has stays, and the link that was sent to the other is void."""
    await emails.give_up_change(tx, principal.user_id)
    return Empty()


@get("/auth/second-factor")
async def get_second_factor(
    read: Read, principal: Principal, second_factors: SecondFactors
) -> OneSecondFactor:
    state = await second_factors.get_state(read, principal)
    return OneSecondFactor(
        SecondFactor(enabled=state.enabled, recovery_codes_left=state.recovery_codes_left)
    )


@post("/auth/second-factor")
async def begin_second_factor(
    tx: Tx, fresh: Principal, second_factors: SecondFactors
) -> OneSecondFactorSetUp:
    made = await second_factors.begin(tx, fresh)
    return OneSecondFactorSetUp(
        SecondFactorSetUp(secret=made.secret, uri=made.uri, qr_svg=made.qr_svg)
    )


@post("/auth/second-factor/confirm", status_code=200)
async def confirm_second_factor(
    data: asked.Code, tx: Tx, principal: Principal, second_factors: SecondFactors
) -> RecoveryCodes:
    return RecoveryCodes(await second_factors.confirm(tx, principal, data.code))


@delete("/auth/second-factor", status_code=200)
async def switch_off_second_factor(
    tx: Tx, fresh: Principal, second_factors: SecondFactors
) -> Empty:
    await second_factors.switch_off(tx, fresh)
    return Empty()


@post("/auth/recovery-codes", status_code=200)
async def regenerate_recovery_codes(
    tx: Tx, fresh: Principal, second_factors: SecondFactors
) -> RecoveryCodes:
    return RecoveryCodes(await second_factors.regenerate_codes(tx, fresh))


@delete("/users/me", status_code=200)
async def leave(tx: Tx, fresh: Principal, members: Members, jar: Cookies) -> Response[Empty]:
    await members.leave(tx, fresh)
    return Response(Empty(), cookies=[jar.no_session()])


ROUTES: list[Any] = [
    get_session,
    log_out,
    reauthenticate,
    list_sessions,
    end_session,
    end_other_sessions,
    change_password,
    change_email,
    send_email_link,
    give_up_email_change,
    get_second_factor,
    begin_second_factor,
    confirm_second_factor,
    switch_off_second_factor,
    regenerate_recovery_codes,
    leave,
]
