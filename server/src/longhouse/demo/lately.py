"""What happens in the moment in which somebody looks: said and done as members do it, so that it is
told like everything that is."""

from collections.abc import Mapping
from uuid import UUID

from longhouse.features.posts import api as posts
from longhouse.features.responses import api as responses
from longhouse.kernel.db import Database
from longhouse.kernel.ids import SessionId, UserId
from longhouse.kernel.principal import Principal

_SAID = (
    ("kofi", "Looked twice to be sure. @{host}, are you bringing the good speakers on Friday?"),
    ("leila", "I can bring bread, and whatever the oven lets go of by then."),
    ("yuki", "Count me in. I will be slow, and I will be there."),
)
_LIKED = (("petra", "🎉"), ("tomasz", "❤️"), ("rosa", "❤️"))


class Lately:
    """`newest` is what each member has published last; the host is who is told of it all."""

    def __init__(
        self, db: Database, people: Mapping[str, UserId], newest: Mapping[UserId, UUID]
    ) -> None:
        self._db = db
        self._people = people
        self._newest = newest
        self._commenting = responses.Commenting(db, posts.PlainLinks())
        self._reacting = responses.Reacting()

    async def happen(self, host: str) -> None:
        post_id = self._newest.get(self._people[host])
        if post_id is None:
            return
        target = responses.Target(post_id=post_id)
        for name, words in _SAID:
            if name in self._people:
                await self._say(self._as(name), post_id, words.format(host=host))
        for name, emoji in _LIKED:
            if name in self._people:
                async with self._db.transaction() as tx:
                    await self._reacting.react(tx, self._as(name), target, emoji)

    async def _say(self, principal: Principal, post_id: UUID, words: str) -> None:
        draft = await self._commenting.prepare(
            principal,
            post_id=post_id,
            content=words,
            parent_comment_id=None,
            links=(),
            client_id=None,
        )
        async with self._db.transaction() as tx:
            await self._commenting.comment(tx, principal, draft)

    def _as(self, name: str) -> Principal:
        user_id = self._people[name]
        return Principal(
            user_id=user_id,
            username=name,
            session_id=SessionId(user_id),
            is_admin=False,
            via="bearer",
        )
