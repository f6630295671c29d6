"""What the composition root may ask of notifications."""

from longhouse.features.notifications.store import news, outgoing
from longhouse.kernel.db import Tx
from longhouse.kernel.jobs import forget_all

_AT_ONCE = 1000


async def forget_outgoing(tx: Tx) -> None:
    """After a restore: what waits to go out may have gone out since, and what members have not
    heard of, they may have heard. Their browsers were subscribed by sessions that have ended."""
    await forget_all(tx, ["notifications.send_push"])
    await outgoing.forget_all(tx)
    while due := await news.list_due_mails(tx, tx.now, _AT_ONCE):
        await news.note_told(tx, due, "email")
