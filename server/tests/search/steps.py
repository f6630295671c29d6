"""What tests of search do again and again."""

from typing import Any
from urllib.parse import urlencode

from longhouse.app import Longhouse
from support.conversations import Thing
from support.people import Person
from support.waiting import until

# At one moment: a job that is done has left events, and those that are told leave jobs.
_LEFT = """
    SELECT (SELECT count(*) FROM kernel.outbox WHERE relayed_at IS NULL)
        + (SELECT count(*) FROM jobs.pgqueuer WHERE status IN ('queued', 'picked'))
"""


async def indexed(longhouse: Longhouse) -> None:
    """What has happened has been told, and everybody who follows it has done so."""

    async def nothing_is_left() -> bool:
        async with longhouse.db.read() as read:
            return await read.value(int, _LEFT) == 0

    await until(nothing_is_left)


async def ask(person: Person, q: str, **more: object) -> dict[str, Any]:
    answer = await person.get("/search?" + urlencode({"q": q, **more}))
    assert answer.status_code == 200, answer.text
    return answer.json()


async def search(person: Person, q: str, **more: object) -> list[Thing]:
    return (await ask(person, q, **more))["results"]


async def found(person: Person, q: str, **more: object) -> list[str]:
    """The texts of what is found, the best first."""
    return [text_of(result) for result in await search(person, q, **more)]


def text_of(result: Thing) -> str:
    match result["type"]:
        case "post":
            return result["data"]["post"]["content"]
        case "comment":
            return result["data"]["comment"]["content"]
        case _:
            return result["data"]["link"]["metadata"]["title"]


def marked(snippet: list[Thing]) -> list[str]:
    return [segment["text"] for segment in snippet if segment["match"]]


def plain(snippet: list[Thing]) -> str:
    return "".join(segment["text"] for segment in snippet)
