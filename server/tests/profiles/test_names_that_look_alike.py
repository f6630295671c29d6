"""No two members have names that people would take for one another."""

import asyncio

import pytest

from longhouse.app import Longhouse
from longhouse.features.identity import api as identity
from longhouse.features.profiles.policy.lookalikes import shape_of
from longhouse.features.profiles.service.claiming import claim_names
from profiles.steps import say, seen
from support.people import PASSWORD, People

ALIKE = [
    ("Marina Kova", "marina  kova"),
    ("Marina Kova", "Marína Ková"),
    ("Marina Kova", "MARINA-KOVA"),
    ("Pacy Popex", "\u0420\u0430\u0441\u0443 \u0420\u043e\u0440\u0435\u0445"),
    ("ANNA", "\u0391\u039d\u039d\u0391"),
    ("Bill Gale", "BiIl Ga1e"),
    ("Modern Art", "Modem Art"),
    ("Marina", "\uff2darina"),
    ("Marina", "\u1d0d\u1d00\u0280\u026a\u0274\u1d00"),
    ("Marina", "\U0001f17c\U0001f170\U0001f181\U0001f178\U0001f17d\U0001f170"),
]


def shape(name: str) -> str:
    return shape_of(name, identity.skeleton)


@pytest.mark.parametrize(("one", "other"), ALIKE)
async def test_a_name_that_looks_like_another_is_refused(
    people: People, one: str, other: str
) -> None:
    ben, carla = await people.member("bx-1"), await people.member("cy-2")
    await say(ben, display_name=one)
    refused = await carla.patch("/users/me", {"display_name": other})
    assert (refused.status_code, refused.json()["code"]) == (409, "CONFLICT")
    assert refused.json()["details"] == {"reason": "look_alike", "field": "display_name"}
    assert "bx-1" not in refused.text
    await say(ben, display_name="Somebody Else")
    await say(carla, display_name=other)


async def forget_shapes(longhouse: Longhouse) -> None:
    """As names stood that were chosen before their shapes were kept."""
    async with longhouse.db.transaction() as tx:
        await tx.execute("UPDATE profiles.profile SET name_skeleton = NULL")


async def claim(longhouse: Longhouse) -> None:
    async with longhouse.db.transaction() as tx:
        await claim_names(tx)


async def test_a_name_from_before_belongs_to_who_had_it(
    people: People, longhouse: Longhouse
) -> None:
    ben, carla = await people.member("bx-1"), await people.member("cy-2")
    await say(ben, display_name="Marina Kova")
    await forget_shapes(longhouse)
    await claim(longhouse)
    refused = await carla.patch("/users/me", {"display_name": "Marína Ková"})
    assert (refused.status_code, refused.json()["code"]) == (409, "CONFLICT")
    assert (await seen(carla, ben))["user"]["display_name"] == "Marina Kova"


async def test_of_two_names_from_before_the_one_of_the_older_account_counts(
    people: People, longhouse: Longhouse
) -> None:
    ben, carla, dora = [await people.member(name) for name in ("bx-1", "cy-2", "dz-3")]
    await say(ben, display_name="Marina Kova")
    await say(carla, display_name="Somebody")
    async with longhouse.db.transaction() as tx:
        await tx.execute(
            "UPDATE profiles.profile SET display_name = 'MARINA KOVA' WHERE user_id = $1", carla.id
        )
    await forget_shapes(longhouse)
    await claim(longhouse)
    # Both go on to be called so; the younger one cannot choose it anew.
    assert (await seen(dora, carla))["user"]["display_name"] == "MARINA KOVA"
    assert (await carla.patch("/users/me", {"display_name": "Marina Ková"})).status_code == 409
    await say(ben, display_name="Quite Another")
    await claim(longhouse)
    assert (await dora.patch("/users/me", {"display_name": "Marina Kova"})).status_code == 409


async def test_a_name_from_before_that_is_the_username_of_another_is_nobodys(
    people: People, longhouse: Longhouse
) -> None:
    ben, _ = await people.member("bx-1"), await people.member("marina")
    await say(ben, display_name="Somebody")
    async with longhouse.db.transaction() as tx:
        await tx.execute("UPDATE profiles.profile SET display_name = 'Marina'")
    await forget_shapes(longhouse)
    await claim(longhouse)
    async with longhouse.db.read() as read:
        assert await read.values(str, "SELECT name_skeleton FROM profiles.profile") == [None]


async def test_names_that_differ_live_side_by_side(people: People) -> None:
    for n, name in enumerate(
        ("Marina", "Martina", "李小龙", "李小狼", "🎈🎈🎈", "🎉🎉🎉", "Ольга")
    ):
        await say(await people.member(f"member{n}xyz"), display_name=name)


async def test_nobody_is_called_by_another_ones_username_and_everybody_may_be_by_their_own(
    people: People,
) -> None:
    ben, carla = await people.member("ben-okri"), await people.member("carla")
    refused = await carla.patch("/users/me", {"display_name": "Ben Okri"})
    assert (refused.status_code, refused.json()["code"]) == (409, "CONFLICT")
    await say(ben, display_name="Ben Okri")


async def test_nobody_signs_up_with_a_name_by_which_somebody_is_called(people: People) -> None:
    ben, ada = await people.member("ben"), await people.admin()
    await ada.patch("/admin/config", {"sign_up": "open"})
    await say(ben, display_name="Marina Kova")
    wish = {"username": "marina_kova", "password": PASSWORD}
    refused = await people.stranger().post("/auth/register", wish)
    assert refused.status_code == 409, refused.text
    await say(ben, display_name=None)
    assert (await people.stranger().post("/auth/register", wish)).status_code in (200, 201)


@pytest.mark.parametrize("name", ["Admin", "M0derator", "Longhouse", "Sys tem"])
async def test_nobody_is_called_like_the_house(people: People, name: str) -> None:
    refused = await (await people.member("ben")).patch("/users/me", {"display_name": name})
    assert refused.status_code == 422
    assert "display_name" in refused.json()["details"]["fields"]


@pytest.mark.parametrize("name", ["M\u0430rina", "\u039dora Lee", "Ann\u0430 Lee"])
async def test_a_word_is_written_in_one_script(people: People, name: str) -> None:
    refused = await (await people.member("ben")).patch("/users/me", {"display_name": name})
    assert refused.status_code == 422


async def test_of_all_who_claim_a_name_at_once_exactly_one_gets_it(people: People) -> None:
    members = [await people.member(f"m{n}-member") for n in range(6)]
    names = [
        "Marina Kova",
        "marina kova",
        "Marína Kova",
        "MARINA KOVA",
        "Marina-Kova",
        "Marinakova",
    ]
    answers = await asyncio.gather(
        *(
            member.patch("/users/me", {"display_name": name})
            for member, name in zip(members, names, strict=True)
        )
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409, 409, 409]
    assert len({shape(name) for name in names}) == 1


async def test_a_name_is_claimed_once_also_between_being_called_and_signing_up(
    people: People,
) -> None:
    ada = await people.admin()
    await ada.patch("/admin/config", {"sign_up": "open"})
    for n in range(5):
        member, guest = (
            await people.member(f"someone-{n}x"),
            people.stranger(address=f"203.0.113.{n + 20}"),
        )
        called, registered = await asyncio.gather(
            member.patch("/users/me", {"display_name": f"Nora Number{n}"}),
            guest.post("/auth/register", {"username": f"nora-number{n}", "password": PASSWORD}),
        )
        assert sorted([called.status_code == 200, registered.status_code < 300]) == [False, True], (
            called.text,
            registered.text,
        )
