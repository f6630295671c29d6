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
    posts, comments, people = _OfPosts(keeping), _OfComments(keeping), _OfPeople(keeping)
    return [
        Subscriber("notifications.tell_mentioned", PostPublished, posts.mentioned),
        Subscriber("notifications.tell_newly_mentioned", PostEdited, posts.mentioned),
        Subscriber("notifications.hide_post", PostDeleted, posts.came_or_went),
        Subscriber("notifications.show_post", PostRestored, posts.came_or_went),
        Subscriber("notifications.remove_post", PostErased, posts.erased),
        Subscriber("notifications.tell_of_comment", CommentAdded, comments.added),
        Subscriber("notifications.tell_mentioned_in_comment", CommentEdited, comments.edited),
        Subscriber("notifications.take_back_comment", CommentDeleted, comments.deleted),
        Subscriber("notifications.tell_of_comment_again", CommentRestored, comments.added),
        Subscriber("notifications.remove_comment", CommentErased, comments.erased),
        Subscriber("notifications.tell_of_reaction", ReactionAdded, comments.reacted),
        Subscriber("notifications.take_back_reaction", ReactionRemoved, comments.unreacted),
        Subscriber("notifications.tell_of_request", FriendRequested, people.asked),
        Subscriber("notifications.tell_of_answer", FriendRequestClosed, people.answered),
        Subscriber("notifications.tell_of_follower", MemberFollowed, people.followed),
        Subscriber("notifications.take_back_follower", MemberUnfollowed, people.unfollowed),
        Subscriber("notifications.end_pushes_of_session", SessionEnded, _session_ended),
        Subscriber("notifications.end_pushes_of_member", MemberDeleted, _deleted),
        Subscriber("notifications.remove_erased", MemberErased, _erased),
    ]


class _OfPosts:
    """What is done with notifications when something happens to a post."""

    def __init__(self, keeping: Keeping) -> None:
        self._keeping = keeping

    async def mentioned(self, tx: Tx, event: PostPublished | PostEdited) -> None:
        if event.mentioned:
            named = list(event.mentioned)
            await self._keeping.keep(
                tx, event.post_id, lambda: causes.concerned_by_post(tx, event.post_id, named)
            )

    async def came_or_went(self, tx: Tx, event: PostDeleted | PostRestored) -> None:
        """Nothing is changed: it is read otherwise now."""
        await self._keeping.tell_again(tx, await rows.list_about_post(tx, event.post_id))

    async def erased(self, tx: Tx, event: PostErased) -> None:
        await self._keeping.remove_post(tx, event.post_id)


class _OfComments:
    """The same for comments and for reactions."""

    def __init__(self, keeping: Keeping) -> None:
        self._keeping = keeping

    async def added(self, tx: Tx, event: CommentAdded | CommentRestored) -> None:
        await self._keeping.keep(
            tx,
            event.comment_id,
            lambda: causes.concerned_by_comment(tx, event.comment_id),
            comment_id=event.comment_id,
        )
        if isinstance(event, CommentRestored):
            await self._keeping.tell_again(tx, await rows.list_about_comment(tx, event.comment_id))

    async def edited(self, tx: Tx, event: CommentEdited) -> None:
        if event.mentioned:
            named = list(event.mentioned)
            await self._keeping.keep(
                tx,
                event.comment_id,
                lambda: causes.concerned_by_comment(tx, event.comment_id, named),
                comment_id=event.comment_id,
            )

    async def deleted(self, tx: Tx, event: CommentDeleted) -> None:
        await self._keeping.take_back_from_all(
            tx, event.comment_id, lambda: causes.comment_stands(tx, event.comment_id)
        )
        await self._keeping.tell_again(tx, await rows.list_about_comment(tx, event.comment_id))

    async def erased(self, tx: Tx, event: CommentErased) -> None:
        await self._keeping.remove_comment(tx, event.comment_id)

    async def reacted(self, tx: Tx, event: ReactionAdded) -> None:
        await self._keeping.keep(
            tx,
            event.reaction_id,
            lambda: causes.concerned_by_reaction(tx, event.reaction_id),
        )

    async def unreacted(self, tx: Tx, event: ReactionRemoved) -> None:
        owner = await causes.find_owner(tx, event.post_id, event.comment_id)
        await self._keeping.take_back(
            tx,
            event.reaction_id,
            [owner] if owner else [],
            lambda: causes.reaction_stands(tx, event.reaction_id),
        )


class _OfPeople:
    """The same between two members."""

    def __init__(self, keeping: Keeping) -> None:
        self._keeping = keeping

    async def followed(self, tx: Tx, event: MemberFollowed) -> None:
        await self._keeping.keep(
            tx,
            event.user_id,
            lambda: causes.concerned_by_follow(tx, event.user_id, event.other_id),
        )

    async def unfollowed(self, tx: Tx, event: MemberUnfollowed) -> None:
        await self._keeping.take_back(
            tx,
            event.user_id,
            [event.other_id],
            lambda: causes.follow_stands(tx, event.user_id, event.other_id),
        )

    async def asked(self, tx: Tx, event: FriendRequested) -> None:
        await self._keeping.keep(
            tx, event.request_id, lambda: causes.concerned_by_request(tx, event.request_id)
        )

    async def answered(self, tx: Tx, event: FriendRequestClosed) -> None:
        """What was asked waits no longer; that it was accepted is news for who had asked."""
        await self._keeping.take_back(
            tx,
            event.request_id,
            [event.other_id],
            lambda: causes.request_waits(tx, event.request_id),
        )
        if event.accepted:
            await self._keeping.keep(
                tx,
                event.request_id,
                lambda: causes.concerned_by_acceptance(tx, event.request_id),
            )


async def _session_ended(tx: Tx, event: SessionEnded) -> None:
    await subscriptions.remove_of_session(tx, event.session_id)


async def _deleted(tx: Tx, event: MemberDeleted) -> None:
    await subscriptions.remove_of_member(tx, event.user_id)


async def _erased(tx: Tx, event: MemberErased) -> None:
    await forgetting.remove_of(tx, event.user_id)
