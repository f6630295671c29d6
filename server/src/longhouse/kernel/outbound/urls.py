"""Addresses of pages, taken apart once.

The guard and the client both work on what `parse` returns and never read the text again, so that
they cannot disagree about the host. What browsers repair (backslashes, tabs, numbers as hosts) is
refused here: a link that needs repairing is either a mistake or an attempt.
"""

import ipaddress
import re
from urllib.parse import quote, urljoin

import idna
import msgspec

from longhouse.kernel.outbound.errors import NotALink

LONGEST = 2048
_LONGEST_HOST = 253
_PORTS = {"http": 80, "https": 443}
_ALLOWED_PORTS = frozenset(_PORTS.values())

# Everything up to a space or a delimiter that no address holds unescaped. Each part stops where
# the next begins, so there is one way to match and nothing to go back for.
_URL = re.compile(r"(?i:(https?)://)([^/?#]+)([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.DOTALL)
_UNFIT = re.compile(r"[\x00-\x20\x7f\\\"<>^`{|}\x80-\xa0\u2028\u2029\ud800-\udfff]")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_PORT = re.compile(r"[0-9]{1,5}")
_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
# Unreserved and reserved characters, and `%` for what is escaped already: escaped once, not twice.
_KEPT = "/:@!$&'()*+,;=-._~%?[]"


class WebAddress(msgspec.Struct, frozen=True):
    """Where to connect, and what to ask for there."""

    scheme: str
    host: str
    """In ASCII, lower case, without a dot at the end; an IPv6 address without its brackets."""
    port: int
    target: str
    """Path and query, beginning with a slash, in ASCII."""
    fragment: str = ""
    """A place in the page; nothing for who fetches it."""

    @property
    def link(self) -> str:
        """What a reader follows."""
        return f"{self.text}#{self.fragment}" if self.fragment else self.text

    @property
    def authority(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def text(self) -> str:
        """The one spelling under which what was found is kept."""
        return f"{self.scheme}://{self.authority}{self.target}"

    @property
    def path(self) -> str:
        return self.target.partition("?")[0]


def parse(text: str) -> WebAddress:
    """Take an address apart, or say that it is not one that is followed."""
    text = text.strip(" \t\r\n")
    if not text or len(text) > LONGEST or _UNFIT.search(text):
        raise NotALink
    match = _URL.fullmatch(text)
    if match is None:
        raise NotALink
    scheme = match[1].lower()
    host, port = _authority(match[2], _PORTS[scheme])
    target = _escaped(match[3] or "/")
    if match[4] is not None:
        target = f"{target}?{_escaped(match[4])}"
    if len(target) > LONGEST * 2:
        raise NotALink
    return WebAddress(scheme, host, port, target, _escaped(match[5] or ""))


def find(text: object, base: WebAddress | None = None) -> WebAddress | None:
    """An address that a page names, relative to the page; None for what is not followed."""
    if not isinstance(text, str) or len(text) > LONGEST:
        return None
    try:
        return parse(text if base is None else urljoin(base.text, text.strip()))
    except (NotALink, ValueError):
        return None


def is_within(host: str, *domains: str) -> bool:
    """Whether a host is one of the domains or below one of them."""
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)


def _authority(text: str, default_port: int) -> tuple[str, int]:
    # A name before an `@` is not where the link leads, and exists only to look like it.
    if "@" in text or "%" in text:
        raise NotALink
    if text.startswith("["):
        inside, bracket, rest = text[1:].partition("]")
        if not bracket or (rest and not rest.startswith(":")):
            raise NotALink
        return _ipv6(inside), _port(rest[1:], default_port)
    name, _, port = text.partition(":")
    return _host(name), _port(port, default_port)


def _port(text: str, default: int) -> int:
    if not text:
        return default
    if not _PORT.fullmatch(text) or int(text) not in _ALLOWED_PORTS:
        raise NotALink
    return int(text)


def _ipv6(text: str) -> str:
    try:
        address = ipaddress.IPv6Address(text)
    except ValueError:
        raise NotALink from None
    if address.scope_id is not None:
        raise NotALink
    return str(address)


def _host(text: str) -> str:
    if len(text) > _LONGEST_HOST:
        raise NotALink
    if not text.isascii():
        try:
            # Also folds digits in circles and full width to plain ones, which are judged below.
            text = idna.encode(text, uts46=True, std3_rules=True).decode()
        except (idna.IDNAError, UnicodeError):
            raise NotALink from None
    name = text.lower().removesuffix(".")
    labels = name.split(".")
    if len(name) > _LONGEST_HOST or len(labels) == 1:
        raise NotALink
    if not all(_LABEL.fullmatch(label) for label in labels):
        raise NotALink
    if labels[-1].isdigit() or re.fullmatch(r"0x[0-9a-f]*", labels[-1]):
        return _ipv4(name)
    return name


def _ipv4(text: str) -> str:
    """Only four plain decimal numbers: other spellings mean other things to other programs."""
    try:
        return str(ipaddress.IPv4Address(text))
    except ValueError:
        raise NotALink from None


def _escaped(text: str) -> str:
    return _BAD_ESCAPE.sub("%25", quote(text, safe=_KEPT))
