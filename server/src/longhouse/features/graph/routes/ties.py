"""Routes of follows, blocks and mutes."""

from datetime import datetime
from typing import Any

from litestar import delete, get, post

from longhouse.features.graph.model import Listed
from longhouse.features.graph.schemas import OneRelationship, PeoplePage, person_of, ties_of
from longhouse.features.graph.service.people import People
from longhouse.features.graph.service.ties import Ties
from longhouse.features.identity.api import AddressOf
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.ids import UserId
from longhouse.kernel.paging import Cut, Page
from longhouse.kernel.principal import Principal


@post("/users/{reference:str}/follow", status_code=200)
async def follow_person(
    reference: str, tx: Tx, principal: Principal, ties: Ties, people: People
) -> OneRelationship:
    other = await ties.follow(tx, principal, reference)
    return await _relationship(tx, principal, people, other)


@delete("/users/{reference:str}/follow", status_code=200)
async def unfollow_person(
    reference: str, tx: Tx, principal: Principal, ties: Ties, people: People
) -> OneRelationship:
    other = await ties.unfollow(tx, principal, reference)
    return await _relationship(tx, principal, people, other)


@post("/users/{reference:str}/block", status_code=200)
async def block_person(
    reference: str, tx: Tx, principal: Principal, ties: Ties, people: People
) -> OneRelationship:
    other = await ties.block(tx, principal, reference)
    return await _relationship(tx, principal, people, other)


@delete("/users/{reference:str}/block", status_code=200)
async def unblock_person(
    reference: str, tx: Tx, principal: Principal, ties: Ties, people: People
) -> OneRelationship:
    other = await ties.unblock(tx, principal, reference)
    return await _relationship(tx, principal, people, other)


@post("/users/{reference:str}/mute", status_code=200)
async def mute_person(
    reference: str, tx: Tx, principal: Principal, ties: Ties, people: People
) -> OneRelationship:
    other = await ties.mute(tx, principal, reference)
    return await _relationship(tx, principal, people, other)


@delete("/users/{reference:str}/mute", status_code=200)
async def unmute_person(
    reference: str, tx: Tx, principal: Principal, ties: Ties, people: People
) -> OneRelationship:
    other = await ties.unmute(tx, principal, reference)
    return await _relationship(tx, principal, people, other)


@get("/users/me/blocks")
async def list_my_blocks(
    read: Read, principal: Principal, page: Page, people: People, avatar_address: AddressOf
) -> PeoplePage:
    shown = await people.list_blocked(read, principal, page)
    return _page(shown, avatar_address, read.now)


@get("/users/me/mutes")
async def list_my_mutes(
    read: Read, principal: Principal, page: Page, people: People, avatar_address: AddressOf
) -> PeoplePage:
    shown = await people.list_muted(read, principal, page)
    return _page(shown, avatar_address, read.now)


@get("/users/{reference:str}/followers")
async def list_followers(
    reference: str,
    read: Read,
    principal: Principal,
    page: Page,
    people: People,
    avatar_address: AddressOf,
) -> PeoplePage:
    shown = await people.list_followers(read, principal, reference, page)
    return _page(shown, avatar_address, read.now)


@get("/users/me/followers")
async def list_my_followers(
    read: Read, principal: Principal, page: Page, people: People, avatar_address: AddressOf
) -> PeoplePage:
    shown = await people.list_followers(read, principal, "me", page)
    return _page(shown, avatar_address, read.now)


@get("/users/{reference:str}/following")
async def list_following(
    reference: str,
    read: Read,
    principal: Principal,
    page: Page,
    people: People,
    avatar_address: AddressOf,
) -> PeoplePage:
    shown = await people.list_following(read, principal, reference, page)
    return _page(shown, avatar_address, read.now)


@get("/users/me/following")
async def list_my_following(
    read: Read, principal: Principal, page: Page, people: People, avatar_address: AddressOf
) -> PeoplePage:
    shown = await people.list_following(read, principal, "me", page)
    return _page(shown, avatar_address, read.now)


async def _relationship(
    tx: Tx, principal: Principal, people: People, other: UserId
) -> OneRelationship:
    found = await people.get_relationship(tx, principal, other)
    return OneRelationship(ties_of(principal.user_id, found))


def _page(shown: Cut[Listed], avatar_address: AddressOf, now: datetime) -> PeoplePage:
    return PeoplePage(
        [person_of(one, avatar_address(one.avatar_id, now)) for one in shown.rows], shown.meta
    )


ROUTES: list[Any] = [
    follow_person,
    unfollow_person,
    block_person,
    unblock_person,
    mute_person,
    unmute_person,
    list_my_blocks,
    list_my_mutes,
    list_followers,
    list_my_followers,
    list_following,
    list_my_following,
]
