"""What a push or a mail says of a notification, in the language of who reads it."""

from collections.abc import Sequence

from longhouse.features.notifications.policy.texts import TEXTS, Texts
from longhouse.features.notifications.schemas.told import (
    Notification,
    SectionOf,
)
from longhouse.features.posts.api import Author

_MOST_NAMES = 2
_MOST_EMOJIS = 3


def sentence(one: Notification, texts: Texts) -> str:
    """Who did what, in one line."""
    who = people(one.actors, one.actor_count, texts)
    match one.type:
        case "new_comment":
            return texts.commented(who, one.actor_count, one.count)
        case "mention":
            return texts.mentioned(who, one.actor_count)
        case "reaction":
            to = "comment" if one.related_comment_id else "post"
            return texts.reacted(who, one.actor_count, " ".join(one.emojis[:_MOST_EMOJIS]), to)
        case "follow":
            return texts.followed(who, one.actor_count)
        case "friend_request":
            return texts.asked(who, one.actor_count)
        case "friend_accepted":
            return texts.befriended(who, one.actor_count)
        case "new_post":
            return texts.new_posts(one.count, section_name(one.section, texts))


def people(actors: Sequence[Author], count: int, texts: Texts) -> str:
    names = [actor.display_name or actor.username for actor in actors[:_MOST_NAMES]]
    others = count - len(names)
    if not names:
        return texts.somebody
    if others > 0:
        return texts.and_others(", ".join(names), others)
    return texts.two(*names) if len(names) == _MOST_NAMES else names[0]


def section_name(section: SectionOf | None, texts: Texts) -> str:
    """A section that still has the name it came with has one in every language."""
    if section is None:
        return texts.a_section
    if section.name == TEXTS["en"].sections.get(section.type):
        return texts.sections[section.type]
    return section.name


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
