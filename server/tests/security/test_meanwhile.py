"""Who one was when a request began says nothing of who one is when its body has come."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import httpx

from longhouse.kernel.http.gate import UPLOADS_AT_ONCE
from media import files
from media.steps import announce, append
from support.people import People, Person
from support.waiting import settle, until


class Slow:
    """Bodies that stop after their first bytes, until all of them go on."""

    def __init__(self) -> None:
        self.begun = 0
        self._go_on = asyncio.Event()

    async def send(self, body: bytes, first: int = 1) -> AsyncIterator[bytes]:
        yield body[:first]
        self.begun += 1
        await self._go_on.wait()
        yield body[first:]

    def go_on(self) -> None:
        self._go_on.set()


async def slowly(person: Person, path: str, wish: dict[str, Any], slow: Slow) -> httpx.Response:
    return await person.client.patch(
        path,
        content=slow.send(json.dumps(wish).encode()),
        headers={**person.csrf_header, "Content-Type": "application/json"},
    )


async def test_a_body_that_dawdles_does_not_outlive_the_session_or_the_right_of_its_sender(
    people: People,
) -> None:
    ada, bea, ben = await people.admin("ada"), await people.admin("bea"), await people.member("ben")
    slow = Slow()
    asked = [
        asyncio.create_task(slowly(ben, "users/me", {"bio": "Too late."}, slow)),
        asyncio.create_task(slowly(bea, "admin/config", {"site_name": "Too late"}, slow)),
        asyncio.create_task(slowly(ada, "users/me", {"bio": "In time."}, slow)),
    ]
    await until(lambda: slow.begun == len(asked))
    assert (await ada.delete(f"/admin/users/{ben.id}/sessions")).status_code == 200
    demoted = await ada.patch(f"/admin/users/{bea.id}", {"is_admin": False})
    assert demoted.status_code == 200
    slow.go_on()
    answers = [answer.status_code for answer in await asyncio.gather(*asked)]
    assert answers == [401, 403, 200]
    assert (await ada.get(f"/users/{ben.id}")).json()["user"]["bio"] is None
    assert (await ada.get("/site")).json()["site"]["name"] == "Longhouse"


async def test_whoever_sends_many_files_at_once_waits_behind_themselves(people: People) -> None:
    """A piece is held in memory until it is large enough to be put away."""
    ada, ben = await people.admin("ada"), await people.member("ben")
    carla = await people.member("carla")
    content, slow = files.photo(), Slow()
    begun = [await announce(ben, len(content)) for _ in range(UPLOADS_AT_ONCE + 2)]
    sending = [
        asyncio.create_task(append(ben, one.json()["media"]["id"], 0, slow.send(content, 1000)))
        for one in begun
    ]
    await until(lambda: slow.begun >= UPLOADS_AT_ONCE)
    await settle()
    assert slow.begun == UPLOADS_AT_ONCE
    hers = await announce(carla, len(content))
    whole = await append(carla, hers.json()["media"]["id"], 0, content)
    assert whole.status_code == 200, "nobody else waits"
    assert (await ben.get("/users/me")).status_code == 200, "nor does what is no file"
    assert (await ada.delete(f"/admin/users/{ben.id}/sessions")).status_code == 200
    slow.go_on()
    answers = [answer.status_code for answer in await asyncio.gather(*sending)]
    assert sorted(answers) == [200] * UPLOADS_AT_ONCE + [401] * 2
