"""How somebody stands with one member changes nothing in what they may do anywhere else."""

from collections.abc import Awaitable, Callable, Iterator

import pytest

from longhouse.app import Longhouse
from security.belongings import belongings
from support.contract import OPEN, Operation, operations
from support.households import GENERAL, Places
from support.people import People, Person

# Where these would end a session, or wait for news that do not come.
LEFT_OUT = frozenset({"POST /auth/logout", "DELETE /users/me", "GET /events"})

Stand = Callable[[Person, Person], Awaitable[None]]


async def is_blocked(ben: Person, carla: Person) -> None:
    assert (await ben.post(f"/users/{carla.id}/block")).status_code == 200


async def blocks(ben: Person, carla: Person) -> None:
    assert (await carla.post(f"/users/{ben.id}/block")).status_code == 200


async def is_muted(ben: Person, carla: Person) -> None:
    assert (await ben.post(f"/users/{carla.id}/mute")).status_code == 200


async def mutes(ben: Person, carla: Person) -> None:
    assert (await carla.post(f"/users/{ben.id}/mute")).status_code == 200


STANDINGS: list[Stand] = [is_blocked, blocks, is_muted, mutes]


def that_name_nobody(longhouse: Longhouse) -> Iterator[Operation]:
    for operation in operations(longhouse):
        names = operation.path.replace("{section_id}", "")
        if "{" not in names and operation.row not in LEFT_OUT | OPEN:
            yield operation


async def outcome(person: Person, operation: Operation, places: Places) -> tuple[int, str | None]:
    # An address belongs to one account only.
    asks = operation.body is not None and "email" in operation.body.get("properties", {})
    own = {"email": f"{person.name}@example.org"} if asks else {}
    answer = await operation.ask(person.client, places, person.csrf_header, **own)
    refused = answer.status_code >= 400 and operation.method != "HEAD"
    return answer.status_code, answer.json()["code"] if refused else None


@pytest.mark.parametrize("stand", STANDINGS, ids=lambda stand: stand.__name__)
async def test_a_member_is_answered_like_any_other_where_nobody_is_named(
    longhouse: Longhouse, people: People, stand: Stand
) -> None:
    """Carla stands in some way with Ben, Dan in none; both ask for everything in the same order."""
    ben = await people.member("ben")
    carla, dan = await people.member("carla"), await people.member("dan")
    await belongings(people, ben)
    await stand(ben, carla)
    places = Places(section_id=GENERAL)
    asked = list(that_name_nobody(longhouse))
    assert len(asked) > 40
    answered = {who: [await outcome(who, one, places) for one in asked] for who in (carla, dan)}
    differs = {
        operation.row: (hers, his)
        for operation, hers, his in zip(asked, answered[carla], answered[dan], strict=True)
        if hers != his
    }
    assert differs == {}


@pytest.mark.parametrize("stand", [is_blocked, blocks], ids=lambda stand: stand.__name__)
async def test_no_admin_is_kept_from_their_work_by_how_a_member_stands_with_them(
    longhouse: Longhouse, people: People, stand: Stand
) -> None:
    ben = await people.member("ben")
    ada, olga = await people.admin("ada"), await people.admin("olga")
    # One of each for each of the two, as what is deleted is deleted once.
    hers, others = await belongings(people, ben), await belongings(people, ben)
    await stand(ben, ada)
    differs: dict[str, object] = {}
    asked = 0
    for operation in operations(longhouse):
        names_a_member = "{user_id}" in operation.path
        if operation.path.startswith("/admin/") and not names_a_member:
            asked += 1
            answered = [await outcome(ada, operation, hers), await outcome(olga, operation, others)]
            if answered[0] != answered[1] or answered[0][0] == 403:
                differs[operation.row] = answered
    assert differs == {}
    assert asked > 8
