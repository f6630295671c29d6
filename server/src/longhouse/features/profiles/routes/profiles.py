"""Routes of one's own profile, and of somebody's page."""

from typing import Annotated, Any

from litestar import get, patch, put
from litestar.params import QueryParameter

from longhouse.features.media.api import AddressOf
from longhouse.features.profiles.policy.interests import Wish, offered
from longhouse.features.profiles.policy.options import GENDERS, PRONOUNS
from longhouse.features.profiles.schemas.lists import (
    ActivityPage,
    CandidateList,
    InterestList,
    Options,
    PlaceList,
    Showcase,
    activity_of,
    showcase_of,
)
from longhouse.features.profiles.schemas.people import (
    MyPage,
    MyProfile,
    PersonSeen,
    my_page_of,
    my_profile_of,
    page_of,
    person_of,
)
from longhouse.features.profiles.schemas.wishes import (
    InterestWish,
    OneSettings,
    PlaceWish,
    ProfilePatch,
    SettingsPatch,
    ShelfWish,
    VisibilityWish,
    settings_of,
)
from longhouse.features.profiles.service.acting import Acting
from longhouse.features.profiles.service.changing import Changing
from longhouse.features.profiles.service.looking import Looking, ViewAs
from longhouse.features.profiles.service.pictures import Pictures
from longhouse.features.profiles.service.places import BundledPlaces
from longhouse.features.profiles.service.preferences import Prefers
from longhouse.features.profiles.service.showing import Favourite, Showing
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.paging import Page
from longhouse.kernel.principal import Principal

_MOST_PLACES = 10


@get("/users/me")
async def get_me(
    read: Read,
    principal: Principal,
    looking: Looking,
    pictures: Pictures,
    seen_as: Annotated[ViewAs | None, QueryParameter(name="as")] = None,
) -> MyPage:
    """With `as`, my page as a stranger or a friend sees it. A route of its own: where a path has
    routes, another's pattern is not tried."""
    me = principal.user_id
    if seen_as is None:
        looked = await looking.look_at(read, principal, "me")
    else:
        looked = await looking.look_at_myself(read, me, seen_as)
    page = page_of(me, looked, await pictures.of(read, [looked.seen]))
    return my_page_of(page, await looking.get(read, me), looking.collections)


@get("/users/{reference:str}")
async def get_person(
    reference: str, read: Read, principal: Principal, looking: Looking, pictures: Pictures
) -> PersonSeen:
    """`reference` is an id or `@username`."""
    looked = await looking.look_at(read, principal, reference)
    return page_of(principal.user_id, looked, await pictures.of(read, [looked.seen]))


@patch("/users/me")
async def change_profile(
    data: ProfilePatch,
    tx: Tx,
    principal: Principal,
    changing: Changing,
    looking: Looking,
    pictures: Pictures,
) -> MyProfile:
    await changing.change(tx, principal, _wishes(data))
    me = principal.user_id
    seen = (await looking.see_many(tx, me, [me]))[me]
    person = person_of(seen, await pictures.of(tx, [seen]))
    return my_profile_of(person, seen.profile, looking.collections)


@get("/users/me/settings")
async def get_settings(read: Read, principal: Principal, prefers: Prefers) -> OneSettings:
    return OneSettings(settings_of(await prefers.get(read, principal)))


@patch("/users/me/settings")
async def change_settings(
    data: SettingsPatch, tx: Tx, principal: Principal, prefers: Prefers
) -> OneSettings:
    return OneSettings(settings_of(await prefers.prefer(tx, principal, data.given())))


@get("/interests")
async def list_interests(principal: Principal, q: str = "") -> InterestList:
    return InterestList(offered(q))


@get("/places")
async def list_places(q: str, read: Read, principal: Principal, places: BundledPlaces) -> PlaceList:
    return PlaceList(await places.search(read, q, _MOST_PLACES))


@get("/profile-options")
async def list_profile_options(principal: Principal) -> Options:
    return Options(GENDERS, PRONOUNS)


@get("/users/{reference:str}/activity")
async def list_activity(
    reference: str,
    read: Read,
    principal: Principal,
    page: Page,
    acting: Acting,
    avatar_address: AddressOf,
) -> ActivityPage:
    return await _activity(read, principal, reference, page, acting, avatar_address)


@get("/users/me/activity")
async def list_my_activity(
    read: Read, principal: Principal, page: Page, acting: Acting, avatar_address: AddressOf
) -> ActivityPage:
    return await _activity(read, principal, "me", page, acting, avatar_address)


@get("/users/{reference:str}/showcase")
async def get_showcase(
    reference: str, read: Read, principal: Principal, showing: Showing
) -> Showcase:
    return showcase_of(await showing.list_of(read, principal, reference))


@get("/users/me/showcase")
async def get_my_showcase(read: Read, principal: Principal, showing: Showing) -> Showcase:
    return showcase_of(await showing.list_of(read, principal, "me"))


@put("/users/me/showcase/{collection:str}")
async def set_showcase(
    collection: str, data: ShelfWish, tx: Tx, principal: Principal, showing: Showing
) -> Showcase:
    wishes = [Favourite(one.entity_id, one.note) for one in data.items]
    return showcase_of(await showing.set_items(tx, principal, collection, wishes))


@get("/users/me/showcase/{collection:str}/candidates")
async def list_showcase_candidates(
    collection: str, read: Read, principal: Principal, showing: Showing, q: str = ""
) -> CandidateList:
    return CandidateList(await showing.search(read, principal, collection, q))


async def _activity(
    read: Read,
    principal: Principal,
    reference: str,
    page: Page,
    acting: Acting,
    avatar_address: AddressOf,
) -> ActivityPage:
    found = await acting.list_of(read, principal, reference, page)
    shown = [activity_of(act, avatar_address, read.now) for act in found.rows]
    return ActivityPage(shown, found.meta)


def _wishes(data: ProfilePatch) -> dict[str, object]:
    """The fields that were sent, by name, in shapes of the feature."""
    given = data.given()
    interests, place, levels = data.interests, data.location, data.visibility
    if isinstance(interests, list):
        given["interests"] = [_interest(one) for one in interests]
    if isinstance(place, PlaceWish):
        given["location"] = place.city_id
    if isinstance(levels, VisibilityWish):
        given["visibility"] = levels.given()
    return given


def _interest(wish: InterestWish) -> Wish:
    return Wish(wish.id, wish.label)


ROUTES: list[Any] = [
    get_me,
    get_person,
    change_profile,
    get_settings,
    change_settings,
    list_interests,
    list_places,
    list_profile_options,
    list_activity,
    list_my_activity,
    get_showcase,
    get_my_showcase,
    set_showcase,
    list_showcase_candidates,
]
