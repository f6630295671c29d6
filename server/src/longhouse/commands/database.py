"""`migrate`: bring the database up to date and say what was done."""

import argparse
import sys

from longhouse.kernel.config import Config
from longhouse.kernel.migrate import migrate
from longhouse.kernel.supervise import Supervisor
from longhouse.ports import database_address


async def bring_up_to_date(config: Config, _arguments: argparse.Namespace) -> None:
    supervisor = Supervisor()
    try:
        address = await database_address(config, supervisor)
        applied = await migrate(address.owner_url)
    finally:
        await supervisor.stop()
    for migration in applied:
        sys.stdout.write(f"applied {migration.version:04}_{migration.name}\n")
    if not applied:
        sys.stdout.write("The database is up to date.\n")
