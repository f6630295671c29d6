"""How much of what one member asks for is worked on at once.

Owns: a line for each who asks: a member, or an address that shows no member.
Promises: whoever asks for much at once, over however many connections, waits behind themselves and
hardly in front of others. So many of their requests are worked on; the rest stands in line in the
order in which it came, and one of it moves on in each round of the event loop, between which
everybody else has had their round. Of a line that has grown long only two are worked on, until nobody
stands in it any more. Nobody is refused here.
Never does: look at what a peer does. The gate and the edge end a turn before they wait for one, who
may never send or read.
"""

import asyncio
from collections import deque

_LONG = 2
"""How many times as many as are worked on make a line long."""
_OF_LONG = 2


class Turn:
    """Lasts until its `end`, which may be said more than once."""

    __slots__ = ("_line", "waited")

    def __init__(self, line: "_Line", *, waited: bool) -> None:
        self._line: _Line | None = line
        self.waited = waited

    def end(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            line.let_go()


class Turns:
    def __init__(self, at_once: int) -> None:
        self._at_once = at_once
        self._lines: dict[str, _Line] = {}

    async def take(self, name: str) -> Turn:
        line = self._lines.get(name)
        if line is None:
            line = self._lines[name] = _Line(name, self._at_once, self._lines)
        return Turn(line, waited=await line.enter())


class _Line:
    def __init__(self, name: str, at_once: int, lines: dict[str, "_Line"]) -> None:
        self._name = name
        self._at_once = at_once
        self._lines = lines
        self._taken = 0
        self._free = 0
        """Of those taken: let go of, and not yet moved on."""
        self._waiting: deque[asyncio.Future[None]] = deque()

    async def enter(self) -> bool:
        """Whether there was something to wait for."""
        if self._taken < self._at_once and not self._waiting:
            self._taken += 1
            return False
        turn = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if not turn.cancelled():
                self.let_go()
            raise
        return True

    def let_go(self) -> None:
        if self._taken > _OF_LONG and len(self._waiting) > self._at_once * _LONG:
            self._taken -= 1
            return
        self._free += 1
        if self._free == 1:
            self._move_soon()

    def _move_soon(self) -> None:
        if self._waiting:
            asyncio.get_running_loop().call_soon(self._move)
            return
        self._taken -= self._free
        self._free = 0
        if not self._taken:
            del self._lines[self._name]

    def _move(self) -> None:
        while self._waiting:
            first = self._waiting.popleft()
            if not first.done():
                self._free -= 1
                first.set_result(None)
                break
        if self._free:
            self._move_soon()
