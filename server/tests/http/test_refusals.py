"""Every refusal has one shape, a code that programs know and a sentence that people understand."""

import re
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any, cast
from uuid import UUID

import asyncpg
import httpx
import pytest

from longhouse.app import Longhouse
from longhouse.features.identity.service.site import Site
from support.clocks import FakeClock
from support.contract import operations
from support.households import Household
from support.people import People

_CODE = re.compile(r"[A-Z][A-Z0-9_]+")
_SENTENCE = re.compile(r"[A-Z].*[.!?]|CSRF token is required for this request|Invalid or .*token")
_INSIDE = re.compile(
    r"Traceback|asyncpg|SELECT|File \"|/longhouse/|KeyError|msgspec|litestar", re.IGNORECASE
)


def check_shape(answer: httpx.Response) -> dict[str, Any]:
    """What is promised of every refusal; its body."""
    body = answer.json()
    assert answer.headers["content-type"].startswith("application/json")
    assert set(body) - {"details"} == {"error", "code", "request_id"}, body
    assert _CODE.fullmatch(body["code"])
    assert _SENTENCE.fullmatch(body["error"]), body["error"]
    assert body["request_id"] == answer.headers["x-request-id"]
    assert not _INSIDE.search(answer.text), answer.text
    return body


NONSENSE = {
    ("GET", "/admin/users?limit=0"): (400, "INVALID_REQUEST"),
    ("GET", "/admin/users?limit=101"): (400, "INVALID_REQUEST"),
    ("GET", "/admin/users?limit=many"): (400, "INVALID_REQUEST"),
    ("GET", "/admin/users?status=sleeping"): (400, "INVALID_REQUEST"),
    ("GET", "/admin/users?cursor=nowhere"): (400, "INVALID_CURSOR"),
    ("GET", "/nowhere"): (404, "NOT_FOUND"),
    ("GET", "/admin/users/not-an-id"): (404, "NOT_FOUND"),
    ("GET", "/"): (404, "NOT_FOUND"),
    ("PUT", "/site"): (405, "METHOD_NOT_ALLOWED"),
    ("TRACE", "/site"): (405, "METHOD_NOT_ALLOWED"),
    ("CONNECT", "/site"): (405, "METHOD_NOT_ALLOWED"),
    ("OPTIONS", "/site"): (405, "METHOD_NOT_ALLOWED"),
    ("OPTIONS", "/admin/users"): (405, "METHOD_NOT_ALLOWED"),
    ("BREW", "/site"): (405, "METHOD_NOT_ALLOWED"),
}


async def test_a_question_that_makes_no_sense_is_refused_in_that_shape(
    household: Household,
) -> None:
    answers: dict[tuple[str, str], tuple[int, str]] = {}
    for method, path in NONSENSE:
        answer = await household.ada.client.request(method, path.lstrip("/") or "./")
        answers[method, path] = (answer.status_code, check_shape(answer)["code"])
    assert answers == NONSENSE


@pytest.mark.parametrize(
    ("path", "refused"),
    [
        (
            "/auth/register",
            {
                "{}": {"username"},
                '{"username": 7, "password": "copper kettle"}': {"username"},
                '{"username": "olga w", "password": "copper kettle"}': {"username"},
                '{"username": "olga", "password": "short"}': {"password"},
                '{"username": "olga", "password": "copper kettle", "age": 7}': {"age"},
                "[]": {"body"},
                '"olga"': {"body"},
                "null": {"body"},
            },
        ),
        (
            "/admin/invites",
            {
                '{"max_uses": 0, "expires_in_days": 1}': {"max_uses"},
                '{"max_uses": 1, "expires_in_days": 1e9}': {"expires_in_days"},
                '{"max_uses": 1, "expires_in_days": 1, "note": 7}': {"note"},
            },
        ),
    ],
)
async def test_a_body_that_cannot_be_taken_says_which_field_and_why(
    household: Household, path: str, refused: dict[str, set[str]]
) -> None:
    answers: dict[str, set[str]] = {}
    for body in refused:
        answer = await household.ada.client.post(
            path.lstrip("/"),
            content=body,
            headers={
                "X-CSRF-Token": household.ada.csrf_token,
                "Content-Type": "application/json",
            },
        )
        told = check_shape(answer)
        assert (answer.status_code, told["code"]) == (422, "INVALID_FIELDS"), body
        assert all(sentence.endswith(".") for sentence in told["details"]["fields"].values())
        answers[body] = set(told["details"]["fields"])
    assert answers == refused


async def test_an_address_that_lacks_something_says_what(household: Household) -> None:
    answer = await household.ada.get("/search")
    told = check_shape(answer)
    assert (answer.status_code, told["code"]) == (400, "INVALID_REQUEST")
    assert told["details"]["fields"] == {"q": "This is needed."}


async def test_the_other_refusals_have_that_shape_too(
    household: Household, clock: FakeClock
) -> None:
    ada, ben, stranger = household.ada, household.ben, household.stranger
    clock.advance(601)
    seen = {
        answer.status_code: check_shape(answer)["code"]
        for answer in (
            await stranger.get("/auth/csrf"),
            await ben.get("/admin/users"),
            await ada.post(f"/admin/users/{household.places['deleted_id']}/reset-link"),
            await ada.post(f"/admin/users/{ben.id}/restore"),
            await ada.client.post("auth/reset", content=b"x" * 1_000_001),
            await ada.client.post("auth/reset", content=b"token=x"),
        )
    }
    assert seen == {
        401: "UNAUTHORIZED",
        403: "REAUTHENTICATION_REQUIRED",
        409: "CONFLICT",
        413: "TOO_LARGE",
        415: "UNSUPPORTED_MEDIA_TYPE",
    }


@asynccontextmanager
async def failing(monkeypatch: pytest.MonkeyPatch, error: Exception) -> AsyncGenerator[None]:
    async def fail(*_arguments: object) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(Site, "get_config", fail)
        yield


FAULTS: list[tuple[Exception, int, str]] = [
    (RuntimeError("password=hunter2 in /srv/secret.key"), 500, "INTERNAL_ERROR"),
    (asyncpg.UndefinedTableError('relation "identity.vault"'), 500, "INTERNAL_ERROR"),
    (MemoryError("of 4 GB"), 500, "INTERNAL_ERROR"),
    (asyncpg.CannotConnectNowError("the database is starting up"), 503, "UNAVAILABLE"),
    (ConnectionResetError("10.0.0.7:5432"), 503, "UNAVAILABLE"),
    (TimeoutError("after 5 seconds"), 503, "UNAVAILABLE"),
    (asyncpg.DiskFullError("no space left on /var/lib"), 503, "UNAVAILABLE"),
]


async def test_a_fault_of_ours_is_owned_and_shows_nothing_of_the_inside(
    people: People, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    stranger = people.stranger()
    for error, status, code in FAULTS:
        async with failing(monkeypatch, error):
            answer = await stranger.get("/site")
        assert (answer.status_code, check_shape(answer)["code"]) == (status, code), error
        assert str(error) not in answer.text
        assert [r.exc_info[1] for r in caplog.records if r.exc_info].count(error) == 1, error
        assert ("retry-after" in answer.headers) == (status == 503)
        assert (await stranger.get("/site")).status_code == 200


async def test_an_answer_that_breaks_off_is_broken_off_for_its_reader_too(
    longhouse: Longhouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half of it is out: it must look neither whole nor like a refusal."""
    said: list[dict[str, Any]] = []

    async def half(_scope: object, _receive: object, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"half", "more_body": True})
        raise RuntimeError("password=hunter2")

    async def send(message: dict[str, Any]) -> None:
        said.append(message)

    monkeypatch.setattr(longhouse.asgi, "_api", half)
    scope: Any = {
        "type": "http",
        "method": "GET",
        "scheme": "http",
        "path": "/api/v1/site",
        "query_string": b"",
        "headers": [],
        "client": ("203.0.113.7", 50_000),
    }
    with pytest.raises(RuntimeError):
        await longhouse.asgi(scope, cast("Any", None), cast("Any", send))
    assert [message["type"] for message in said] == ["http.response.start", "http.response.body"]
    assert said[-1]["more_body"]


async def test_a_request_keeps_the_id_that_a_proxy_gave_it(people: People) -> None:
    for given in ("abcd-1234.x_Y", "A" * 64):
        answer = await people.stranger().client.get("site", headers={"X-Request-Id": given})
        assert answer.headers["x-request-id"] == given


async def test_an_id_that_could_do_harm_is_replaced(people: People) -> None:
    for given in ("", "short", "A" * 65, "a b c d e f g h", 'quo"ted-text', "<script>x</script>"):
        answer = await people.stranger().client.get("nowhere", headers={"X-Request-Id": given})
        shown = check_shape(answer)["request_id"]
        assert shown != given
        assert UUID(shown).version == 7


async def test_every_request_has_an_id_of_its_own(people: People) -> None:
    stranger = people.stranger()
    ids = {(await stranger.get("/site")).headers["x-request-id"] for _ in range(20)}
    assert len(ids) == 20


async def test_the_document_names_every_refusal(longhouse: Longhouse) -> None:
    for operation in operations(longhouse):
        promised = {400, 401, 403, 404, 409, 413, 415, 422, 429, 503}
        assert promised <= operation.statuses, operation.row


async def test_every_operation_is_named_after_its_route_and_no_two_alike(
    longhouse: Longhouse,
) -> None:
    names = [operation.name for operation in operations(longhouse)]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z]+([A-Z][a-z]*)*", name) for name in names), names
    assert "listMembers" in names
