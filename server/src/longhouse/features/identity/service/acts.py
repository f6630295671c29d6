"""Writing down what an admin does, in the transaction in which it is done, and telling admins."""

from collections.abc import Mapping

from longhouse.features.identity.events import ActRecorded
from longhouse.kernel import audit
from longhouse.kernel.db import Tx
from longhouse.kernel.principal import Principal


async def record(
    tx: Tx,
    actor: Principal | None,
    action: str,
    *,
    target_type: str,
    target_id: object = None,
    target_label: str | None = None,
    details: Mapping[str, object] | None = None,
) -> None:
    """`actor` is None for the command line and for whoever came with the first admin's link."""
    entry_id = await audit.record(
        tx,
        actor,
        action,
        target_type=target_type,
        target_id=target_id,
        target_label=target_label,
        details=details,
    )
    tx.emit(ActRecorded(entry_id=entry_id))
