"""`demo`: fill an empty house with a believable community."""

import argparse
import sys

from longhouse.app import Longhouse
from longhouse.demo.fill import fill as fill_house
from longhouse.kernel.config import Config


async def fill(config: Config, arguments: argparse.Namespace) -> None:
    longhouse = Longhouse(config)
    await longhouse.open()
    try:
        filled = await fill_house(longhouse.house, longhouse.db, arguments.members)
    finally:
        await longhouse.close()
    sys.stdout.write(
        f"{filled.members} people have moved in, and {filled.waiting} wait at the door.\n"
        f"They have published {filled.published.posts} posts, with "
        f"{filled.published.comments} comments and {filled.published.reactions} reactions.\n"
        f"Sign in as {filled.admin} with the password {filled.password} "
        "(it is the same for everyone).\n"
    )
