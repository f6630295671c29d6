"""Which passwords are too easy. Length is bounded, composition is not.

A password is refused when it is among the known breached ones or so close to them that few
guesses reach it. The name of the product and the names of the person count for nothing: what is
left of a password without them has to be strong enough alone.
"""

from collections.abc import Iterable
from typing import cast

from zxcvbn import zxcvbn
from zxcvbn.frequency_lists import FREQUENCY_LISTS

from longhouse.features.identity.errors import InvalidPassword
from longhouse.kernel.errors import Wrong

LEAST = 8
MOST = 128

# Below a million guesses, which zxcvbn calls score 0 and 1, patience alone finds a password even
# through the limits on signing in.
_LEAST_SCORE = 2
# The estimate takes time that grows with the square of the length, so only this much is looked at.
_LOOKED_AT = 72
_PRODUCT = ("longhouse",)
_LEAST_WORD = 3
_SUBSTITUTES = str.maketrans("0134578@$!|+i", "oleastbaslltl")

_COMMON = frozenset(cast("Iterable[str]", FREQUENCY_LISTS["passwords"]))

TOO_EASY = "This password is too easy to guess. A few unrelated words make a good one."
TOO_COMMON = "This password is known from break-ins elsewhere. Please choose another."


def check_length(password: str) -> None:
    """Counts code points, so that a letter of any script is one."""
    if len(password) < LEAST:
        raise InvalidPassword(
            Wrong("too_short", f"A password has at least {LEAST} characters.", least=LEAST)
        )
    if len(password) > MOST:
        raise InvalidPassword(
            Wrong("too_long", f"A password has at most {MOST} characters.", most=MOST)
        )


def check_strength(password: str, personal: Iterable[str]) -> None:
    """Slow for what it is (up to a quarter of a second): never call it on the event loop."""
    check_length(password)
    if password.casefold() in _COMMON:
        raise InvalidPassword(Wrong("common_password", TOO_COMMON))
    words = context_words(personal)
    if _score(password, words) < _LEAST_SCORE:
        raise InvalidPassword(Wrong("easy_password", TOO_EASY))
    rest = without_words(password, words)
    if rest != password and (not rest or _score(rest, words) < _LEAST_SCORE):
        raise InvalidPassword(
            Wrong(
                "personal_password",
                "A password may not be built from your name or that of the house.",
            )
        )


def context_words(personal: Iterable[str]) -> list[str]:
    """The names that an attacker would try first, longest first."""
    words: set[str] = set(_PRODUCT)
    for name in personal:
        lowered = name.casefold()
        words.add(lowered)
        for separator in ("@", ".", "_", "-", " "):
            words.update(lowered.split(separator))
    return sorted((w for w in words if len(w) >= _LEAST_WORD), key=lambda w: (-len(w), w))


def without_words(password: str, words: Iterable[str]) -> str:
    """The password less every name in it, forwards or backwards, with digits for letters or not."""
    rest = password
    for word in words:
        for shape in {word, word[::-1]}:
            target = _plain(shape)
            while (at := _plain(rest).find(target)) >= 0:
                rest = rest[:at] + rest[at + len(target) :]
    return rest


def _plain(text: str) -> str:
    """Lower case with digits read as letters, of the same length as the text."""
    lowered = (char.lower() if len(char.lower()) == 1 else char for char in text)
    return "".join(lowered).translate(_SUBSTITUTES)


def _score(password: str, words: list[str]) -> int:
    return cast("int", zxcvbn(password[:_LOOKED_AT], user_inputs=list(words))["score"])
