"""The one search of the house."""

from typing import Annotated, Any

from litestar import get
from litestar.params import QueryParameter

from longhouse.features.search.model import Scope
from longhouse.features.search.policy.forms import check_asked
from longhouse.features.search.schemas import Results
from longhouse.features.search.service.searching import Searching
from longhouse.kernel.db import Read
from longhouse.kernel.paging import Page
from longhouse.kernel.principal import Principal


@get("/search")
async def search(
    q: str,
    read: Read,
    principal: Principal,
    page: Page,
    searching: Searching,
    within: Annotated[
        Scope | None, QueryParameter(name="scope", description="`section` if one is given.")
    ] = None,
    section_id: str | None = None,
    section_ids: Annotated[
        str | None, QueryParameter(description="Ids of sections with commas between them.")
    ] = None,
    type: Annotated[
        str | None,
        QueryParameter(description="Of `post`, `comment`, `link_metadata`, with commas."),
    ] = None,
    author: Annotated[
        str | None, QueryParameter(description="Whose words: an id, or a name behind an @.")
    ] = None,
) -> Results:
    asked = check_asked(
        q=q,
        scope=within,
        section_id=section_id,
        section_ids=section_ids,
        types=type,
        author=author,
    )
    results, meta = await searching.search(read, principal, asked, page)
    return Results(results, meta)


ROUTES: list[Any] = [search]
