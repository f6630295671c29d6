"""Answers that are no page: of another type, refusals, and what is not HTTP."""

import pytest

from links.conftest import wanting
from links.fetching import fetched, raw
from links.internet import Internet
from longhouse.kernel.outbound.client import Fetcher
from longhouse.kernel.outbound.errors import NoAnswer, Unreadable


@pytest.mark.parametrize(
    "content_type", ["application/pdf", "text/plain", "video/mp4", "application/zip", "", "html"]
)
async def test_what_is_no_page_is_not_read(
    internet: Internet, fetcher: Fetcher, content_type: str
) -> None:
    with pytest.raises(Unreadable):
        await fetched(internet, fetcher, lambda call: call.answer(b"x", content_type))


@pytest.mark.parametrize(
    ("status", "passes"),
    [(404, False), (403, False), (410, False), (204, False), (206, False), (304, False),
     (429, True), (500, True), (503, True), (408, True)],
)  # fmt: skip
async def test_a_refusal_says_whether_it_may_pass(
    internet: Internet, fetcher: Fetcher, status: int, *, passes: bool
) -> None:
    with pytest.raises(NoAnswer) as refused:
        await fetched(
            internet, fetcher, lambda call: call.reply(status, b"", {"Content-Type": "text/html"})
        )
    assert refused.value.may_pass is passes


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\x00" * 500,
        b"SSH-2.0-OpenSSH_9.9\r\n",
        b"-ERR wrong number of arguments\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n\x00\x01",
        b"HTTP/9.9 200 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n x: folded\r\n\r\n",
    ],
)
async def test_what_is_not_http_is_refused(
    internet: Internet, fetcher: Fetcher, answer: bytes
) -> None:
    with pytest.raises(NoAnswer):
        await fetched(internet, fetcher, raw(answer), wanting(patience=1.0))
