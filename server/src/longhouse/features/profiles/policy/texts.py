"""What people may say about themselves, and how it is written down."""

import re
import unicodedata
import zoneinfo
from functools import cache

from longhouse.features.profiles.errors import InvalidSaying
from longhouse.kernel.errors import Wrong
from longhouse.kernel.languages import AUTOMATIC

LEAST_NAME = 3
MOST_NAME = 40
MOST_BIO = 280
MOST_WORDS = 30

UNSEEN = Wrong("unseen", "Please leave out characters that cannot be seen.")
_SPACES = re.compile(r"\s+")
_LOCALE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
# Control characters, surrogates, private and unassigned code points, line and paragraph breaks.
_HIDDEN = frozenset({"Cc", "Cs", "Co", "Cn", "Zl", "Zp"})
# Letters of these invisible kinds would turn the text around them, or let two names look the same.
_TURNING = frozenset(
    "\u061c\u200b\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    "\u115f\u1160\u2800\u3164\uffa0"
)
_JOINERS = frozenset("\u200c\u200d")


def normal_name(given: str | None) -> str | None:
    """The display name as it is kept: NFKC, single spaces, nothing invisible; None for none."""
    name = _SPACES.sub(" ", unicodedata.normalize("NFKC", given or "")).strip()
    if not name:
        return None
    if _holds_hidden(name) or not any(unicodedata.category(c)[0] in "LNS" for c in name):
        raise InvalidSaying(
            "display_name", Wrong("nothing_seen", "A name is made of characters that can be seen.")
        )
    if not LEAST_NAME <= len(name) <= MOST_NAME:
        raise InvalidSaying(
            "display_name",
            Wrong(
                "length",
                f"A name has {LEAST_NAME} to {MOST_NAME} characters.",
                least=LEAST_NAME,
                most=MOST_NAME,
            ),
        )
    return name


def normal_bio(given: str | None) -> str | None:
    bio = unicodedata.normalize("NFC", given or "").replace("\r\n", "\n").strip()
    if not bio:
        return None
    if _holds_hidden(bio.replace("\n", " ").replace("\t", " ")):
        raise InvalidSaying("bio", UNSEEN)
    if len(bio) > MOST_BIO:
        raise InvalidSaying(
            "bio", Wrong("too_long", f"A bio has at most {MOST_BIO} characters.", most=MOST_BIO)
        )
    return bio


def normal_words(field: str, given: str | None) -> str | None:
    """A gender or pronouns, offered or in own words."""
    words = _SPACES.sub(" ", unicodedata.normalize("NFKC", given or "")).strip()
    if not words:
        return None
    if _holds_hidden(words):
        raise InvalidSaying(field, UNSEEN)
    if len(words) > MOST_WORDS:
        raise InvalidSaying(
            field, Wrong("too_long", f"Please keep it to {MOST_WORDS} characters.", most=MOST_WORDS)
        )
    return words


def normal_note(field: str, given: str | None, most: int) -> str | None:
    note = _SPACES.sub(" ", unicodedata.normalize("NFC", given or "")).strip()
    if not note:
        return None
    if _holds_hidden(note):
        raise InvalidSaying(field, UNSEEN)
    if len(note) > most:
        raise InvalidSaying(
            field, Wrong("too_long", f"A note has at most {most} characters.", most=most)
        )
    return note


def check_locale(locale: str) -> None:
    if locale != AUTOMATIC and _LOCALE.fullmatch(locale) is None:
        raise InvalidSaying(
            "locale", Wrong("not_a_language", "A language is written like en or pt-BR.")
        )


def check_timezone(timezone: str) -> None:
    if timezone != AUTOMATIC and timezone not in _timezones():
        raise InvalidSaying(
            "timezone", Wrong("not_a_timezone", "A time zone is written like Europe/Vienna.")
        )


def _holds_hidden(text: str) -> bool:
    """Joiners are part of emoji and of several scripts, and stay, but not at an end."""
    if text[0] in _JOINERS or text[-1] in _JOINERS:
        return True
    return any(c in _TURNING or unicodedata.category(c) in _HIDDEN for c in text)


@cache
def _timezones() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones())
