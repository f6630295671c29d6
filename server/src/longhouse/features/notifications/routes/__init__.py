"""Routes of notifications."""

from typing import Any

from longhouse.features.notifications.routes import browsers, lists, preferences

ROUTES: list[Any] = [*lists.ROUTES, *preferences.ROUTES, *browsers.ROUTES]
