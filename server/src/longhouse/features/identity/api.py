"""What other features, the command line and the composition root may ask of identity."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from longhouse.features.identity.errors import SecondFactorNotEnabled, UsernameTaken
from longhouse.features.identity.events import MemberChanged
from longhouse.features.identity.model import Account, AddressOf, Config, no_address
from longhouse.features.identity.policy.lifetimes import Lifetimes
from longhouse.features.identity.policy.names import check_username, is_reserved, skeleton
from longhouse.features.identity.service import hashing
from longhouse.features.identity.service.acts import record as record_act
from longhouse.features.identity.service.link_desk import LinkDesk
from longhouse.features.identity.service.links import make_admin
from longhouse.features.identity.service.notices import Notices
from longhouse.features.identity.service.passwords import Passwords
from longhouse.features.identity.service.sessions import ADMINS_TOPIC, user_topic
from longhouse.features.identity.service.sign_up import names_of
from longhouse.features.identity.service.site import Site
from longhouse.features.identity.settings import IdentitySettings
from longhouse.features.identity.store import accounts, members, restoring, second_factors
from longhouse.features.identity.store.last_seen import last_active_many, note_here
from longhouse.features.identity.store.names import hold_name, is_name_of_another
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.errors import NotFound
from longhouse.kernel.house import House
from longhouse.kernel.ids import UserId, new_id
from longhouse.kernel.jobs import forget_all
from longhouse.kernel.languages import Language, language_of

__all__ = [
    "ADMINS_TOPIC",
    "Account",
    "AddressOf",
    "Census",
    "Config",
    "count_members",
    "create_admin",
    "end_everything_open",
    "find",
    "find_by_username",
    "get",
    "get_config",
    "get_language",
    "get_many",
    "hash_password",
    "hold_name",
    "import_member",
    "is_name_of_another",
    "is_reserved",
    "issue_first_admin_link",
    "issue_reset_link",
    "last_active_many",
    "no_address",
    "note_here",
    "record_act",
    "skeleton",
    "take_census",
    "user_topic",
]


class Census(msgspec.Struct, frozen=True, kw_only=True):
    """Who belongs to the house, for whoever runs it."""

    members: int
    waiting: int
    admins: Sequence[str]


# People: only members who are here. Who waits, or has left, is to other features as if not there.


async def get_many(read: Read, user_ids: Sequence[UserId]) -> dict[UserId, Account]:
    return {account.id: account for account in await accounts.get_many(read, user_ids)}


async def find(read: Read, user_id: UserId) -> Account | None:
    return (await get_many(read, [user_id])).get(user_id)


async def get(read: Read, user_id: UserId) -> Account:
    found = await find(read, user_id)
    if found is None:
        raise NotFound
    return found


async def find_by_username(read: Read, username: str) -> Account | None:
    return await accounts.find_by_username(read, username)


async def count_members(read: Read) -> int:
    return await accounts.count_active(read)


async def get_language(read: Read, user_id: UserId) -> Language:
    """In which to write to a member: as they chose, else as their browser wished when they signed
    in, else English."""
    return language_of(await members.find_language(read, user_id))


async def get_config(house: House, read: Read) -> Config:
    return await Site(house.config.get(IdentitySettings)).get_config(read)


# For the command line


async def end_everything_open(tx: Tx) -> None:
    """After a restore. A session that was ended since the backup was made, because a telephone was
    stolen or a member banned, would be open again; so all of them end, and links with them."""
    await restoring.end_all(tx, "restored")
    await forget_all(tx, ["identity.mail_reset_link"])


async def issue_first_admin_link(house: House, tx: Tx) -> str | None:
    """The address at which the first admin signs up, or None once there is an admin. Whatever was
    issued before is void."""
    lifetimes = Lifetimes(house.config.get(IdentitySettings))
    issued = await LinkDesk(lifetimes, house.public_url).issue_first_admin(tx)
    return None if issued is None else issued.url


async def issue_reset_link(
    house: House, tx: Tx, name: str, *, switch_off_second_factor: bool = False
) -> tuple[str, datetime]:
    """The address at which a member sets a new password, and until when, for whoever has the
    machine anyway. A second factor is switched off only when asked for."""
    settings = house.config.get(IdentitySettings)
    account = await accounts.find_by_username(tx, name)
    if account is None:
        raise NotFound(f"There is no member called {name}.")
    if switch_off_second_factor:
        if not await second_factors.remove(tx, account.id):
            raise SecondFactorNotEnabled
        tx.emit(MemberChanged(user_id=account.id))
        notices = Notices(house.mail, Site(settings), house.public_url)
        await notices.security(tx, account.id, lambda texts: texts.second_factor_off)
    issued = await LinkDesk(Lifetimes(settings), house.public_url).issue_reset(tx, account.id, None)
    await record_act(
        tx,
        None,
        "issue_reset_link",
        target_type="user",
        target_id=account.id,
        target_label=account.username,
        details={"second_factor": "switched off"} if switch_off_second_factor else None,
    )
    return issued.url, issued.expires_at


async def take_census(read: Read) -> Census:
    return Census(
        members=await accounts.count_active(read),
        waiting=await members.count_pending(read),
        admins=await members.list_admins(read),
    )


async def create_admin(house: House, tx: Tx, name: str, password: str) -> UserId:
    """An admin who needs nobody's approval, for whoever has the machine anyway."""
    check_username(name)
    passwords = Passwords(house.config.get(IdentitySettings))
    await passwords.check(password, names_of(name, None))
    return await make_admin(tx, name, None, await passwords.hash(password))


async def hash_password(house: House, password: str) -> str:
    """For `import_member`; one hash may serve many people of a demonstration."""
    return await Passwords(house.config.get(IdentitySettings)).hash(password)


async def import_member(
    tx: Tx,
    *,
    username: str,
    joined_at: datetime,
    email: str | None = None,
    password_hash: str = hashing.UNUSABLE,
    is_admin: bool = False,
    is_approved: bool = True,
) -> UserId:
    """A member who joined in the past, or somebody who has been waiting since. Nothing is told,
    because nothing happens now."""
    check_username(username)
    user_id = UserId(new_id())
    if not await accounts.insert(
        tx,
        user_id=user_id,
        username=username,
        skeleton=skeleton(username),
        email=email,
        password_hash=password_hash,
        is_admin=is_admin,
        created_at=joined_at,
        approved_at=joined_at if is_approved else None,
    ):
        raise UsernameTaken
    return user_id
