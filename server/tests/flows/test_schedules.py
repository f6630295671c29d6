"""What the house does by the clock, done once."""

from pathlib import Path

from longhouse.app import Longhouse
from longhouse.features.notifications.settings import NotificationsSettings
from notifications.steps import listed
from posts.steps import publish
from support.clocks import FakeClock
from support.conversations import comment
from support.houses import configure
from support.people import People
from support.waiting import until

_DAY = 86_400.0


async def test_everything_that_is_scheduled_can_be_done(longhouse: Longhouse) -> None:
    scheduled = [one for module in longhouse.modules for one in module.schedules]
    assert len(scheduled) > 5
    for one in scheduled:
        async with longhouse.db.transaction() as tx:
            await one.run(tx)


async def test_what_members_were_told_long_ago_is_forgotten_where_a_house_wants_that(
    longhouse: Longhouse, people: People, clock: FakeClock, database_url: str, tmp_path: Path
) -> None:
    ada, ben = await people.member("ada"), await people.member("ben")
    await comment(ben, await publish(ada))

    async def is_told() -> bool:
        return any(one["type"] == "new_comment" for one in await listed(ada))

    await until(is_told)
    wish = NotificationsSettings(keep_days=90)
    forgetful = Longhouse(configure(database_url, tmp_path, wish), frozenset(), clock=clock)
    await forgetful.open()
    kept: list[int | None] = []
    for house, days in ((forgetful, 30), (longhouse, 4000), (forgetful, 0)):
        clock.advance(days * _DAY)
        [schedule] = [
            one
            for module in house.modules
            for one in module.schedules
            if one.name == "notifications.remove_old"
        ]
        async with longhouse.db.transaction() as tx:
            await schedule.run(tx)
            kept.append(await tx.value(int, "SELECT count(*) FROM notifications.notification"))
    await forgetful.close()
    assert kept == [1, 1, 0]
