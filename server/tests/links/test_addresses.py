"""Which addresses are public, and which texts are links at all."""

import ipaddress
import socket
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from longhouse.kernel.outbound.addresses import find_public, is_public
from longhouse.kernel.outbound.errors import NotALink
from longhouse.kernel.outbound.urls import WebAddress, find, parse

PRIVATE = [
    # This machine, this network, and everything that is kept for private use.
    *("127.0.0.1", "127.255.255.254", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1"),
    *("172.31.255.255", "192.168.0.1", "169.254.169.254", "100.64.0.1", "100.127.255.255"),
    *("192.0.0.1", "192.0.0.170", "192.0.0.9", "192.0.2.1", "192.88.99.1", "198.18.0.1"),
    *("198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.250"),
    *("240.0.0.1", "255.255.255.255"),
    *("::", "::1", "fc00::1", "fd12:3456::1", "fe80::1", "fec0::1", "ff02::1", "100::1"),
    # Addresses that carry another one inside: mapped, compatible, translated, tunnelled.
    *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "::7f00:1"),
    *("64:ff9b::7f00:1", "64:ff9b::808:808", "64:ff9b:1::a00:1", "2002:7f00:1::"),
    *("2002:a00:1::1", "2001:0:7f00:1::1", "2001:db8::1", "2001:10::1", "2001:20::1"),
    *("3fff::1", "5f00::1", "4000::1", "fe80::1%eth0", "2606:4700::1111%1", "2620:4f:8000::1"),
]  # fmt: skip
PUBLIC = [
    "1.1.1.1", "8.8.8.8", "93.184.215.14", "172.32.0.1", "100.63.255.255", "192.0.1.1",
    "198.20.0.1", "223.255.255.255", "2606:4700:4700::1111", "2a00:1450:4001::200e",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_what_is_not_public_is_refused(address: str) -> None:
    assert find_public(address) is None


@pytest.mark.parametrize("address", PUBLIC)
def test_what_is_public_is_taken_in_its_canonical_form(address: str) -> None:
    assert find_public(address) == address
    assert find_public(address.upper()) == address


@given(st.ip_addresses())
def test_nothing_is_public_that_the_registries_call_otherwise(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    if is_public(address):
        assert address.is_global
        assert not address.is_multicast
        assert not address.is_private


@given(st.ip_addresses(v=4))
def test_no_ipv4_address_comes_through_inside_an_ipv6_address(
    address: ipaddress.IPv4Address,
) -> None:
    number = int(address)
    inside = [
        number,
        0xFFFF << 32 | number,
        0x64FF9B << 96 | number,
        0x64FF9B0001 << 80 | number,
        0x2002 << 112 | number << 80,
        0x20010000 << 96 | number ^ 0xFFFFFFFF,
    ]
    assert not any(is_public(ipaddress.IPv6Address(one)) for one in inside)


NO_LINKS = [
    *("", " ", "example.org", "//example.org", "/path", "http:", "http://", "https:///x"),
    *("http:example.org", "http:/example.org", "http:\\\\example.org", "http://example.org\\@x"),
    *("javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "\x01javascript:x"),
    *("data:text/html,x", "vbscript:x", "file:///etc/passwd", "gopher://example.org/1"),
    *("dict://example.org:11211/", "ftp://example.org/", "ws://example.org/", "about:blank"),
    *("https://example.org/\r\nHost: x", "https://exa\nmple.org/", "https://example.org/a b"),
    *("https://example.org\u2028/", "https://exam\u0000ple.org/", "https://example.org/<x>"),
    # A name before an `@` only looks like where the link leads.
    *("https://example.org@127.0.0.1/", "https://a:b@example.org/", "https://@example.org/"),
    *("https://example.org%40127.0.0.1/", "https://%31%32%37.0.0.1/", "https://example%2eorg/"),
    # Ports, and hosts that are no hosts.
    *("http://example.org:22/", "http://example.org:8080/", "http://example.org:080080/"),
    *("http://example.org:80:80/", "http://example.org:x/", "http://example.org:-80/"),
    *("http://localhost/", "http://localhost./", "http://intranet/", "http://./", "http://../"),
    *("http://example..org/", "http://example.org../", "http://-a.example.org/", "http://a_-.x-/"),
    *("http://[::1/", "http://::1/", "http://[::1]x/", "http://[fe80::1%25eth0]/", "http://[]/"),
    *("http://[v1.x]/", "http://[127.0.0.1]/", "http://[::ffff:127.0.0.1%1]/"),
    # Numbers as hosts in any but the usual form mean one thing here and another there.
    *("http://2130706433/", "http://0x7f000001/", "http://0x7f.0.0.1/", "http://0177.0.0.1/"),
    *("http://017700000001/", "http://127.1/", "http://127.0.1/", "http://0x7f.1/", "http://0/"),
    *("http://127.0.0.0x1/", "http://1.2.3.4.5/", "http://256.1.1.1/", "http://0127.0.0.1/"),
    *("http://00000177.0.0.1/", "http://127.0.0.01/", "http://4294967297/", "http://1e9.1/"),
    "https://example.org/" + "a" * 2048,
]  # fmt: skip


@pytest.mark.parametrize("text", NO_LINKS)
def test_what_is_no_link_is_refused(text: str) -> None:
    with pytest.raises(NotALink):
        parse(text)
    assert find(text) is None


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("https://example.org", "https://example.org/"),
        ("HTTPS://EXAMPLE.ORG:443/A?b=C#d", "https://example.org/A?b=C"),
        ("http://example.org:80/", "http://example.org/"),
        ("http://example.org:443/", "http://example.org:443/"),
        ("http://example.org./", "http://example.org/"),
        ("  https://example.org/x \n", "https://example.org/x"),
        ("https://münchen.example/straße", "https://xn--mnchen-3ya.example/stra%C3%9Fe"),
        ("https://example.org/a%20b%zz", "https://example.org/a%20b%25zz"),
        ("https://example.org/%252e", "https://example.org/%252e"),
        ("https://example.org/?q=日本", "https://example.org/?q=%E6%97%A5%E6%9C%AC"),
        ("https://example.org?x=1", "https://example.org/?x=1"),
        ("https://[2606:4700:4700::1111]/", "https://[2606:4700:4700::1111]/"),
        ("https://[2606:4700:4700:0:0::1111]:443/", "https://[2606:4700:4700::1111]/"),
        ("http://8.8.8.8/", "http://8.8.8.8/"),
        # Digits in circles and full width are digits, and dots of other scripts are dots.
        ("http://①②⑦.⓪.⓪.①/", "http://127.0.0.1/"),
        ("http://１２７.0.0.1/", "http://127.0.0.1/"),
        ("http://127。0。0。1/", "http://127.0.0.1/"),
        ("http://ⓔⓧⓐⓜⓟⓛⓔ.org/", "http://example.org/"),
    ],
)
def test_a_link_has_one_spelling(text: str, kept: str) -> None:
    assert parse(text).text == kept


def test_a_place_in_a_page_stays_in_the_link_and_is_nothing_to_the_server() -> None:
    url = parse("https://example.org/a#b c".replace(" ", "%20"))
    assert (url.link, url.text) == ("https://example.org/a#b%20c", "https://example.org/a")


TEXT = st.text(
    st.sampled_from("htps:/\\@[]%.#?0127xXfF①。ａé-_ \t\n&;\u202e\u00ad\u200d")
    | st.characters(codec="utf-8"),
    max_size=60,
)


@given(st.one_of(TEXT, TEXT.map(lambda rest: "http://" + rest)))
def test_whatever_is_taken_reads_the_same_to_everybody(text: str) -> None:
    try:
        url = parse(text)
    except NotALink:
        return
    assert parse(url.text) == WebAddress(url.scheme, url.host, url.port, url.target)
    assert parse(url.link).link == url.link
    other = urlsplit(url.text)
    assert (other.scheme, other.hostname) == (url.scheme, url.host)
    assert other.username is None
    assert (other.port or url.port) == url.port
    assert url.link.isascii()
    assert url.link.isprintable()
    assert " " not in url.link


@given(st.integers(0, 2**32 - 1), st.data())
def test_a_number_is_taken_as_a_host_only_in_its_usual_form(
    number: int, data: st.DataObject
) -> None:
    """Whatever the machine's own resolver would read as an address is that address to us, or no link."""
    parts = number.to_bytes(4, "big")
    written = [
        data.draw(st.sampled_from([f"{p}", f"0x{p:x}", f"0{p:o}", f"{p:03}"])) for p in parts
    ]
    tail = data.draw(st.integers(1, 4))
    last = int.from_bytes(parts[tail - 1 :], "big")
    host = ".".join([*written[: tail - 1], data.draw(st.sampled_from([f"{last}", hex(last)]))])
    url = find(f"http://{host}/")
    if url is not None:
        assert url.host == socket.inet_ntoa(socket.inet_aton(host))
        assert url.host == host
