"""Gives the cast what people have beside a name: faces, places, interests, friends."""

import random
from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from longhouse.demo import portraits
from longhouse.demo.cast import Role
from longhouse.demo.selves import FRIENDSHIPS, SELVES, Self
from longhouse.demo.uploading import TakePicture, principal_of, upload
from longhouse.features.graph import api as graph
from longhouse.features.media import api as media
from longhouse.features.profiles import api as profiles
from longhouse.kernel.db import Database, Tx
from longhouse.kernel.ids import UserId
from longhouse.kernel.principal import Principal


async def move_in(
    db: Database, take: TakePicture, cast: Sequence[Role], people: Mapping[str, UserId]
) -> None:
    for role in cast:
        said = SELVES.get(role.username)
        if said is not None:
            await _settle(db, take, role, people[role.username], said)
    chance = random.Random(1913)  # noqa: S311 -- a demonstration, not a secret
    async with db.transaction() as tx:
        for one, other in FRIENDSHIPS:
            if one in people and other in people:
                at = tx.now - timedelta(days=chance.uniform(3, 8))
                await graph.import_friendship(tx, people[one], people[other], created_at=at)
                await profiles.import_friendship(tx, people[one], people[other], at=at)


async def _settle(db: Database, take: TakePicture, role: Role, user_id: UserId, said: Self) -> None:
    me = principal_of(user_id, role.username)
    avatar = await upload(take, me, "avatar", portraits.avatar(role.username))
    banner = None
    if said.has_banner:
        banner = await upload(take, me, "banner", portraits.banner(role.username))
    async with db.transaction() as tx:
        await _hang(tx, me, avatar, banner)
        await profiles.import_profile(
            tx,
            user_id,
            display_name=role.display_name,
            bio=role.bio,
            interests=said.interests,
            levels={
                **dict.fromkeys(said.open, "public"),
                **dict.fromkeys(said.closed, "private"),
            },
            place=said.place,
            pronouns=said.pronouns,
            avatar_id=avatar,
            banner_id=banner,
            onboarded_at=tx.now,
        )


async def _hang(tx: Tx, me: Principal, avatar: UUID, banner: UUID | None) -> None:
    await media.attach(tx, me, [avatar], purpose="avatar")
    if banner is not None:
        await media.attach(tx, me, [banner], purpose="banner")
