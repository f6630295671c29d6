"""What search may know of a member, made anew with every change, and what everybody may."""

from collections.abc import Sequence

from longhouse.features.identity import api as identity
from longhouse.features.profiles.model import Face, Said
from longhouse.features.profiles.policy.interests import interest_of
from longhouse.features.profiles.policy.searching import plain, words_of
from longhouse.features.profiles.policy.visibility import Standing, shown_to
from longhouse.features.profiles.store import faces
from longhouse.features.profiles.store import profiles as store
from longhouse.kernel.db import Read, Tx
from longhouse.kernel.ids import UserId


async def keep_faces(tx: Tx, said: Said, username: str) -> None:
    known = [_known(said, username, "everybody"), _known(said, username, "friends")]
    await faces.keep(tx, said.user_id, known)


def _known(said: Said, username: str, audience: faces.Audience) -> faces.Known:
    standing: Standing = "friend" if audience == "friends" else "other"
    shown = set(shown_to(said.levels_in_force, standing))
    name = said.display_name if "display_name" in shown else None
    interests = said.interests if "interests" in shown else ()
    place = said.place if "location" in shown else None
    text = [
        username,
        username.replace("_", " "),
        name or "",
        (said.bio or "") if "bio" in shown else "",
        place.label if place else "",
        *(interest_of(kept).label for kept in interests),
    ]
    return faces.Known(
        audience=audience,
        names="\n".join(["", *(plain(one) for one in (username, name) if one), ""]),
        words=words_of(" ".join(text)),
        pronouns=said.pronouns if "pronouns" in shown else None,
        place_id=place.id if place else None,
        place_label=place.label if place else None,
        interests=interests,
    )


async def get_faces(read: Read, user_ids: Sequence[UserId]) -> dict[UserId, Face]:
    """Those who are here, as every member may know them; for what many hear, too."""
    accounts = await identity.get_many(read, user_ids)
    said = await store.get_many(read, list(accounts))
    return {id_: _face(account, said.get(id_)) for id_, account in accounts.items()}


def _face(account: identity.Account, said: Said | None) -> Face:
    shown = shown_to(said.levels_in_force, "other") if said else []
    return Face(
        id=account.id,
        username=account.username,
        display_name=said.display_name if said and "display_name" in shown else None,
        avatar_id=said.avatar_id if said and "avatar" in shown else None,
        created_at=account.created_at,
    )
