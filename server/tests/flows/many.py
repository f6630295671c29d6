"""A house of many processes behind one address: two servers, two gateways, a worker."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Iterator

import httpx
import pytest

from flows.conftest import MakeHouse
from support.browsing import Browser
from support.nginx import Nginx
from support.people import PASSWORD
from support.proxy import Proxy
from support.redis_server import RedisServer
from support.running import RunningHouse, free_port
from support.waiting import until


class ManyProcesses:
    def __init__(self, make: MakeHouse, redis: RedisServer, proxy: Proxy) -> None:
        self.url = self.public_url = proxy.url
        self.trusted: ssl.SSLContext | None = proxy.trusted
        settings = {
            "LONGHOUSE_LIVE_BACKEND": "redis",
            "LONGHOUSE_LIVE_REDIS_URL": redis.url,
            "LONGHOUSE_PUBLIC_URL": proxy.url,
            "LONGHOUSE_HTTP_TRUSTED_PROXIES": "127.0.0.1",
            "LONGHOUSE_POSTS_POSTS_PER_MINUTE": "100000",
            "LONGHOUSE_REALTIME_LEAVE_SECONDS": "1",
        }
        self.servers = [make("serve", settings) for _ in range(2)]
        self.gateways = [make("gateway", settings) for _ in range(2)]
        self.worker = make("worker", settings)

    @property
    def all(self) -> list[RunningHouse]:
        return [*self.servers, *self.gateways, self.worker]

    @property
    def first_link(self) -> str | None:
        """The link that was issued last is the one that counts."""
        return self.servers[-1].first_link

    async def start(self) -> None:
        for server in self.servers:
            await server.start()
        await until(lambda: self.first_link)
        await asyncio.gather(*(one.start() for one in (*self.gateways, self.worker)))

    async def stop(self) -> list[int]:
        """The sockets' end first; the exit codes."""
        return [await one.stop() for one in reversed(self.all)]

    async def sockets_at(self, house: RunningHouse) -> int:
        """How many are open at this one process, past the proxy."""
        async with httpx.AsyncClient() as client:
            measured = (await client.get(f"http://127.0.0.1:{house.port}/metrics")).text
        (line,) = [x for x in measured.splitlines() if x.startswith("websocket_connections_active")]
        return int(float(line.rpartition(" ")[2]))


@pytest.fixture
async def house(house_of: MakeHouse, redis_server: RedisServer, proxy: Proxy) -> ManyProcesses:
    house = ManyProcesses(house_of, redis_server, proxy)
    for ports, kind in ((proxy.servers, house.servers), (proxy.gateways, house.gateways)):
        for port, process in zip(ports, kind, strict=True):
            process.port = port
    await house.start()
    return house


@pytest.fixture
def proxy(request: pytest.FixtureRequest) -> Iterator[Proxy]:
    """An nginx, unless the test asks for another kind."""
    kind: type[Proxy] = getattr(request, "param", Nginx)
    proxy = kind([free_port(), free_port()], [free_port(), free_port()])
    proxy.start()
    yield proxy
    proxy.remove()


@pytest.fixture
async def ada(house: ManyProcesses) -> AsyncIterator[Browser]:
    """The first admin, in a house that lets everybody in."""
    ada = Browser(house, "ada")
    await ada.become_first_admin()
    answer = await ada.client.patch("admin/config", json={"signup_mode": "open"})
    assert answer.status_code == 200, answer.text
    yield ada
    await ada.close()


async def move_in(house: ManyProcesses, name: str) -> Browser:
    browser = Browser(house, name)
    answer = await browser.client.post(
        "auth/register", json={"username": name, "password": PASSWORD}
    )
    assert answer.status_code == 201, answer.text
    assert (await browser.sign_in()).status_code == 200
    return browser
