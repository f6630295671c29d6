"""`openapi`: the contract of the HTTP API, as the code has it. Needs no database."""

import argparse
import sys

import msgspec

from longhouse.app import describe_api
from longhouse.kernel.config import Config


async def show(config: Config, _arguments: argparse.Namespace) -> None:
    schema = msgspec.json.encode(describe_api(config), order="sorted")
    sys.stdout.write(msgspec.json.format(schema, indent=2).decode() + "\n")
