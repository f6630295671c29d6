"""Sites of events, recipes and photos; their pages describe themselves well enough."""

import re

from longhouse.features.links.service.providers.known import Site

EVENTS = (
    Site(
        "resident_advisor",
        "event",
        re.compile(r"(?:[a-z]{2,3}\.)?(?:ra\.co|residentadvisor\.net)"),
        re.compile(r"/events/[0-9]+"),
    ),
    Site(
        "eventbrite",
        "event",
        re.compile(r"(?:www\.)?eventbrite\.(?:com|[a-z]{2}|co\.[a-z]{2}|com\.[a-z]{2})"),
        re.compile(r"/e/"),
    ),
    Site(
        "meetup", "event", re.compile(r"(?:www\.)?meetup\.com"), re.compile(r"/[^/]{1,100}/events/")
    ),
    Site("dice", "event", re.compile(r"(?:www\.)?dice\.fm"), re.compile(r"/event/")),
    Site("luma", "event", re.compile(r"lu\.ma|luma\.com"), re.compile(r"/[a-z0-9-]{2,80}$")),
)
RECIPES = (
    Site("allrecipes", "recipe", re.compile(r"(?:www\.)?allrecipes\.com"), re.compile(r"/recipe/")),
    Site(
        "epicurious", "recipe", re.compile(r"(?:www\.)?epicurious\.com"), re.compile(r"/recipes/")
    ),
    Site(
        "bbc_good_food",
        "recipe",
        re.compile(r"(?:www\.)?bbcgoodfood\.com"),
        re.compile(r"/recipes/[a-z0-9-]+"),
    ),
    Site(
        "chefkoch", "recipe", re.compile(r"(?:www\.)?chefkoch\.de"), re.compile(r"/rezepte/[0-9]+")
    ),
)
PHOTOS = (
    Site(
        "flickr",
        "photo",
        re.compile(r"(?:www\.)?flickr\.com"),
        re.compile(r"/photos/[^/]{1,80}/[0-9]+"),
    ),
    Site("unsplash", "photo", re.compile(r"(?:www\.)?unsplash\.com"), re.compile(r"/photos/")),
    Site("500px", "photo", re.compile(r"(?:www\.)?500px\.com"), re.compile(r"/photo/[0-9]+")),
    Site("imgur", "photo", re.compile(r"(?:i\.|www\.)?imgur\.com"), re.compile(r"/[A-Za-z0-9/]+")),
)
