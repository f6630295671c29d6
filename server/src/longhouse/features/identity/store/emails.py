"""Addresses of accounts: whose they are, and whether their owner has said so."""

from longhouse.kernel.db import Read, Tx, UniqueViolation
from longhouse.kernel.ids import UserId


async def is_taken(read: Read, email: str) -> bool:
    return await read.exists(
        "SELECT true FROM identity.account WHERE lower(email) = lower($1)", email
    )


async def replace(tx: Tx, user_id: UserId, email: str | None) -> bool:
    """False when the address belongs to another account. A new one is not confirmed, and the old
    one is not remembered."""
    try:
        # A savepoint, so that a refused statement does not end the transaction.
        async with tx.connection.transaction():
            await tx.execute(
                """
                UPDATE identity.account SET email = $2::text,
                    confirmed_email = CASE WHEN lower(confirmed_email) = lower($2)
                                           THEN confirmed_email END
                WHERE id = $1
                """,
                user_id,
                email,
            )
    except UniqueViolation:
        return False
    return True


async def confirm(tx: Tx, user_id: UserId) -> None:
    """Whoever reads what is sent to the address of the account has said that it is theirs."""
    await tx.execute("UPDATE identity.account SET confirmed_email = email WHERE id = $1", user_id)


async def find_pending(read: Read, user_id: UserId) -> str | None:
    """The address that is to replace that of the account, for as long as its link is good."""
    return await read.value(
        str,
        """
        SELECT l.email FROM identity.one_time_link l
        JOIN identity.account a ON a.id = l.account_id
        WHERE l.account_id = $1 AND l.kind = 'email' AND l.used_at IS NULL AND l.expires_at > $2
          AND lower(l.email) IS DISTINCT FROM lower(a.email)
        ORDER BY l.created_at DESC LIMIT 1
        """,
        user_id,
        read.now,
    )


async def remove_pending(tx: Tx, user_id: UserId) -> bool:
    """True when there was one. Of this and a confirmation at once, the first one counts."""
    removed = await tx.execute(
        """
        DELETE FROM identity.one_time_link l USING identity.account a
        WHERE a.id = l.account_id AND l.account_id = $1 AND l.kind = 'email'
          AND l.used_at IS NULL AND l.expires_at > $2
          AND lower(l.email) IS DISTINCT FROM lower(a.email)
        """,
        user_id,
        tx.now,
    )
    return removed > 0
