"""What may be an e-mail address: the plain form that mail servers really take."""

import re

from longhouse.features.identity.errors import InvalidEmail

MOST = 254

_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
_TOP = re.compile(r"[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9]")


def check_email(email: str) -> None:
    """Quoted local parts, address literals and names without a dot are refused on purpose."""
    local, at, domain = email.rpartition("@")
    labels = domain.split(".")
    if not (
        at
        and len(email) <= MOST
        and len(local) <= 64
        and _LOCAL.fullmatch(local)
        and len(labels) >= 2
        and all(_LABEL.fullmatch(label) for label in labels)
        and _TOP.fullmatch(labels[-1])
    ):
        raise InvalidEmail


def find_email(given: str | None) -> str | None:
    """The checked address without the spaces around it, or None when nothing was given."""
    if given is None or not given.strip():
        return None
    email = given.strip()
    check_email(email)
    return email


def is_same(one: str | None, other: str | None) -> bool:
    """As the house tells addresses apart: without regard to case."""
    if one is None or other is None:
        return one is other
    return one.lower() == other.lower()


def masked(email: str) -> str:
    """Enough of an address for its owner to know it and for nobody else to use it."""
    local, _, domain = email.rpartition("@")
    return f"{local[:1]}…@{domain}"
