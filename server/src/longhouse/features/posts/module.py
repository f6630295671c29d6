"""What posts bring to the house, built and wired."""

from longhouse.features.posts import events, push
from longhouse.features.posts.model import (
    MediaOf,
    NobodyDid,
    NoMedia,
    PlainLinks,
    Unfold,
    ViewerState,
)
from longhouse.features.posts.routes import ROUTES
from longhouse.features.posts.service.changing import Changing
from longhouse.features.posts.service.erasing import Erasing
from longhouse.features.posts.service.publishing import Publishing
from longhouse.features.posts.service.reading import Reading
from longhouse.features.posts.service.removing import Removing
from longhouse.features.posts.service.sections import Sections
from longhouse.features.posts.settings import PostsSettings
from longhouse.features.posts.subscribers import subscribers
from longhouse.kernel.house import House
from longhouse.kernel.module import Module


def module(
    house: House,
    *,
    viewer_state: ViewerState | None = None,
    unfold: Unfold | None = None,
    media: MediaOf | None = None,
) -> Module:
    """What is not given is answered as by a house without it."""
    settings = house.config.get(PostsSettings)
    media = media or NoMedia()
    unfold = unfold or PlainLinks()
    reading = Reading(house, viewer_state or NobodyDid(), media)
    return Module(
        name="posts",
        events=(
            events.PostPublished,
            events.PostEdited,
            events.PostLinksRead,
            events.PostMediaChanged,
            events.CommentLinksRead,
            events.PostDeleted,
            events.PostRestored,
            events.PostErased,
            events.SectionRenamed,
            events.SectionRead,
        ),
        routes=ROUTES,
        dependencies={
            "avatar_address": media.address_of(house),
            "db": house.db,
            "publishing": Publishing(house.db, unfold, media, house.limits, settings),
            "reading": reading,
            "changing": Changing(house.db, unfold, media, house.withdraw),
            "erasing": Erasing(media),
            "removing": Removing(settings),
            "sections": Sections(),
        },
        topics=push.TOPICS,
        pushes=push.pushes(reading),
        subscribers=subscribers(unfold),
        reads=(
            "identity.account",
            "profiles.profile",
            "graph.barrier",
            "graph.follow",
            "graph.friendship",
        ),
    )
