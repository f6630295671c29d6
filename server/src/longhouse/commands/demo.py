"""`demo`: fill an empty house with a believable community."""

import argparse
import sys
from typing import cast

from longhouse.app import Longhouse
from longhouse.demo.fill import fill as fill_house
from longhouse.demo.uploading import TakePicture
from longhouse.features.media.api import Intake
from longhouse.kernel.config import Config


def _take_picture(longhouse: Longhouse) -> TakePicture:
    """As an upload is taken."""
    media = next(module for module in longhouse.modules if module.name == "media")
    return cast("Intake", media.dependencies["intake"]).take


async def fill(config: Config, arguments: argparse.Namespace) -> None:
    longhouse = Longhouse(config)
    await longhouse.open()
    try:
        filled = await fill_house(
            longhouse.house, longhouse.db, arguments.members, _take_picture(longhouse)
        )
    finally:
        await longhouse.close()
    sys.stdout.write(
        f"{filled.members} people have moved in, and {filled.waiting} wait at the door.\n"
        f"They have published {filled.published.posts} posts, with "
        f"{filled.published.comments} comments and {filled.published.reactions} reactions.\n"
        f"Sign in as {filled.admin} with the password {filled.password} "
        "(it is the same for everyone).\n"
    )
