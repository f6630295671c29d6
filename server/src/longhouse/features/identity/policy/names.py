"""What may be a username, and which usernames people would take for one another."""

import re

from longhouse.features.identity.errors import InvalidUsername
from longhouse.kernel.errors import Wrong

LEAST = 3
MOST = 32

_ALLOWED = re.compile(r"[A-Za-z0-9_-]+")
_LOOKS_LIKE = str.maketrans({"0": "o", "1": "l", "i": "l", "5": "s", "_": None, "-": None})
_PAIRS = (("rn", "m"), ("vv", "w"))

_RESERVED = frozenset(
    {
        "admin",
        "administrator",
        "all",
        "anonymous",
        "api",
        "channel",
        "deleted",
        "everybody",
        "everyone",
        "help",
        "here",
        "house",
        "longhouse",
        "me",
        "mod",
        "moderation",
        "moderator",
        "myself",
        "nobody",
        "null",
        "official",
        "operator",
        "owner",
        "root",
        "security",
        "self",
        "staff",
        "support",
        "system",
        "undefined",
        "webmaster",
        "you",
    }
)


def skeleton(username: str) -> str:
    """The same for all usernames that a reader could mistake for one another.

    Case, underscores and hyphens do not count; `0` and `o`, `1`, `i` and `l`, `5` and `s`, `rn`
    and `m`, `vv` and `w` are alike. It is what the database holds unique.
    """
    bare = username.casefold().translate(_LOOKS_LIKE)
    for pair, single in _PAIRS:
        bare = bare.replace(pair, single)
    return bare


_RESERVED_SKELETONS = frozenset(skeleton(name) for name in _RESERVED)


def is_reserved(bare: str) -> bool:
    """Whether a name with this skeleton is kept for the house itself."""
    return bare in _RESERVED_SKELETONS


def check_username(username: str) -> None:
    if not LEAST <= len(username) <= MOST:
        raise InvalidUsername(
            Wrong("length", f"A username has {LEAST} to {MOST} characters.", least=LEAST, most=MOST)
        )
    if _ALLOWED.fullmatch(username) is None:
        raise InvalidUsername(
            Wrong("not_a_username", "A username is made of the letters a to z, digits, _ and -.")
        )
    bare = skeleton(username)
    if not bare:
        raise InvalidUsername(
            Wrong("signs_alone", "A username needs at least one letter or digit.")
        )
    if is_reserved(bare) or username.casefold().startswith("deleted-"):
        raise InvalidUsername(
            Wrong("reserved", "That name is kept for the house itself. Please choose another.")
        )
