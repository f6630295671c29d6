"""What is made of the head of a request: nothing in it hides anything else."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, cast

import pytest

from longhouse.kernel.errors import Unauthorized
from longhouse.kernel.http.arrivals import Arrivals
from longhouse.kernel.http.authenticate import PrincipalCache
from longhouse.kernel.http.cookies import Cookies
from longhouse.kernel.http.gate import Gate
from longhouse.kernel.http.identify import Identify
from longhouse.kernel.http.origins import ForeignOrigin, Origins
from longhouse.kernel.http.visitor import parse_networks, shorten_agent
from longhouse.kernel.ids import SessionId, UserId, new_id
from longhouse.kernel.principal import Principal
from longhouse.kernel.settings import HttpSettings
from support.clocks import FakeClock

ARRIVALS = Arrivals(parse_networks("10.0.0.0/8"))
OURS, EVIL = (b"origin", b"https://house.example"), (b"origin", b"https://evil.example")


def meet(*headers: tuple[bytes, bytes], peer: str | None = "10.0.0.1") -> Any:
    return ARRIVALS.meet(headers, peer=peer, scheme="http")


def test_what_each_proxy_wrote_counts_in_whichever_line_it_stands() -> None:
    """One proxy adds to the line that it finds, another writes a line of its own."""
    lie, client, between = b"127.0.0.1", b"192.0.2.200", b"10.0.0.9"
    for lines in (
        (lie + b", " + client + b", " + between,),
        (lie, client + b", " + between),
        (lie + b", " + client, between),
        (lie, client, between),
    ):
        met = meet(*((b"x-forwarded-for", line) for line in lines))
        assert met.address == client.decode(), lines


@pytest.mark.parametrize("origins", [(OURS, EVIL), (EVIL, OURS), (OURS, OURS)])
def test_two_origins_are_none_of_ours(origins: tuple[tuple[bytes, bytes], ...]) -> None:
    with pytest.raises(ForeignOrigin):
        Origins("https://house.example", "").check(meet(*origins))


def test_a_house_is_its_own_origin_under_whatever_name_it_is_reached() -> None:
    allows = Origins("http://localhost:8000", "").allows
    assert allows("http://attic.local:8000", "attic.local:8000", secure=False)
    assert allows("https://attic.local", "attic.local", secure=True)
    for origin in ("https://attic.local:8000", "http://attic.local", "http://evil.example"):
        assert not allows(origin, "attic.local:8000", secure=False), origin
    assert not allows("http://attic.local:8000", None, secure=False)


def test_the_first_of_two_cookies_counts_and_no_later_one_hides_it() -> None:
    """A browser sends the more specific one first; a neighbouring site can only add behind it."""
    for cookies in (b"session_id=mine; session_id=planted", b"a=b;session_id=mine;session_id="):
        assert meet((b"cookie", cookies)).cookies["session_id"] == "mine"


def test_how_a_visitor_came_is_said_by_our_proxies_alone() -> None:
    for said, secure in ((b"https", True), (b"wss", True), (b"http", False), (b"HTTPS, x", False)):
        assert meet((b"x-forwarded-proto", said)).secure == secure
        assert not meet((b"x-forwarded-proto", said), peer="192.0.2.1").secure
        assert not meet((b"x-forwarded-proto", said), peer=None).secure


def test_what_a_browser_calls_itself_is_cut_short_and_holds_no_controls() -> None:
    assert shorten_agent(None) == ""
    assert len(shorten_agent("x" * 10_000)) == 400
    assert shorten_agent("Fire\r\nfox\x1b[31m\x00 \u202eevil") == "Firefox[31m evil"


@pytest.mark.parametrize(
    ("seconds_ago", "fresh"), [(None, False), (0, True), (599, True), (600, False), (9_999, False)]
)
def test_a_password_that_was_shown_counts_for_ten_minutes(
    clock: FakeClock, seconds_ago: int | None, fresh: bool
) -> None:
    at = None if seconds_ago is None else clock.now() - timedelta(seconds=seconds_ago)
    ada = Principal(
        user_id=UserId(new_id()),
        username="ada",
        session_id=SessionId(new_id()),
        is_admin=False,
        via="cookie",
        reauthenticated_at=at,
    )
    nothing = cast("Any", None)
    gate = Gate(HttpSettings(), clock, nothing, nothing, nothing, nothing)
    assert gate.is_fresh(ada) == fresh


class Known:
    """Knows one session and one bearer."""

    async def by_session_token(self, token: str) -> str | None:
        return "by cookie" if token == "good" else None

    async def by_bearer(self, token: str) -> str | None:
        return "by bearer" if token == "good" else None


IDENTIFY = Identify(cast("PrincipalCache", Known()), Cookies(secure=False, session_days=1))
SHOWN: list[tuple[dict[bytes, bytes], str, str | None]] = [
    ({}, "good", "by cookie"),
    ({}, "bad", None),
    ({b"authorization": b"Bearer good"}, "", "by bearer"),
    ({b"authorization": b"bearer  good "}, "bad", "by bearer"),
    # Whoever shows a bearer means it, whatever the browser sends along.
    ({b"authorization": b"Bearer good"}, "good", "by bearer"),
    ({b"authorization": b"Bearer bad"}, "good", None),
    ({b"authorization": b"Bearer "}, "good", None),
    ({b"authorization": b""}, "good", None),
    ({b"authorization": b"Basic good"}, "good", None),
    ({b"authorization": b"good"}, "good", None),
    ({b"authorization": b"Bearer good, Bearer good"}, "good", None),
]


@pytest.mark.parametrize(("headers", "cookie", "who"), SHOWN)
async def test_a_bearer_stands_for_itself_and_never_falls_back_on_a_cookie(
    headers: Mapping[bytes, bytes], cookie: str, who: str | None
) -> None:
    cookies = {"session_id": cookie} if cookie else {}
    assert await IDENTIFY(headers, cookies) == who
    scope = {"headers": [*headers.items(), (b"cookie", b"session_id=" + cookie.encode())]}
    if who is None:
        with pytest.raises(Unauthorized):
            await IDENTIFY.at_handshake(scope)
    else:
        assert await IDENTIFY.at_handshake(scope) == who


async def test_who_shows_nothing_at_a_handshake_may_still_show_a_ticket() -> None:
    assert await IDENTIFY.at_handshake({"headers": [(b"cookie", b"theme=dark")]}) is None
