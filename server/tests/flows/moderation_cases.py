"""An act for each kind of event that changes the list of what was deleted."""

from collections.abc import AsyncGenerator

from flows.event_stage import Case, Stage
from posts.steps import publish
from support.conversations import Thing, comment

Played = AsyncGenerator[None]


async def _words(stage: Stage) -> Thing:
    return await comment(stage.ben, await publish(stage.ben, "A post"), "Hasty words")


async def a_post_is_deleted(stage: Stage) -> Played:
    """Ben deletes what he published."""
    post = await publish(stage.ben, "Hasty words")
    await stage.told()
    yield
    await stage.ben.delete(f"/posts/{post['id']}")


async def a_post_is_restored(stage: Stage) -> Played:
    """Ben deleted what he published, and Ada brings it back."""
    post = await publish(stage.ben, "Hasty words")
    await stage.ben.delete(f"/posts/{post['id']}")
    await stage.told()
    yield
    await stage.ada.post(f"/admin/posts/{post['id']}/restore")


async def a_post_is_erased(stage: Stage) -> Played:
    """Ben deleted what he published, and Ada erases it."""
    post = await publish(stage.ben, "Hasty words")
    await stage.ben.delete(f"/posts/{post['id']}")
    await stage.told()
    yield
    await stage.ada.delete(f"/admin/posts/{post['id']}")


async def a_comment_is_deleted(stage: Stage) -> Played:
    """Ada deletes what Ben said."""
    said = await _words(stage)
    await stage.told()
    yield
    await stage.ada.delete(f"/comments/{said['id']}")


async def a_comment_is_restored(stage: Stage) -> Played:
    """Ada deleted what Ben said, and brings it back."""
    said = await _words(stage)
    await stage.ada.delete(f"/comments/{said['id']}")
    await stage.told()
    yield
    await stage.ada.post(f"/admin/comments/{said['id']}/restore")


async def a_comment_is_erased(stage: Stage) -> Played:
    """Ada deleted what Ben said, and erases it."""
    said = await _words(stage)
    await stage.ada.delete(f"/comments/{said['id']}")
    await stage.told()
    yield
    await stage.ada.delete(f"/admin/comments/{said['id']}")


MODERATION_CASES = [
    Case(event, "moderation", act)
    for event, act in {
        "posts.PostDeleted": a_post_is_deleted,
        "posts.PostRestored": a_post_is_restored,
        "posts.PostErased": a_post_is_erased,
        "responses.CommentDeleted": a_comment_is_deleted,
        "responses.CommentRestored": a_comment_is_restored,
        "responses.CommentErased": a_comment_is_erased,
    }.items()
]
