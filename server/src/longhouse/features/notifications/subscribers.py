"""What members are told when something happens elsewhere."""

from typing import Any

from longhouse.features.graph.events import (
    FriendRequestClosed,
    FriendRequested,
    MemberFollowed,
    MemberUnfollowed,
)
from longhouse.features.identity.events import MemberDeleted, MemberErased, SessionEnded
from longhouse.features.notifications.service.keeping import Keeping
from longhouse.features.notifications.store import causes, forgetting, rows, subscriptions
from longhouse.features.posts.events import (
    PostDeleted,
    PostEdited,
    PostErased,
    PostPublished,
    PostRestored,
)
from longhouse.features.responses.events import (
    CommentAdded,
    CommentDeleted,
    CommentEdited,
    CommentErased,
    CommentRestored,
    ReactionAdded,
    ReactionRemoved,
)
from longhouse.kernel.db import Tx
from longhouse.kernel.outbox import Subscriber


def subscribers(keeping: Keeping) -> list[Subscriber[Any]]:
    return [*_of_posts(keeping), *_of_comments(keeping), *_of_people(keeping)]


def _of_posts(keeping: Keeping) -> list[Subscriber[Any]]:
    async def mentioned(tx: Tx, event: PostPublished | PostEdited) -> None:
        if event.mentioned:
            named = list(event.mentioned)
            await keeping.keep(
                tx, event.post_id, lambda: causes.concerned_by_post(tx, event.post_id, named)
            )

    async def came_or_went(tx: Tx, event: PostDeleted | PostRestored) -> None:
        """Nothing is changed: it is read otherwise now."""
        await keeping.tell_again(tx, await rows.list_about_post(tx, event.post_id))

    async def erased(tx: Tx, event: PostErased) -> None:
        await keeping.remove_post(tx, event.post_id)

    return [
        Subscriber("notifications.tell_mentioned", PostPublished, mentioned),
        Subscriber("notifications.tell_newly_mentioned", PostEdited, mentioned),
        Subscriber("notifications.hide_post", PostDeleted, came_or_went),
        Subscriber("notifications.show_post", PostRestored, came_or_went),
        Subscriber("notifications.remove_post", PostErased, erased),
    ]


def _of_comments(keeping: Keeping) -> list[Subscriber[Any]]:
    async def added(tx: Tx, event: CommentAdded | CommentRestored) -> None:
        await keeping.keep(
            tx,
            event.comment_id,
            lambda: causes.concerned_by_comment(tx, event.comment_id),
            comment_id=event.comment_id,
        )
        if isinstance(event, CommentRestored):
            await keeping.tell_again(tx, await rows.list_about_comment(tx, event.comment_id))

    async def edited(tx: Tx, event: CommentEdited) -> None:
        if event.mentioned:
            named = list(event.mentioned)
            await keeping.keep(
                tx,
                event.comment_id,
                lambda: causes.concerned_by_comment(tx, event.comment_id, named),
                comment_id=event.comment_id,
            )

    async def deleted(tx: Tx, event: CommentDeleted) -> None:
        await keeping.take_back_from_all(
            tx, event.comment_id, lambda: causes.comment_stands(tx, event.comment_id)
        )
        await keeping.tell_again(tx, await rows.list_about_comment(tx, event.comment_id))

    async def erased(tx: Tx, event: CommentErased) -> None:
        await keeping.remove_comment(tx, event.comment_id)

    async def reacted(tx: Tx, event: ReactionAdded) -> None:
        await keeping.keep(
            tx,
            event.reaction_id,
            lambda: causes.concerned_by_reaction(tx, event.reaction_id),
        )

    async def unreacted(tx: Tx, event: ReactionRemoved) -> None:
        owner = await causes.find_owner(tx, event.post_id, event.comment_id)
        await keeping.take_back(
            tx,
            event.reaction_id,
            [owner] if owner else [],
            lambda: causes.reaction_stands(tx, event.reaction_id),
        )

    return [
        Subscriber("notifications.tell_of_comment", CommentAdded, added),
        Subscriber("notifications.tell_mentioned_in_comment", CommentEdited, edited),
        Subscriber("notifications.take_back_comment", CommentDeleted, deleted),
        Subscriber("notifications.tell_of_comment_again", CommentRestored, added),
        Subscriber("notifications.remove_comment", CommentErased, erased),
        Subscriber("notifications.tell_of_reaction", ReactionAdded, reacted),
        Subscriber("notifications.take_back_reaction", ReactionRemoved, unreacted),
    ]


def _of_people(keeping: Keeping) -> list[Subscriber[Any]]:
    async def followed(tx: Tx, event: MemberFollowed) -> None:
        await keeping.keep(
            tx,
            event.user_id,
            lambda: causes.concerned_by_follow(tx, event.user_id, event.other_id),
        )

    async def unfollowed(tx: Tx, event: MemberUnfollowed) -> None:
        await keeping.take_back(
            tx,
            event.user_id,
            [event.other_id],
            lambda: causes.follow_stands(tx, event.user_id, event.other_id),
        )

    async def asked(tx: Tx, event: FriendRequested) -> None:
        await keeping.keep(
            tx, event.request_id, lambda: causes.concerned_by_request(tx, event.request_id)
        )

    async def answered(tx: Tx, event: FriendRequestClosed) -> None:
        """What was asked waits no longer; that it was accepted is news for who had asked."""
        await keeping.take_back(
            tx,
            event.request_id,
            [event.other_id],
            lambda: causes.request_waits(tx, event.request_id),
        )
        if event.accepted:
            await keeping.keep(
                tx,
                event.request_id,
                lambda: causes.concerned_by_acceptance(tx, event.request_id),
            )

    return [
        Subscriber("notifications.tell_of_request", FriendRequested, asked),
        Subscriber("notifications.tell_of_answer", FriendRequestClosed, answered),
        Subscriber("notifications.tell_of_follower", MemberFollowed, followed),
        Subscriber("notifications.take_back_follower", MemberUnfollowed, unfollowed),
        Subscriber("notifications.end_pushes_of_session", SessionEnded, _session_ended),
        Subscriber("notifications.end_pushes_of_member", MemberDeleted, _deleted),
        Subscriber("notifications.remove_erased", MemberErased, _erased),
    ]


async def _session_ended(tx: Tx, event: SessionEnded) -> None:
    await subscriptions.remove_of_session(tx, event.session_id)


async def _deleted(tx: Tx, event: MemberDeleted) -> None:
    await subscriptions.remove_of_member(tx, event.user_id)


async def _erased(tx: Tx, event: MemberErased) -> None:
    await forgetting.remove_of(tx, event.user_id)
