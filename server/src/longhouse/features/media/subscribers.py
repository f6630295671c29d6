"""What media do when something happens elsewhere."""

from longhouse.features.identity.events import MemberErased
from longhouse.features.media.service.assets import Assets
from longhouse.kernel.db import Tx
from longhouse.kernel.outbox import Subscriber


def subscribers(assets: Assets) -> list[Subscriber[MemberErased]]:
    async def remove(tx: Tx, event: MemberErased) -> None:
        await assets.erase_of(tx, event.user_id)

    return [Subscriber("media.remove_erased", MemberErased, remove)]
