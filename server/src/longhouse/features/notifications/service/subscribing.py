"""Browsers that take pushes: of a member, of the session that they were signed in with."""

from uuid import UUID

from longhouse.features.notifications.errors import NoBrowser, NotAnEndpoint
from longhouse.features.notifications.model import SubscriptionId, SubscriptionRow
from longhouse.features.notifications.service.sending import Sending
from longhouse.features.notifications.service.webpush.keys import read_auth, read_point
from longhouse.features.notifications.store import subscriptions as store
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.errors import NotFound
from longhouse.kernel.ids import new_id
from longhouse.kernel.outbound import urls
from longhouse.kernel.outbound.addresses import find_public
from longhouse.kernel.outbound.errors import NotALink
from longhouse.kernel.principal import Principal

MOST_BROWSERS = 20
_LONGEST_ENDPOINT = 2048


class Subscribing:
    def __init__(self, sending: Sending) -> None:
        self._sending = sending

    async def subscribe(
        self, tx: Tx, principal: Principal, *, endpoint: str, p256dh: str, auth: str, device: str
    ) -> SubscriptionId:
        """The oldest of too many goes."""
        check_endpoint(endpoint)
        subscription_id = await store.keep(
            tx,
            subscription_id=new_id(),
            user_id=principal.user_id,
            session_id=principal.session_id,
            endpoint=endpoint,
            public_key=read_point(p256dh),
            auth=read_auth(auth),
            device=device,
        )
        await store.keep_newest(tx, principal.user_id, MOST_BROWSERS)
        return subscription_id

    async def list_mine(self, read: Read, principal: Principal) -> list[SubscriptionRow]:
        return await store.list_of(read, principal.user_id)

    async def get(self, read: Read, principal: Principal, subscription_id: UUID) -> SubscriptionRow:
        found = await store.find(read, principal.user_id, subscription_id)
        if found is None:
            raise NotFound
        return found

    async def end(self, tx: Tx, principal: Principal, subscription_id: UUID) -> None:
        if not await store.remove(tx, principal.user_id, subscription_id):
            raise NotFound

    async def try_out(self, tx: Tx, principal: Principal) -> None:
        mine = principal.user_id
        if not await self._sending.push_about(tx, mine, "test", mine, tx.now):
            raise NoBrowser


def check_endpoint(endpoint: str) -> None:
    """Where it leads is judged again whenever something is sent; this says early what never will
    be sent to."""
    if len(endpoint.encode()) > _LONGEST_ENDPOINT:
        raise NotAnEndpoint
    try:
        address = urls.parse(endpoint)
    except NotALink:
        raise NotAnEndpoint from None
    is_number = ":" in address.host or address.host.replace(".", "").isdigit()
    if address.scheme != "https" or (is_number and find_public(address.host) is None):
        raise NotAnEndpoint
