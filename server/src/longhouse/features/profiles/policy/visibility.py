"""Who sees which field of a profile. Everything that shows one asks here.

The same rule as SQL is `graph.shows`; a property test holds that they are equal.
"""

from collections.abc import Iterable, Mapping
from typing import Literal

from longhouse.features.profiles.errors import InvalidSaying
from longhouse.kernel.errors import Wrong

Field = Literal[
    "display_name",
    "avatar",
    "banner",
    "bio",
    "gender",
    "pronouns",
    "location",
    "interests",
    "activity",
    "connections",
    "follows",
    "showcase",
    "last_active",
]
Level = Literal["public", "connections", "private"]
Standing = Literal["self", "friend", "other"]
"""How who looks stands to whose profile it is. Whoever is blocked does not look at all."""

FIELDS: tuple[Field, ...] = (
    "display_name",
    "avatar",
    "banner",
    "bio",
    "gender",
    "pronouns",
    "location",
    "interests",
    "activity",
    "connections",
    "follows",
    "showcase",
    "last_active",
)
NOT_A_LEVEL = Wrong("not_a_level", "Choose public, connections or private.")
NO_SUCH_FIELD = Wrong("no_such_field", "There is no such field.")
LEVELS: tuple[Level, ...] = ("public", "connections", "private")
ALWAYS_FOR_ALL: frozenset[Field] = frozenset({"display_name", "avatar"})
"""What is public unless somebody chooses otherwise, and what hiding a profile leaves as it is."""


def default_of(field: Field) -> Level:
    return "public" if field in ALWAYS_FOR_ALL else "connections"


def chosen(kept: Mapping[str, str]) -> dict[Field, Level]:
    """Every field with its level; levels and fields of newer code are passed over.

    Friends follow each other, so until another level is chosen for follows, it is that of friends.
    """
    levels: dict[Field, Level] = {
        field: _known(kept.get(field)) or default_of(field) for field in FIELDS
    }
    levels["follows"] = _known(kept.get("follows")) or levels["connections"]
    return levels


def in_force(levels: Mapping[Field, Level], *, hide_profile: bool) -> dict[Field, Level]:
    """What holds while the profile is hidden; the chosen levels are kept beside it."""
    if not hide_profile:
        return dict(levels)
    return {f: level if f in ALWAYS_FOR_ALL else "private" for f, level in levels.items()}


def of_collections(keys: Iterable[str], kept: Mapping[str, str], whole: Level) -> dict[str, Level]:
    """Every collection of a showcase with its level, which is that of the whole until another is
    chosen."""
    return {key: _known(kept.get(key)) or whole for key in keys}


def widest(levels: Iterable[Level]) -> Level:
    """The level at which something of all of these is seen."""
    return min(levels, key=LEVELS.index)


def may_see(level: Level, standing: Standing) -> bool:
    if standing == "self" or level == "public":
        return True
    return level == "connections" and standing == "friend"


def shown_to(levels: Mapping[Field, Level], standing: Standing) -> list[Field]:
    return [field for field in FIELDS if may_see(levels[field], standing)]


def hidden_from(levels: Mapping[Field, Level], standing: Standing) -> list[Field]:
    return [field for field in FIELDS if not may_see(levels[field], standing)]


def check_choice(wishes: Mapping[str, str]) -> dict[Field, Level]:
    checked: dict[Field, Level] = {}
    for field in FIELDS:
        if field in wishes:
            level = wishes[field]
            if level not in LEVELS:
                raise InvalidSaying(f"visibility.{field}", NOT_A_LEVEL)
            checked[field] = level
    for name in wishes:
        if name not in FIELDS:
            raise InvalidSaying(f"visibility.{name}", NO_SUCH_FIELD)
    return checked


def _known(kept: str | None) -> Level | None:
    return kept if kept in LEVELS else None
