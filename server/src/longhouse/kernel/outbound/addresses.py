"""Which addresses are public. Everything else is refused, in whatever form it is written.

The lists are those of IANA's special-purpose registries. They are written out because what
`ipaddress` calls global has changed between releases of Python, and because some blocks that are
globally reachable lead to private ones all the same: a translator or a tunnel carries the address
of another network inside its own.
"""

import ipaddress
from typing import NewType

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
PublicAddress = NewType("PublicAddress", str)
"""An address that was judged and may be connected to. Only `find_public` makes one."""

_SPECIAL_V4 = (
    *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"),
    *("172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24"),
    *("192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24"),
    *("203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
)
# The only block from which global unicast addresses are given out. What lies outside it is
# loopback, IPv4-mapped, IPv4-compatible, translated (64:ff9b::/96 and its local twin), unique
# local, link local, multicast or nothing.
_GLOBAL_V6 = "2000::/3"
# Teredo, ORCHID, benchmarking and the like; documentation; 6to4; the empty delegation's servers.
_SPECIAL_V6 = ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")

_REFUSED_V4 = tuple(map(ipaddress.IPv4Network, _SPECIAL_V4))
_REFUSED_V6 = tuple(map(ipaddress.IPv6Network, _SPECIAL_V6))
_GIVEN_OUT_V6 = ipaddress.IPv6Network(_GLOBAL_V6)


def find_public(address: str) -> PublicAddress | None:
    """The address in its one canonical form if it is public; None for every other and for none."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return None
    return PublicAddress(str(parsed)) if is_public(parsed) else None


def is_public(address: IpAddress) -> bool:
    if isinstance(address, ipaddress.IPv4Address):
        return not any(address in network for network in _REFUSED_V4)
    if address.scope_id is not None or address not in _GIVEN_OUT_V6:
        return False
    return not any(address in network for network in _REFUSED_V6)
