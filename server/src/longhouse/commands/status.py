"""`status`: what a house holds, in a few lines, also while it runs. Nothing is changed by it."""

import argparse
import shutil
import sys
from collections.abc import Mapping
from datetime import UTC, datetime

from longhouse import __version__
from longhouse.commands.backup import check_is_there
from longhouse.commands.progress import files, size_of
from longhouse.features.identity import api as identity
from longhouse.keeping import COUNTED, KEPT, in_words
from longhouse.kernel import jobs
from longhouse.kernel.backup.connect import connected, read_on
from longhouse.kernel.backup.look import Seen, look
from longhouse.kernel.config import Config
from longhouse.kernel.db import Read
from longhouse.kernel.settings import HouseSettings
from longhouse.kernel.supervise import Supervisor
from longhouse.ports import database_address


async def show(config: Config, _arguments: argparse.Namespace) -> None:
    check_is_there(config)
    supervisor = Supervisor()
    try:
        address = await database_address(config, supervisor)
        async with connected(address.owner_url) as connection:
            seen = await look(connection, list(COUNTED))
            read = read_on(connection, datetime.now(UTC))
            lines = {**_of_the_house(config, seen), **await _of_people(read)}
            lines["Files"] = await _count_files(read)
            lines["Jobs"] = await _count_jobs(read)
    finally:
        await supervisor.stop()
    sys.stdout.writelines(f"{name:<10}{said}\n" for name, said in lines.items())


def _of_the_house(config: Config, seen: Seen) -> Mapping[str, str]:
    data = config.get(HouseSettings).data
    behind = f", {seen.missing} migrations behind: the next start applies them"
    free = shutil.disk_usage(data).free
    return {
        "Version": f"{__version__}, schema {seen.schema}{behind if seen.missing else ''}",
        "House": f"{data}, {'running' if seen.is_lived_in else 'not running'}",
        "Holds": in_words(seen.rows),
        "Database": size_of(seen.database_bytes),
        "Room": f"{size_of(free)} free in {data}",
    }


async def _of_people(read: Read) -> Mapping[str, str]:
    census = await identity.take_census(read)
    nobody = "none yet; `longhouse admin link` prints the link for the first"
    return {
        "Members": f"{census.members:,}, and {census.waiting:,} waiting to be let in",
        "Admins": ", ".join(census.admins) or nobody,
    }


async def _count_files(read: Read) -> str:
    count = size = 0
    for list_kept in KEPT:
        async for kept in list_kept(read):
            count, size = count + 1, size + kept.size
    return f"{files(count)} of {size_of(size)}"


async def _count_jobs(read: Read) -> str:
    waiting, aside = await jobs.count_by_name(read)
    failed = ", ".join(f"{name} {count:,} times" for name, count in sorted(aside.items()))
    said = f"{waiting:,} waiting" if waiting else "nothing waits"
    return f"{said}; set aside because they kept failing: {failed}" if failed else said
