"""What a text mentions: members by `@name`, subjects by `#tag`. Code and addresses are not read.

Every expression here takes time in proportion to the text, whatever the text.
"""

import re
import unicodedata
from collections.abc import Iterator

MOST_MENTIONS = 50
MOST_TAGS = 30

_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_TICKS = re.compile(r"`+")
_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)
_MENTION = re.compile(r"(?<![\w@./+\-])@([A-Za-z0-9_-]{3,32})(?![\w@-])(?!\.\w+@)")
_TAG = re.compile(r"(?<![\w#&/])#(\w{1,50})(?![\w#])")


def mentioned_names(text: str) -> list[str]:
    """Usernames in small letters, each once, in the order of the text."""
    found: dict[str, None] = {}
    for match in _MENTION.finditer(readable(text)):
        found[match[1].lower()] = None
        if len(found) == MOST_MENTIONS:
            break
    return list(found)


def tags(text: str) -> list[str]:
    """Tags as they are kept, each once, in the order of the text; a number alone is none."""
    found: dict[str, None] = {}
    for match in _TAG.finditer(readable(text)):
        name = unicodedata.normalize("NFKC", match[1]).casefold()
        if not name.replace("_", "").isdigit() and name.strip("_"):
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


def readable(text: str) -> str:
    """The text without code and without web addresses, which name nobody."""
    prose = "\n".join(_outside_fences(text.splitlines()))
    return _ADDRESS.sub(" ", _without_spans(prose))


def _outside_fences(lines: list[str]) -> Iterator[str]:
    """A fence ends at one of its own kind that is at least as long, or with the text."""
    fence = ""
    for line in lines:
        match = _FENCE.match(line)
        if not fence:
            if match:
                fence = match[1]
            else:
                yield line
        elif match and match[1].startswith(fence) and not line.strip(" `~"):
            fence = ""


def _without_spans(text: str) -> str:
    """Code between two runs of backticks of one length; a run without its like is only itself."""
    runs = [(match.start(), match.end()) for match in _TICKS.finditer(text)]
    next_of_length: dict[int, int] = {}
    closing: list[int | None] = [None] * len(runs)
    for at in range(len(runs) - 1, -1, -1):
        length = runs[at][1] - runs[at][0]
        closing[at] = next_of_length.get(length)
        next_of_length[length] = at
    kept: list[str] = []
    position = at = 0
    while at < len(runs):
        end = closing[at]
        if end is not None:
            kept += (text[position : runs[at][0]], " ")
            position = runs[end][1]
            at = end
        at += 1
    kept.append(text[position:])
    return "".join(kept)
