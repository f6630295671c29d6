"""What moderation brings to the house, built and wired."""

from collections.abc import Mapping
from typing import cast

from longhouse.features.moderation.push import PUSHES
from longhouse.features.moderation.routes import ROUTES
from longhouse.features.moderation.service import Content, Erasing
from longhouse.features.posts import api as posts
from longhouse.features.responses import api as responses
from longhouse.kernel.module import Module


def module(services: Mapping[str, object]) -> Module:
    """`services` are those of posts and responses, by their names."""
    reading = cast("posts.Reading", services["reading"])
    reading_comments = cast("responses.ReadingComments", services["reading_comments"])
    removing = cast("posts.Removing", services["removing"])
    erasing = Erasing(
        cast("posts.Erasing", services["erasing"]),
        cast("responses.ErasingComments", services["erasing_comments"]),
    )
    return Module(
        name="moderation",
        routes=ROUTES,
        dependencies={
            "content": Content(reading, reading_comments, removing),
            "erasing": erasing,
            "reading": reading,
            "reading_comments": reading_comments,
            "removing": removing,
            "removing_comments": services["removing_comments"],
        },
        pushes=PUSHES,
        reads=("identity.account", "posts.post", "responses.comment"),
    )
