"""Fills an empty house, in one transaction for each part of its past, then lets something happen."""

import secrets
from collections.abc import Sequence
from datetime import timedelta

import msgspec

from longhouse.demo import canvases
from longhouse.demo.cast import AT_THE_DOOR, CAST, Role
from longhouse.demo.lately import Lately
from longhouse.demo.moving_in import move_in
from longhouse.demo.publish import Published, Publisher, take_photos
from longhouse.demo.uploading import TakePicture
from longhouse.features.identity import api as identity
from longhouse.features.profiles import api as profiles
from longhouse.features.search import api as search
from longhouse.kernel.db import Database
from longhouse.kernel.errors import Conflict
from longhouse.kernel.house import House
from longhouse.kernel.ids import UserId


class Filled(msgspec.Struct, frozen=True):
    members: int
    waiting: int
    published: Published
    admin: str
    password: str
    """The same for everyone, made for this house alone."""


class NotEmpty(Conflict):
    message = "People live in this house already. A demonstration needs an empty one."


async def fill(house: House, db: Database, members: int, take: TakePicture) -> Filled:
    password = "-".join(secrets.token_hex(2) for _ in range(4))
    password_hash = await identity.hash_password(house, password)
    cast = CAST[: max(1, members)]
    async with db.transaction() as tx:
        if await identity.count_members(tx):
            raise NotEmpty
        people: dict[str, UserId] = {}
        for role in cast:
            user_id = await identity.import_member(
                tx,
                username=role.username,
                joined_at=tx.now - timedelta(days=role.joined_days_ago, minutes=len(role.bio)),
                password_hash=password_hash,
                is_admin=role.is_admin,
            )
            people[role.username] = user_id
            await profiles.import_profile(tx, user_id, display_name=role.display_name, bio=role.bio)
        for knocking in AT_THE_DOOR:
            await identity.import_member(
                tx,
                username=knocking.username,
                email=knocking.email,
                joined_at=tx.now - timedelta(hours=knocking.hours_ago),
                password_hash=password_hash,
                is_approved=False,
            )
    await move_in(db, take, cast, people)
    photos = await take_photos(take, people)
    async with db.transaction() as tx:
        published = await Publisher(tx, people, photos).publish()
        await canvases.make(tx, people)
    await Lately(db, people, published.newest).happen(_first_admin(cast))
    await search.rebuild(db, _quietly)
    return Filled(
        members=len(cast),
        waiting=len(AT_THE_DOOR),
        published=published,
        admin=_first_admin(cast),
        password=password,
    )


async def _quietly(_progress: search.Progress) -> None:
    """A house this small needs no word of how far it is."""


def _first_admin(cast: Sequence[Role]) -> str:
    return next(role.username for role in cast if role.is_admin)
