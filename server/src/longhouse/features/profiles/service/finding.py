"""Search of people. What somebody hides neither finds them nor counts."""

from collections.abc import Sequence
from datetime import timedelta

import msgspec

from longhouse.features.graph import api as graph
from longhouse.features.profiles.model import Seen
from longhouse.features.profiles.policy.interests import interest_of, key_of, meant_by
from longhouse.features.profiles.policy.searching import (
    LEAST_IN_FACET,
    LONGEST_QUESTION,
    plain,
    question_of,
    words_of,
)
from longhouse.features.profiles.service.looking import Looking
from longhouse.features.profiles.store import company, profiles
from longhouse.features.profiles.store import people as store
from longhouse.kernel.db import Read
from longhouse.kernel.errors import InvalidFields, Wrong
from longhouse.kernel.ids import UserId
from longhouse.kernel.paging import Meta, Page, cut
from longhouse.kernel.principal import Principal

_MOST_VALUES = 12
_NAMES = 3
# Whom one met in a section a season ago is no company any more.
_LATELY = timedelta(days=90)


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    q: str = ""
    interest: str | None = None
    place: int | None = None
    pronouns: str | None = None


class Match(msgspec.Struct, frozen=True, kw_only=True):
    seen: Seen
    relationship: graph.Relationship
    mutual_count: int
    reason: graph.Recommended | None
    """What the two have in common."""


class Result(msgspec.Struct, frozen=True, kw_only=True):
    matches: Sequence[Match]
    values: Sequence[store.Counted] | None
    """None on a later page: they are those of the first."""
    meta: Meta


class Finding:
    def __init__(self, looking: Looking) -> None:
        self._looking = looking

    async def find(self, read: Read, principal: Principal, asked: Asked, page: Page) -> Result:
        me = principal.user_id
        question = _question(me, asked)
        after = page.after(store.After)
        if question is None:
            return Result(matches=[], values=[], meta=Meta(cursor=None, has_more=False))
        values = None
        if after is None or question.pronouns is not None:
            values = await store.count_values(read, question, LEAST_IN_FACET, _MOST_VALUES)
            if question.pronouns is not None and _people(values) < LEAST_IN_FACET:
                # So few share these pronouns here that the list would point at them.
                return Result(matches=[], values=[], meta=Meta(cursor=None, has_more=False))
        found = cut(
            await store.list_found(read, question, after, page.limit + 1),
            page,
            lambda one: store.After(one.rank, one.user_id),
        )
        ids = [one.user_id for one in found.rows]
        return Result(
            matches=await self._show(read, me, ids),
            values=values if after is None else None,
            meta=found.meta,
        )

    async def _show(self, read: Read, me: UserId, ids: Sequence[UserId]) -> list[Match]:
        seen = await self._looking.see_many(read, me, ids)
        ties = await graph.relationship_many(read, me, ids)
        mutual = await graph.mutual_many(read, me, ids)
        mine = (await profiles.get_many(read, [me])).get(me)
        interests = list(mine.interests) if mine else []
        return [
            Match(
                seen=seen[id_],
                relationship=ties[id_],
                mutual_count=mutual[id_].count if id_ in mutual else 0,
                reason=_reason(seen[id_], mutual.get(id_), interests),
            )
            for id_ in ids
            if id_ in seen
        ]


async def recommend_by_interests(
    read: Read, viewer: UserId, most: int
) -> Sequence[graph.Recommended]:
    """Fills a port of the graph."""
    return [
        _by_interests(one.user_id, list(one.interests))
        for one in await store.list_sharing(read, viewer, most)
    ]


async def recommend_by_sections(
    read: Read, viewer: UserId, most: int
) -> Sequence[graph.Recommended]:
    """Who writes where the viewer writes. Fills a port of the graph."""
    since = read.now - _LATELY
    return [
        graph.Recommended(
            user_id=one.user_id,
            reason="same_sections",
            count=one.count,
            names=one.names,
            ids=one.ids,
        )
        for one in await company.list_company(read, viewer, since, most)
    ]


def _question(me: UserId, asked: Asked) -> store.Question | None:
    """None for words that hold nothing to look for."""
    if len(asked.q) > LONGEST_QUESTION:
        raise InvalidFields(
            {
                "q": Wrong(
                    "too_long",
                    f"Please keep it to {LONGEST_QUESTION} characters.",
                    most=LONGEST_QUESTION,
                )
            }
        )
    words = words_of(asked.q)
    if asked.q.strip(" @") and not words:
        return None
    return store.Question(
        viewer=me,
        words=question_of(words, meant_by),
        name=plain(asked.q).strip(" @") if words else None,
        interest=key_of(asked.interest) if asked.interest else None,
        place_id=asked.place,
        pronouns=asked.pronouns.strip().lower() if asked.pronouns else None,
    )


def _people(values: Sequence[store.Counted]) -> int:
    return next((one.count for one in values if one.facet == "people"), 0)


def _reason(
    seen: Seen, mutual: graph.Mutual | None, interests: Sequence[str]
) -> graph.Recommended | None:
    if mutual is not None:
        return graph.Recommended(
            user_id=seen.profile.user_id,
            reason="friends_of_friends",
            count=mutual.count,
            names=mutual.names,
            ids=mutual.ids,
        )
    shared = [kept for kept in interests if kept in seen.profile.interests]
    return _by_interests(seen.profile.user_id, shared) if shared else None


def _by_interests(user_id: UserId, shared: Sequence[str]) -> graph.Recommended:
    named = [interest_of(kept) for kept in shared[:_NAMES]]
    return graph.Recommended(
        user_id=user_id,
        reason="same_interests",
        count=len(shared),
        names=[one.label for one in named],
        ids=[one.id or one.label for one in named],
    )
