"""What identity does by itself from time to time."""

from datetime import timedelta

from longhouse.features.identity.service.members import Members
from longhouse.features.identity.store import links, sessions
from longhouse.kernel.db import Tx
from longhouse.kernel.jobs import Schedule

# Long enough for a stolen refresh token to be recognised, and for support to see what happened.
_KEPT = timedelta(days=30)
_DEVICE_KEPT = timedelta(days=400)
_AT_ONCE = 5000


def schedules(members: Members) -> list[Schedule]:
    return [
        Schedule("identity.erase_deleted_accounts", "17 * * * *", members.erase_old),
        Schedule("identity.remove_old_secrets", "41 3 * * *", remove_old_secrets),
    ]


async def remove_old_secrets(tx: Tx) -> None:
    """Sessions, links and marks of browsers that have been worthless for a long time."""
    await sessions.remove_old(tx, tx.now - _KEPT, _AT_ONCE)
    await sessions.remove_old_devices(tx, tx.now - _DEVICE_KEPT)
    await links.remove_old(tx, tx.now - _KEPT)
