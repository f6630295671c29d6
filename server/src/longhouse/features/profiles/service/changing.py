"""Changing what one says about oneself."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import cast
from uuid import UUID

import msgspec

from longhouse.features.identity import api as identity
from longhouse.features.media import api as media
from longhouse.features.profiles.errors import InvalidSaying, LookAlike, Unwelcome
from longhouse.features.profiles.events import ProfileChanged
from longhouse.features.profiles.model import LocationProvider, Said
from longhouse.features.profiles.policy import texts, visibility
from longhouse.features.profiles.policy.interests import Wish, kept_of
from longhouse.features.profiles.policy.lookalikes import check_scripts, shape_of
from longhouse.features.profiles.service.faces import keep_faces
from longhouse.features.profiles.store import activity
from longhouse.features.profiles.store import profiles as store
from longhouse.kernel.db import Tx
from longhouse.kernel.errors import InvalidFields, Wrong
from longhouse.kernel.house import House
from longhouse.kernel.ids import UserId
from longhouse.kernel.principal import Principal
from longhouse.kernel.wording import Wording

Changes = dict[str, object]
Take = Callable[[Tx, Said, object], Awaitable[Changes]]

_AVATAR, _BANNER = 1.0, 3.0
_ROUNDING = 0.01
_NOWHERE: Mapping[str, object] = {
    "place_id": None,
    "place_city": None,
    "place_country": None,
    "place_label": None,
}


class Changing:
    def __init__(
        self,
        house: House,
        places: LocationProvider,
        wording: Wording,
        collections: Sequence[str] = (),
    ) -> None:
        self._house = house
        self._collections = collections
        self._places = places
        self._wording = wording
        self._takes: Mapping[str, Take] = {
            "display_name": self._display_name,
            "bio": self._bio,
            "gender": self._words("gender"),
            "pronouns": self._words("pronouns"),
            "location": self._location,
            "interests": self._interests,
            "avatar_media_id": self._picture("avatar", _AVATAR),
            "banner_media_id": self._picture("banner", _BANNER),
            "visibility": _visibility,
            "showcase_visibility": self._showcase_visibility,
            "hide_profile": _hide_profile,
            "onboarded": _onboarded,
        }

    async def change(self, tx: Tx, principal: Principal, wishes: Mapping[str, object]) -> None:
        """`wishes` holds the fields that were sent, by name."""
        account = await identity.get(tx, principal.user_id)
        old = await store.lock(tx, account.id)
        new = msgspec.structs.replace(old, **await self._taken(tx, old, wishes))
        if new == old:
            return
        await self._exchange_pictures(tx, principal, old, new)
        await keep(tx, new, account.username)
        changes = changed_levels(old, new, self._collections)
        if changes:
            await activity.note(tx, account.id, "visibility_changed", changes=changes)
        tx.emit(ProfileChanged(user_id=account.id))

    async def drop_picture(self, tx: Tx, media_id: UUID) -> None:
        """A picture that is gone, or that nobody is to see, hangs on no profile."""
        old = await store.lock_with_picture(tx, media_id)
        if old is None:
            return
        gone = {
            field: None for field in ("avatar_id", "banner_id") if getattr(old, field) == media_id
        }
        account = await identity.find(tx, old.user_id)
        await keep(tx, msgspec.structs.replace(old, **gone), account and account.username)
        tx.emit(ProfileChanged(user_id=old.user_id))

    async def _taken(self, tx: Tx, old: Said, wishes: Mapping[str, object]) -> Changes:
        """Every field in its kept form, or one refusal that names all that cannot be taken."""
        taken: Changes = {}
        refused: dict[str, Wrong] = {}
        for field, wish in wishes.items():
            try:
                taken.update(await self._takes[field](tx, old, wish))
            except InvalidSaying as error:
                refused[error.field] = error.wrong
        if refused:
            raise InvalidFields(refused)
        return taken

    async def _display_name(self, tx: Tx, old: Said, wish: object) -> Changes:
        name = texts.normal_name(wish if isinstance(wish, str) else None)
        if name is None:
            return {"display_name": None, "name_skeleton": None}
        if name == old.display_name and old.name_skeleton:
            return {}
        check_scripts(name)
        self._check_welcome("display_name", name)
        shape = shape_of(name, identity.skeleton)
        if shape != old.name_skeleton:
            await check_free(tx, old.user_id, shape)
        return {"display_name": name, "name_skeleton": shape}

    async def _location(self, tx: Tx, _old: Said, wish: object) -> Changes:
        if not isinstance(wish, int):
            return dict(_NOWHERE)
        place = await self._places.find(tx, wish)
        if place is None:
            raise InvalidSaying(
                "location", Wrong("no_such_place", "There is no such place in the list.")
            )
        return {
            "place_id": place.id,
            "place_city": place.city,
            "place_country": place.country,
            "place_label": place.label,
        }

    async def _bio(self, _tx: Tx, _old: Said, wish: object) -> Changes:
        bio = texts.normal_bio(wish if isinstance(wish, str) else None)
        self._check_welcome("bio", bio)
        return {"bio": bio}

    def _words(self, field: str) -> Take:
        async def take(_tx: Tx, _old: Said, wish: object) -> Changes:
            words = texts.normal_words(field, wish if isinstance(wish, str) else None)
            self._check_welcome(field, words)
            return {field: words}

        return take

    async def _interests(self, _tx: Tx, _old: Said, wish: object) -> Changes:
        wishes = cast("Sequence[Wish]", wish)
        kept = kept_of(wishes)
        for at, one in enumerate(wishes):
            self._check_welcome(f"interests.{at}", one.label)
        return {"interests": kept}

    async def _showcase_visibility(self, _tx: Tx, old: Said, wish: object) -> Changes:
        levels = cast("Mapping[str, visibility.Level]", wish)
        if not levels.keys() <= set(self._collections):
            raise InvalidSaying(
                "showcase_visibility", Wrong("no_such_collection", "There is no such collection.")
            )
        kept = {**old.collections_chosen, **levels}
        if kept == old.collections_chosen:
            return {}
        return {"showcase_visibility": msgspec.json.encode(kept).decode()}

    def _check_welcome(self, field: str, text: str | None) -> None:
        if text and not self._wording.allows(text):
            raise Unwelcome(field)

    def _picture(self, purpose: str, sides: float) -> Take:
        column, field = f"{purpose}_id", f"{purpose}_media_id"

        async def take(tx: Tx, old: Said, wish: object) -> Changes:
            if not isinstance(wish, UUID) or wish == getattr(old, column):
                return {column: wish}
            shown = (await media.show_many(self._house, tx, [wish])).get(wish)
            if shown is None:
                raise InvalidSaying(
                    field, Wrong("no_such_picture", "There is no such picture of yours.")
                )
            if not shown.width or not shown.height or shown.status != "ready":
                raise InvalidSaying(field, Wrong("not_ready", "That picture is not ready."))
            if abs(shown.width / shown.height / sides - 1) > max(
                _ROUNDING, sides / shown.width, 1 / shown.height
            ):
                raise InvalidSaying(
                    field, Wrong("crop", f"Please crop it to {sides:g} to 1.", sides=sides)
                )
            return {column: wish}

        return take

    async def _exchange_pictures(self, tx: Tx, principal: Principal, old: Said, new: Said) -> None:
        """The old file goes with the address that opened it."""
        pairs = (("avatar", old.avatar_id, new.avatar_id), ("banner", old.banner_id, new.banner_id))
        for purpose, before, after in pairs:
            if before == after:
                continue
            if after is not None:
                try:
                    await media.attach(tx, principal, [after], purpose=purpose)
                except media.NotAttachable:
                    sentence = f"That is no upload of yours for a {purpose}."
                    wrong = Wrong("no_such_picture", sentence)
                    raise InvalidFields({f"{purpose}_media_id": wrong}) from None
            if before is not None:
                await media.erase(tx, [before])


async def keep(tx: Tx, said: Said, username: str | None) -> None:
    """The row, and what search may know of it; None for whom search knows no longer."""
    levels = said.levels_in_force
    open_fields = visibility.shown_to(levels, "other")
    friend_fields = visibility.shown_to(levels, "friend")
    if not await store.keep(tx, said, open_fields, friend_fields):
        raise LookAlike
    if username is not None:
        await keep_faces(tx, said, username)


async def check_free(tx: Tx, owner: UserId, shape: str) -> None:
    """Names of both kinds are claimed one after the other; what is free here stays so."""
    await identity.hold_name(tx, shape)
    if identity.is_reserved(shape):
        raise InvalidSaying(
            "display_name", Wrong("reserved", "That name is kept for the house itself.")
        )
    if await identity.is_name_of_another(tx, owner, shape):
        raise LookAlike


def changed_levels(
    old: Said, new: Said, collections: Sequence[str] = ()
) -> dict[str, Mapping[str, str]]:
    """By field; a collection stands behind the name of the showcase."""
    before, after = _in_force(old, collections), _in_force(new, collections)
    return {
        name: {"from": before[name], "to": level}
        for name, level in after.items()
        if before[name] != level
    }


def _in_force(said: Said, collections: Sequence[str]) -> dict[str, visibility.Level]:
    of_collections = said.collection_levels_in_force(collections)
    return {
        **said.levels_in_force,
        **{f"showcase.{key}": level for key, level in of_collections.items()},
    }


async def _visibility(_tx: Tx, old: Said, wish: object) -> Changes:
    kept = {**old.levels_chosen, **visibility.check_choice(cast("Mapping[str, str]", wish))}
    if kept == old.levels_chosen:
        return {}
    return {"visibility": msgspec.json.encode(kept).decode()}


async def _hide_profile(_tx: Tx, _old: Said, wish: object) -> Changes:
    return {"hide_profile": wish is True}


async def _onboarded(tx: Tx, old: Said, wish: object) -> Changes:
    return {"onboarded_at": (old.onboarded_at or tx.now) if wish is True else None}
