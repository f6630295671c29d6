"""What the cast says of itself beside a name, and to whom."""

from collections.abc import Mapping
from typing import NamedTuple

from longhouse.features.profiles.api import Place


class Self(NamedTuple):
    pronouns: str | None
    place: Place | None
    interests: tuple[str, ...]
    open: tuple[str, ...] = ()
    """What every member may see, beside name and face."""
    closed: tuple[str, ...] = ()
    """What nobody else may see."""
    has_banner: bool = True


_OSLO = Place(id=3143244, city="Oslo", country="NO", label="Oslo, Norway")
_KRAKOW = Place(id=3094802, city="Kraków", country="PL", label="Kraków, Poland")
_BERLIN = Place(id=2950159, city="Berlin", country="DE", label="Berlin, Germany")
_PRAGUE = Place(id=3067696, city="Prague", country="CZ", label="Prague, Czechia")
_DUBLIN = Place(id=2964574, city="Dublin", country="IE", label="Dublin, Ireland")
_STOCKHOLM = Place(id=2673730, city="Stockholm", country="SE", label="Stockholm, Sweden")
_AMSTERDAM = Place(id=2759794, city="Amsterdam", country="NL", label="Amsterdam, The Netherlands")
_ALL = ("banner", "bio", "pronouns", "location", "interests", "activity", "connections", "showcase")
_SOME = ("banner", "bio", "interests", "activity")

SELVES: Mapping[str, Self] = {
    "ingrid": Self("she/her", _OSLO, ("Coffee", "Gardening", "Mentoring"), (*_ALL, "last_active")),
    "tomasz": Self("he/him", _KRAKOW, ("Cycling", "Sourdough", "Repairing things"), _ALL),
    "amara": Self("she/her", _BERLIN, ("Choir", "Classic films", "Jazz"), _ALL),
    "jonas_b": Self("he/him", _STOCKHOLM, ("Maps", "Hiking", "Jazz"), _ALL),
    "leila": Self("she/her", _BERLIN, ("Cooking", "Baking", "Local history"), _ALL),
    "petra": Self("she/her", _PRAGUE, ("Photography", "Architecture", "Hiking"), _ALL),
    "kofi": Self("he/him", _BERLIN, ("Vinyl records", "Electronics", "Jazz"), _ALL),
    "mirela": Self("she/her", None, ("Reading", "Public transport", "Poetry"), _SOME),
    "sven-ole": Self("he/him", _BERLIN, ("Gardening", "Composting", "Beekeeping"), _ALL),
    "yuki": Self("they/them", _AMSTERDAM, ("Tea", "Calligraphy", "Hiking"), _ALL),
    "dara": Self("they/them", _DUBLIN, ("Folk music", "Festivals", "Jazz"), _ALL),
    "rosa": Self("she/her", _BERLIN, ("Baking", "Biology", "Sourdough"), _ALL),
    "henrik": Self("he/him", _OSLO, ("Sailing", "Maps", "Reading"), _SOME),
    "nadia": Self("she/her", None, ("Poetry", "Creative writing"), (), ("activity",)),
    "bram": Self("he/him", _AMSTERDAM, ("Board games", "Puzzles", "Chess"), _ALL),
    "esi": Self(None, _BERLIN, ("Reading", "Baking"), ("bio",), ("last_active",), has_banner=False),
    "matteo": Self("he/him", _BERLIN, ("Folk music", "Repairing things", "Jazz"), _ALL),
    "linnea": Self("she/her", _STOCKHOLM, ("Bird watching", "Photography", "Hiking"), _ALL),
    "pavel": Self("he/him", _PRAGUE, ("Repairing things", "Electronics", "Volunteering"), _ALL),
    "zahra": Self("she/her", _AMSTERDAM, ("Sailing", "Swimming", "Languages"), _SOME),
    "oskar": Self("he/they", _STOCKHOLM, ("Documentaries", "Podcasts"), _SOME),
    "chiara": Self("she/her", _BERLIN, ("Calligraphy", "Drawing", "Graphic design"), _ALL),
    "femi": Self("they/them", None, ("Running", "Baking"), _SOME, has_banner=False),
    "greta": Self(None, None, (), ()),
}

FRIENDSHIPS = (
    ("ingrid", "tomasz"), ("ingrid", "amara"), ("ingrid", "henrik"), ("ingrid", "leila"),
    ("ingrid", "esi"), ("tomasz", "pavel"), ("tomasz", "rosa"), ("amara", "oskar"),
    ("amara", "dara"), ("amara", "nadia"), ("jonas_b", "linnea"), ("jonas_b", "kofi"),
    ("leila", "rosa"), ("leila", "yuki"), ("petra", "chiara"), ("petra", "pavel"),
    ("kofi", "dara"), ("kofi", "matteo"), ("mirela", "nadia"), ("sven-ole", "rosa"),
    ("henrik", "zahra"), ("bram", "yuki"), ("bram", "femi"), ("matteo", "dara"),
)  # fmt: skip
