"""Where live state is in the memory of one process, no other serves the same house."""

import pytest

from longhouse.kernel.outbox.watch import NotAlone, OutboxWatch


def watch(url: str, *, alone: bool) -> OutboxWatch:
    return OutboxWatch(url, role=None, alone=alone, wake=lambda: None)


@pytest.mark.parametrize(
    ("first", "second", "is_refused"),
    [
        (True, True, True),
        (True, False, True),
        (False, True, True),
        (False, False, False),
    ],
    ids=["two in memory", "redis beside memory", "memory beside redis", "two with redis"],
)
async def test_a_second_process_comes_in_only_where_both_share_a_redis(
    database_url: str, monkeypatch: pytest.MonkeyPatch, first: bool, second: bool, is_refused: bool
) -> None:
    monkeypatch.setattr("longhouse.kernel.outbox.watch._PATIENCE", 0.0)
    there, comes = watch(database_url, alone=first), watch(database_url, alone=second)
    await there.open()
    if is_refused:
        with pytest.raises(NotAlone, match="LONGHOUSE_LIVE_BACKEND=redis"):
            await comes.open()
    else:
        await comes.open()
        await comes.close()
    await there.close()
