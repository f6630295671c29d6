"""What responses bring to the house, built and wired."""

from longhouse.features.media import api as media
from longhouse.features.posts import api as posts
from longhouse.features.responses import events, push
from longhouse.features.responses.routes import ROUTES
from longhouse.features.responses.service.comments import Commenting
from longhouse.features.responses.service.erasing import ErasingComments
from longhouse.features.responses.service.reactions import Reacting
from longhouse.features.responses.service.reading import ReadingComments
from longhouse.features.responses.service.removing import RemovingComments
from longhouse.features.responses.service.shelves import Shelves
from longhouse.features.responses.subscribers import SUBSCRIBERS
from longhouse.kernel.house import House
from longhouse.kernel.module import Module


def module(house: House, *, reading: posts.Reading, unfold: posts.Unfold | None = None) -> Module:
    avatar_address = media.address_of(house)
    reading_comments = ReadingComments(avatar_address)
    return Module(
        name="responses",
        events=(
            events.CommentAdded,
            events.CommentEdited,
            events.CommentDeleted,
            events.CommentRestored,
            events.CommentErased,
            events.ReactionAdded,
            events.ReactionRemoved,
            events.PostSaved,
            events.PostUnsaved,
            events.PostShared,
        ),
        routes=ROUTES,
        dependencies={
            "avatar_address": avatar_address,
            "db": house.db,
            "commenting": Commenting(house.db, unfold or posts.PlainLinks()),
            "erasing_comments": ErasingComments(),
            "reacting": Reacting(),
            "reading": reading,
            "reading_comments": reading_comments,
            "removing_comments": RemovingComments(house.config.get(posts.PostsSettings)),
            "shelves": Shelves(reading),
        },
        pushes=push.pushes(reading_comments),
        subscribers=SUBSCRIBERS,
        reads=(
            "identity.account",
            "profiles.profile",
            "graph.barrier",
            "graph.follow",
            "posts.post",
        ),
    )
