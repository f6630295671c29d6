"""Second factors and recovery codes. Each use is one statement that only one caller can win."""

from collections.abc import Sequence

from longhouse.features.identity.model import SecondFactor
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.ids import UserId


async def find(read: Read, account_id: UserId) -> SecondFactor | None:
    return await read.row(
        SecondFactor,
        """
        SELECT account_id, secret_sealed, confirmed_at, recovery_salt
        FROM identity.second_factor WHERE account_id = $1
        """,
        account_id,
    )


async def begin(tx: Tx, account_id: UserId, secret_sealed: bytes, salt: bytes) -> bool:
    """Replaces a set-up that was never confirmed; False when the second factor is on."""
    done = await tx.execute(
        """
        INSERT INTO identity.second_factor (account_id, secret_sealed, recovery_salt, created_at)
        VALUES ($1, $2, $3, $4)
        ON CONFLICT (account_id) DO UPDATE
            SET secret_sealed = excluded.secret_sealed, recovery_salt = excluded.recovery_salt,
                last_step = 0, created_at = excluded.created_at
            WHERE second_factor.confirmed_at IS NULL
        """,
        account_id,
        secret_sealed,
        salt,
        tx.now,
    )
    return done == 1


async def confirm(tx: Tx, account_id: UserId, secret_sealed: bytes, step: int) -> bool:
    """Only for the secret whose code was checked: another set-up may have replaced it since."""
    done = await tx.execute(
        """
        UPDATE identity.second_factor SET confirmed_at = $4, last_step = $3
        WHERE account_id = $1 AND secret_sealed = $2 AND confirmed_at IS NULL
        """,
        account_id,
        secret_sealed,
        step,
        tx.now,
    )
    return done == 1


async def take_step(tx: Tx, account_id: UserId, step: int) -> bool:
    """Use the code of a step: later steps are accepted after it, this one and earlier never."""
    done = await tx.execute(
        """
        UPDATE identity.second_factor SET last_step = $2
        WHERE account_id = $1 AND last_step < $2 AND confirmed_at IS NOT NULL
        """,
        account_id,
        step,
    )
    return done == 1


async def take_recovery_code(tx: Tx, account_id: UserId, code_hash: bytes) -> bool:
    done = await tx.execute(
        """
        UPDATE identity.recovery_code SET used_at = $3
        WHERE account_id = $1 AND code_hash = $2 AND used_at IS NULL
        """,
        account_id,
        code_hash,
        tx.now,
    )
    return done == 1


async def replace_recovery_codes(
    tx: Tx, account_id: UserId, salt: bytes, code_hashes: Sequence[bytes]
) -> bool:
    """False when the second factor is not on."""
    done = await tx.execute(
        """
        UPDATE identity.second_factor SET recovery_salt = $2
        WHERE account_id = $1 AND confirmed_at IS NOT NULL
        """,
        account_id,
        salt,
    )
    if done != 1:
        return False
    await tx.execute("DELETE FROM identity.recovery_code WHERE account_id = $1", account_id)
    await tx.execute(
        """
        INSERT INTO identity.recovery_code (account_id, code_hash)
        SELECT $1, unnest($2::bytea[])
        """,
        account_id,
        list(code_hashes),
    )
    return True


async def count_recovery_codes(read: Read, account_id: UserId) -> int:
    found = await read.value(
        int,
        """
        SELECT count(*) FROM identity.recovery_code WHERE account_id = $1 AND used_at IS NULL
        """,
        account_id,
    )
    return found or 0


async def remove(tx: Tx, account_id: UserId) -> bool:
    done = await tx.execute(
        """
        DELETE FROM identity.second_factor WHERE account_id = $1 AND confirmed_at IS NOT NULL
        """,
        account_id,
    )
    return done == 1
