"""A house of many processes is one house to whoever comes to its address."""

import asyncio
from typing import Any

import pytest

from flows.many import ManyProcesses, ada, house, move_in, proxy
from media.files import photo
from support.browsing import Browser
from support.caddy import Caddy
from support.households import GENERAL
from support.nginx import Nginx
from support.waiting import until

pytestmark = [pytest.mark.slow, pytest.mark.two_processes]
# Fixtures that this file and its neighbour share.
__all__ = ["ada", "house", "proxy"]

SECTION = f"section:{GENERAL}"
PATIENCE = 30.0


@pytest.mark.parametrize("proxy", [Nginx, Caddy], indirect=True)
async def test_people_meet_in_a_house_of_many_processes(house: ManyProcesses, ada: Browser) -> None:
    """One start of seven processes serves many promises, because it is the slowest part."""
    ben, carla = await move_in(house, "ben"), await move_in(house, "carla")
    await sessions_are_good_for_each_other(house, ben)
    await every_gateway_is_given_sockets(house, ada)
    await members_hear_each_other_across_gateways(house, ada, ben, carla)
    await a_comment_reaches_its_reader_and_notifies_the_author(ben, carla)
    await who_cannot_hold_a_socket_asks_again_and_again(ben, carla)
    await pictures_go_through_whole_and_in_pieces(house, ben)
    await what_is_too_large_is_refused_with_a_sentence(ben)
    await a_session_that_ends_closes_its_socket_at_its_gateway(house, carla)
    await a_page_of_another_site_gets_no_socket(house, ben)
    await ben.close()
    await carla.close()
    assert await house.stop() == [0] * 5


async def publish(browser: Browser, content: str, **more: object) -> dict[str, Any]:
    wish = {"content": content, "section_id": GENERAL, **more}
    answer = await browser.client.post("posts", json=wish)
    assert answer.status_code == 201, answer.text
    return answer.json()["post"]


async def sessions_are_good_for_each_other(house: ManyProcesses, ben: Browser) -> None:
    cookies = {kept.name: kept for kept in ben.client.cookies.jar}
    assert cookies["__Host-session_id"].secure, "the proxy's word that it was https did not count"
    for _ in range(6):
        answer = await ben.client.get("auth/session")
        assert answer.json()["user"]["username"] == "ben"


async def every_gateway_is_given_sockets(house: ManyProcesses, browser: Browser) -> None:
    """A proxy looks now and then whether a gateway is ready, and may have looked too early."""

    async def is_each_given_one() -> bool:
        async with browser.open_socket(), browser.open_socket():
            return all([await house.sockets_at(gateway) for gateway in house.gateways])

    async def is_nobody_there() -> bool:
        return not any([await house.sockets_at(gateway) for gateway in house.gateways])

    await until(is_each_given_one, within=PATIENCE)
    await until(is_nobody_there, within=PATIENCE)


async def members_hear_each_other_across_gateways(
    house: ManyProcesses, ada: Browser, ben: Browser, carla: Browser
) -> None:
    async with (
        ada.listen(SECTION) as adas,
        ben.listen(SECTION) as bens,
        carla.listen(SECTION) as carlas,
    ):
        at_gateways = [await house.sockets_at(gateway) for gateway in house.gateways]
        assert sum(at_gateways) == 3
        assert min(at_gateways) > 0, "all of them came to one gateway"
        assert [await house.sockets_at(server) for server in house.servers] == [0, 0]
        made = await publish(ben, "Soup at seven.")
        for listening in (adas, bens, carlas):
            told = await listening.heard("new_post")
            assert told["data"]["post"]["id"] == made["id"]
        assert len({heard.events[0]["offset"] for heard in (adas, bens, carlas)}) == 1


async def a_comment_reaches_its_reader_and_notifies_the_author(
    ben: Browser, carla: Browser
) -> None:
    post = await publish(ben, "Who brings bread?")
    async with ben.listen(f"post:{post['id']}") as reading, ben.listen(await me(ben)) as own:
        wish = {"post_id": post["id"], "content": "I do."}
        assert (await carla.client.post("comments", json=wish)).status_code == 201
        told = await reading.heard("new_comment")
        assert told["data"]["comment"]["content"] == "I do."
        # This is a job of the worker's.
        await until(lambda: of_kind(own.events, "notification"), within=PATIENCE)
        followed = await carla.client.post(f"users/{(await me(ben)).removeprefix('user:')}/follow")
        assert followed.status_code in (200, 201), followed.text
        await own.heard("user_followed")


async def me(browser: Browser) -> str:
    return f"user:{(await browser.client.get('auth/session')).json()['user']['id']}"


def of_kind(events: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [event for event in events if event["type"] == kind]


async def who_cannot_hold_a_socket_asks_again_and_again(ben: Browser, carla: Browser) -> None:
    """Whichever server is asked goes on from the same cursor."""
    begun = (await carla.client.get("events", params={"topics": SECTION})).json()
    cursor, heard = begun["meta"]["cursor"], list[str]()
    for number in range(4):
        asking = asyncio.create_task(
            carla.client.get("events", params={"cursor": cursor}, timeout=40)
        )
        await publish(ben, f"Verse {number}")
        answer = (await asking).json()
        heard += [one["data"]["post"]["content"] for one in of_kind(answer["events"], "new_post")]
        cursor = answer["meta"]["cursor"]
    assert heard == [f"Verse {number}" for number in range(4)]


async def pictures_go_through_whole_and_in_pieces(house: ManyProcesses, ben: Browser) -> None:
    whole = await ben.client.post("media", files={"file": ("a.jpg", photo(), "image/jpeg")})
    assert whole.status_code == 201, whole.text
    large = photo("png", 2400, 1800) + bytes(3 << 20)
    begun = await ben.client.post("media", json={"size": len(large), "mime": "image/png"})
    assert begun.status_code == 201, begun.text
    media_id, middle = begun.json()["media"]["id"], len(large) // 2
    for offset, piece in ((0, large[:middle]), (middle, large[middle:])):
        came = await ben.client.head(f"media/{media_id}")
        assert came.headers["Upload-Offset"] == str(offset)
        answer = await ben.client.patch(
            f"media/{media_id}",
            content=piece,
            headers={"Upload-Offset": str(offset), "Content-Type": "application/octet-stream"},
        )
        assert answer.is_success, answer.text
    for media in (whole.json()["media"]["id"], media_id):
        file = await ben.client.get(house.url + await ready_url(ben, media))
        assert file.headers["content-type"].startswith("image/")


async def ready_url(ben: Browser, media_id: str) -> str:
    found: dict[str, Any] = {}

    async def is_ready() -> bool:
        nonlocal found
        found = (await ben.client.get(f"media/{media_id}")).json()["media"]
        return found["status"] == "ready"

    await until(is_ready, within=PATIENCE)
    return next(url for url in found["urls"].values() if url)


async def what_is_too_large_is_refused_with_a_sentence(ben: Browser) -> None:
    answer = await ben.client.post("posts", json={"content": "x" * 1_200_000})
    assert answer.status_code == 413
    assert answer.json()["code"], "the house says it, not the proxy"


async def a_session_that_ends_closes_its_socket_at_its_gateway(
    house: ManyProcesses, carla: Browser
) -> None:
    phone = Browser(house, "carla")
    assert (await phone.sign_in()).status_code == 200
    session = (await phone.client.get("auth/session")).json()["session"]["id"]
    async with phone.listen(SECTION) as listening:
        assert (await carla.client.delete(f"auth/sessions/{session}")).status_code == 200
        await until(lambda: listening.closed)
        assert listening.closed is not None
        assert listening.closed[0] == 4401
    await phone.close()


async def a_page_of_another_site_gets_no_socket(house: ManyProcesses, ben: Browser) -> None:
    answer = await ben.client.get(
        f"{house.url}/api/v1/ws",
        headers={
            "Origin": "https://evil.example",
            "Connection": "Upgrade",
            "Upgrade": "websocket",
            "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
        },
    )
    assert answer.status_code == 403
