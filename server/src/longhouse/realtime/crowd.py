"""How many sockets each address holds in this process, and how many of those are strangers'.

Owns: the two counts of each address; nothing is looked up or waited for.
Promises: who has come is counted until they leave, once, however that comes about. Strangers, who
have not shown who they are, fill at most half of an address, so that they alone never keep out a
member who shares it with them.
"""

from collections import Counter

from longhouse.kernel.http.visitor import place_of


class Crowded(Exception):
    """There is no room for one more socket of this address."""


class Stay:
    """One socket, from its knock until it is gone."""

    __slots__ = ("_crowd", "_left", "_place", "_stranger")

    def __init__(self, crowd: "Crowd", place: str) -> None:
        self._crowd = crowd
        self._place = place
        self._stranger = False
        self._left = False

    def as_stranger(self) -> None:
        if not self._left and not self._stranger:
            self._crowd.count_stranger(self._place)
            self._stranger = True

    def as_member(self) -> None:
        if self._stranger:
            self._stranger = False
            self._crowd.forget_stranger(self._place)

    def leave(self) -> None:
        """May be said more than once."""
        if not self._left:
            self.as_member()
            self._left = True
            self._crowd.forget(self._place)


class Crowd:
    def __init__(self, most: int) -> None:
        self._most = most
        self._most_strangers = max(1, most // 2)
        self._here: Counter[str] = Counter()
        self._strangers: Counter[str] = Counter()

    def come(self, address: str | None) -> Stay:
        place = place_of(address)
        _count(self._here, place, self._most)
        return Stay(self, place)

    def count_stranger(self, place: str) -> None:
        _count(self._strangers, place, self._most_strangers)

    def forget_stranger(self, place: str) -> None:
        _forget(self._strangers, place)

    def forget(self, place: str) -> None:
        _forget(self._here, place)


def _count(counts: Counter[str], place: str, most: int) -> None:
    if counts[place] >= most:
        raise Crowded
    counts[place] += 1


def _forget(counts: Counter[str], place: str) -> None:
    """An address where nobody is any more leaves nothing behind."""
    counts[place] -= 1
    if not counts[place]:
        del counts[place]
