"""Sites of events, recipes and photos; their pages describe themselves well enough."""

import re

from longhouse.features.links.service.providers.known import site

EVENTS = (
    site(
        "resident_advisor",
        "event",
        re.compile(r"(?:[a-z]{2,3}\.)?(?:ra\.co|residentadvisor\.net)"),
        re.compile(r"/events/[0-9]+"),
    ),
    site(
        "eventbrite",
        "event",
        re.compile(r"(?:www\.)?eventbrite\.(?:com|[a-z]{2}|co\.[a-z]{2}|com\.[a-z]{2})"),
        re.compile(r"/e/"),
    ),
    site(
        "meetup", "event", re.compile(r"(?:www\.)?meetup\.com"), re.compile(r"/[^/]{1,100}/events/")
    ),
    site("dice", "event", re.compile(r"(?:www\.)?dice\.fm"), re.compile(r"/event/")),
    site("luma", "event", re.compile(r"lu\.ma|luma\.com"), re.compile(r"/[a-z0-9-]{2,80}$")),
)
RECIPES = (
    site("allrecipes", "recipe", re.compile(r"(?:www\.)?allrecipes\.com"), re.compile(r"/recipe/")),
    site(
        "epicurious", "recipe", re.compile(r"(?:www\.)?epicurious\.com"), re.compile(r"/recipes/")
    ),
    site(
        "bbc_good_food",
        "recipe",
        re.compile(r"(?:www\.)?bbcgoodfood\.com"),
        re.compile(r"/recipes/[a-z0-9-]+"),
    ),
    site(
        "chefkoch", "recipe", re.compile(r"(?:www\.)?chefkoch\.de"), re.compile(r"/rezepte/[0-9]+")
    ),
)
PHOTOS = (
    site(
        "flickr",
        "photo",
        re.compile(r"(?:www\.)?flickr\.com"),
        re.compile(r"/photos/[^/]{1,80}/[0-9]+"),
    ),
    site("unsplash", "photo", re.compile(r"(?:www\.)?unsplash\.com"), re.compile(r"/photos/")),
    site("500px", "photo", re.compile(r"(?:www\.)?500px\.com"), re.compile(r"/photo/[0-9]+")),
    site("imgur", "photo", re.compile(r"(?:i\.|www\.)?imgur\.com"), re.compile(r"/[A-Za-z0-9/]+")),
)
