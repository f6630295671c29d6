"""What members were told has been done, and what they never heard the end of."""

import msgspec

from stage.waiting import Violation


class Wish(msgspec.Struct, frozen=True):
    """Something to be made, under a key that stays the same however often it is asked for."""

    kind: str
    """post, comment or reaction."""
    key: str
    by: str
    """Whose wish it is."""
    path: str
    body: dict[str, object]


class Ledger:
    def __init__(self) -> None:
        self.done: dict[str, tuple[Wish, str]] = {}
        """By key: the wish, and the id of what was made."""
        self.unanswered: dict[str, Wish] = {}

    def acknowledge(self, wish: Wish, made: str) -> None:
        self.unanswered.pop(wish.key, None)
        _, before = self.done.setdefault(wish.key, (wish, made))
        if before != made:
            raise Violation("one effect for each key", f"{wish.key} made {before} and then {made}")

    def give_up(self, wish: Wish) -> None:
        if wish.key not in self.done:
            self.unanswered[wish.key] = wish

    def made(self, kind: str) -> dict[str, Wish]:
        """By id, what was acknowledged of one kind."""
        return {made: wish for wish, made in self.done.values() if wish.kind == kind}
