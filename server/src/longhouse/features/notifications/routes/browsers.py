"""Browsers that take pushes."""

from typing import Any
from uuid import UUID

from litestar import delete, get, post

from longhouse.features.notifications.schemas.channels import (
    OnePushSubscription,
    PushKey,
    PushSubscriptions,
    PushWish,
    subscription_of,
)
from longhouse.features.notifications.service.subscribing import Subscribing
from longhouse.features.notifications.service.webpush.keys import PushKeys
from longhouse.kernel import base64url
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.http import Empty, Once, Visitor
from longhouse.kernel.limits import MINUTE, Limits
from longhouse.kernel.principal import Principal

_TRIES = 5


@get("/push/vapid-key")
async def get_push_key(principal: Principal, push_keys: PushKeys) -> PushKey:
    return PushKey(base64url.encode((await push_keys.get()).public))


@post("/push/subscriptions")
async def subscribe_to_pushes(
    data: PushWish,
    tx: Tx,
    principal: Principal,
    visitor: Visitor,
    once: Once,
    subscribing: Subscribing,
) -> OnePushSubscription:
    """For as long as this sign-in lasts. The same endpoint again is the same subscription."""
    made = await once(
        lambda: subscribing.subscribe(
            tx,
            principal,
            endpoint=data.endpoint,
            p256dh=data.keys.p256dh,
            auth=data.keys.auth,
            device=visitor.device,
        )
    )
    found = await subscribing.get(tx, principal, made)
    return OnePushSubscription(subscription_of(found, principal.session_id))


@get("/push/subscriptions")
async def list_push_subscriptions(
    read: Read, principal: Principal, subscribing: Subscribing
) -> PushSubscriptions:
    mine = await subscribing.list_mine(read, principal)
    return PushSubscriptions([subscription_of(row, principal.session_id) for row in mine])


@delete("/push/subscriptions/{subscription_id:uuid}", status_code=200)
async def unsubscribe_from_pushes(
    subscription_id: UUID, tx: Tx, principal: Principal, subscribing: Subscribing
) -> Empty:
    await subscribing.end(tx, principal, subscription_id)
    return Empty()


@post("/push/test", status_code=200)
async def try_pushes_out(
    tx: Tx, principal: Principal, subscribing: Subscribing, push_limits: Limits
) -> Empty:
    """One push to each of one's own browsers, whatever the hour."""
    await push_limits.check(f"push-test:{principal.user_id}", _TRIES, MINUTE)
    await subscribing.try_out(tx, principal)
    return Empty()


ROUTES: list[Any] = [
    get_push_key,
    subscribe_to_pushes,
    list_push_subscriptions,
    unsubscribe_from_pushes,
    try_pushes_out,
]
