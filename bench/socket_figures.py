"""The figures of what is told to sockets: of `longhouse up` and of a gateway."""

from collections.abc import Sequence

import gateway_bench
import socket_bench
from fan_out import tallies_of
from figures import Counted, Figures
from socket_load import Seen


def of_house(kind: socket_bench.Kind, rounds: Sequence[socket_bench.Round]) -> Figures:
    found: Figures = {}
    for sockets in kind.sockets:
        same = [one for one in rounds if one.sockets == sockets]
        case = f"sockets.{kind.write}_{sockets}"
        found |= _of(case, [one.house for one in same])
        found[f"{case}.full.of_bare"] = [one.ratio for one in same]
    # The first sockets of a fresh house: memory that a process has once taken is used again.
    first = f"sockets.{kind.write}_{kind.sockets[0]}.memory.kb_per_socket"
    found[first] = [rounds[0].house.server_bytes_per_socket / 1024]
    return found


def counted_of_house(kind: socket_bench.Kind, rounds: Sequence[socket_bench.Round]) -> Counted:
    found: Counted = {}
    for one in rounds:
        found.setdefault(f"up, {kind.write} to {one.sockets:,}", []).extend(tallies_of(one.house))
    return found


def of_gateway(rounds: Sequence[gateway_bench.Round]) -> Figures:
    found: Figures = {}
    for sockets in sorted({one.sockets for one in rounds}):
        same = [one for one in rounds if one.sockets == sockets]
        case = f"gateway.{sockets}"
        found |= _of(case, [one.gateway for one in same])
        found |= {
            f"{case}.full.of_bare": [one.ratio for one in same],
            f"{case}.full.cost_of_bare": [one.cost_ratio for one in same],
            f"{case}.memory.kb_per_socket": [
                one.gateway.server_bytes_per_socket / 1024 for one in same
            ],
        }
    return found


def counted_of_gateway(rounds: Sequence[gateway_bench.Round]) -> Counted:
    found: Counted = {}
    for one in rounds:
        found.setdefault(f"gateway, {one.kind}", []).extend(tallies_of(one.gateway))
    return found


def _of(case: str, seen: Sequence[Seen]) -> Figures:
    steady = [one.steady for one in seen if one.steady is not None]
    return {
        f"{case}.full.rate": [one.full.delivered_per_second for one in seen],
        f"{case}.full.generator": [one.full.generator_busy for one in seen],
        f"{case}.steady.p99_ms": [one.p99_ms for one in steady],
        f"{case}.steady.generator": [one.generator_busy for one in steady],
    }
