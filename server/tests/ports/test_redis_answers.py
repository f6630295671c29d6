"""What Redis says is read the same, however its bytes are cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from redis.exceptions import InvalidResponse, ResponseError

from longhouse.kernel.adapters.live_redis.answers import Answers

Said = bytes | int | None | list["Said"]

SAID: st.SearchStrategy[Said] = st.recursive(
    st.binary(max_size=40) | st.integers(-(2**63), 2**63 - 1) | st.none(),
    lambda said: st.lists(said, max_size=4),
    max_leaves=8,
)


def told(channel: bytes, payload: bytes) -> Said:
    return [b"message", channel, payload]


# Read by a way of its own, whatever stands in it.
TOLD = st.builds(told, st.binary(max_size=40), st.binary(max_size=400))


def write(said: Said) -> bytes:
    match said:
        case bytes():
            return b"$%d\r\n%s\r\n" % (len(said), said)
        case int():
            return b":%d\r\n" % said
        case None:
            return b"$-1\r\n"
        case list():
            return b"*%d\r\n" % len(said) + b"".join(write(one) for one in said)


@given(st.lists(SAID | TOLD, max_size=5), st.lists(st.integers(1, 30), min_size=1))
def test_every_answer_comes_once_and_whole(said: list[Said], cuts: list[int]) -> None:
    raw = b"".join(write(one) for one in said)
    answers, heard, at, turn = Answers(), list[object](), 0, 0
    while at < len(raw):
        step = cuts[turn % len(cuts)]
        heard += answers.feed(raw[at : at + step])
        at, turn = at + step, turn + 1
    assert heard == said


def test_what_only_looks_like_something_told_is_read_part_by_part() -> None:
    """The channel's size counts, not where its line seems to end."""
    raw = b"*3\r\n$7\r\nmessage\r\n$8\r\na\r\n$1\r\nb\r\n$2\r\nhi\r\n"
    assert list(Answers().feed(raw)) == [[b"message", b"a\r\n$1\r\nb", b"hi"]]


def test_a_simple_answer_is_its_line() -> None:
    assert list(Answers().feed(b"+PONG\r\n*2\r\n$4\r\npong\r\n$0\r\n\r\n")) == [
        b"PONG",
        [b"pong", b""],
    ]


def test_a_refusal_is_raised() -> None:
    with pytest.raises(ResponseError, match="WRONGPASS no"):
        list(Answers().feed(b"-WRONGPASS no\r\n"))


@pytest.mark.parametrize("raw", [b"HTTP/1.1 400 Bad Request\r\n", b"$x\r\n", b"*\r\n"])
def test_what_is_no_redis_is_not_taken_for_one(raw: bytes) -> None:
    with pytest.raises(InvalidResponse):
        list(Answers().feed(raw))
