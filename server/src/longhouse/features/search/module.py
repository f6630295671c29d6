"""What search brings to the house, built and wired."""

from longhouse.features.posts import api as posts
from longhouse.features.responses import api as responses
from longhouse.features.search.routes import ROUTES
from longhouse.features.search.service.searching import Searching
from longhouse.features.search.service.showing import Showing
from longhouse.features.search.subscribers import SUBSCRIBERS
from longhouse.kernel.module import Module


def module(*, reading: posts.Reading, reading_comments: responses.ReadingComments) -> Module:
    return Module(
        name="search",
        routes=ROUTES,
        dependencies={"searching": Searching(Showing(reading, reading_comments))},
        subscribers=SUBSCRIBERS,
        reads=(
            "identity.account",
            "graph.barrier",
            "graph.mute",
            "graph.follow",
            "posts.post",
            "responses.comment",
        ),
    )
