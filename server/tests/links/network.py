"""A network of one machine on which every address is this machine, and everybody is overheard.

It lives in a namespace of its own. What answers names there is the machine's own resolver, asking
the name server that this file plays; what is connected to is real.
"""

import asyncio
import ipaddress
import socket
import struct
import subprocess
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

_EVERY_FRAME = 3
_IPV4, _IPV6 = 0x0800, 0x86DD
_TCP = 6
_SYN, _ACK = 0x02, 0x10
_A, _AAAA = 1, 28
_OUTGOING = 4
_SETTLED = 0.3


def make_every_address_local(folder: Path) -> None:
    """For this namespace alone: routes, and files that say how names are looked up."""
    commands = ["ip link set lo up", "ip route add local 0.0.0.0/0 dev lo"]
    if Path("/proc/net/if_inet6").exists():
        commands.append("ip -6 route add local ::/0 dev lo")
    for name, text in (
        ("resolv.conf", "nameserver 127.0.0.53\noptions timeout:1 attempts:1\n"),
        ("nsswitch.conf", "hosts: files dns\n"),
        ("hosts", "127.0.0.1 localhost\n::1 localhost\n"),
    ):
        (folder / name).write_text(text)
        if Path("/etc", name).exists():
            commands.append(f"mount --bind {folder / name} /etc/{name}")
    for line in commands:
        subprocess.run(line.split(" "), check=True)


@dataclass
class Canary:
    """Sees every connection that anybody on this network begins, to whatever port."""

    began: Counter[str] = field(default_factory=Counter[str])

    def open(self) -> None:
        self._ear = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(_EVERY_FRAME))
        self._ear.bind(("lo", 0))
        self._ear.setblocking(False)
        asyncio.get_running_loop().add_reader(self._ear, self._hear)

    def close(self) -> None:
        asyncio.get_running_loop().remove_reader(self._ear)
        self._ear.close()

    async def heard(self) -> Mapping[str, int]:
        """Where connections were begun to since the last time, and how many."""
        await asyncio.sleep(_SETTLED)
        heard = dict(self.began)
        self.began.clear()
        return heard

    def _hear(self) -> None:
        frame, (_, _, direction, *_) = self._ear.recvfrom(2048)
        kind = int.from_bytes(frame[12:14])
        # On the loopback everything passes twice.
        if direction != _OUTGOING or kind not in (_IPV4, _IPV6):
            return
        packet = frame[14:]
        if kind == _IPV4:
            protocol, target, segment = packet[9], packet[16:20], packet[(packet[0] & 15) * 4 :]
        else:
            protocol, target, segment = packet[6], packet[24:40], packet[40:]
        if protocol == _TCP and segment[13] & (_SYN | _ACK) == _SYN:
            self.began[str(ipaddress.ip_address(target))] += 1


class Names(asyncio.DatagramProtocol):
    """A name server that gives each name its answers in turn, and repeats the last."""

    def __init__(self, names: Mapping[str, Sequence[Sequence[str]]]) -> None:
        self._names = {name: list(answers) for name, answers in names.items()}
        self._transport: asyncio.DatagramTransport | None = None

    async def open(self) -> None:
        loop = asyncio.get_running_loop()
        await loop.create_datagram_endpoint(lambda: self, local_addr=("127.0.0.53", 53))

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.DatagramTransport", transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        labels: list[str] = []
        at = 12
        while length := data[at]:
            labels.append(data[at + 1 : at + 1 + length].decode().lower())
            at += 1 + length
        question = data[12 : at + 5]
        kind = int.from_bytes(data[at + 1 : at + 3])
        records = [_record(kind, address) for address in self._answer(".".join(labels), kind)]
        head = data[:2] + struct.pack(">HHHHH", 0x8180, 1, len(records), 0, 0)
        assert self._transport is not None
        self._transport.sendto(head + question + b"".join(records), addr)

    def _answer(self, name: str, kind: int) -> Sequence[str]:
        answers = self._names.get(name, [[]])
        version = {_A: 4, _AAAA: 6}.get(kind)
        fitting = [one for one in answers[0] if ipaddress.ip_address(one).version == version]
        # Both kinds are asked for at a time; the turn is over with the one that was answered.
        if fitting and len(answers) > 1:
            answers.pop(0)
        return fitting


def _record(kind: int, address: str) -> bytes:
    packed = ipaddress.ip_address(address).packed
    return b"\xc0\x0c" + struct.pack(">HHIH", kind, 1, 0, len(packed)) + packed
