"""What the graph brings to the house."""

from collections.abc import Sequence

from longhouse.features.graph import events
from longhouse.features.graph.model import (
    LatestOf,
    MayListFriends,
    Recommend,
    SharesServer,
    nothing_lately,
)
from longhouse.features.graph.push import pushes
from longhouse.features.graph.routes import ROUTES
from longhouse.features.graph.service.acquaintances import Acquaintances, only_friends
from longhouse.features.graph.service.friends import Friends, nobody_shares_a_server
from longhouse.features.graph.service.leaving import Leaving, TopicsOf, nobody_listens
from longhouse.features.graph.service.people import People
from longhouse.features.graph.service.ties import Ties
from longhouse.features.graph.settings import GraphSettings
from longhouse.features.graph.subscribers import SUBSCRIBERS
from longhouse.features.identity.api import AddressOf, no_address
from longhouse.kernel.house import House
from longhouse.kernel.jobs import Schedule
from longhouse.kernel.module import Module
from longhouse.kernel.settings import WordingSettings
from longhouse.kernel.wording import read_wording


def module(
    house: House,
    *,
    topics_of: TopicsOf = nobody_listens,
    shares_server: SharesServer = nobody_shares_a_server,
    may_list_friends: MayListFriends = only_friends,
    recommend: Sequence[Recommend] = (),
    latest_of: LatestOf = nothing_lately,
    avatar_address: AddressOf = no_address,
) -> Module:
    leaving = Leaving(house.withdraw, topics_of)
    wording = read_wording(house.config.get(WordingSettings).list)
    friends = Friends(house.config.get(GraphSettings), leaving, wording, shares_server)
    return Module(
        name="graph",
        events=(
            events.MemberFollowed,
            events.MemberUnfollowed,
            events.MemberBlocked,
            events.MemberUnblocked,
            events.MemberMuted,
            events.MemberUnmuted,
            events.FriendRequested,
            events.FriendRequestClosed,
            events.FriendshipBegan,
            events.FriendshipEnded,
        ),
        routes=ROUTES,
        dependencies={
            "ties": Ties(leaving, friends),
            "people": People(),
            "friends": friends,
            "avatar_address": avatar_address,
            "acquaintances": Acquaintances(may_list_friends, recommend, latest_of),
        },
        schedules=[Schedule("graph.expire_requests", "23 * * * *", friends.expire)],
        pushes=pushes(avatar_address),
        subscribers=SUBSCRIBERS,
        reads=("identity.account", "profiles.profile"),
    )
