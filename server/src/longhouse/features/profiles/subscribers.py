"""What profiles do when something happens elsewhere."""

from typing import Any

from longhouse.features.graph.events import FriendshipBegan, FriendshipEnded
from longhouse.features.identity import api as identity
from longhouse.features.identity.events import (
    MemberApproved,
    MemberDeleted,
    MemberErased,
    MemberRegistered,
    MemberRestored,
)
from longhouse.features.media.events import MediaQuarantined, MediaRemoved
from longhouse.features.posts.events import PostErased, PostPublished
from longhouse.features.profiles.model import Said
from longhouse.features.profiles.service.changing import Changing
from longhouse.features.profiles.service.faces import keep_faces
from longhouse.features.profiles.store import activity, faces
from longhouse.features.profiles.store import profiles as store
from longhouse.features.responses.events import CommentAdded, CommentErased
from longhouse.kernel.db import Tx
from longhouse.kernel.ids import UserId
from longhouse.kernel.outbox import Subscriber

_MOST_COMPLETED = 500


def subscribers(changing: Changing) -> list[Subscriber[Any]]:
    async def drop_picture(tx: Tx, event: MediaQuarantined | MediaRemoved) -> None:
        await changing.drop_picture(tx, event.media_id)

    return [
        Subscriber("profiles.remove_erased", MemberErased, _remove),
        Subscriber("profiles.welcome_approved", MemberApproved, _approved),
        Subscriber("profiles.welcome_registered", MemberRegistered, _registered),
        Subscriber("profiles.hide_deleted", MemberDeleted, _deleted),
        Subscriber("profiles.welcome_restored", MemberRestored, _restored),
        Subscriber("profiles.drop_quarantined", MediaQuarantined, drop_picture),
        Subscriber("profiles.drop_removed", MediaRemoved, drop_picture),
        Subscriber("profiles.note_posts", PostPublished, _posted),
        Subscriber("profiles.note_comments", CommentAdded, _commented),
        Subscriber("profiles.note_friendships", FriendshipBegan, _befriended),
        Subscriber("profiles.forget_friendships", FriendshipEnded, _parted),
        Subscriber("profiles.forget_posts", PostErased, _post_gone),
        Subscriber("profiles.forget_comments", CommentErased, _comment_gone),
    ]


async def _remove(tx: Tx, event: MemberErased) -> None:
    await store.remove(tx, event.user_id)


async def _approved(tx: Tx, event: MemberApproved) -> None:
    await _welcome(tx, event.user_id)


async def _registered(tx: Tx, event: MemberRegistered) -> None:
    if event.status == "active":
        await _welcome(tx, event.user_id)


async def _deleted(tx: Tx, event: MemberDeleted) -> None:
    await faces.remove(tx, event.user_id)


async def _restored(tx: Tx, event: MemberRestored) -> None:
    await _welcome(tx, event.user_id)


async def complete_faces(tx: Tx) -> None:
    """For members of whom nothing was told when they came."""
    for user_id in await faces.list_missing(tx, _MOST_COMPLETED):
        await _welcome(tx, user_id)


async def _welcome(tx: Tx, user_id: UserId) -> None:
    account = await identity.find(tx, user_id)
    if account is None:
        return
    said = (await store.get_many(tx, [user_id])).get(user_id) or Said(user_id=user_id)
    await keep_faces(tx, said, account.username)
    await activity.note(tx, user_id, "joined", user_id, at=account.created_at)


async def _posted(tx: Tx, event: PostPublished) -> None:
    await activity.note(tx, event.author_id, "posted", event.post_id)


async def _commented(tx: Tx, event: CommentAdded) -> None:
    await activity.note(tx, event.author_id, "commented", event.comment_id)


async def _befriended(tx: Tx, event: FriendshipBegan) -> None:
    await activity.note(tx, event.user_id, "befriended", event.other_id)
    await activity.note(tx, event.other_id, "befriended", event.user_id)


async def _parted(tx: Tx, event: FriendshipEnded) -> None:
    await activity.forget(tx, "befriended", event.other_id, of=event.user_id)
    await activity.forget(tx, "befriended", event.user_id, of=event.other_id)


async def _post_gone(tx: Tx, event: PostErased) -> None:
    await activity.forget(tx, "posted", event.post_id)


async def _comment_gone(tx: Tx, event: CommentErased) -> None:
    await activity.forget(tx, "commented", event.comment_id)
