"""Sockets that do not read, do not answer, arrive in the midst of things, or lose their right."""

import asyncio
import json
import random

from experiments.bystanders import bystanders
from experiments.declare import Experiment, Trial
from stage.checks import Bounds, check_all
from stage.homes import GENERAL, Home, Stopwatch, lived_in
from stage.listeners import Listener, check_converged, listening
from stage.members import Community, Member, community
from stage.proxy import Proxy
from stage.raw import RawSocket
from stage.waiting import Violation, until

_TOPIC = f"section:{GENERAL}"
# By each who speaks, once the right has ended.
_SAID_AFTER = 8


async def _slow_reader(trial: Trial) -> None:
    async with trial.alone() as (home, everybody):
        house = home.house
        async with listening(everybody, ("ada", "ben"), GENERAL) as listeners:
            async with bystanders(trial, everybody, house, megabytes=80, files=20):
                slow = [
                    await RawSocket.listening(house.port, everybody.named("carla"), _TOPIC)
                    for _ in range(trial.pick(20, 5))
                ]
                writer = asyncio.create_task(_write_much(everybody, trial.pick(900, 400)))
                for one in slow:
                    one.read_slowly()
                await writer
                await until(
                    lambda: all(one.ended for one in slow),
                    "slow readers being let go",
                    within=90,
                    promise="bounded memory",
                )
            for one in slow:
                await one.close()
            await check_all(everybody)
            await check_converged(listeners)


async def _write_much(everybody: Community, count: int) -> None:
    """Long posts, so that what waits for a slow reader is soon more than the house keeps."""
    dora = everybody.named("dora")
    for _ in range(count):
        wish = everybody.wish_post(dora)
        wish.body["content"] = "long " * 1800 + ": " + wish.key
        await everybody.make(wish)


async def _vanished(trial: Trial) -> None:
    """Browsers whose network is gone: no goodbye, no answer to a ping."""
    async with lived_in(
        trial.furnished,
        LONGHOUSE_REALTIME_HEARTBEAT_SECONDS="5",
        LONGHOUSE_LOG_LEVEL="error",
    ) as home:
        house = await home.open("up")
        proxy = Proxy(house.port)
        await proxy.start()
        try:
            async with community(home, trial.chance) as everybody:
                ada, gita = everybody.named("ada"), everybody.named("gita")
                await _befriend(everybody, ada, gita)
                bounds = Bounds(house)
                crowd = [
                    await RawSocket.listening(proxy.port, gita, _TOPIC)
                    for _ in range(trial.pick(300, 100))
                ]
                for one in crowd:
                    one.read_all()
                if house.open_files() < len(crowd):
                    raise Violation("the experiment", "the crowd was not inside")
                if not await _is_here(everybody, ada, gita):
                    raise Violation("presence", "who holds a socket is not shown as here")
                proxy.swallow()
                watch = Stopwatch()
                await until(
                    lambda: house.open_files() < len(crowd) // 2 + 60,
                    "sockets that vanished being reaped",
                    within=40,
                    promise="bounded descriptors",
                )
                reaped = watch.seconds

                async def gone() -> bool:
                    return not await _is_here(everybody, ada, gita)

                await until(gone, "who vanished being shown as away", within=65)
                trial.note(f"{len(crowd)} reaped in {reaped:.0f} s, away in {watch.seconds:.0f} s")
                for one in crowd:
                    await one.close()
                trial.note(bounds.check(megabytes=60, files=40))
        finally:
            await proxy.remove()


async def _befriend(everybody: Community, one: Member, other: Member) -> None:
    """Friends see of each other who is here."""
    asked = await everybody.ask(one, "POST", f"users/{other.id}/friend-request", {})
    assert asked is not None
    request = asked.json()["friend_request"]["id"]
    wish = {"action": "accept"}
    answer = await everybody.ask(other, "POST", f"friend-requests/{request}/respond", wish)
    assert answer is not None
    assert answer.is_success, answer.text


async def _is_here(everybody: Community, viewer: Member, other: Member) -> bool:
    answer = await everybody.ask(viewer, "GET", f"users/{other.id}")
    assert answer is not None
    return bool(answer.json()["user"]["online"])


async def _arriving(trial: Trial) -> None:
    """Many come to listen while others write: what each reads and what each is told fit together."""
    async with trial.together() as (_home, everybody):
        newcomers: list[Listener] = []
        try:
            async with everybody.living(at_once=4):
                for _ in range(trial.pick(150, 12)):
                    newcomer = Listener(everybody, trial.chance.choice(everybody.members), GENERAL)
                    newcomer.start()
                    newcomers.append(newcomer)
                    await asyncio.sleep(trial.chance.uniform(0, 0.12))
                await until(lambda: everybody.written > 60, "enough being written", within=90)
            await check_all(everybody)
            await check_converged(newcomers)
            heard = sum(one.heard for one in newcomers)
            trial.note(f"{len(newcomers)} came, {heard} frames, no gap")
        finally:
            for newcomer in newcomers:
                await newcomer.stop()


async def _withdrawn(trial: Trial) -> None:
    """Ben blocks Carla, or signs her out, while much is said under his post."""
    async with trial.together() as (home, everybody):
        later = 0
        for number in range(trial.pick(12, 1)):
            later += await _block_while_speaking(everybody, home, trial.chance, number)
        await check_all(everybody)
        trial.note(f"{later} comments after the end of a right, none came")


async def _block_while_speaking(
    everybody: Community, home: Home, chance: random.Random, number: int
) -> int:
    ben = everybody.named("ben")
    watcher = everybody.named(("carla", "dora", "emil")[number % 3])
    post = await everybody.make(everybody.wish_post(ben))
    assert post is not None
    port = chance.choice([one.port for one in home.running() if one.role == "serve"])
    socket = await RawSocket.listening(port, watcher, f"post:{post}")
    socket.read_all()
    early: set[str] = set()
    late: set[str] = set()
    blocked = asyncio.Event()

    async def speak(member: Member) -> None:
        more = _SAID_AFTER
        while more > 0:
            wish = everybody.wish_comment(member, post)
            after = blocked.is_set()
            if made := await everybody.make(wish):
                (late if after else early).add(made)
                more -= after

    async def is_found() -> bool:
        found = await everybody.ask(watcher, "GET", "search?q=Heard")
        assert found is not None
        return post in found.text

    await until(is_found, "the post being found")
    speaking = [
        asyncio.create_task(speak(everybody.named(name))) for name in ("femi", "gita", "hugo")
    ]
    await until(lambda: len(socket.frames) > 5, "the watcher hearing")
    answer = await everybody.ask(ben, "POST", f"users/{watcher.id}/block", {})
    assert answer is not None
    assert answer.is_success, answer.text
    blocked.set()
    seen = await everybody.ask(watcher, "GET", f"posts/{post}")
    if seen is None or seen.status_code != 404:
        raise Violation("confidentiality", f"the post is still shown: {seen}")
    if await is_found():
        raise Violation("confidentiality", "the post is still found")
    await asyncio.gather(*speaking)
    await asyncio.sleep(0.5)
    heard = {json.loads(frame).get("event_id") for frame in socket.frames}
    if not heard & await _events_of(home, early):
        raise Violation("the experiment", "the watcher heard nothing while they might")
    leaked = heard & await _events_of(home, late)
    await socket.close()
    if leaked:
        raise Violation("confidentiality", f"{len(leaked)} comments came after the block")
    await everybody.ask(ben, "DELETE", f"users/{watcher.id}/block")
    return len(late)


async def _events_of(home: Home, comments: set[str]) -> set[str]:
    """By their events, whatever a frame says of them."""
    rows = await home.database.rows(
        """
        SELECT id::text FROM kernel.outbox
        WHERE name = 'responses.CommentAdded' AND payload->>'comment_id' = ANY($1)
        """,
        list(comments),
    )
    return {row[0] for row in rows}


async def _abused(trial: Trial) -> None:
    async with trial.alone() as (home, everybody):
        carla = everybody.named("carla")
        async with bystanders(trial, everybody, home.house, megabytes=40, files=20):
            for name, (bytes_sent, codes) in ABUSES.items():
                for _ in range(trial.pick(20, 1)):
                    socket = await RawSocket.listening(home.house.port, carla, _TOPIC)
                    code = await socket.abuse(bytes_sent, within=trial.within(15))
                    if code not in codes:
                        raise Violation("closed as the protocol says", f"{name}: {code}")
        await check_all(everybody)


def _frame(first: int, payload: bytes, *, masked: bool = True) -> bytes:
    """One frame of a client; `first` holds the bits and the opcode."""
    mask = 0x80 if masked else 0
    if len(payload) < 126:
        head = bytes([first, mask | len(payload)])
    elif len(payload) < 65536:
        head = bytes([first, mask | 126]) + len(payload).to_bytes(2, "big")
    else:
        head = bytes([first, mask | 127]) + len(payload).to_bytes(8, "big")
    return head + (b"\0\0\0\0" if masked else b"") + payload


# What is sent, and the codes of which one has to come; 1006 is an end without a word.
ABUSES: dict[str, tuple[bytes, tuple[int, ...]]] = {
    "a frame without a mask": (_frame(0x81, b"{}", masked=False), (1002,)),
    "a compressed frame that was not agreed": (_frame(0xC1, b"\x2a\x0f" * 50), (1002,)),
    "a ping of more than 125 bytes": (_frame(0x89, b"x" * 200), (1002,)),
    "text that is not UTF-8": (_frame(0x81, b"\xff\xfe"), (1007,)),
    "a hundred megabytes announced": (bytes([0x81, 0xFF]) + (10**8).to_bytes(8, "big"), (1009,)),
    "fragments without end": (
        _frame(0x01, b"x" * 1000) + _frame(0x00, b"x" * 1000) * 200,
        (1009,),
    ),
    "a flood of frames": (_frame(0x81, b'{"type":"ping","id":1,"data":{}}') * 2000, (4429, 1008)),
    "bytes": (_frame(0x82, b"\x00" * 100), (1003,)),
}

EXPERIMENTS = [
    Experiment(
        name="slow-reader",
        title="some read a byte a second in a busy section",
        promises=("bounded memory", "others stay served", "no gap for the others"),
        run=_slow_reader,
        in_short=False,
        proofs=("tests/realtime/test_connections.py",),
    ),
    Experiment(
        name="vanished-sockets",
        title="a crowd of sockets vanishes without a goodbye",
        promises=("reaped by pings", "bounded descriptors", "presence right within 60 s"),
        run=_vanished,
        in_short=False,
    ),
    Experiment(
        name="arriving",
        title="many begin to listen while others write",
        promises=("position before snapshot", "no silent gap", "convergence"),
        run=_arriving,
        proofs=("tests/realtime/test_subscribing.py", "tests/realtime/test_histories.py"),
        lane="several processes",
    ),
    Experiment(
        name="right-withdrawn",
        title="a right ends while much is said",
        promises=("nothing committed later is heard", "nor read, nor found"),
        run=_withdrawn,
        proofs=("tests/realtime/test_withdrawals.py", "tests/kernel/test_commits_in_doubt.py"),
        lane="several processes",
    ),
    Experiment(
        name="abused-sockets",
        title="sockets are sent what no browser sends",
        promises=("closed as the protocol says", "bounded memory", "others stay served"),
        run=_abused,
        proofs=("tests/realtime/test_incoming.py",),
    ),
]
