"""Runs the command that was typed and turns its end into an exit code."""

import argparse
import os
import sys
from collections.abc import Callable, Coroutine, Mapping
from pathlib import Path

import uvloop

from longhouse.commands import (
    admin,
    backup,
    contract,
    database,
    demo,
    gateway,
    house,
    restore,
    search,
    settings,
    status,
)
from longhouse.commands.crew import CrewError
from longhouse.commands.parse import SETTING_FLAGS
from longhouse.commands.refusing import of_the_machine
from longhouse.kernel.adapters.embedded_postgres import EmbeddedPostgresError
from longhouse.kernel.backup import BackupError
from longhouse.kernel.config import FILE_NAME, Config, ConfigError, load
from longhouse.kernel.db import DatabaseError
from longhouse.kernel.errors import AppError
from longhouse.kernel.migrate import MigrationError
from longhouse.kernel.outbox.watch import NotAlone
from longhouse.kernel.reach import DatabaseOutOfReach
from longhouse.modules import SETTINGS

Command = Callable[[Config, argparse.Namespace], Coroutine[None, None, None]]

COMMANDS: Mapping[str, Command] = {
    "up": house.up,
    "serve": house.serve,
    "gateway": gateway.take_sockets,
    "worker": house.work,
    "migrate": database.bring_up_to_date,
    "backup": backup.make,
    "restore": restore.bring_back,
    "config": settings.show,
    "openapi": contract.show,
    "demo": demo.fill,
    "search": search.look_after,
    "admin": admin.look_after,
    "status": status.show,
}
# What a person can mend; anything else is a fault of ours and shows its stack.
_EXPLAINED = (
    ConfigError,
    CrewError,
    EmbeddedPostgresError,
    MigrationError,
    BackupError,
    NotAlone,
    AppError,
    DatabaseOutOfReach,
)


def run(arguments: argparse.Namespace) -> int:
    try:
        config = read_config(arguments, os.environ)
        uvloop.run(COMMANDS[arguments.command](config, arguments))
        sys.stdout.flush()
    except _EXPLAINED as error:
        return _refuse(str(error))
    except DatabaseError as error:
        return _refuse(f"The database refused: {error.args[0]}.")
    except BrokenPipeError:
        # Whoever read along has seen enough; nothing may be written at the end either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        return _refuse(of_the_machine(error))
    except KeyboardInterrupt:
        return 130
    return 0


def read_config(arguments: argparse.Namespace, environment: Mapping[str, str]) -> Config:
    given = {name: getattr(arguments, name, None) for name in SETTING_FLAGS}
    flags = {name: value for name, value in given.items() if value is not None}
    data = Path(flags.get("data") or environment.get("LONGHOUSE_DATA") or "data")
    return load(SETTINGS, environment=environment, file=data / FILE_NAME, flags=flags)


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"longhouse: {sentence}\n")
    return 1
