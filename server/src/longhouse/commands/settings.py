"""`config`: every setting, what it means, what it is and where that came from."""

import argparse
import sys
import textwrap
from typing import TextIO

from longhouse.kernel.config import Config

_WIDTH = 92
_INDENT = "    "


async def show(config: Config, _arguments: argparse.Namespace) -> None:
    describe(config, sys.stdout)


def describe(config: Config, out: TextIO) -> None:
    for origin in config.origins:
        default = "" if origin.source == "default" else f"; default: {origin.default}"
        out.write(
            f"{origin.variable} = {origin.value}\n"
            f"{_INDENT}(from {origin.source}{default})\n"
            f"{textwrap.fill(origin.meaning, _WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT)}\n\n"
        )
