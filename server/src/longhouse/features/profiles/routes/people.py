"""Routes of finding people, and of who is here."""

from typing import Annotated, Any
from uuid import UUID

from litestar import get
from litestar.params import QueryParameter

from longhouse.features.profiles.schemas.lists import (
    PeopleMatches,
    PresenceList,
    PresenceOf,
    people_of,
)
from longhouse.features.profiles.service.finding import Asked, Finding
from longhouse.features.profiles.service.looking import Looking
from longhouse.features.profiles.service.pictures import Pictures
from longhouse.features.profiles.service.presences import MOST_ASKED, Presences
from longhouse.kernel.db import Read
from longhouse.kernel.errors import InvalidFields, Wrong
from longhouse.kernel.ids import UserId
from longhouse.kernel.paging import Page
from longhouse.kernel.principal import Principal

_Place = Annotated[int | None, QueryParameter(ge=0, lt=1 << 31, description="By id.")]
_Words = Annotated[str | None, QueryParameter(max_length=100)]


@get("/people")
async def find_people(
    read: Read,
    principal: Principal,
    page: Page,
    finding: Finding,
    pictures: Pictures,
    q: str = "",
    interest: _Words = None,
    place: _Place = None,
    pronouns: _Words = None,
) -> PeopleMatches:
    asked = Asked(q=q, interest=interest, place=place, pronouns=pronouns)
    result = await finding.find(read, principal, asked, page)
    shown = await pictures.of(read, [one.seen for one in result.matches])
    return people_of(principal.user_id, result, shown)


@get("/users/presence")
async def list_presence(
    ids: str, read: Read, principal: Principal, presences: Presences, looking: Looking
) -> PresenceList:
    """`ids` are separated by commas; of whom I may not know it is left out."""
    found = await presences.list_of(read, principal, looking, _ids(ids))
    return PresenceList(
        [
            PresenceOf(user_id=one.user_id, online=one.online, last_active_at=one.last_active_at)
            for one in found
        ]
    )


def _ids(given: str) -> list[UserId]:
    try:
        ids = [UserId(UUID(one)) for one in given.split(",") if one]
    except ValueError:
        raise InvalidFields({"ids": Wrong("not_ids", "Please name people by their ids.")}) from None
    if len(ids) > MOST_ASKED:
        raise InvalidFields(
            {"ids": Wrong("too_many", f"Please ask for at most {MOST_ASKED}.", most=MOST_ASKED)}
        )
    return list(dict.fromkeys(ids))


ROUTES: list[Any] = [find_people, list_presence]
