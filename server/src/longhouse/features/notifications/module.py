"""What notifications bring to the house, built and wired."""

from longhouse.features.media import api as media
from longhouse.features.notifications import events, push
from longhouse.features.notifications.jobs import schedules
from longhouse.features.notifications.routes import ROUTES
from longhouse.features.notifications.service.composing import Composing
from longhouse.features.notifications.service.keeping import Keeping
from longhouse.features.notifications.service.mailing import Mailing
from longhouse.features.notifications.service.marking import Marking
from longhouse.features.notifications.service.preferences import Choosing, Unsubscribing
from longhouse.features.notifications.service.pushing import Pushing
from longhouse.features.notifications.service.reading import ReadingNotifications
from longhouse.features.notifications.service.sending import Sending
from longhouse.features.notifications.service.subscribing import Subscribing
from longhouse.features.notifications.service.webpush.keys import PushKeys
from longhouse.features.notifications.service.webpush.post import PushPost
from longhouse.features.notifications.settings import NotificationsSettings
from longhouse.features.notifications.subscribers import subscribers
from longhouse.kernel.house import House
from longhouse.kernel.module import Loop, Module
from longhouse.kernel.outbound.dial import Dialer
from longhouse.kernel.outbound.network import SystemConnector, SystemResolver
from longhouse.kernel.outbound.send import Sender
from longhouse.kernel.settings import MailSettings


def module(house: House) -> Module:
    return connected(house, Dialer(SystemResolver(), SystemConnector()))


def connected(house: House, dialer: Dialer) -> Module:
    """The feature on a network of the caller's choice."""
    settings = house.config.get(NotificationsSettings)
    reading = ReadingNotifications(media.address_of(house))
    choosing = Choosing()
    unsubscribing = Unsubscribing(house.secrets, choosing)
    push_keys = PushKeys(house.db, house.secrets)
    post = PushPost(
        Sender(dialer, at_once=settings.push_at_once),
        push_keys,
        contact=settings.push_contact or f"mailto:{house.config.get(MailSettings).sender}",
        patience=settings.push_seconds,
    )
    pushing = Pushing(house.db, post, Composing(), house.metrics)
    sending = Sending(pushing.job)
    mailing = Mailing(house, unsubscribing)
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
            "unsubscribing": unsubscribing,
            "subscribing": Subscribing(sending),
            "push_keys": push_keys,
            "push_limits": house.limits,
        },
        jobs=[pushing.job],
        schedules=schedules(pushing, mailing, sending, settings),
        subscribers=subscribers(Keeping(sending, house.metrics)),
        pushes=push.pushes(reading),
        # So that asking for the key, which only reads, finds one.
        loops=(Loop("notifications key", push_keys.make),),
        reads=(
            "identity.account",
            "identity.session",
            "profiles.profile",
            "graph.barrier",
            "graph.follow",
            "graph.friend_request",
            "graph.friendship",
            "graph.mute",
            "posts.mark",
            "posts.mention",
            "posts.post",
            "posts.section",
            "responses.comment",
            "responses.reaction",
        ),
    )
