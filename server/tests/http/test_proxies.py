"""Which of the addresses in X-Forwarded-For is believed."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from longhouse.kernel.config import ConfigError
from longhouse.kernel.http.visitor import client_of, is_within, parse_networks

OURS = parse_networks("10.0.0.0/8, 192.0.2.1, fd00::/8")
proxies = st.one_of(
    st.ip_addresses(network="10.0.0.0/8"),
    st.just(ipaddress.ip_address("192.0.2.1")),
    st.ip_addresses(network="fd00::/8"),
).map(str)
strangers = st.ip_addresses().map(str).filter(lambda address: not is_within(address, OURS))
lies = st.lists(
    st.one_of(st.ip_addresses().map(str), st.text(max_size=20), st.just("127.0.0.1")), max_size=5
)


@given(peer=strangers, lies=lies)
def test_a_peer_that_is_no_proxy_of_ours_is_the_client_whatever_it_says(
    peer: str, lies: list[str]
) -> None:
    assert client_of(peer, ", ".join(lies), OURS) == peer


@given(client=strangers, lies=lies, chain=st.lists(proxies, min_size=1, max_size=4))
def test_behind_any_chain_of_our_proxies_the_client_is_whom_the_first_of_them_saw(
    client: str, lies: list[str], chain: list[str]
) -> None:
    """Each proxy appends the address that it saw; what came with the request stays at the left."""
    *between, peer = chain
    header = ",".join([*lies, client, *between])
    assert client_of(peer, header, OURS) == client


@given(chain=st.lists(proxies, min_size=1, max_size=4))
def test_a_request_that_one_of_our_proxies_made_itself_is_its_own(chain: list[str]) -> None:
    *before, peer = chain
    assert client_of(peer, ",".join(before) or None, OURS) == (before[0] if before else peer)


@given(peer=proxies, noise=st.text(min_size=1, max_size=40))
def test_what_is_no_address_is_never_taken_for_one(peer: str, noise: str) -> None:
    found = client_of(peer, noise, OURS)
    assert found is not None
    ipaddress.ip_address(found)


@pytest.mark.parametrize("noise", ["unknown", "_hidden", "192.0.2.7:4711", "", "256.1.1.1"])
def test_nothing_is_believed_that_stands_behind_what_is_no_address(noise: str) -> None:
    assert client_of("10.0.0.1", f"127.0.0.1, {noise}", OURS) == "10.0.0.1"
    assert client_of("10.0.0.1", f"127.0.0.1, {noise}, 10.0.0.2", OURS) == "10.0.0.2"


def test_a_proxy_that_says_nothing_is_the_client() -> None:
    assert client_of("10.0.0.1", None, OURS) == "10.0.0.1"
    assert client_of(None, "192.0.2.9", OURS) is None
    assert client_of("unix-socket", "192.0.2.9", OURS) == "unix-socket"


@pytest.mark.parametrize("setting", ["10.0.0.0/33", "nginx", "10.0.0.1/8", "1.2.3"])
def test_a_setting_that_names_no_network_stops_the_start(setting: str) -> None:
    with pytest.raises(ConfigError, match="LONGHOUSE_HTTP_TRUSTED_PROXIES"):
        parse_networks(setting)


def test_without_the_setting_nobody_is_trusted() -> None:
    assert parse_networks("") == []
    assert client_of("127.0.0.1", "192.0.2.9", []) == "127.0.0.1"
