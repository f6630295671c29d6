"""Two houses in one process, as there is one after the other in a test run."""

from pathlib import Path

from longhouse.app import Longhouse
from longhouse.kernel.settings import HouseSettings
from support.clocks import FakeClock
from support.households import GENERAL, open_house
from support.people import People, Person
from support.postgres import Postgres


async def test_houses_share_how_their_routes_are_read_and_nothing_else(
    longhouse: Longhouse, people: People, postgres: Postgres, clock: FakeClock, tmp_path: Path
) -> None:
    elsewhere = HouseSettings(public_url="http://elsewhere.test")
    async with (
        postgres.copy() as url,
        open_house(url, tmp_path / "elsewhere", clock, elsewhere) as other,
    ):
        assert other.api.routed is longhouse.api.routed
        their = People(other)
        ben, bea = await people.member("ben"), await their.member("bea")
        for who, words in ((ben, "From here."), (bea, "From elsewhere."), (ben, "Here again.")):
            made = await who.post("/posts", {"content": words, "section_id": GENERAL})
            assert made.status_code == 201
        assert await said(ben) == ["Here again.", "From here."]
        assert await said(bea) == ["From elsewhere."]
        cookie = {"Cookie": f"session_id={ben.client.cookies['session_id']}"}
        for house, status in ((people, 200), (their, 401)):
            again = await house.stranger().fetch("GET", "/auth/session", headers=cookie)
            assert again.status_code == status
        await their.leave()


async def said(person: Person) -> list[str]:
    answer = await person.get(f"/sections/{GENERAL}/feed")
    return [post["content"] for post in answer.json()["posts"]]
