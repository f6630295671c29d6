"""Named people who use a house as its members do: over HTTP, with cookies and CSRF tokens."""

from collections.abc import Mapping
from typing import Any, cast
from uuid import UUID

import httpx

from longhouse.app import Longhouse
from longhouse.features.identity import api as identity
from longhouse.kernel.ids import UserId

PASSWORD = "copper kettle on the stove"
_OK = 200
_CHANGING = {"POST", "PUT", "PATCH", "DELETE"}


class Person:
    """One browser of one person; `fetch` and its short forms answer with the raw response."""

    def __init__(self, longhouse: Longhouse, name: str, *, address: str = "203.0.113.7") -> None:
        self.name = name
        self.id: UserId
        self.client = httpx.AsyncClient(
            transport=httpx.ASGITransport(cast("Any", longhouse.asgi), client=(address, 50_000)),
            base_url=f"{longhouse.public_url}/api/v1",
            headers={"User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"},
        )
        self._csrf_token: str | None = None

    async def fetch(
        self,
        method: str,
        path: str,
        json: object = None,
        *,
        headers: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        sent = dict(headers or {})
        if method in _CHANGING and self._csrf_token and "X-CSRF-Token" not in sent:
            sent["X-CSRF-Token"] = self._csrf_token
        body: dict[str, Any] = {} if json is None else {"json": json}
        return await self.client.request(method, path.lstrip("/"), headers=sent, **body)

    async def get(self, path: str) -> httpx.Response:
        return await self.fetch("GET", path)

    async def post(
        self, path: str, json: object = None, *, headers: Mapping[str, str] | None = None
    ) -> httpx.Response:
        return await self.fetch("POST", path, json, headers=headers)

    async def patch(self, path: str, json: object = None) -> httpx.Response:
        return await self.fetch("PATCH", path, json)

    async def put(self, path: str, json: object = None) -> httpx.Response:
        return await self.fetch("PUT", path, json)

    async def delete(self, path: str) -> httpx.Response:
        return await self.fetch("DELETE", path)

    async def sign_in(self, password: str = PASSWORD, **more: object) -> httpx.Response:
        answer = await self.post(
            "/auth/login", {"username": self.name, "password": password, **more}
        )
        if answer.status_code == _OK:
            self.id = UserId(UUID(answer.json()["id"]))
            await self.renew_csrf_token()
        return answer

    @property
    def csrf_token(self) -> str:
        """For a test that sends it by hand."""
        assert self._csrf_token is not None, f"{self.name} is not signed in"
        return self._csrf_token

    @property
    def csrf_header(self) -> dict[str, str]:
        return {} if self._csrf_token is None else {"X-CSRF-Token": self._csrf_token}

    async def renew_csrf_token(self) -> None:
        self._csrf_token = None
        answer = await self.get("/auth/csrf")
        self._csrf_token = answer.json()["csrf_token"]

    async def confirm(self, password: str = PASSWORD) -> None:
        """Re-authenticate, for what asks for it."""
        answer = await self.post("/auth/reauthenticate", {"password": password})
        assert answer.status_code == _OK, answer.text


class People:
    """Makes people; those whom it makes leave with it."""

    def __init__(self, longhouse: Longhouse) -> None:
        self._longhouse = longhouse
        self._all: list[Person] = []

    def stranger(self, name: str = "stranger", *, address: str = "203.0.113.7") -> Person:
        """Somebody at the door, or another browser of somebody who is inside."""
        person = Person(self._longhouse, name, address=address)
        self._all.append(person)
        return person

    async def member(self, name: str) -> Person:
        """An approved member, signed in."""
        return await self._arrive(name, is_admin=False)

    async def admin(self, name: str = "ada") -> Person:
        return await self._arrive(name, is_admin=True)

    async def leave(self) -> None:
        for person in self._all:
            await person.client.aclose()

    async def _arrive(self, name: str, *, is_admin: bool) -> Person:
        house = self._longhouse.house
        password_hash = await identity.hash_password(house, PASSWORD)
        async with self._longhouse.db.transaction() as tx:
            await identity.import_member(
                tx,
                username=name,
                joined_at=tx.now,
                password_hash=password_hash,
                is_admin=is_admin,
            )
        person = self.stranger(name)
        answer = await person.sign_in()
        assert answer.status_code == _OK, answer.text
        return person
