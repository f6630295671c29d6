"""Routes of friends, requests and recommendations."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import delete, get, patch, post

from longhouse.features.graph.model import Direction, FriendSeen, Listed, Recommended
from longhouse.features.graph.schemas import (
    Answer,
    FriendPage,
    FriendSettingsPatch,
    OneFriendSettings,
    OneRequest,
    RecommendationList,
    RequestPage,
    RequestsMeta,
    RequestWish,
    friend_of,
    friend_settings_of,
    recommendation_of,
    request_of,
)
from longhouse.features.graph.service.acquaintances import Acquaintances
from longhouse.features.graph.service.friends import Friends
from longhouse.features.identity.api import AddressOf
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.http import Empty, Once
from longhouse.kernel.ids import UserId
from longhouse.kernel.paging import Cut, Page
from longhouse.kernel.principal import Principal


@post("/users/{reference:str}/friend-request")
async def ask_for_friendship(
    reference: str,
    data: RequestWish,
    tx: Tx,
    principal: Principal,
    once: Once,
    friends: Friends,
    acquaintances: Acquaintances,
    avatar_address: AddressOf,
) -> OneRequest:
    request_id = await once(lambda: friends.ask(tx, principal, reference, data.message))
    return await _one(tx, principal, acquaintances, avatar_address, request_id)


@get("/friend-requests")
async def list_friend_requests(
    read: Read,
    principal: Principal,
    page: Page,
    acquaintances: Acquaintances,
    avatar_address: AddressOf,
    direction: Direction = "incoming",
) -> RequestPage:
    shown = await acquaintances.list_requests(read, principal, direction, page)
    waiting = await acquaintances.count_incoming(read, principal.user_id)
    meta = RequestsMeta(
        cursor=shown.meta.cursor, has_more=shown.meta.has_more, incoming_count=waiting
    )
    return RequestPage(
        [request_of(principal.user_id, one, avatar_address, read.now) for one in shown.rows], meta
    )


@post("/friend-requests/{request_id:uuid}/respond", status_code=200)
async def respond_to_friend_request(
    request_id: UUID,
    data: Answer,
    tx: Tx,
    principal: Principal,
    friends: Friends,
    acquaintances: Acquaintances,
    avatar_address: AddressOf,
) -> OneRequest:
    await friends.respond(tx, principal, request_id, accept=data.action == "accept")
    return await _one(tx, principal, acquaintances, avatar_address, request_id)


@delete("/friend-requests/{request_id:uuid}", status_code=200)
async def cancel_friend_request(
    request_id: UUID, tx: Tx, principal: Principal, friends: Friends
) -> Empty:
    await friends.cancel(tx, principal, request_id)
    return Empty()


@delete("/friends/{reference:str}", status_code=200)
async def unfriend(reference: str, tx: Tx, principal: Principal, friends: Friends) -> Empty:
    await friends.unfriend(tx, principal, reference)
    return Empty()


@get("/users/{reference:str}/friends")
async def list_friends(
    reference: str,
    read: Read,
    principal: Principal,
    page: Page,
    acquaintances: Acquaintances,
    avatar_address: AddressOf,
) -> FriendPage:
    shown = await acquaintances.list_friends(read, principal, reference, page)
    return _page(principal.user_id, shown, avatar_address, read.now)


@get("/users/me/friends")
async def list_my_friends(
    read: Read,
    principal: Principal,
    page: Page,
    acquaintances: Acquaintances,
    avatar_address: AddressOf,
) -> FriendPage:
    shown = await acquaintances.list_friends(read, principal, "me", page)
    return _page(principal.user_id, shown, avatar_address, read.now)


@get("/users/{reference:str}/mutual-friends")
async def list_mutual_friends(
    reference: str,
    read: Read,
    principal: Principal,
    page: Page,
    acquaintances: Acquaintances,
    avatar_address: AddressOf,
) -> FriendPage:
    shown = await acquaintances.list_mutuals(read, principal, reference, page)
    return _page(principal.user_id, shown, avatar_address, read.now)


@get("/users/{reference:str}/recommendations")
async def list_recommendations(
    reference: str,
    read: Read,
    principal: Principal,
    acquaintances: Acquaintances,
    avatar_address: AddressOf,
) -> RecommendationList:
    """By one's own id or `@username`; those of others are not here."""
    found = await acquaintances.recommend_to(read, principal, reference)
    return _recommendations(found, avatar_address, read.now)


@get("/users/me/recommendations")
async def recommend_people(
    read: Read, principal: Principal, acquaintances: Acquaintances, avatar_address: AddressOf
) -> RecommendationList:
    found = await acquaintances.recommend(read, principal)
    return _recommendations(found, avatar_address, read.now)


@delete("/users/me/recommendations/{reference:str}", status_code=200)
async def pass_over(
    reference: str, tx: Tx, principal: Principal, acquaintances: Acquaintances
) -> Empty:
    await acquaintances.pass_over(tx, principal, reference)
    return Empty()


@get("/users/me/friend-settings")
async def get_friend_settings(
    read: Read, principal: Principal, acquaintances: Acquaintances
) -> OneFriendSettings:
    return friend_settings_of(await acquaintances.get_wishes(read, principal))


@patch("/users/me/friend-settings")
async def change_friend_settings(
    data: FriendSettingsPatch, tx: Tx, principal: Principal, acquaintances: Acquaintances
) -> OneFriendSettings:
    return friend_settings_of(await acquaintances.wish(tx, principal, data.given()))


async def _one(
    read: Read,
    principal: Principal,
    acquaintances: Acquaintances,
    avatar_address: AddressOf,
    request_id: UUID,
) -> OneRequest:
    found = await acquaintances.get_request(read, principal, request_id)
    return OneRequest(request_of(principal.user_id, found, avatar_address, read.now))


def _recommendations(
    found: Sequence[tuple[Recommended, Listed]], avatar_address: AddressOf, now: datetime
) -> RecommendationList:
    return RecommendationList(
        [
            recommendation_of(one, person, avatar_address(person.avatar_id, now))
            for one, person in found
        ]
    )


def _page(
    viewer: UserId, shown: Cut[FriendSeen], avatar_address: AddressOf, now: datetime
) -> FriendPage:
    return FriendPage(
        [friend_of(viewer, one, avatar_address(one.listed.avatar_id, now)) for one in shown.rows],
        shown.meta,
    )


ROUTES: list[Any] = [
    ask_for_friendship,
    list_friend_requests,
    respond_to_friend_request,
    cancel_friend_request,
    unfriend,
    list_friends,
    list_my_friends,
    list_mutual_friends,
    list_recommendations,
    recommend_people,
    pass_over,
    get_friend_settings,
    change_friend_settings,
]
