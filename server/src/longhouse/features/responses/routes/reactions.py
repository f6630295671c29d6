"""Reactions on posts and comments. A like is the reaction ❤️."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import delete, get, post

from longhouse.features.media.api import AddressOf
from longhouse.features.responses.model import ReactionRow, Target
from longhouse.features.responses.policy.emoji import LIKE
from longhouse.features.responses.schemas.said import (
    OneReaction,
    ReactionPage,
    ReactionWish,
    reaction_by,
    reaction_of,
)
from longhouse.features.responses.service.reactions import Reacting
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.http import Empty, Once
from longhouse.kernel.paging import Cut, Page
from longhouse.kernel.principal import Principal

# A comment brings its post along, which is looked up with it.
_ITS_POST = UUID(int=0)


@post("/posts/{post_id:uuid}/reactions")
async def react_to_post(
    post_id: UUID, data: ReactionWish, tx: Tx, principal: Principal, once: Once, reacting: Reacting
) -> OneReaction:
    target = Target(post_id=post_id)
    made = await once(lambda: reacting.react(tx, principal, target, data.emoji))
    return OneReaction(reaction_of(await reacting.get(tx, made)))


@delete("/posts/{post_id:uuid}/reactions/{emoji:str}", status_code=200)
async def unreact_to_post(
    post_id: UUID, emoji: str, tx: Tx, principal: Principal, reacting: Reacting
) -> Empty:
    await reacting.take_back(tx, principal, Target(post_id=post_id), emoji)
    return Empty()


@get("/posts/{post_id:uuid}/reactions")
async def list_reactions_to_post(
    post_id: UUID,
    read: Read,
    principal: Principal,
    page: Page,
    reacting: Reacting,
    avatar_address: AddressOf,
    emoji: str | None = None,
) -> ReactionPage:
    target = Target(post_id=post_id)
    shown = await reacting.list_on(read, principal, target, emoji, page)
    return _page(shown, avatar_address, read.now)


@post("/posts/{post_id:uuid}/like")
async def like_post(
    post_id: UUID, tx: Tx, principal: Principal, once: Once, reacting: Reacting
) -> OneReaction:
    target = Target(post_id=post_id)
    made = await once(lambda: reacting.react(tx, principal, target, LIKE))
    return OneReaction(reaction_of(await reacting.get(tx, made)))


@delete("/posts/{post_id:uuid}/like", status_code=200)
async def unlike_post(post_id: UUID, tx: Tx, principal: Principal, reacting: Reacting) -> Empty:
    await reacting.take_back(tx, principal, Target(post_id=post_id), LIKE)
    return Empty()


@post("/comments/{comment_id:uuid}/reactions")
async def react_to_comment(
    comment_id: UUID,
    data: ReactionWish,
    tx: Tx,
    principal: Principal,
    once: Once,
    reacting: Reacting,
) -> OneReaction:
    target = Target(post_id=_ITS_POST, comment_id=comment_id)
    made = await once(lambda: reacting.react(tx, principal, target, data.emoji))
    return OneReaction(reaction_of(await reacting.get(tx, made)))


@delete("/comments/{comment_id:uuid}/reactions/{emoji:str}", status_code=200)
async def unreact_to_comment(
    comment_id: UUID, emoji: str, tx: Tx, principal: Principal, reacting: Reacting
) -> Empty:
    target = Target(post_id=_ITS_POST, comment_id=comment_id)
    await reacting.take_back(tx, principal, target, emoji)
    return Empty()


@get("/comments/{comment_id:uuid}/reactions")
async def list_reactions_to_comment(
    comment_id: UUID,
    read: Read,
    principal: Principal,
    page: Page,
    reacting: Reacting,
    avatar_address: AddressOf,
    emoji: str | None = None,
) -> ReactionPage:
    target = Target(post_id=_ITS_POST, comment_id=comment_id)
    shown = await reacting.list_on(read, principal, target, emoji, page)
    return _page(shown, avatar_address, read.now)


def _page(shown: Cut[ReactionRow], avatar_address: AddressOf, now: datetime) -> ReactionPage:
    return ReactionPage(
        [reaction_by(row, avatar_address(row.avatar_id, now)) for row in shown.rows], shown.meta
    )


ROUTES: list[Any] = [
    react_to_post,
    unreact_to_post,
    list_reactions_to_post,
    like_post,
    unlike_post,
    react_to_comment,
    unreact_to_comment,
    list_reactions_to_comment,
]
