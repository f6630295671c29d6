"""What notifications bring to the house, built and wired."""

from longhouse.features.notifications import events, push
from longhouse.features.notifications.routes import ROUTES
from longhouse.features.notifications.service.marking import Marking
from longhouse.features.notifications.service.preferences import Choosing, Unsubscribing
from longhouse.features.notifications.service.reading import ReadingNotifications
from longhouse.features.notifications.service.subscribing import Subscribing
from longhouse.features.notifications.service.webpush.keys import PushKeys
from longhouse.kernel.house import House
from longhouse.kernel.module import Loop, Module


def module(house: House) -> Module:
    reading = ReadingNotifications()
    choosing = Choosing()
    push_keys = PushKeys(house.db, house.secrets)
    return Module(
        name="notifications",
        events=(
            events.Notified,
            events.NotificationMarked,
            events.NotificationRemoved,
            events.AllRead,
            events.PreferencesChosen,
            events.SectionJoined,
            events.SectionLeft,
        ),
        routes=ROUTES,
        dependencies={
            "reading_notifications": reading,
            "marking": Marking(reading),
            "choosing": choosing,
            "unsubscribing": Unsubscribing(house.secrets, choosing),
            "subscribing": Subscribing(),
            "push_keys": push_keys,
            "push_limits": house.limits,
        },
        pushes=push.pushes(reading),
        # So that asking for the key, which only reads, finds one.
        loops=(Loop("notifications key", push_keys.make),),
        reads=(
            "identity.account",
            "identity.session",
            "profiles.profile",
            "graph.barrier",
            "graph.follow",
            "graph.mute",
            "posts.mark",
            "posts.mention",
            "posts.post",
            "posts.section",
            "responses.comment",
            "responses.reaction",
        ),
    )
