"""The features of the house, built and connected to each other, and every group of settings.

A feature that needs an answer from one above or beside it says so by a protocol; here it is given
who answers.
"""

from collections.abc import Sequence
from typing import cast

from longhouse.features.canvas import api as canvas_api
from longhouse.features.canvas.module import module as canvas
from longhouse.features.canvas.settings import CanvasSettings
from longhouse.features.graph import api as graph_api
from longhouse.features.graph.module import module as graph
from longhouse.features.graph.settings import GraphSettings
from longhouse.features.identity.module import module as identity
from longhouse.features.identity.settings import IdentitySettings
from longhouse.features.links.api import PLAYER_ORIGINS
from longhouse.features.links.module import module as links
from longhouse.features.links.settings import LinksSettings
from longhouse.features.media import api as media_api
from longhouse.features.media.module import module as media
from longhouse.features.media.settings import MediaSettings
from longhouse.features.moderation.module import module as moderation
from longhouse.features.notifications.module import module as notifications
from longhouse.features.notifications.settings import NotificationsSettings
from longhouse.features.posts import api as posts_api
from longhouse.features.posts.module import module as posts
from longhouse.features.posts.settings import PostsSettings
from longhouse.features.profiles import api as profiles_api
from longhouse.features.profiles.module import module as profiles
from longhouse.features.responses import api as responses_api
from longhouse.features.responses.module import module as responses
from longhouse.features.search.module import module as search
from longhouse.kernel.config import Settings
from longhouse.kernel.db import Read
from longhouse.kernel.house import House
from longhouse.kernel.ids import UserId
from longhouse.kernel.module import Module
from longhouse.kernel.settings import (
    BlobSettings,
    DatabaseSettings,
    HouseSettings,
    HttpSettings,
    LiveSettings,
    MailSettings,
    WordingSettings,
)
from longhouse.kernel.telemetry.settings import TelemetrySettings
from longhouse.realtime.settings import RealtimeSettings

__all__ = ["PLAYER_ORIGINS", "SETTINGS", "build_modules"]

SETTINGS: Sequence[type[Settings]] = (
    HouseSettings,
    DatabaseSettings,
    LiveSettings,
    BlobSettings,
    HttpSettings,
    MailSettings,
    WordingSettings,
    TelemetrySettings,
    RealtimeSettings,
    IdentitySettings,
    GraphSettings,
    LinksSettings,
    MediaSettings,
    PostsSettings,
    CanvasSettings,
    NotificationsSettings,
)


def build_modules(house: House) -> list[Module]:
    """In the order of their tiers, the lowest first."""
    media_module = media(house)
    links_module = links(
        house, shrink=cast("media_api.Shrink", media_module.dependencies["shrink"])
    )
    unfold = cast("posts_api.Unfold", links_module.dependencies["unfold"])
    posts_module = posts(
        house, viewer_state=responses_api.what_viewer_did, unfold=unfold, media=media_api
    )
    reading = cast("posts_api.Reading", posts_module.dependencies["reading"])
    responses_module = responses(house, reading=reading, unfold=unfold)
    return [
        identity(house, avatar_address=media_api.address_of(house)),
        graph(
            house,
            topics_of=_topics_of,
            may_list_friends=profiles_api.may_list_friends,
            recommend=[profiles_api.recommend_by_interests, profiles_api.recommend_by_sections],
            latest_of=profiles_api.latest_of(posts_api.show_subjects, responses_api.show_subjects),
            avatar_address=media_api.address_of(house),
        ),
        media_module,
        profiles(
            house,
            count_written=responses_api.count_written_by,
            posts=posts_api.show_subjects,
            comments=responses_api.show_subjects,
            collections=[posts_api.FavoritePosts(house, media_api)],
        ),
        links_module,
        posts_module,
        responses_module,
        canvas(house),
        search(
            reading=reading,
            reading_comments=cast(
                "responses_api.ReadingComments", responses_module.dependencies["reading_comments"]
            ),
        ),
        notifications(house),
        moderation({**posts_module.dependencies, **responses_module.dependencies}),
    ]


async def _topics_of(
    read: Read, owner: UserId, shared_with: graph_api.Audience | None
) -> Sequence[str]:
    """What of a member's own others listen to; a canvas is shared with everybody."""
    in_posts = await posts_api.list_topics_of(read, owner, shared_with)
    if shared_with is not None:
        return in_posts
    return [*in_posts, *await canvas_api.list_topics_of(read, owner)]
