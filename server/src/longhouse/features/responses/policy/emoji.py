"""What counts as one emoji, and how it is written down."""

import regex

from longhouse.features.responses.errors import NotOneEmoji

LIKE = "❤️"
LONGEST = 10
"""Code points, which is as many as the longest emoji that there is has."""

# Flags, keycaps, and pictographs with their skin tones, tags and joined companions.
_ONE = regex.compile(
    r"""
    \p{RI}\p{RI}
    | [0-9\#*]\uFE0F?\u20E3
    | \p{ExtPict}(?:\uFE0F|\p{EMod})?(?:[\U000E0020-\U000E007E]+\U000E007F)?
      (?:\u200D\p{ExtPict}(?:\uFE0F|\p{EMod})?)*
    """,
    regex.VERBOSE,
)
_UNASSIGNED = regex.compile(r"\p{Cn}")
_TEXT_BY_DEFAULT = regex.compile(r"\p{Emoji}(?<!\p{Emoji_Presentation})")
_IN_COLOUR = "\ufe0f"


def normal_emoji(given: str) -> str:
    """Exactly one emoji, always written the same way: a heart of ink becomes a heart in colour."""
    one = given.strip()
    if not 1 <= len(one) <= LONGEST or _ONE.fullmatch(one) is None or _UNASSIGNED.search(one):
        raise NotOneEmoji
    if len(one) == 1 and _TEXT_BY_DEFAULT.match(one):
        return one + _IN_COLOUR
    return one
