"""What the graph brings to the house."""

from longhouse.features.graph import events
from longhouse.features.graph.push import PUSHES
from longhouse.features.graph.routes import ROUTES
from longhouse.features.graph.service.people import People
from longhouse.features.graph.service.ties import Ties, TopicsOf, nobody_listens
from longhouse.features.graph.subscribers import SUBSCRIBERS
from longhouse.kernel.house import House
from longhouse.kernel.module import Module


def module(house: House, *, topics_of: TopicsOf = nobody_listens) -> Module:
    return Module(
        name="graph",
        events=(
            events.MemberFollowed,
            events.MemberUnfollowed,
            events.MemberBlocked,
            events.MemberUnblocked,
            events.MemberMuted,
            events.MemberUnmuted,
        ),
        routes=ROUTES,
        dependencies={"ties": Ties(house.withdraw, topics_of), "people": People()},
        pushes=PUSHES,
        subscribers=SUBSCRIBERS,
        reads=("identity.account", "profiles.profile"),
    )
