"""Where a request comes from, as far as it can be believed."""

import ipaddress
import re
from collections.abc import Sequence

import msgspec

from longhouse.kernel.config import ConfigError
from longhouse.kernel.languages import Language

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_BROWSERS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)
_LONGEST_AGENT = 400
_NETWORK_BITS = 64
_PLAIN_NAME = re.compile(r"^[A-Za-z][\w.-]{0,30}")


class Visitor(msgspec.Struct, frozen=True, kw_only=True):
    address: str | None
    """The address of the peer, or of the client that a trusted proxy names."""
    user_agent: str
    session_token: str | None
    device_token: str | None
    language: Language | None = None
    """What the browser wishes for most of the languages that the house writes."""

    @property
    def place(self) -> str:
        """What is counted as one visitor."""
        return place_of(self.address)

    @property
    def device(self) -> str:
        """`Firefox on Linux`, or as much of it as the client says."""
        agent = self.user_agent
        browser = next((name for mark, name in _BROWSERS if mark in agent), None)
        system = next((name for mark, name in _SYSTEMS if mark in agent), None)
        if browser and system:
            return f"{browser} on {system}"
        if browser or system:
            return browser or system or ""
        match = _PLAIN_NAME.match(agent)
        return match[0] if match else "Unknown device"


def shorten_agent(agent: str | None) -> str:
    return "".join(c for c in (agent or "")[:_LONGEST_AGENT] if c.isprintable())


def parse_networks(setting: str) -> list[Network]:
    try:
        return [ipaddress.ip_network(part.strip()) for part in setting.split(",") if part.strip()]
    except ValueError as error:
        raise ConfigError(f"LONGHOUSE_HTTP_TRUSTED_PROXIES cannot be read: {error}.") from None


def client_of(
    peer: str | None, forwarded_for: str | None, trusted: Sequence[Network]
) -> str | None:
    """The nearest address that is not one of our own proxies.

    A client can write any X-Forwarded-For it likes; what each trusted proxy appended at the right
    is believed, and nothing to the left of the first address that is not trusted.
    """
    if peer is None or not forwarded_for or not is_within(peer, trusted):
        return peer
    client = peer
    for hop in reversed(forwarded_for.split(",")):
        address = hop.strip()
        try:
            ipaddress.ip_address(address)
        except ValueError:
            return client
        client = address
        if not is_within(address, trusted):
            return client
    return client


def place_of(address: str | None) -> str:
    """What counts as one address: of IPv6 the network, for whoever has one address of it has all.

    An IPv4 address that was written as one of IPv6 stays what it is: all of those would be one
    network.
    """
    try:
        parsed = ipaddress.ip_address(address or "")
    except ValueError:
        return address or ""
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.IPv6Address(int(parsed) >> _NETWORK_BITS << _NETWORK_BITS))


def is_within(address: str, networks: Sequence[Network]) -> bool:
    if not networks:
        return False
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(parsed in network for network in networks)
