"""What members did lately, as others may read of it."""

from collections.abc import Mapping, Sequence
from typing import cast
from uuid import UUID

import msgspec

from longhouse.features.graph import api as graph
from longhouse.features.profiles.model import Face, ShowSubjects, Subject, no_subjects
from longhouse.features.profiles.policy.visibility import may_see
from longhouse.features.profiles.service.faces import get_faces
from longhouse.features.profiles.service.looking import Looking, get_profiles, standing_of
from longhouse.features.profiles.store import activity as store
from longhouse.kernel.db import Read
from longhouse.kernel.ids import UserId
from longhouse.kernel.paging import Cut, Page, PlaceInTime, cut
from longhouse.kernel.principal import Principal

_FOR_OTHERS: tuple[store.Kind, ...] = ("joined", "posted", "commented")
# What a viewer may not see takes no place on a page; after so many reads a page may be short.
_MOST_READS = 5
_WRITTEN: tuple[store.Kind, ...] = ("posted", "commented")
_MOST_LOOKED_BACK = 3


class Act(msgspec.Struct, frozen=True, kw_only=True):
    entry: store.Entry
    post_id: UUID | None = None
    comment_id: UUID | None = None
    excerpt: str | None = None
    person: Face | None = None


class Acting:
    def __init__(
        self,
        looking: Looking,
        *,
        posts: ShowSubjects = no_subjects,
        comments: ShowSubjects = no_subjects,
    ) -> None:
        self._looking = looking
        self._posts = posts
        self._comments = comments

    async def list_of(
        self, read: Read, principal: Principal, reference: str, page: Page
    ) -> Cut[Act]:
        """Nothing where its owner hides it; each entry only if its subject may be seen as well."""
        me = principal.user_id
        owner = (await graph.get_visible(read, principal, reference)).id
        seen = (await self._looking.see_many(read, me, [owner]))[owner]
        if "activity" in seen.hidden:
            return cut([], page, _place)
        kinds = _FOR_OTHERS
        if "connections" not in seen.hidden:
            kinds = (*kinds, "befriended")
        if me == owner:
            kinds = (*kinds, "visibility_changed")
        acts = await self._collect(read, me, owner, kinds, page)
        return cut(acts, page, _place)

    async def latest_of(
        self, read: Read, viewer: UserId, user_ids: Sequence[UserId]
    ) -> dict[UserId, graph.Latest]:
        """The last that each wrote; nothing of whom hides it, or whose last few are not to be seen."""
        profiles = await get_profiles(read, user_ids)
        friends = await graph.list_friends_among(read, viewer, list(profiles))
        shown = [
            id_
            for id_, one in profiles.items()
            if may_see(one.levels_in_force["activity"], standing_of(viewer, id_, friends))
        ]
        doings = await store.list_latest(read, shown, _WRITTEN, _MOST_LOOKED_BACK)
        acts = {act.entry.id: act for act in await self._seen(read, viewer, doings)}
        latest: dict[UserId, graph.Latest] = {}
        for doing in doings:
            act = acts.get(doing.id)
            if act is not None:
                latest.setdefault(doing.user_id, _latest(act))
        return latest

    async def _collect(
        self, read: Read, me: UserId, owner: UserId, kinds: Sequence[store.Kind], page: Page
    ) -> list[Act]:
        wanted = page.limit + 1
        acts: list[Act] = []
        after = page.after(PlaceInTime)
        for _ in range(_MOST_READS):
            entries = await store.list_of(read, owner, kinds, after, wanted)
            acts += await self._seen(read, me, entries)
            if len(entries) < wanted or len(acts) >= wanted:
                break
            after = PlaceInTime(entries[-1].at, entries[-1].id)
        return acts[:wanted]

    async def _seen(self, read: Read, me: UserId, entries: Sequence[store.Entry]) -> list[Act]:
        posts = await self._posts(read, me, _subjects(entries, "posted"))
        comments = await self._comments(read, me, _subjects(entries, "commented"))
        others = [UserId(id_) for id_ in _subjects(entries, "befriended")]
        people = await get_faces(read, await graph.list_seen_among(read, me, others))
        shown = (_act(entry, posts, comments, people) for entry in entries)
        return [act for act in shown if act is not None]


def latest_of(posts: ShowSubjects, comments: ShowSubjects) -> graph.LatestOf:
    """Fills a port of the graph: what its lists say of each of many people."""
    acting = Acting(Looking(), posts=posts, comments=comments)
    return acting.latest_of


def _subjects(entries: Sequence[store.Entry], kind: store.Kind) -> list[UUID]:
    return [one.subject_id for one in entries if one.kind == kind and one.subject_id is not None]


def _act(
    entry: store.Entry,
    posts: Mapping[UUID, Subject],
    comments: Mapping[UUID, Subject],
    people: Mapping[UserId, Face],
) -> Act | None:
    if entry.subject_id is None:
        return Act(entry=entry)
    if entry.kind == "posted":
        post = posts.get(entry.subject_id)
        return post and Act(entry=entry, post_id=post.post_id, excerpt=post.excerpt)
    if entry.kind == "commented":
        said = comments.get(entry.subject_id)
        return said and Act(
            entry=entry, post_id=said.post_id, comment_id=entry.subject_id, excerpt=said.excerpt
        )
    person = people.get(UserId(entry.subject_id))
    return person and Act(entry=entry, person=person)


def _latest(act: Act) -> graph.Latest:
    return graph.Latest(
        kind="posted" if act.comment_id is None else "commented",
        post_id=cast("UUID", act.post_id),
        comment_id=act.comment_id,
        excerpt=act.excerpt or "",
        at=act.entry.at,
    )


def _place(act: Act) -> PlaceInTime:
    return PlaceInTime(act.entry.at, act.entry.id)
