"""Where topics stood when views were read, so that nothing older is told after something newer.

Two who tell (two processes, or the relay and the sweeper of one) may each read how something looks
and then publish in the other order. Whoever was told the older view last would keep it. So a view
is published only where nothing has been told since before it was read; else it is read again.
"""

from longhouse.kernel.live import BEGINNING, Position

# More topics than this are forgotten, the first known first; each costs one more reading later.
_MOST = 10_000


class Standing:
    """What the tellers of one process know of topics."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[int, Position]] = {}
        self._turn = 0

    def begin(self) -> "Stood":
        """To be called before views are read."""
        return Stood(self, self._turn)

    def find(self, topic: str) -> tuple[int, Position]:
        return self._known.get(topic, (0, BEGINNING))

    def learn(self, topic: str, position: Position) -> None:
        self._turn += 1
        self._known[topic] = (self._turn, position)
        if len(self._known) > _MOST:
            del self._known[next(iter(self._known))]


class Stood:
    """What was known before one teller read its views, and what it has told since itself."""

    def __init__(self, standing: Standing, turn: int) -> None:
        self._standing = standing
        self._turn = turn
        self._mine: dict[str, Position] = {}
        self._moved: set[str] = set()

    def of(self, topic: str) -> Position:
        if topic in self._moved:
            return BEGINNING
        mine = self._mine.get(topic)
        if mine is not None:
            return mine
        turn, position = self._standing.find(topic)
        # What another teller of this process has told meanwhile may be newer than these views.
        return position if turn <= self._turn else BEGINNING

    def told(self, topic: str, position: Position) -> None:
        self._mine[topic] = position
        self._standing.learn(topic, position)

    def moved(self, topic: str) -> None:
        """Others have told this topic something: none of these views may follow it as it is."""
        self._moved.add(topic)
