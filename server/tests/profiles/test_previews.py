"""What one's own page would look like to others, as the house answers it.

The client foretells it letter by letter while somebody writes; it replays these answers. After a
change that is meant, `pytest tests/profiles/test_previews.py --update-cases` writes the file.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from profiles.conftest import VIENNA
from profiles.steps import FIELDS, say
from profiles.test_saying import picture
from support.people import People, Person

FILE = Path(__file__).parents[3] / "web/src/lib/features/profiles/previews.json"
LEVELS = ("public", "connections", "private")
SAID = {
    "display_name": "Benedikt Kühn",
    "bio": "Likes *kettles*.",
    "gender": "Man",
    "pronouns": "he/him",
    "location": {"city_id": VIENNA.id},
    "interests": [{"id": "jazz"}, {"label": "night trains"}],
}


def choices() -> dict[str, dict[str, object]]:
    """Every level for every field, and each beside others."""
    alike: dict[str, dict[str, object]] = {
        f"all {level}": {"visibility": dict.fromkeys(FIELDS, level)} for level in LEVELS
    }
    mixed: dict[str, dict[str, object]] = {
        f"mixed {turn}": {
            "visibility": {
                field: LEVELS[(at + turn) % len(LEVELS)] for at, field in enumerate(FIELDS)
            }
        }
        for turn in range(len(LEVELS))
    }
    hidden: dict[str, dict[str, object]] = {
        "hidden, else all public": {**alike["all public"], "hide_profile": True},
        "hidden, else all private": {**alike["all private"], "hide_profile": True},
        "hidden, else mixed": {**mixed["mixed 1"], "hide_profile": True},
    }
    collections: dict[str, dict[str, object]] = {
        f"collection {level}": {"showcase_visibility": {"favorite_posts": level}}
        for level in LEVELS
    }
    # What was chosen for a collection stays chosen, so these come last.
    return {"as it begins": {}, **alike, **mixed, **hidden, **collections}


async def page(person: Person, path: str) -> dict[str, Any]:
    """Without what is another in every house: ids, times, addresses."""
    seen = (await person.get(path)).json()
    user = seen["user"]
    user["id"], user["created_at"] = "ben", "2026-11-01T08:00:00Z"
    if user["last_active_at"]:
        user["last_active_at"] = "2026-11-20T08:00:00Z"
    for field in ("avatar", "banner"):
        if user[field]:
            user[field] = {"media_id": field, "url_320": "small", "url_1080": "large"} | {
                "blur": None,
                "alt": None,
            }
    return {
        key: seen[key]
        for key in ("user", "visibility", "showcase_visibility", "hide_profile", "onboarding")
        if key in seen
    }


async def test_each_choice_shows_others_what_the_client_foretells(
    people: People, request: pytest.FixtureRequest
) -> None:
    ben = await people.member("ben")
    await say(ben, **SAID, avatar_media_id=await picture(ben, "avatar"))
    await say(ben, banner_media_id=await picture(ben, "banner", 1536))
    cases: list[dict[str, Any]] = []
    for name, choice in choices().items():
        await say(ben, **{"hide_profile": False, **choice})
        cases.append(
            {
                "choice": name,
                "self": await page(ben, "/users/me"),
                "stranger": (await page(ben, "/users/me?as=stranger"))["user"],
                "connection": (await page(ben, "/users/me?as=connection"))["user"],
            }
        )
    if request.config.getoption("--update-cases"):
        FILE.write_text(json.dumps(cases, indent="\t", ensure_ascii=False) + "\n", "utf-8")
    assert cases == json.loads(FILE.read_text("utf-8"))
