"""Routes of responses."""

from typing import Any

from longhouse.features.responses.routes import comments, reactions, shelves

ROUTES: list[Any] = [*comments.ROUTES, *reactions.ROUTES, *shelves.ROUTES]
