"""English."""

from collections.abc import Mapping
from typing import Literal

from longhouse.features.notifications.model import Type
from longhouse.kernel.languages import plural


class English:
    # What sections are called in a house that has not called them otherwise
    sections: Mapping[str, str] = {
        "music": "Music",
        "photo": "Photos",
        "event": "Events",
        "recipe": "Recipes",
        "book": "Books",
        "movie": "Movies",
        "general": "General",
    }

    a_section: str = "a section"

    # Who
    somebody: str = "Somebody"

    def two(self, one: str, other: str) -> str:
        return f"{one} and {other}"

    def and_others(self, names: str, others: int) -> str:
        return f"{names} and {plural(others, one='1 other', other=f'{others} others')}"

    # Did what
    def commented(self, who: str, people: int, count: int) -> str:
        if count > 1:
            return f"{who} left {count} comments in your conversation"
        return f"{who} commented in your conversation"

    def mentioned(self, who: str, people: int) -> str:
        return f"{who} mentioned you"

    def reacted(self, who: str, people: int, emojis: str, to: Literal["post", "comment"]) -> str:
        return f"{who} reacted {emojis} to your {to}"

    def followed(self, who: str, people: int) -> str:
        return f"{who} {plural(people, one='follows', other='follow')} you"

    def asked(self, who: str, people: int) -> str:
        return f"{who} {plural(people, one='wants', other='want')} to be your friend"

    def befriended(self, who: str, people: int) -> str:
        return f"{who} {plural(people, one='is', other='are')} your friend now"

    def new_posts(self, count: int, section: str) -> str:
        many = "More than 99" if count > 99 else str(count)
        return f"{plural(count, one='A new post', other=f'{many} new posts')} in {section}"

    # Pushes
    test_title: str = "It works"
    test_body: str = "This is how the house reaches you."

    def while_quiet(self, count: int) -> str:
        things = plural(count, one="One thing", other=f"{count} things")
        return f"{things} happened while it was quiet"

    # Mails
    about: Mapping[Type, str] = {
        "new_post": "new posts",
        "new_comment": "comments",
        "mention": "mentions",
        "reaction": "reactions",
        "follow": "new followers",
        "friend_request": "requests for friendship",
        "friend_accepted": "new friends",
    }

    def hello(self, name: str) -> str:
        return f"Hello {name},"

    def and_more(self, first: str, more: int) -> str:
        return f"{first} and {more} more"

    def quoted(self, excerpt: str) -> str:
        return f"“{excerpt}”"

    def there_is_more(self, url: str) -> str:
        return f"There is more:\n{url}"

    def no_more_mail(self, about: str, url: str) -> str:
        return f"No more mail about {about}: {url}"

    def all_choices(self, url: str) -> str:
        return f"Everything you can choose: {url}"
