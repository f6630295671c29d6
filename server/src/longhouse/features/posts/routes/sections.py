"""Sections, what is in them, and whom one could mention."""

from typing import Any
from uuid import UUID

from litestar import get, patch, post

from longhouse.features.media.api import AddressOf
from longhouse.features.posts.model import SectionSeen
from longhouse.features.posts.schemas import (
    OneSection,
    PeopleFound,
    PersonFound,
    PostPage,
    SectionList,
    SectionName,
    SectionShown,
)
from longhouse.features.posts.service.reading import Reading
from longhouse.features.posts.service.sections import Sections
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.paging import Page
from longhouse.kernel.principal import Admin, Principal


@get("/sections")
async def list_sections(read: Read, principal: Principal, sections: Sections) -> SectionList:
    return SectionList([_shown(one) for one in await sections.list_seen(read, principal)])


@get("/sections/{section_id:uuid}")
async def get_section(
    section_id: UUID, read: Read, principal: Principal, sections: Sections
) -> OneSection:
    return OneSection(_shown(await sections.get(read, principal, section_id)))


@patch("/admin/sections/{section_id:uuid}")
async def rename_section(
    section_id: UUID, data: SectionName, tx: Tx, admin: Admin, sections: Sections
) -> OneSection:
    await sections.rename(tx, admin, section_id, data.name)
    return OneSection(_shown(await sections.get(tx, admin, section_id)))


@post("/sections/{section_id:uuid}/read", status_code=200)
async def mark_section_read(
    section_id: UUID, tx: Tx, principal: Principal, sections: Sections
) -> OneSection:
    """Everything that is there now has been seen."""
    await sections.mark_read(tx, principal, section_id)
    return OneSection(_shown(await sections.get(tx, principal, section_id)))


@get("/sections/{section_id:uuid}/feed")
async def list_feed(
    section_id: UUID, read: Read, principal: Principal, page: Page, reading: Reading
) -> PostPage:
    posts, meta = await reading.list_feed(read, principal, section_id, page)
    return PostPage(posts, meta)


@get("/users/{reference:str}/posts")
async def list_posts_of_person(
    reference: str, read: Read, principal: Principal, page: Page, reading: Reading
) -> PostPage:
    posts, meta = await reading.list_by_author(read, principal, reference, page)
    return PostPage(posts, meta)


@get("/users/me/posts")
async def list_my_posts(read: Read, principal: Principal, page: Page, reading: Reading) -> PostPage:
    posts, meta = await reading.list_by_author(read, principal, "me", page)
    return PostPage(posts, meta)


@get("/users/lookup")
async def look_up_people(
    prefix: str,
    read: Read,
    principal: Principal,
    sections: Sections,
    avatar_address: AddressOf,
) -> PeopleFound:
    """For completing a mention: ten at most."""
    found = await sections.look_up(read, principal, prefix)
    return PeopleFound(
        [
            PersonFound(
                id=one.id,
                username=one.username,
                display_name=one.display_name,
                avatar=avatar_address(one.avatar_id, read.now),
            )
            for one in found
        ]
    )


def _shown(section: SectionSeen) -> SectionShown:
    return SectionShown(id=section.id, name=section.name, type=section.type, unread=section.unread)


ROUTES: list[Any] = [
    list_sections,
    get_section,
    rename_section,
    mark_section_read,
    list_feed,
    list_posts_of_person,
    list_my_posts,
    look_up_people,
]
