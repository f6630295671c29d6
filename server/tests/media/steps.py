"""What people do in many tests of media."""

from collections.abc import AsyncIterator, Mapping
from typing import Any

import httpx

from longhouse.app import Longhouse
from support.people import Person
from support.waiting import until


def _token(person: Person) -> dict[str, str]:
    token = person._csrf_token  # pyright: ignore[reportPrivateUsage] -- forms and bytes go past `fetch`
    return {"X-CSRF-Token": token or ""}


async def upload(
    person: Person,
    content: bytes,
    name: str = "photo.jpg",
    *,
    fields: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> httpx.Response:
    return await person.client.post(
        "media",
        files={"file": (name, content, "image/jpeg")},
        data=dict(fields or {}),
        headers={**_token(person), **(headers or {})},
    )


async def uploaded(person: Person, content: bytes, **fields: str) -> dict[str, Any]:
    answer = await upload(person, content, fields=fields)
    assert answer.status_code == 201, answer.text
    return answer.json()["media"]


async def announce(person: Person, size: int, **more: object) -> httpx.Response:
    return await person.post("/media", {"size": size, **more})


async def append(
    person: Person, media_id: str, offset: int, content: bytes | AsyncIterator[bytes]
) -> httpx.Response:
    return await person.client.patch(
        f"media/{media_id}",
        content=content,
        headers={
            **_token(person),
            "Upload-Offset": str(offset),
            "Content-Type": "application/octet-stream",
        },
    )


async def get_file(
    person: Person, url: str, headers: Mapping[str, str] | None = None
) -> httpx.Response:
    return await person.client.get(url.removeprefix("/api/v1/"), headers=dict(headers or {}))


async def settled(person: Person, media_id: str, *, within: float = 60) -> dict[str, Any]:
    """The media as soon as nothing is being done with it any more."""
    seen: dict[str, Any] = {}

    async def done() -> bool:
        seen.update((await person.get(f"/media/{media_id}")).json()["media"])
        return seen["status"] not in ("uploading", "processing")

    await until(done, within=within)
    return seen


async def keys_in_store(longhouse: Longhouse) -> set[str]:
    return {found.key async for found in longhouse.house.blobs.list("media")}


async def collect(longhouse: Longhouse) -> None:
    """As the schedule does every hour."""
    module = next(module for module in longhouse.modules if module.name == "media")
    async with longhouse.db.transaction() as tx:
        await module.schedules[0].run(tx)
