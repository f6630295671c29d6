"""What does not outlive a restore."""

from longhouse.kernel.db import Tx


async def end_all(tx: Tx, reason: str) -> None:
    """Every session, and every link that was handed out and not used."""
    await tx.execute(
        "UPDATE identity.session SET ended_at = $1, end_reason = $2 WHERE ended_at IS NULL",
        tx.now,
        reason,
    )
    await tx.execute("DELETE FROM identity.one_time_link WHERE used_at IS NULL")
