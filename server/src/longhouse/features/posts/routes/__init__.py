"""Routes of posts."""

from typing import Any

from longhouse.features.posts.routes import posts, sections

ROUTES: list[Any] = [*sections.ROUTES, *posts.ROUTES]
