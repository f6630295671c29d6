"""Answering a search: what it means, where to look, and one page of what is found."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from longhouse.features.graph import api as graph
from longhouse.features.posts import api as posts
from longhouse.features.search.model import Asked, Found, Place
from longhouse.features.search.policy import composing
from longhouse.features.search.policy.asking import Meant, understand
from longhouse.features.search.policy.composing import Stems
from longhouse.features.search.policy.forms import UNKNOWN_SECTION
from longhouse.features.search.policy.snippets import wanted_of
from longhouse.features.search.schemas import Result
from longhouse.features.search.service.showing import Showing
from longhouse.features.search.store import finding as store
from longhouse.kernel.db import Read
from longhouse.kernel.errors import InvalidFields, NotFound, Wrong
from longhouse.kernel.ids import UserId
from longhouse.kernel.paging import Meta, Page, cut, unfinished
from longhouse.kernel.principal import Principal

# How many stretches one request looks through: a phrase of common words that stands nowhere, or the
# words of somebody who is hidden, would lead through all of the house otherwise. The page is then
# shorter than asked for, and the next one goes on from there.
_MOST_STRETCHES = 8
_NOTHING = Meta(cursor=None, has_more=False)


class _Query(msgspec.Struct, frozen=True):
    """What the index is asked."""

    condition: str
    keys: str


class _Hit(msgspec.Struct, frozen=True):
    found: Found
    place: Place


class Searching:
    def __init__(self, showing: Showing) -> None:
        self._showing = showing

    async def search(
        self, read: Read, principal: Principal, asked: Asked, page: Page
    ) -> tuple[Sequence[Result], Meta]:
        begin = page.after(Place)
        author_id = await _check_there(read, principal, asked)
        meant = understand(asked.q)
        if meant.finds_nothing:
            return [], _NOTHING
        typed = [*meant.words, *meant.excluded, *([meant.beginning] if meant.beginning else [])]
        stems = await store.get_stems(read, typed)
        words = composing.leave_out_small_words(meant, stems)
        filters = composing.keys_of_filters(asked.kinds, asked.section_ids, author_id)
        query = await _compose(read, meant, words, stems, filters)
        hits, rest = await _look(read, principal.user_id, query, begin, page.limit + 1)
        shown, meta = _page_of(hits, rest, page)
        wanted = wanted_of(meant, words, stems)
        results = await self._showing.show(
            read, principal.user_id, [hit.found for hit in shown], wanted
        )
        return results, meta


async def _compose(
    read: Read, meant: Meant, words: Sequence[str], stems: Stems, filters: Sequence[str]
) -> _Query:
    keys = [*composing.keys_of_words(meant, words, stems), *filters]
    beginning = composing.keys_of_beginning(meant, stems)
    # A beginning that fits much is left to the comparison where other keys lead to enough.
    if beginning and not (keys and await store.is_broad(read, beginning[0])):
        keys += beginning
    return _Query(composing.condition(meant, words, stems), composing.all_of(keys))


async def _look(
    read: Read, viewer: UserId, query: _Query, begin: Place | None, most: int
) -> tuple[list[_Hit], Place | None]:
    """As many hits as asked for, and where to go on when there may be more than was looked at."""
    here = begin or _start(read.now)
    at, top, bottom = here.at, here.top, here.bottom
    after = (here.score, here.number) if begin else None
    hits: list[_Hit] = []
    for _ in range(_MOST_STRETCHES):
        stretch = await store.find(
            read,
            viewer,
            query.condition,
            query.keys,
            at=at,
            top=top,
            bottom=bottom,
            after=after,
            most=most - len(hits),
        )
        # The first page says where its stretch ends, and the others keep to it.
        edge = bottom or stretch.bottom
        hits += [
            _Hit(found, Place(at, top, edge, found.score, found.number)) for found in stretch.found
        ]
        ended = stretch.is_last and not bottom
        if ended or len(hits) >= most:
            return hits, None
        top, bottom, after = edge, 0, None
    return hits, _start(at, top)


def _page_of(hits: Sequence[_Hit], rest: Place | None, page: Page) -> tuple[Sequence[_Hit], Meta]:
    """One that is shorter than asked for goes on at the rest, else behind its last hit."""
    if rest is not None and len(hits) <= page.limit:
        return hits, unfinished(rest)
    part = cut(hits, page, lambda hit: hit.place)
    return part.rows, part.meta


def _start(at: datetime, top: int = store.ABOVE_ALL) -> Place:
    return Place(at, top, 0, store.BEST, 0)


async def _check_there(read: Read, principal: Principal, asked: Asked) -> UUID | None:
    """Sections and author have to be there; whom one may not see is not."""
    if asked.section_ids:
        known = {section.id for section in await posts.list_sections(read)}
        if not known.issuperset(asked.section_ids):
            field = "section_id" if asked.scope == "section" else "section_ids"
            raise InvalidFields({field: UNKNOWN_SECTION})
    if asked.author is None:
        return None
    try:
        return (await graph.get_visible(read, principal, asked.author)).id
    except NotFound:
        raise InvalidFields(
            {"author": Wrong("nobody_of_that_name", "There is nobody of that name.")}
        ) from None
