"""Lets the cast publish, answer, react, save and follow. The same every time it is run."""

import random
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from longhouse.demo import heard_and_seen, made_and_planned, photos
from longhouse.demo.said import Answer, Said, SectionType, Talk
from longhouse.demo.second_thoughts import GONE, GONE_ANSWERS, PASSED
from longhouse.demo.uploading import TakePicture, principal_of, upload
from longhouse.features.graph import api as graph
from longhouse.features.media import api as media
from longhouse.features.posts import api as posts
from longhouse.features.profiles import api as profiles
from longhouse.features.responses import api as responses
from longhouse.kernel.db import Tx
from longhouse.kernel.ids import UserId

_TALK: Talk = {**heard_and_seen.TALK, **made_and_planned.TALK}
_EMOJI = ("❤️", "❤️", "❤️", "👍", "👍", "😂", "🎉", "🔥", "🙏", "😍")
_FOLLOWED = 7
"""About how many of the others each member follows."""


class Published(msgspec.Struct, frozen=True):
    posts: int
    comments: int
    reactions: int
    follows: int
    newest: Mapping[UserId, UUID]
    """What each member has published last."""


async def take_photos(take: TakePicture, people: Mapping[str, UserId]) -> dict[str, UUID]:
    """By name, those that people who live here will publish."""
    taken: dict[str, UUID] = {}
    for said in (said for talk in _TALK.values() for said in talk):
        author = people.get(said.who)
        if said.photo is not None and author is not None:
            name, alt = said.photo
            me = principal_of(author, said.who)
            taken[name] = await upload(take, me, "post", photos.photo(name), alt)
    return taken


class Publisher:
    """`people` are those of the cast who live here; what others would have said is left out."""

    def __init__(self, tx: Tx, people: Mapping[str, UserId], taken: Mapping[str, UUID]) -> None:
        self._tx = tx
        self._people = people
        self._taken = taken
        # A fixed seed and no secret: the same house every time.
        self._chance = random.Random(1907)  # noqa: S311 -- a demonstration, not a secret
        self._latest: dict[SectionType, tuple[UUID, datetime]] = {}
        self._newest: dict[UserId, tuple[datetime, UUID]] = {}
        self._posts = self._comments = self._reactions = self._follows = 0

    async def publish(self) -> Published:
        sections = {section.type: section.id for section in await posts.list_sections(self._tx)}
        for kind, talk in _TALK.items():
            for said in talk:
                author = self._people.get(said.who)
                if author is None:
                    continue
                at = self._tx.now - timedelta(days=said.days_ago)
                page = said.page
                post_id = await posts.import_post(
                    self._tx,
                    author,
                    sections[kind],
                    said.text,
                    visibility=said.audience,
                    created_at=at,
                    links=[] if page is None else [(page.url, page._asdict())],
                    media_ids=await self._attach(said, author),
                )
                await profiles.import_post(self._tx, author, post_id, at=at)
                self._posts += 1
                if said.audience != "public":
                    # Who would have answered depends on ties; these stand for themselves.
                    continue
                self._newest[author] = max(self._newest.get(author, (at, post_id)), (at, post_id))
                if kind not in self._latest or self._latest[kind][1] < at:
                    self._latest[kind] = post_id, at
                target = responses.Target(post_id=post_id)
                await self._react(target, author, said.liked, at)
                await self._save(post_id, author, said.liked, at)
                await self._answer(post_id, None, said.answers, at)
        await self._take_back(sections)
        await self._share()
        await self._follow()
        newest = {author: post_id for author, (_, post_id) in self._newest.items()}
        return Published(self._posts, self._comments, self._reactions, self._follows, newest)

    async def _attach(self, said: Said, author: UserId) -> list[UUID]:
        if said.photo is None:
            return []
        ids = [self._taken[said.photo.name]]
        await media.attach(self._tx, principal_of(author, said.who), ids)
        return ids

    async def _answer(
        self,
        post_id: UUID,
        parent: responses.CommentId | None,
        answers: Sequence[Answer],
        since: datetime,
    ) -> None:
        at = since
        for answer in answers:
            at = self._later(at, 9 * 60)
            author = self._people.get(answer.who)
            if author is None:
                continue
            comment_id = await responses.import_comment(
                self._tx, author, post_id, answer.text, created_at=at, parent=parent
            )
            self._comments += 1
            target = responses.Target(post_id=post_id, comment_id=comment_id)
            await self._react(target, author, self._chance.randrange(4), at)
            await self._answer(post_id, comment_id, answer.answers, at)

    async def _react(
        self, target: responses.Target, author: UserId, about: int, since: datetime
    ) -> None:
        others = [member for member in self._people.values() if member != author]
        for member in self._chance.sample(others, min(about, len(others))):
            emoji = self._chance.choice(_EMOJI)
            at = self._later(since, 36 * 60)
            await responses.import_reaction(self._tx, member, target, emoji, created_at=at)
            self._reactions += 1

    async def _save(self, post_id: UUID, author: UserId, liked: int, since: datetime) -> None:
        others = [member for member in self._people.values() if member != author]
        for member in self._chance.sample(others, min(liked // 5, len(others))):
            at = self._later(since, 24 * 60)
            await responses.import_save(self._tx, member, post_id, created_at=at)

    async def _take_back(self, sections: Mapping[str, posts.SectionId]) -> None:
        """What is deleted is not counted among what people have published."""
        for gone in GONE:
            author, by = self._people.get(gone.who), self._people.get(gone.by)
            if author is None or by is None:
                continue
            at = self._tx.now - timedelta(days=gone.days_ago)
            section = sections[gone.section]
            post_id = await posts.import_post(self._tx, author, section, gone.text, created_at=at)
            await posts.import_deletion(
                self._tx, post_id, by, deleted_at=at + timedelta(hours=gone.after_hours)
            )
        for slip in GONE_ANSWERS:
            author, by = self._people.get(slip.who), self._people.get(slip.by)
            if author is None or by is None or slip.section not in self._latest:
                continue
            post_id, since = self._latest[slip.section]
            at = self._later(since, 60)
            comment_id = await responses.import_comment(
                self._tx, author, post_id, slip.text, created_at=at
            )
            at = self._later(at, 60)
            if (answerer := self._people.get(slip.answered_by or "")) is not None:
                await responses.import_comment(
                    self._tx, answerer, post_id, slip.answer, created_at=at, parent=comment_id
                )
                self._comments += 1
            await responses.import_deletion(
                self._tx, comment_id, by, deleted_at=self._later(at, 60)
            )

    async def _share(self) -> None:
        for passed in PASSED:
            member = self._people.get(passed.who)
            if member is None or passed.section not in self._latest:
                continue
            post_id, since = self._latest[passed.section]
            at = self._later(since, 24 * 60)
            await responses.import_share(self._tx, member, post_id, passed.words, created_at=at)

    async def _follow(self) -> None:
        everyone = list(self._people.values())
        for member in everyone:
            others = [other for other in everyone if other != member]
            many = min(len(others), self._chance.randrange(2, 2 * _FOLLOWED - 1))
            for other in self._chance.sample(others, many):
                at = self._tx.now - timedelta(days=self._chance.uniform(0.5, 9.0))
                await graph.import_follow(self._tx, member, other, created_at=at)
                self._follows += 1

    def _later(self, since: datetime, within_minutes: int) -> datetime:
        """Some time after, and never in the future."""
        span = min(timedelta(minutes=within_minutes), self._tx.now - since)
        return since + span * self._chance.uniform(0.02, 0.6)
