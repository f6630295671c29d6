"""Numbers of books: a number alone is taken as a link to the book."""

import re

_PREFIX = re.compile(r"(?i:isbn(?:-1[03])?:?)[ ]?")
_DIGITS = re.compile(r"[0-9]{9}[0-9Xx]|97[89][0-9]{10}")
_LONGEST = 32


def find_isbn(text: str) -> str | None:
    """The 13 digits of an ISBN that is written alone, with or without hyphens, and adds up."""
    text = text.strip()
    if len(text) > _LONGEST:
        return None
    match = _PREFIX.match(text)
    written = text[match.end() if match else 0 :].replace("-", "").replace(" ", "")
    if not written.isascii() or not _DIGITS.fullmatch(written):
        return None
    return _from_ten(written) if len(written) == 10 else _thirteen(written)


def _from_ten(written: str) -> str | None:
    values = [10 if digit in "xX" else int(digit) for digit in written]
    if sum(value * weight for value, weight in zip(values, range(10, 0, -1), strict=True)) % 11:
        return None
    stem = f"978{written[:9]}"
    return stem + str(-_weighed(stem) % 10)


def _thirteen(written: str) -> str | None:
    return None if _weighed(written) % 10 else written


def _weighed(digits: str) -> int:
    return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
