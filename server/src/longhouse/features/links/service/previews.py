"""Keeping what was found, and looking only once however many ask.

In this process those who ask for an address wait for the same task. Across processes the row of the
address is leased to whoever looks; the others wait for the row. No connection of the database is
held while a page is waited for.
"""

import asyncio
import logging
from datetime import datetime, timedelta

import msgspec

from longhouse.features.links import store
from longhouse.features.links.events import PageUnfolded
from longhouse.features.links.model import Metadata
from longhouse.features.links.policy import freshness
from longhouse.features.links.service.compose import only_player
from longhouse.features.links.service.flight import Flights
from longhouse.features.links.service.look import Look
from longhouse.features.links.service.providers.recognise import recognise
from longhouse.features.links.settings import LinksSettings
from longhouse.kernel.db import Database, Read, Tx
from longhouse.kernel.jobs import Job, enqueue
from longhouse.kernel.outbound import urls
from longhouse.kernel.outbound.errors import NoAnswer
from longhouse.kernel.outbound.urls import WebAddress

log = logging.getLogger(__name__)

_FIRST_PAUSE = 0.05
_LONGEST_PAUSE = 0.5


class RetryUnfold(msgspec.Struct, frozen=True):
    url_hash: bytes


class Outcome(msgspec.Struct, frozen=True):
    metadata: Metadata | None
    is_ready: bool


class Previews:
    def __init__(self, db: Database, look: Look, settings: LinksSettings) -> None:
        self._db = db
        self._look = look
        self._patience = settings.fetch_seconds
        self._fresh = timedelta(hours=settings.cache_hours)
        self._left_alone = timedelta(minutes=settings.failure_minutes)
        self._flights: Flights[Outcome] = Flights("links look")
        self._given_up: set[str] = set()
        self.retry_job = Job("links.retry_unfold", RetryUnfold, self._retry, max_attempts=3)

    async def get(self, url: WebAddress) -> Outcome:
        """What is known of an address after at most the time that a page may take."""
        task = self._flights.task(url.text, lambda: self._find_or_look(url))
        done, _ = await asyncio.wait({task}, timeout=self._patience)
        if done:
            return task.result()
        self._given_up.add(url.text)
        return _failed(url, None)

    async def find(self, read: Read, url: WebAddress) -> Outcome | None:
        """What is kept of an address, and not so old that it means nothing any more."""
        kept = await store.find(read, store.hash_of(url.text))
        metadata = _still_shown(kept, read.now)
        return None if metadata is None else Outcome(metadata, is_ready=True)

    async def forget_old(self, tx: Tx) -> None:
        await store.forget(tx, tx.now - freshness.FORGOTTEN)

    async def _find_or_look(self, url: WebAddress) -> Outcome:
        pause = _FIRST_PAUSE
        loop = asyncio.get_running_loop()
        deadline = loop.time() + freshness.LEASE.total_seconds()
        while True:
            async with self._db.read() as read:
                kept = await store.find(read, store.hash_of(url.text))
                now = read.now
            if kept is not None and kept.fresh_until > now:
                metadata = _still_shown(kept, now)
                return Outcome(metadata, is_ready=True) if metadata else _failed(url, None)
            async with self._db.transaction() as tx:
                mine = await store.claim(tx, url.text, freshness.LEASE)
            if mine:
                return await self._look_and_keep(url, kept)
            if loop.time() > deadline:
                return _failed(url, _still_shown(kept, now))
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)

    async def _look_and_keep(self, url: WebAddress, before: store.Preview | None) -> Outcome:
        try:
            metadata = await self._look.look(url)
        except NoAnswer as error:
            self._given_up.discard(url.text)
            log.info("no preview: %s", error)
            async with self._db.transaction() as tx:
                await self._note_failure(tx, url, error)
                return _failed(url, _still_shown(before, tx.now))
        async with self._db.transaction() as tx:
            await store.keep(tx, url.text, metadata, tx.now + self._fresh)
            if url.text in self._given_up or (before is not None and before.state == "failed"):
                tx.emit(PageUnfolded(url=url.text))
        self._given_up.discard(url.text)
        return Outcome(metadata, is_ready=True)

    async def _note_failure(self, tx: Tx, url: WebAddress, error: NoAnswer) -> None:
        attempts = await store.keep_failure(tx, url.text, tx.now + self._left_alone)
        after = freshness.retry_after(attempts)
        if error.may_pass and after is not None:
            payload = RetryUnfold(store.hash_of(url.text))
            await enqueue(tx, self.retry_job, payload, after=after)

    async def _retry(self, tx: Tx, payload: RetryUnfold) -> None:
        """Look again, once the transaction of the job is over: a page is not waited for in one."""
        text = await store.claim_again(tx, payload.url_hash, freshness.LEASE)
        url = urls.find(text)
        if url is None:
            return
        before = await store.find(tx, payload.url_hash)

        async def look() -> None:
            await self._look_and_keep(url, before)

        tx.after_commit(look)


def _still_shown(kept: store.Preview | None, now: datetime) -> Metadata | None:
    """What a page said when it could last be read, for as long as that is likely to be so still."""
    if kept is None or kept.fetched_at is None:
        return None
    fresh = kept.state == "ready" and kept.fresh_until > now
    if not fresh and now > kept.fetched_at + freshness.STALE:
        return None
    return kept.read_metadata()


def _failed(url: WebAddress, old: Metadata | None) -> Outcome:
    """A player that follows from the address is there even if its page is not."""
    if old is not None:
        return Outcome(old, is_ready=True)
    return Outcome(only_player(url, recognise(url)), is_ready=False)
