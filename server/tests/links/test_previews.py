"""What was found is kept, failures shortly, and many who ask cause one look."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from links.internet import Call, Internet
from longhouse.app import Longhouse
from longhouse.features.links import store
from longhouse.features.links.api import NotALink, Unfold, check_link
from longhouse.features.links.events import PageUnfolded
from longhouse.features.links.model import Metadata
from longhouse.features.links.module import connected
from longhouse.features.links.service.look import Look
from longhouse.features.links.service.previews import Previews, RetryUnfold
from longhouse.features.links.settings import LinksSettings
from longhouse.kernel.db import Read
from longhouse.kernel.outbound.urls import WebAddress, parse
from support.clocks import FakeClock
from support.people import People
from support.waiting import until

PAGE = "https://a.example/x"
BEN = UUID(int=1)


class Site:
    """A page that counts its visitors and can be slow or broken."""

    def __init__(self, title: str = "Found") -> None:
        self.title = title
        self.status = 200
        self.visits = 0
        self.open = asyncio.Event()
        self.open.set()

    async def __call__(self, call: Call) -> None:
        self.visits += 1
        await self.open.wait()
        body = f"<title>{self.title}</title>".encode()
        await call.reply(self.status, body, {"Content-Type": "text/html"})


@pytest.fixture
async def site(internet: Internet) -> Site:
    site = Site()
    await internet.serve_safely("a.example", site)
    return site


def another_process(longhouse: Longhouse, internet: Internet) -> Unfold:
    """The same feature built once more: it shares nothing but the database."""

    async def no_pictures(_body: bytes) -> None:
        """What pages show is not asked for here."""

    module = connected(longhouse.house, internet.dialer(), no_pictures)
    unfold = module.dependencies["unfold"]
    assert isinstance(unfold, Unfold)
    return unfold


async def title(unfold: Unfold, url: str = PAGE) -> str | None:
    metadata = (await unfold(BEN, [url]))[0].metadata
    return metadata.title if metadata else None


async def test_a_page_is_looked_at_once_a_day(unfold: Unfold, site: Site, clock: FakeClock) -> None:
    assert await title(unfold) == "Found"
    site.title = "Changed"
    clock.advance(timedelta(hours=23).total_seconds())
    assert await title(unfold, "HTTPS://A.Example:443/x#part") == "Found"
    assert site.visits == 1
    clock.advance(timedelta(hours=2).total_seconds())
    assert await title(unfold) == "Changed"
    assert site.visits == 2


async def test_many_who_ask_at_once_cause_one_look(unfold: Unfold, site: Site) -> None:
    site.open.clear()
    asked = [asyncio.create_task(title(unfold)) for _ in range(30)]
    await until(lambda: site.visits)
    site.open.set()
    assert set(await asyncio.gather(*asked)) == {"Found"}
    assert site.visits == 1


async def test_many_processes_cause_one_look(
    longhouse: Longhouse, internet: Internet, unfold: Unfold, site: Site
) -> None:
    processes = [unfold, *(another_process(longhouse, internet) for _ in range(4))]
    site.open.clear()
    asked = [asyncio.create_task(title(process)) for process in processes for _ in range(3)]
    await until(lambda: site.visits)
    await asyncio.sleep(0.2)
    site.open.set()
    assert set(await asyncio.gather(*asked)) == {"Found"}
    assert site.visits == 1


async def test_what_a_dead_process_was_looking_at_is_looked_at_again(
    longhouse: Longhouse, unfold: Unfold, site: Site, clock: FakeClock
) -> None:
    async with longhouse.db.transaction() as tx:
        assert await store.claim(tx, parse(PAGE).text, timedelta(seconds=15))
        assert not await store.claim(tx, parse(PAGE).text, timedelta(seconds=15))
    clock.advance(16)
    assert await title(unfold) == "Found"


async def test_a_failure_costs_the_preview_and_is_not_repeated_at_once(
    unfold: Unfold, site: Site, clock: FakeClock
) -> None:
    site.status = 404
    for _ in range(2):
        (unfolded,) = await unfold(BEN, [PAGE])
        assert (unfolded.metadata, unfolded.state, unfolded.url) == (None, "failed", PAGE)
    assert site.visits == 1
    site.status = 200
    clock.advance(timedelta(minutes=11).total_seconds())
    assert await title(unfold) == "Found"


async def test_what_a_page_said_is_shown_while_it_cannot_be_read(
    unfold: Unfold, site: Site, clock: FakeClock
) -> None:
    await unfold(BEN, [PAGE])
    site.status = 404
    clock.advance(timedelta(days=2).total_seconds())
    assert await title(unfold) == "Found"
    assert await title(unfold) == "Found"
    assert site.visits == 2
    clock.advance(timedelta(days=6).total_seconds())
    assert await title(unfold) is None


async def test_a_slow_page_is_not_waited_for_and_tried_again(
    longhouse: Longhouse, unfold: Unfold, site: Site
) -> None:
    site.open.clear()
    (unfolded,) = await unfold(BEN, [PAGE])
    assert (unfolded.metadata, unfolded.state) == (None, "failed")
    async with longhouse.db.read() as read:
        # It is tried again by a job, as with every page that did not answer in time.
        await until(lambda: _waiting(read))


async def test_what_is_found_after_somebody_went_on_without_it_is_told(
    longhouse: Longhouse,
) -> None:
    found = asyncio.Event()

    class SlowLook(Look):
        def __init__(self) -> None:
            """Nothing of a real one is needed."""

        async def look(self, url: WebAddress) -> Metadata:
            await found.wait()
            return Metadata(kind="generic", provider="a.example", url=url.text, title="At last")

    previews = Previews(longhouse.db, SlowLook(), LinksSettings(fetch_seconds=0.1))
    first = await previews.get(parse(PAGE))
    assert (first.metadata, first.is_ready) == (None, False)
    found.set()
    second = await previews.get(parse(PAGE))
    assert second.is_ready
    async with longhouse.db.read() as read:
        assert await _told(read) == [PAGE]


async def test_a_page_that_failed_for_a_while_is_read_by_a_job_and_told_of(
    longhouse: Longhouse, unfold: Unfold, site: Site
) -> None:
    site.status = 503
    assert await title(unfold) is None
    links = next(module for module in longhouse.modules if module.name == "links")
    (retry,) = links.jobs
    payload = RetryUnfold(store.hash_of(parse(PAGE).text))
    async with longhouse.db.transaction() as tx:
        assert await _waiting(tx) == 1
        await retry.run(tx, payload)
    assert site.visits == 2
    site.status = 200
    async with longhouse.db.transaction() as tx:
        await retry.run(tx, payload)
    assert site.visits == 3
    assert await title(unfold) == "Found"
    async with longhouse.db.read() as read:
        told = await _told(read)
        found = await unfold.find_many(read, [PAGE, "https://a.example/unknown"])
    assert told == [PAGE]
    assert {url: one.state for url, one in found.items()} == {PAGE: "ready"}
    # Done twice, it does nothing: the page is no failure any more.
    async with longhouse.db.transaction() as tx:
        await retry.run(tx, payload)
    assert site.visits == 3


async def test_what_will_not_pass_is_not_tried_again(
    longhouse: Longhouse, unfold: Unfold, site: Site
) -> None:
    site.status = 410
    await unfold(BEN, [PAGE])
    async with longhouse.db.read() as read:
        assert await _waiting(read) == 0


async def test_a_player_is_there_even_if_its_page_is_not(unfold: Unfold) -> None:
    (unfolded,) = await unfold(BEN, ["https://youtu.be/dQw4w9WgXcQ"], "music")
    assert unfolded.state == "failed"
    assert unfolded.metadata is not None
    assert unfolded.metadata.embed is not None
    assert unfolded.metadata.kind == "music"


async def test_nothing_is_looked_at_while_an_admin_has_switched_it_off(
    people: People, unfold: Unfold, site: Site
) -> None:
    ada = await people.admin()
    await ada.patch("/admin/config", {"link_metadata_enabled": False})
    (unfolded,) = await unfold(BEN, [PAGE])
    assert (unfolded.metadata, unfolded.state, unfolded.url) == (None, "off", PAGE)
    assert site.visits == 0
    await ada.patch("/admin/config", {"link_metadata_enabled": True})
    assert await title(unfold) == "Found"


async def test_links_keep_their_order_and_what_is_none_is_refused(
    unfold: Unfold, site: Site, internet: Internet
) -> None:
    await internet.serve_page("b.example", "<title>Second</title>")
    found = await unfold(BEN, ["https://b.example/", "http://192.168.0.1/", PAGE])
    assert [one.metadata.title if one.metadata else None for one in found] == [
        "Second", None, "Found",
    ]  # fmt: skip
    assert await unfold(BEN, []) == []
    for text in (
        "javascript:alert(1)",
        "hello",
        "https://bank.example@b.example/",
        "9780306406150",
    ):
        with pytest.raises(NotALink) as refusal:
            await unfold(BEN, [PAGE, text])
        details: Any = refusal.value.details
        assert list(details["fields"]) == ["links.1.url"]
        with pytest.raises(NotALink):
            check_link(text)
    for text in ("http://localhost/", "https://b.example:8443/films"):
        plain, _ = await unfold(BEN, [text, PAGE])
        assert (plain.url, plain.metadata, plain.state) == (text, None, "off")
    assert check_link("978-0-306-40615-7") == "https://openlibrary.org/isbn/9780306406157"


async def test_no_connection_of_the_database_is_held_while_pages_are_waited_for(
    longhouse: Longhouse, unfold: Unfold, site: Site
) -> None:
    pool = longhouse.db.pool

    def used() -> int:
        return pool.get_size() - pool.get_idle_size()

    before = used()
    site.open.clear()
    asked = [asyncio.create_task(unfold(BEN, [f"https://a.example/{n}"])) for n in range(12)]
    await until(lambda: site.visits == 12)
    await until(lambda: used() <= before)
    site.open.set()
    await asyncio.gather(*asked)


async def test_old_previews_are_forgotten(
    longhouse: Longhouse, unfold: Unfold, site: Site, clock: FakeClock
) -> None:
    await unfold(BEN, [PAGE])
    links = next(module for module in longhouse.modules if module.name == "links")
    forget = next(s for s in links.schedules if s.name == "links.forget_old_previews")
    for days, left in ((29, 1), (3, 0)):
        clock.advance(timedelta(days=days).total_seconds())
        async with longhouse.db.transaction() as tx:
            await forget.run(tx)
            assert await tx.value(int, "SELECT count(*) FROM links.preview") == left


async def _told(read: Read) -> list[str]:
    return await read.values(
        str, "SELECT payload->>'url' FROM kernel.outbox WHERE name = $1", PageUnfolded.name
    )


async def _waiting(read: Read) -> int:
    return (
        await read.value(
            int, "SELECT count(*) FROM jobs.pgqueuer WHERE entrypoint = 'links.retry_unfold'"
        )
        or 0
    )
