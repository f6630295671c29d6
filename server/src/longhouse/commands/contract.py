"""`openapi`: the contract of the HTTP API, as the code has it.

The routes are built as they are served, in a house that is made for the moment and thrown away.
"""

import argparse
import sys
import tempfile

import msgspec

from longhouse.app import Longhouse
from longhouse.kernel.config import Config, load
from longhouse.kernel.http.api import schema_of
from longhouse.modules import SETTINGS


async def show(_config: Config, _arguments: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as data:
        config = load(
            SETTINGS, environment={"LONGHOUSE_LOG_LEVEL": "warning"}, flags={"data": data}
        )
        longhouse = Longhouse(config, frozenset({"http"}))
        await longhouse.open()
        schema = schema_of(longhouse.api)
        await longhouse.close()
    encoded = msgspec.json.encode(schema, order="sorted")
    sys.stdout.write(msgspec.json.format(encoded, indent=2).decode() + "\n")
