"""A look takes a bounded time and a bounded number of bytes, whatever answers."""

import asyncio
import gzip
import itertools
import time
import zlib
from collections.abc import Callable
from contextlib import suppress

import pytest

from links.conftest import wanting
from links.fetching import MOST, PAGE, fetched, raw
from links.internet import PUBLIC, Call, Internet, Serve
from links.watch import Watch
from longhouse.kernel.outbound.client import Fetched, Fetcher
from longhouse.kernel.outbound.errors import NoAnswer, Unreachable, Unreadable
from longhouse.kernel.outbound.urls import parse


def deflate(body: bytes) -> bytes:
    return zlib.compress(body)


def deflate_without_header(body: bytes) -> bytes:
    return zlib.compress(body, wbits=-15)


PACKERS: list[tuple[str, Callable[[bytes], bytes]]] = [
    ("gzip", gzip.compress),
    ("x-gzip", gzip.compress),
    ("deflate", deflate),
    ("deflate", deflate_without_header),
    ("identity", bytes),
]


def packed(body: bytes, encoding: str) -> Serve:
    return lambda call: call.answer(body, Content_Encoding=encoding)


async def test_a_page_comes_whole_with_its_type_and_charset(
    internet: Internet, fetcher: Fetcher
) -> None:
    found = await fetched(
        internet, fetcher, lambda call: call.answer(b"<p>x", 'Text/HTML; Charset="utf-8"')
    )
    assert (found.body, found.media_type, found.charset) == (b"<p>x", "text/html", "utf-8")
    assert found.is_whole


@pytest.mark.parametrize(
    ("pieces", "body"),
    [
        ((b"Content-Length: 5\r\n\r\nhello",), b"hello"),
        ((b"Transfer-Encoding: chunked\r\n\r\n5\r\nhe", b"llo\r\n1\r\n!\r\n0\r\n\r\n"), b"hello!"),
        ((b"\r\nuntil the end",), b"until the end"),
        ((b"Content-Length: 5\r\n\r\nhello", b"HTTP/1.1 200 OK\r\n\r\nunasked"), b"hello"),
    ],
)
async def test_each_way_to_end_a_body_is_understood(
    internet: Internet, fetcher: Fetcher, pieces: tuple[bytes, ...], body: bytes
) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
    found = await fetched(internet, fetcher, raw(head + pieces[0], *pieces[1:]))
    assert (found.body, found.is_whole) == (body, True)


async def test_interim_answers_are_passed_over(internet: Internet, fetcher: Fetcher) -> None:
    interim = b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"
    last = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nok"
    assert (await fetched(internet, fetcher, raw(interim, interim + last))).body == b"ok"


@pytest.mark.parametrize(("encoding", "pack"), PACKERS)
async def test_what_is_packed_is_unpacked(
    internet: Internet, fetcher: Fetcher, encoding: str, pack: Callable[[bytes], bytes]
) -> None:
    body = b"<title>words</title>" * 1000
    found = await fetched(internet, fetcher, packed(pack(body), encoding))
    assert (found.body, found.is_whole) == (body, True)


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
async def test_a_bomb_ends_at_the_limit_and_the_loop_goes_on(
    internet: Internet, fetcher: Fetcher, encoding: str
) -> None:
    packer = zlib.compressobj(9, wbits=31 if encoding == "gzip" else 15)
    zeros = bytes(1 << 20)
    bomb = b"".join([packer.compress(zeros) for _ in range(200)]) + packer.flush()
    assert len(bomb) < 300_000
    await internet.serve("a.example", packed(bomb, encoding))
    async with Watch() as watch:
        found = await fetcher.fetch(PAGE, wanting(most_bytes=2_000_000))
    assert (len(found.body), found.is_whole) == (2_000_000, False)
    assert watch.longest < 0.020


@pytest.mark.parametrize("encoding", ["br", "zstd", "compress", "gzip, gzip", "br, gzip", "\x80"])
async def test_what_was_not_asked_for_is_not_unpacked(
    internet: Internet, fetcher: Fetcher, encoding: str
) -> None:
    # The beginning of a brotli stream that unpacks to gigabytes; never read.
    with pytest.raises(Unreadable):
        await fetched(internet, fetcher, packed(b"\xcf\xff\xff\x7f\xf8" * 1000, encoding))


@pytest.mark.parametrize(
    "body",
    [b"no gzip", gzip.compress(b"", mtime=0)[:10] + b"\xff" * 50],
    ids=["no gzip", "nonsense behind a head"],
)
async def test_what_only_says_to_be_packed_is_refused(
    internet: Internet, fetcher: Fetcher, body: bytes
) -> None:
    with pytest.raises(Unreadable):
        await fetched(internet, fetcher, packed(body, "gzip"))


async def test_a_body_without_an_end_is_cut(internet: Internet, fetcher: Fetcher) -> None:
    async def serve(call: Call) -> None:
        await call.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        for _ in itertools.count():
            await call.send(b"x" * 10_000)

    found = await fetched(internet, fetcher, serve)
    assert (len(found.body), found.is_whole) == (MOST, False)


async def test_a_body_of_nothing_but_packaging_is_cut(internet: Internet, fetcher: Fetcher) -> None:
    async def serve(call: Call) -> None:
        await call.send(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
        )
        for _ in itertools.count():
            await call.send(b"00000000001;" + b"e" * 60 + b"\r\nx\r\n" * 20)

    began = time.monotonic()
    found_or_not: Fetched | None = None
    with suppress(NoAnswer):
        found_or_not = await fetched(internet, fetcher, serve)
    assert found_or_not is None or len(found_or_not.body) <= MOST
    assert time.monotonic() - began < 3


@pytest.mark.parametrize(
    "line", [b"X-A: b\r\n", b"X-" + b"a" * 5000 + b": b\r\n", b"X: " + b"b" * 9999 + b"\r\n"]
)
async def test_a_head_without_an_end_is_left(
    internet: Internet, fetcher: Fetcher, line: bytes
) -> None:
    sent = 0

    async def serve(call: Call) -> None:
        nonlocal sent
        await call.send(b"HTTP/1.1 200 OK\r\n")
        for _ in itertools.count():
            await call.send(line)
            sent += len(line)

    with pytest.raises(Unreadable):
        await fetched(internet, fetcher, serve)
    # What was read, and what fits into the buffers of the machine between the two.
    assert sent < 30_000_000


async def test_a_server_that_dawdles_is_not_waited_for(
    internet: Internet, fetcher: Fetcher
) -> None:
    over = asyncio.Event()

    async def serve(call: Call) -> None:
        await call.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while not over.is_set():
            await call.send(b"x")
            await asyncio.sleep(0.05)

    async with asyncio.timeout(10):  # there is no end to what it says
        with pytest.raises(Unreachable):
            await fetched(internet, fetcher, serve, wanting(patience=0.4))
    over.set()


async def test_a_server_that_says_nothing_is_not_waited_for(
    internet: Internet, fetcher: Fetcher
) -> None:
    over = asyncio.Event()

    async def serve(_call: Call) -> None:
        await over.wait()

    with pytest.raises(Unreachable):
        await fetched(internet, fetcher, serve, wanting(patience=0.3))
    over.set()


async def test_redirects_share_the_time_of_one_look(internet: Internet, fetcher: Fetcher) -> None:
    async def serve(call: Call) -> None:
        await asyncio.sleep(0.2)
        await call.reply(302, b"", {"Location": "/next"})

    with pytest.raises(Unreachable):  # and not for having redirected too often
        await fetched(internet, fetcher, serve, wanting(patience=0.5))


async def test_others_get_their_turn_while_slow_ones_hold_their_places(internet: Internet) -> None:
    fetcher = Fetcher(internet.dialer(), at_once=2)
    over = asyncio.Event()

    async def hang(_call: Call) -> None:
        await over.wait()

    await internet.serve("slow.example", hang, address="1.1.1.1")
    await internet.serve("a.example", lambda call: call.answer(b"quick"))
    slow = [
        asyncio.create_task(fetcher.fetch(parse(f"http://slow.example/{n}"), wanting(patience=0.3)))
        for n in range(2)
    ]
    await asyncio.sleep(0.05)
    found = await fetcher.fetch(PAGE, wanting(patience=3))
    assert found.body == b"quick"
    over.set()
    outcomes = await asyncio.gather(*slow, return_exceptions=True)
    assert all(isinstance(outcome, Unreachable) for outcome in outcomes)


async def test_a_body_that_breaks_off_is_not_whole(internet: Internet, fetcher: Fetcher) -> None:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 500\r\n\r\n<p>half"
    found = await fetched(internet, fetcher, raw(answer))
    assert (found.body, found.is_whole) == (b"<p>half", False)


async def test_a_second_address_is_tried_when_the_first_does_not_answer(
    internet: Internet, fetcher: Fetcher
) -> None:
    internet.names["a.example"] = [["2606:4700::1", PUBLIC]]
    refuse = internet.connect

    async def connect(address: object, port: int) -> object:
        if str(address) == "2606:4700::1":
            raise OSError("no route")
        return await refuse(address, port)  # pyright: ignore[reportArgumentType] -- handed on as it came

    internet.connect = connect  # pyright: ignore[reportAttributeAccessIssue] -- the port, for this test
    found = await fetched(internet, fetcher, lambda call: call.answer(b"there"))
    assert found.body == b"there"
