"""Accounts, as they are written and as the feature itself reads them."""

from collections.abc import Sequence
from datetime import datetime
from typing import cast
from uuid import UUID

from longhouse.features.identity.model import Account, Credentials, InviteId, Status
from longhouse.features.identity.store.names import hold_name
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.ids import UserId
from longhouse.kernel.languages import Language

_CREDENTIALS = """
    SELECT a.id, a.username, a.email, a.password_hash, a.is_admin,
           coalesce(lower(a.confirmed_email) = lower(a.email), false) AS email_confirmed,
           CASE WHEN a.approved_at IS NULL THEN 'pending' ELSE 'active' END AS status,
           EXISTS (SELECT FROM identity.second_factor f
                   WHERE f.account_id = a.id AND f.confirmed_at IS NOT NULL) AS two_factor
    FROM identity.account a
    WHERE a.deleted_at IS NULL
"""
_CREDENTIALS_BY_NAME = f"""
    {_CREDENTIALS} AND (lower(a.username) = lower($1) OR lower(a.email) = lower($1)) LIMIT 1
"""
_CREDENTIALS_BY_ID = f"{_CREDENTIALS} AND a.id = $1"


async def insert(
    tx: Tx,
    *,
    user_id: UserId,
    username: str,
    skeleton: str,
    email: str | None,
    password_hash: str,
    is_admin: bool = False,
    created_at: datetime,
    approved_at: datetime | None,
    invite_id: InviteId | None = None,
    language: Language | None = None,
) -> bool:
    """False when the name or the address is taken, also by somebody who came at the same moment."""
    await hold_name(tx, skeleton)
    made = await tx.execute(
        """
        INSERT INTO identity.account
            (id, username, skeleton, email, password_hash, is_admin, created_at, approved_at,
             invite_id, language)
        SELECT $1, $2, $3::text, $4, $5, $6, $7, $8, $9, $10
        WHERE NOT EXISTS (SELECT FROM profiles.profile WHERE name_skeleton = $3)
        ON CONFLICT DO NOTHING
        """,
        user_id,
        username,
        skeleton,
        email,
        password_hash,
        is_admin,
        created_at,
        approved_at,
        invite_id,
        language,
    )
    return made == 1


async def find_credentials(read: Read, name: str) -> Credentials | None:
    """By username or e-mail address; a username holds no @, so the two cannot be confused.

    A deleted account is not found: to whoever signs in it is as if it had never been. Both are
    ASCII, and nothing else is made into it: `lower` of a Turkish capital would find an account under
    a name that is not among those whose tries are counted.
    """
    if not name.isascii():
        return None
    return await read.row(Credentials, _CREDENTIALS_BY_NAME, name)


async def find_credentials_by_id(read: Read, user_id: UserId) -> Credentials | None:
    return await read.row(Credentials, _CREDENTIALS_BY_ID, user_id)


async def lock_status(tx: Tx, user_id: UserId) -> Status | None:
    """The status of an account that nobody else changes until this transaction ends."""
    status = await tx.value(
        str,
        """
        SELECT CASE WHEN deleted_at IS NOT NULL THEN 'deleted'
                    WHEN approved_at IS NULL THEN 'pending' ELSE 'active' END
        FROM identity.account WHERE id = $1 AND erased_at IS NULL FOR UPDATE
        """,
        user_id,
    )
    return cast("Status | None", status)


async def lock_unchanged(tx: Tx, user_id: UserId, password_hash: str) -> bool:
    """Whether the account still is as it was when its password was checked, and hold it so."""
    found = await tx.value(
        bool,
        """
        SELECT true FROM identity.account
        WHERE id = $1 AND password_hash = $2 AND approved_at IS NOT NULL AND deleted_at IS NULL
        FOR NO KEY UPDATE
        """,
        user_id,
        password_hash,
    )
    return found is not None


async def set_password(tx: Tx, user_id: UserId, password_hash: str) -> None:
    await tx.execute(
        "UPDATE identity.account SET password_hash = $2 WHERE id = $1", user_id, password_hash
    )


async def note_language(tx: Tx, user_id: UserId, language: Language) -> None:
    await tx.execute(
        "UPDATE identity.account SET language = $2 WHERE id = $1 AND language IS DISTINCT FROM $2",
        user_id,
        language,
    )


async def note_languages(tx: Tx, wished: Sequence[tuple[UserId, Language]]) -> None:
    """Changes only what is new, and skips rows that someone is changing: there will be another
    visit."""
    await tx.execute(
        """
        UPDATE identity.account a SET language = n.language
        FROM (SELECT o.id, i.language
              FROM unnest($1::uuid[], $2::text[]) AS i (id, language)
              JOIN identity.account o ON o.id = i.id AND o.language IS DISTINCT FROM i.language
              WHERE o.deleted_at IS NULL
              FOR NO KEY UPDATE OF o SKIP LOCKED) n
        WHERE a.id = n.id
        """,
        [user_id for user_id, _ in wished],
        [language for _, language in wished],
    )


async def approve(tx: Tx, user_id: UserId, by: UserId) -> None:
    await tx.execute(
        """
        UPDATE identity.account SET approved_at = $2, approved_by = $3
        WHERE id = $1 AND approved_at IS NULL
        """,
        user_id,
        tx.now,
        by,
    )


async def remove_pending(tx: Tx, user_id: UserId) -> None:
    await tx.execute("DELETE FROM identity.account WHERE id = $1 AND approved_at IS NULL", user_id)


async def mark_deleted(tx: Tx, user_id: UserId, by: UserId) -> None:
    await tx.execute(
        """
        UPDATE identity.account SET deleted_at = $2, deleted_by = $3, is_admin = false
        WHERE id = $1 AND deleted_at IS NULL
        """,
        user_id,
        tx.now,
        by,
    )


async def restore(tx: Tx, user_id: UserId, deleted_since: datetime) -> bool:
    done = await tx.execute(
        """
        UPDATE identity.account SET deleted_at = NULL, deleted_by = NULL
        WHERE id = $1 AND deleted_at > $2 AND erased_at IS NULL
        """,
        user_id,
        deleted_since,
    )
    return done == 1


async def erase_deleted(tx: Tx, deleted_before: datetime, most: int) -> list[UserId]:
    """Make what is personal in accounts that can no longer come back unreadable for good."""
    erased = await tx.values(
        UUID,
        """
        UPDATE identity.account
        SET username = 'deleted-' || id, skeleton = 'deleted-' || id, email = NULL,
            confirmed_email = NULL, language = NULL, password_hash = '', invite_id = NULL,
            erased_at = $2
        WHERE id IN (SELECT id FROM identity.account
                     WHERE deleted_at <= $1 AND erased_at IS NULL
                     ORDER BY deleted_at LIMIT $3 FOR UPDATE SKIP LOCKED)
        RETURNING id
        """,
        deleted_before,
        tx.now,
        most,
    )
    return [UserId(user_id) for user_id in erased]


async def remove_secrets_of(tx: Tx, user_ids: Sequence[UserId]) -> None:
    ids = list(user_ids)
    await tx.execute("DELETE FROM identity.session WHERE account_id = ANY($1::uuid[])", ids)
    await tx.execute("DELETE FROM identity.known_device WHERE account_id = ANY($1::uuid[])", ids)
    await tx.execute("DELETE FROM identity.second_factor WHERE account_id = ANY($1::uuid[])", ids)
    await tx.execute("DELETE FROM identity.one_time_link WHERE account_id = ANY($1::uuid[])", ids)


# Admins


async def lock_admins(tx: Tx) -> list[UserId]:
    """All admins, in the order of ids so that two who lock them cannot wait for each other."""
    admins = await tx.values(
        UUID, "SELECT id FROM identity.account WHERE is_admin ORDER BY id FOR UPDATE"
    )
    return [UserId(user_id) for user_id in admins]


async def lock_first_admin(tx: Tx) -> None:
    """One after the other: issuing the first admin's link, and becoming the first admin."""
    await tx.execute("SELECT pg_advisory_xact_lock(hashtextextended('identity.first_admin', 0))")


async def has_admin(read: Read) -> bool:
    return await read.exists("SELECT true FROM identity.account WHERE is_admin LIMIT 1")


async def set_admin(tx: Tx, user_id: UserId, is_admin: bool) -> None:
    await tx.execute("UPDATE identity.account SET is_admin = $2 WHERE id = $1", user_id, is_admin)


# Members as others read them


async def get_many(read: Read, user_ids: Sequence[UserId]) -> list[Account]:
    return await read.rows(
        Account,
        """
        SELECT id, username, is_admin, created_at FROM identity.account
        WHERE id = ANY($1::uuid[]) AND approved_at IS NOT NULL AND deleted_at IS NULL
        """,
        list(user_ids),
    )


async def find_by_username(read: Read, username: str) -> Account | None:
    return await read.row(
        Account,
        """
        SELECT id, username, is_admin, created_at FROM identity.account
        WHERE lower(username) = lower($1) AND approved_at IS NOT NULL AND deleted_at IS NULL
        """,
        username,
    )


async def count_active(read: Read) -> int:
    found = await read.value(
        int,
        """
        SELECT count(*) FROM identity.account
        WHERE approved_at IS NOT NULL AND deleted_at IS NULL
        """,
    )
    return found or 0
