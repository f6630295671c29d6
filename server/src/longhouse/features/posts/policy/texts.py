"""What a text mentions: members by `@name`, subjects by `#tag`, as far as they are shown as that."""

import unicodedata

from longhouse.features.posts.policy.reading import shown

MOST_MENTIONS = 50
MOST_TAGS = 30


def mentioned_names(text: str) -> list[str]:
    """Usernames in small letters, each once, in the order of the text."""
    found: dict[str, None] = {}
    for kind, name in shown(text) if "@" in text else ():
        if kind == "mention":
            found[name.lower()] = None
        if len(found) == MOST_MENTIONS:
            break
    return list(found)


def tags(text: str) -> list[str]:
    """Tags as they are kept, each once, in the order of the text; a number alone is none."""
    found: dict[str, None] = {}
    for kind, written in shown(text) if "#" in text else ():
        name = unicodedata.normalize("NFKC", written).casefold()
        if kind == "tag" and not all(letter == "_" or letter.isdecimal() for letter in name):
            found[name[:50]] = None
        if len(found) == MOST_TAGS:
            break
    return list(found)


def excerpt(text: str, username: str, most: int = 140) -> str:
    """The part of a text around the mention of somebody, in one line."""
    line = " ".join(text.split())
    at = max(0, line.lower().find(f"@{username.lower()}"))
    begin = max(0, min(at - most // 2, len(line) - most))
    piece = line[begin : begin + most]
    return ("…" if begin else "") + piece + ("…" if begin + most < len(line) else "")


def beginning(text: str, most: int = 140) -> str:
    """As much of a text as fits, in one line."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"
