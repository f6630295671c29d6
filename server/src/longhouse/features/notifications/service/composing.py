"""What a push says, read when it goes out: what was read, taken back or hidden since says nothing."""

from collections.abc import Sequence
from datetime import UTC, datetime

import msgspec

from longhouse.features.identity import api as identity
from longhouse.features.notifications.model import TYPES, Preferences
from longhouse.features.notifications.policy.texts import TEXTS, Texts
from longhouse.features.notifications.policy.wording import path_to, sentence
from longhouse.features.notifications.schemas.told import (
    Notification,
    news_of,
    notification_of,
)
from longhouse.features.notifications.store import lists, news
from longhouse.features.notifications.store.outgoing import Claimed
from longhouse.kernel.db import Read

_MOST_LINES = 4
_LONGEST_TITLE = 120
_LONGEST_BODY = 400
_EVER = datetime(1970, 1, 1, tzinfo=UTC)


class Payload(msgspec.Struct, frozen=True, kw_only=True):
    """What the service worker shows. With texts so short it stays well below the 4 kB of a record,
    however many bytes their characters take."""

    title: str
    body: str
    url: str
    tag: str
    notification_id: str | None = None


class Composing:
    async def compose(self, read: Read, push: Claimed, chosen: Preferences) -> Payload | None:
        texts = TEXTS[await identity.get_language(read, push.user_id)]
        match push.kind:
            case "test":
                return _payload(texts.test_title, texts.test_body, "/settings/notifications")
            case "notification":
                return await self._notification(read, push, chosen, texts)
            case "section":
                return await self._section(read, push, chosen, texts)
            case "summary":
                return await self._summary(read, push, chosen, texts)

    async def _notification(
        self, read: Read, push: Claimed, chosen: Preferences, texts: Texts
    ) -> Payload | None:
        row = await lists.find_to_send(read, push.user_id, push.about_id)
        if row is None or not chosen.of(row.type).push:
            return None
        one = notification_of(row)
        return _payload(
            sentence(one, texts), one.excerpt or "", path_to(one), notification_id=str(one.id)
        )

    async def _section(
        self, read: Read, push: Claimed, chosen: Preferences, texts: Texts
    ) -> Payload | None:
        if not chosen.of("new_post").push:
            return None
        for one in await news.list_of(read, push.user_id, _EVER):
            if one.id == push.about_id:
                shown = news_of(one)
                return _payload(
                    sentence(shown, texts), _by(shown), path_to(shown), notification_id=str(one.id)
                )
        return None

    async def _summary(
        self, read: Read, push: Claimed, chosen: Preferences, texts: Texts
    ) -> Payload | None:
        """Of all that was held back since the first of it."""
        kinds = [kind for kind in TYPES if chosen.of(kind).push]
        rows = await lists.list_unread_since(read, push.user_id, kinds, push.created_at)
        found = [notification_of(row) for row in rows]
        if chosen.of("new_post").push:
            found += [
                news_of(one) for one in await news.list_of(read, push.user_id, push.created_at)
            ]
        if not found:
            return None
        if len(found) == 1:
            one = found[0]
            body = one.excerpt or ""
            return _payload(sentence(one, texts), body, path_to(one), notification_id=str(one.id))
        lines = "\n".join(_lines(found, texts))
        return _payload(texts.while_quiet(len(found)), lines, "/notifications")


def _lines(found: Sequence[Notification], texts: Texts) -> list[str]:
    lines = [_cut(sentence(one, texts), _LONGEST_TITLE) for one in found[:_MOST_LINES]]
    return [*lines, "…"] if len(found) > _MOST_LINES else lines


def _by(one: Notification) -> str:
    names = ", ".join(actor.display_name or actor.username for actor in one.actors)
    return f"{names}: {one.excerpt}" if one.excerpt else names


def _payload(title: str, body: str, url: str, *, notification_id: str | None = None) -> Payload:
    return Payload(
        title=_cut(title, _LONGEST_TITLE),
        body=_cut(body, _LONGEST_BODY),
        url=url,
        tag=notification_id or url,
        notification_id=notification_id,
    )


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
