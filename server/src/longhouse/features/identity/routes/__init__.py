"""Routes of identity, by who calls them."""

from typing import Any

from longhouse.features.identity.routes import account, admin, members, sign

ROUTES: list[Any] = [*sign.ROUTES, *account.ROUTES, *members.ROUTES, *admin.ROUTES]
