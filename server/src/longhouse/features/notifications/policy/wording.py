"""What a push or a mail says of a notification."""

from collections.abc import Sequence

from longhouse.features.notifications.schemas.told import (
    Notification,
)
from longhouse.features.posts.api import Author

_MOST_NAMES = 2


def sentence(one: Notification) -> str:
    """Who did what, in one line."""
    who = people(one.actors, one.actor_count)
    match one.type:
        case "new_comment" if one.count > 1:
            return f"{who} left {one.count} comments in your conversation"
        case "new_comment":
            return f"{who} commented in your conversation"
        case "mention":
            return f"{who} mentioned you"
        case "reaction":
            what = "comment" if one.related_comment_id else "post"
            return f"{who} reacted {' '.join(one.emojis[:3])} to your {what}"
        case "follow":
            return f"{who} {'follow' if one.actor_count > 1 else 'follows'} you"
        case "friend_request":
            return f"{who} {'want' if one.actor_count > 1 else 'wants'} to be your friend"
        case "friend_accepted":
            return f"{who} {'are' if one.actor_count > 1 else 'is'} your friend now"
        case "new_post":
            posts = "a new post" if one.count == 1 else f"{many(one.count)} new posts"
            return f"{posts} in {one.section.name if one.section else 'a section'}"


def people(actors: Sequence[Author], count: int) -> str:
    names = [actor.display_name or actor.username for actor in actors[:_MOST_NAMES]]
    others = count - len(names)
    if others > 0:
        return f"{', '.join(names)} and {others} {'other' if others == 1 else 'others'}"
    return " and ".join(names) or "Somebody"


def many(count: int) -> str:
    return "more than 99" if count > 99 else str(count)


def path_to(one: Notification) -> str:
    """Where it leads, within the house."""
    if one.type == "new_post":
        return f"/sections/{one.id}"
    if one.related_comment_id:
        return f"/posts/{one.related_post_id}#comment-{one.related_comment_id}"
    if one.related_post_id:
        return f"/posts/{one.related_post_id}"
    if one.type == "friend_request":
        return "/friends/requests"
    return f"/@{one.actors[0].username}" if len(one.actors) == 1 else "/notifications"
