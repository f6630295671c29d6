"""Visitors who mean harm: with slow requests, endless heads, bodies, cursors and files."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress

import httpx

from experiments.bystanders import bystanders
from experiments.declare import Experiment, Trial
from stage.checks import Bounds, check_all, check_served, count_of
from stage.homes import PUBLIC, Stopwatch
from stage.members import gather_few
from stage.waiting import Violation, until

Visitor = Callable[[int], Coroutine[None, None, None]]
_SHOWN_OUT_WITHIN = 45.0


async def _slow(trial: Trial) -> None:
    """Several hundred of each kind at once, while members write."""
    async with trial.alone(LONGHOUSE_HTTP_BODY_SECONDS="10") as (home, everybody):
        house = home.house
        async with bystanders(trial, everybody, house, megabytes=60, files=30):
            session = everybody.named("carla").headers
            token = session["X-CSRF-Token"]
            head = (
                f"POST /api/v1/posts HTTP/1.1\r\nHost: h\r\nOrigin: {PUBLIC}\r\n"
                f"Cookie: {session['Cookie']}\r\nX-CSRF-Token: {token}\r\n"
                "Content-Type: application/json\r\nContent-Length: 900000\r\n\r\n"
            )
            visits = [
                _visit(house.port, b"GET / HTTP/1.1\r\nHost: h\r\n", b"X-A: b\r\n"),
                _visit(house.port, head.encode(), b" "),
                _visit(house.port, b"", b""),
                _visit(house.port, b"GET / HTTP/1.1\r\nX: " + b"y" * 60_000, b"y" * 4096),
            ]
            watch = Stopwatch()
            crowd = [
                asyncio.create_task(visits[number % len(visits)](number))
                for number in range(trial.pick(1200, 200))
            ]
            await until(
                lambda: house.open_files() > len(crowd) // 4, "the visitors coming", within=30
            )
            await until(
                lambda: all(task.done() for task in crowd),
                "slow visitors being shown out",
                within=_SHOWN_OUT_WITHIN,
                promise="bounded descriptors",
            )
            trial.note(f"{len(crowd)} shown out in {watch.seconds:.0f} s")
        await check_all(everybody)


def _visit(port: int, begins: bytes, drips: bytes) -> Visitor:
    """Begins to ask for something and never comes to an end; returns when it is shown out."""

    async def visit(_number: int) -> None:
        with suppress(OSError):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            try:
                writer.write(begins)
                while True:
                    try:
                        async with asyncio.timeout(1):
                            if not await reader.read(1000):
                                return
                    except TimeoutError:
                        writer.write(drips)
                        await writer.drain()
            finally:
                writer.transport.abort()

    return visit


async def _unread(trial: Trial) -> None:
    """They ask for much and read nothing; what is kept for them is bounded."""
    # With what a house allows its members, or asking so much would be the whole harm.
    async with trial.alone(LONGHOUSE_HTTP_REQUESTS_PER_MINUTE="2000") as (home, everybody):
        house = home.house
        for member in everybody.members[:3]:
            wish = everybody.wish_post(member)
            wish.body["content"] = "much " * 1900 + ": " + wish.key
            await everybody.make(wish)
        async with everybody.living(at_once=2, pause=0.05):
            await asyncio.sleep(trial.pick(5, 2))
        bounds = Bounds(house)
        calm = [seconds for _, seconds in everybody.latencies]
        everybody.latencies.clear()
        cookie = everybody.named("jonas").headers["Cookie"]
        asks = (
            "GET /api/v1/sections/0190d6a0-0000-7000-8000-000000000007/feed?limit=100"
            f" HTTP/1.1\r\nHost: h\r\nCookie: {cookie}\r\n\r\n"
        ).encode()
        crowd: list[asyncio.StreamWriter] = []
        for _ in range(trial.pick(300, 60)):
            reader, writer = await asyncio.open_connection("127.0.0.1", house.port, limit=1024)
            del reader
            writer.write(asks * 200)
            crowd.append(writer)
        async with everybody.living(at_once=2, pause=0.05):
            await asyncio.sleep(trial.pick(15, 5))
        served = [seconds for _, seconds in everybody.latencies]
        trial.note(bounds.check(megabytes=50 + len(crowd), files=len(crowd) + 30))
        trial.note(check_served(calm, served, factor=2, floor=trial.within(0.25)))
        for writer in crowd:
            writer.transport.abort()
        await until(
            lambda: house.open_files() < len(crowd) // 2 + 60, "they being forgotten", within=30
        )
        await check_all(everybody)


async def _bodies(trial: Trial) -> None:
    """What no client of ours sends is refused, and nothing of it is kept."""
    async with trial.alone() as (home, everybody):
        house = home.house
        ben = everybody.named("ben")
        bounds = Bounds(house)
        before = await home.database.value("SELECT count(*) FROM posts.post")

        async def send(name: str) -> None:
            try:
                answer = await everybody.client.post(
                    f"{house.url}/api/v1/posts",
                    content=BODIES[name](),
                    headers={**ben.headers, "Content-Type": "application/json"},
                    timeout=30,
                )
            except httpx.TransportError:
                # What announces too much is hung up on before it has been sent.
                return
            if not 400 <= answer.status_code < 500:
                raise Violation("refused, not broken", f"{name}: {answer.status_code}")

        await gather_few(
            [lambda name=name: send(name) for name in BODIES for _ in range(trial.pick(5, 1))]
        )
        after = await home.database.value("SELECT count(*) FROM posts.post")
        if after != before:
            raise Violation("atomicity", f"{after - before} posts came of it")
        counted = await count_of(
            house, "http_requests_total", handler="/api/v1/posts", method="POST"
        )
        if counted < len(BODIES) // 2:
            raise Violation("evidence", f"{counted:g} of them are counted")
        trial.note(f"{len(BODIES)} kinds, {bounds.check(megabytes=120, files=30)}")
        await check_all(everybody)


BODIES: dict[str, Callable[[], bytes]] = {
    "ten megabytes": lambda: b'{"content":"' + b"x" * 10_000_000 + b'"}',
    "a hundred thousand deep": lambda: b"[" * 100_000 + b"]" * 100_000,
    "fifty thousand keys": lambda: b"{" + b",".join(b'"k%d":1' % n for n in range(50_000)) + b"}",
    "a number of ten thousand digits": lambda: b'{"content":' + b"9" * 10_000 + b"}",
    "a number beyond all": lambda: b'{"content":1e400}',
    "not a number": lambda: b'{"content":NaN}',
    "half a character": lambda: b'{"content":"\\ud800"}',
    "bytes that are no text": lambda: b'{"content":"\xff\xfe"}',
    "an end of all text": lambda: b'{"content":"a\\u0000b"}',
    "nothing": lambda: b"",
    "half of an object": lambda: b'{"content":',
    "a list": lambda: b"[1,2,3]",
}

EXPERIMENTS = [
    Experiment(
        name="slow-visitors",
        title="hundreds send their requests drop by drop, or heads without end",
        promises=("bounded memory", "bounded descriptors", "others stay served"),
        run=_slow,
        in_short=False,
        proofs=("tests/http/test_idle_connections.py",),
    ),
    Experiment(
        name="unread-answers",
        title="many ask for much and read nothing",
        promises=("bounded memory", "others stay served"),
        run=_unread,
        in_short=False,
    ),
    Experiment(
        name="hostile-bodies",
        title="bodies that are too large, too deep, or no text",
        promises=("refused, not broken", "nothing by half", "bounded memory"),
        run=_bodies,
        proofs=("tests/http/test_bodies.py", "tests/http/test_nested_bodies.py"),
    ),
    Experiment(
        name="tampered-cursors",
        title="cursors are made up, tampered with and borrowed, while others come and go",
        promises=("confidentiality", "nothing skipped or shown twice"),
        proofs=("tests/http/test_cursors.py",),
    ),
    Experiment(
        name="poisoned-files",
        title="bombs, polyglots, truncated films, lists of addresses; a worker is killed",
        promises=("only the worker dies", "given up once", "nothing by half"),
        proofs=(
            "tests/media/test_walls.py",
            "tests/media/test_films.py",
            "tests/media/test_what_pictures_carry.py",
            "tests/security/test_pixel_floods.py",
        ),
    ),
    Experiment(
        name="store-in-trouble",
        title="the store of files breaks off, is gone, or answers late",
        promises=("no half file", "trouble is said to be trouble"),
        proofs=("tests/ports/test_blobs.py",),
    ),
]
