"""`search rebuild`: make the index of search anew, also while the house runs."""

import argparse
import sys

from longhouse.app import Longhouse
from longhouse.features.search import api as search
from longhouse.kernel.config import Config

_TELL_EVERY = 10_000


async def look_after(config: Config, _arguments: argparse.Namespace) -> None:
    longhouse = Longhouse(config)
    await longhouse.open()
    told = 0

    async def report(progress: search.Progress) -> None:
        nonlocal told
        if progress.looked_at - told >= _TELL_EVERY:
            told = progress.looked_at
            share = progress.looked_at / max(1, progress.of_about)
            _say(f"{progress.looked_at:,} of about {progress.of_about:,} ({share:.0%})")

    try:
        done = await search.rebuild(longhouse.db, report)
    finally:
        await longhouse.close()
    _say(
        f"The index is made anew: {done.documents:,} documents "
        f"from {done.looked_at:,} posts and comments."
    )


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
