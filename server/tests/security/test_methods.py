"""A route answers to the methods that it offers, to no other, and by no other name."""

from typing import Any

import pytest

from longhouse.app import Longhouse
from posts.steps import publish, read_no_pages
from support.contract import operations
from support.households import Household, Places
from support.people import People
from support.tables import checksums

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND")
OVERRIDES = ("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override")


async def test_every_method_that_a_route_does_not_offer_is_refused(
    household: Household, longhouse: Longhouse
) -> None:
    ada, places = household.ada, household.places
    offered: dict[str, set[str]] = {}
    for operation in operations(longhouse):
        offered.setdefault(operation.path, set()).add(operation.method)
    wrong: list[tuple[str, str, int]] = []
    for path, methods in offered.items():
        where = path.format_map(places)
        # Two paths may be one for a value that fits both, such as a name and an id.
        twins = {m for other, ms in offered.items() if fits(other, where) for m in ms}
        for method in METHODS:
            if method in methods | twins:
                continue
            answer = await ada.fetch(method, where, {} if method in {"POST", "PUT"} else None)
            if answer.status_code != 405 or answer.json()["code"] != "METHOD_NOT_ALLOWED":
                wrong.append((method, path, answer.status_code))
    assert wrong == []


def fits(template: str, path: str) -> bool:
    theirs, ours = template.split("/"), path.split("/")
    return len(theirs) == len(ours) and all(
        one == two or one.startswith("{") for one, two in zip(theirs, ours, strict=True)
    )


@pytest.mark.parametrize("header", OVERRIDES)
async def test_no_header_makes_another_method_of_one(
    people: People, longhouse: Longhouse, database_url: str, header: str
) -> None:
    await read_no_pages(longhouse)
    ada = await people.member("ada")
    post = await publish(ada)
    before = await checksums(database_url)
    for method in ("GET", "POST"):
        body: dict[str, Any] | None = {} if method == "POST" else None
        for path in (f"/posts/{post['id']}", f"/posts/{post['id']}?_method=DELETE"):
            answer = await ada.fetch(method, path, body, headers={header: "DELETE"})
            assert answer.status_code in ({200} if method == "GET" else {405}), (method, path)
    assert await checksums(database_url) == before


async def test_a_parameter_that_is_said_twice_never_means_two_things(people: People) -> None:
    """One of them counts for judge and for list alike, or the question is refused."""
    ada = await people.admin("ada")
    for _ in range(3):
        await publish(ada)
    for query in ("limit=1&limit=3", "limit=3&limit=1"):
        answer = await ada.get(f"/users/{ada.id}/posts?{query}")
        assert answer.status_code in (200, 400)
        if answer.status_code == 200:
            assert len(answer.json()["posts"]) in (1, 3)
    for query in ("status=pending&status=nonsense", "limit=1&limit=many", "limit=many&limit=1"):
        answer = await ada.get(f"/admin/users?{query}")
        assert answer.status_code in (200, 400), query
    both = await ada.get("/search?q=good&q=%00")
    assert both.status_code in (200, 400, 422)


async def test_every_answer_says_what_it_is(people: People, longhouse: Longhouse) -> None:
    """With its encoding where it is text, so that nobody has to guess."""
    ada = await people.admin("ada")
    places = Places(user_id=str(ada.id), ref=str(ada.id))
    for operation in operations(longhouse):
        if operation.method != "GET" or operation.path == "/events":
            continue
        answer = await ada.get(operation.at(places))
        kind = answer.headers.get("content-type", "")
        assert kind, operation.row
        assert answer.headers["x-content-type-options"] == "nosniff", operation.row
        if kind.startswith("text/"):
            assert "charset=" in kind, (operation.row, kind)
