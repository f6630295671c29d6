"""How a member wants to hear of things, and the link in a mail that ends such mail."""

from typing import Any
from uuid import UUID

import msgspec
from litestar import delete, get, patch, post, put
from msgspec import UNSET, UnsetType

from longhouse.features.notifications.errors import NotOurToken
from longhouse.features.notifications.schemas.channels import (
    OnePreferences,
    OneSectionSubscription,
    OneUnsubscribed,
    PreferencesPatch,
    SectionSubscription,
    SectionSubscriptions,
    Unsubscribed,
    UnsubscribeWish,
    preferences_of,
)
from longhouse.features.notifications.service.preferences import Choosing, Unsubscribing
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.http import Part
from longhouse.kernel.principal import Principal


@get("/notifications/preferences")
async def get_notification_preferences(
    read: Read, principal: Principal, choosing: Choosing
) -> OnePreferences:
    return OnePreferences(preferences_of(await choosing.get(read, principal)))


@patch("/notifications/preferences")
async def change_notification_preferences(
    data: PreferencesPatch, tx: Tx, principal: Principal, choosing: Choosing
) -> OnePreferences:
    """Partial at every level: what is not named stays."""
    chosen = await choosing.choose(
        tx,
        principal.user_id,
        types={kind: _sent(channels) for kind, channels in _sent(data.types).items()},
        quiet_hours=_sent(data.quiet_hours),
        batching=None if isinstance(data.email_batching, UnsetType) else data.email_batching,
    )
    return OnePreferences(preferences_of(chosen))


@get("/sections/subscriptions")
async def list_section_subscriptions(
    read: Read, principal: Principal, choosing: Choosing
) -> SectionSubscriptions:
    """Whether one hears of new posts, for each section."""
    heard = await choosing.list_sections(read, principal)
    return SectionSubscriptions(
        [SectionSubscription(one.section_id, one.subscribed) for one in heard]
    )


@put("/sections/{section_id:uuid}/subscription")
async def subscribe_to_section(
    section_id: UUID, tx: Tx, principal: Principal, choosing: Choosing
) -> OneSectionSubscription:
    await choosing.join(tx, principal, section_id)
    return OneSectionSubscription(SectionSubscription(section_id, True))


@delete("/sections/{section_id:uuid}/subscription", status_code=200)
async def unsubscribe_from_section(
    section_id: UUID, tx: Tx, principal: Principal, choosing: Choosing
) -> OneSectionSubscription:
    await choosing.leave(tx, principal, section_id)
    return OneSectionSubscription(SectionSubscription(section_id, False))


@post("/notifications/unsubscribe", status_code=200, opt={"form": True})
async def unsubscribe_from_mail(
    data: UnsubscribeWish, tx: Tx, unsubscribing: Unsubscribing, token: str | None = None
) -> OneUnsubscribed:
    """For whoever has the link of a mail, signed in or not. A mail program posts a form whose
    address says everything (RFC 8058)."""
    given = data.token or token
    if not given:
        raise NotOurToken
    return OneUnsubscribed(Unsubscribed(await unsubscribing.unsubscribe(tx, given)))


def _sent(part: Part | UnsetType) -> dict[Any, Any]:
    """The fields of a PATCH that were there."""
    if isinstance(part, UnsetType):
        return {}
    fields = msgspec.structs.asdict(part)
    return {name: value for name, value in fields.items() if value is not UNSET}


ROUTES: list[Any] = [
    get_notification_preferences,
    change_notification_preferences,
    list_section_subscriptions,
    subscribe_to_section,
    unsubscribe_from_section,
    unsubscribe_from_mail,
]
