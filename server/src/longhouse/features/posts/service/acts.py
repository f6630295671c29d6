"""Writing down what an admin does to a post or a section.

The log is for ever and a post may be erased, so its entry says whose post it was and never what
stood in it.
"""

from longhouse.features.identity import api as identity
from longhouse.features.posts.model import Held, Section
from longhouse.kernel.db import Tx
from longhouse.kernel.principal import Admin, Principal


async def record(tx: Tx, principal: Principal, held: Held, act: str) -> None:
    author = await identity.find(tx, held.author_id)
    await identity.record_act(
        tx,
        principal,
        act,
        target_type="post",
        target_id=held.id,
        target_label=author.username if author else None,
    )


async def record_renaming(tx: Tx, admin: Admin, was: Section, name: str) -> None:
    await identity.record_act(
        tx,
        admin,
        "rename_section",
        target_type="section",
        target_id=was.id,
        target_label=was.name,
        details={"name": {"from": was.name, "to": name}},
    )
