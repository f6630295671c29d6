"""Wherever a link leads, the house goes only to public addresses, and to those it judged."""

import pytest

from links.conftest import wanting
from links.internet import ELSEWHERE, PUBLIC, Call, Internet
from links.spellings import SPELLINGS
from longhouse.kernel.outbound.client import Fetcher
from longhouse.kernel.outbound.errors import Forbidden, NoAnswer, Unreachable, Unreadable
from longhouse.kernel.outbound.network import SystemConnector, SystemResolver
from longhouse.kernel.outbound.urls import find, parse


@pytest.mark.parametrize("text", SPELLINGS)
async def test_no_spelling_of_a_private_address_is_connected_to(
    internet: Internet, fetcher: Fetcher, text: str
) -> None:
    url = find(text)
    if url is not None:
        with pytest.raises(Forbidden):
            await fetcher.fetch(url, wanting())
    assert internet.connected == []
    assert internet.canary_calls == 0


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        ["::1"],
        ["::ffff:127.0.0.1"],
        ["fe80::1%eth0"],
        ["10.1.2.3"],
        ["64:ff9b::7f00:1"],
        [PUBLIC, "127.0.0.1"],
        ["169.254.169.254", PUBLIC],
        ["not an address"],
    ],
)
async def test_a_name_that_leads_to_a_private_address_is_not_followed(
    internet: Internet, fetcher: Fetcher, addresses: list[str]
) -> None:
    internet.names["inside.example"] = [addresses]
    with pytest.raises(Forbidden):
        await fetcher.fetch(parse("http://inside.example/"), wanting())
    assert internet.connected == []
    assert internet.canary_calls == 0


async def test_a_name_that_turns_private_once_judged_is_met_at_the_judged_address(
    internet: Internet, fetcher: Fetcher
) -> None:
    internet.names["turning.example"] = [[PUBLIC], ["127.0.0.1"]]
    await internet.serve("turning.example", lambda call: call.answer(b"the judged one"))
    found = await fetcher.fetch(parse("http://turning.example/"), wanting())
    assert found.body == b"the judged one"
    assert internet.connected == [(PUBLIC, 80)]
    assert internet.looked_up == ["turning.example"]

    with pytest.raises(Forbidden):
        await fetcher.fetch(parse("http://turning.example/"), wanting())
    assert internet.canary_calls == 0


async def test_a_name_that_turns_private_between_two_hops_is_judged_anew(
    internet: Internet, fetcher: Fetcher
) -> None:
    internet.names["turning.example"] = [[PUBLIC], ["127.0.0.1"]]
    await internet.serve("turning.example", redirect("http://turning.example/again"))
    with pytest.raises(Forbidden):
        await fetcher.fetch(parse("http://turning.example/"), wanting())
    assert internet.connected == [(PUBLIC, 80)]
    assert internet.canary_calls == 0


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://2130706433/",
        "//127.0.0.1/",
        "http://inside.example/",
        "http://①②⑦.⓪.⓪.①/",
        "http://example.org@127.0.0.1/",
        "file:///etc/passwd",
        "gopher://127.0.0.1:80/_GET",
        "http://open.example:22/",
        "javascript:alert(1)",
        "",
    ],
)
async def test_a_redirect_leads_to_no_private_place_either(
    internet: Internet, fetcher: Fetcher, status: int, target: str
) -> None:
    internet.names["inside.example"] = [["10.0.0.7"]]
    await internet.serve("open.example", redirect(target, status))
    with pytest.raises(NoAnswer):
        await fetcher.fetch(parse("http://open.example/"), wanting())
    # An empty one leads to the same page again, which is public.
    assert {address for address, _ in internet.connected} == {PUBLIC}
    assert internet.canary_calls == 0


async def test_redirects_are_followed_across_hosts_and_schemes_and_each_is_judged(
    internet: Internet, fetcher: Fetcher
) -> None:
    await internet.serve("a.example", redirect("https://b.example/x?y=1"))
    await internet.serve_safely("b.example", redirect("/z", 308), address=ELSEWHERE)
    found_at: list[str] = []

    async def second(call: Call) -> None:
        found_at.append(call.target)
        if call.target == "/z":
            await call.answer(b"there")
        else:
            await redirect("/z", 308)(call)

    await internet.serve_safely("b.example", second, address=ELSEWHERE)
    found = await fetcher.fetch(parse("http://a.example/"), wanting())
    assert (found.url.text, found.body) == ("https://b.example/z", b"there")
    assert internet.looked_up == ["a.example", "b.example", "b.example"]
    assert internet.connected == [(PUBLIC, 80), (ELSEWHERE, 443), (ELSEWHERE, 443)]


@pytest.mark.parametrize(("hops", "arrives"), [(5, True), (6, False), (20, False)])
async def test_five_redirects_are_followed_and_no_more(
    internet: Internet, fetcher: Fetcher, hops: int, *, arrives: bool
) -> None:
    async def hop(call: Call) -> None:
        number = int(call.target.strip("/"))
        await (call.answer(b"there") if number >= hops else redirect(f"/{number + 1}")(call))

    await internet.serve("chain.example", hop)
    if arrives:
        found = await fetcher.fetch(parse("http://chain.example/0"), wanting())
        assert found.body == b"there"
    else:
        with pytest.raises(Unreadable):
            await fetcher.fetch(parse("http://chain.example/0"), wanting())
    assert len(internet.connected) == min(hops, 5) + 1


async def test_a_server_proves_to_be_the_host_that_was_named(
    internet: Internet, fetcher: Fetcher
) -> None:
    await internet.serve_safely("honest.example", lambda call: call.answer(b"it is me"))
    await internet.serve_safely(
        "false.example",
        lambda call: call.answer(b"it is me"),
        address=ELSEWHERE,
        certified="honest.example",
    )
    assert (await fetcher.fetch(parse("https://honest.example/"), wanting())).body == b"it is me"
    with pytest.raises(Unreadable):
        await fetcher.fetch(parse("https://false.example/"), wanting())
    assert len(internet.calls) == 1


async def test_what_is_sent_says_nothing_about_who_asks(
    internet: Internet, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")

    async def serve(call: Call) -> None:
        if call.target == "/":
            await call.reply(
                302, b"", {"Location": "http://münchen.example/b", "Set-Cookie": "seen=1; Path=/"}
            )
        else:
            await call.answer(b"there")

    await internet.serve("a.example", serve)
    await internet.serve("xn--mnchen-3ya.example", serve)
    await fetcher.fetch(parse("http://a.example/"), wanting())
    first, second = internet.calls
    assert second.headers["host"] == "xn--mnchen-3ya.example"
    for call in (first, second):
        assert set(call.headers) == {
            "host", "user-agent", "accept", "accept-language", "accept-encoding", "connection",
        }  # fmt: skip
        assert "Longhouse" in call.headers["user-agent"]


async def test_a_host_that_may_not_be_asked_now_is_not_connected_to(
    internet: Internet, fetcher: Fetcher
) -> None:
    await internet.serve("busy.example", lambda call: call.answer(b"x"))
    wanted = wanting()

    async def nobody(_host: str) -> bool:
        return False

    refused = type(wanted)(wanted.accept, wanted.takes, 1000, 1.0, nobody)
    with pytest.raises(Unreachable):
        await fetcher.fetch(parse("http://busy.example/"), refused)
    assert internet.connected == []


async def test_the_machine_s_own_resolver_gives_addresses_that_are_then_judged() -> None:
    found = await SystemResolver().resolve("localhost")
    assert set(found) & {"127.0.0.1", "::1"}


async def test_the_machine_s_own_connector_takes_numbers_only() -> None:
    with pytest.raises(OSError):
        await SystemConnector().connect("localhost", 80)  # pyright: ignore[reportArgumentType] -- what the type forbids does not work either


def redirect(target: str, status: int = 302):  # noqa: ANN201 -- the type is that of a server
    async def serve(call: Call) -> None:
        await call.reply(status, b"", {"Location": target})

    return serve
