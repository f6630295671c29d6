"""One-time links: the first admin's, and those that set a new password."""

import asyncio
import re
from typing import Any

import pytest

from identity.steps import set_email, switch_on
from identity.witnesses import Mailbox
from longhouse.app import Longhouse
from longhouse.features.identity import api as identity
from longhouse.features.identity.service import reset_requests
from longhouse.kernel.db import Tx
from longhouse.kernel.jobs import Job
from support.clocks import FakeClock
from support.people import PASSWORD, People, Person

NEW = "lantern by the frozen lake"
HOUR = 3600


async def first_admin_token(longhouse: Longhouse) -> str:
    async with longhouse.db.transaction() as tx:
        url = await identity.issue_first_admin_link(longhouse.house, tx)
    assert url is not None
    assert "/welcome#" in url
    return url.partition("#")[2]


async def reset_token(admin: Person, member: Person) -> str:
    answer = await admin.post(f"/admin/users/{member.id}/reset-link")
    assert answer.status_code == 201, answer.text
    assert "/reset#" in answer.json()["link"]["url"]
    return answer.json()["link"]["url"].partition("#")[2]


async def become(person: Person, token: str, name: str = "ada") -> int:
    answer = await person.post(
        "/auth/first-admin", {"token": token, "username": name, "password": PASSWORD}
    )
    return answer.status_code


async def test_the_first_admin_comes_in_by_a_link(people: People, longhouse: Longhouse) -> None:
    ada = people.stranger("ada")
    assert (await ada.get("/site")).json()["site"]["needs_first_admin"] is True
    token = await first_admin_token(longhouse)
    shown = (await ada.post("/auth/links/inspect", {"token": token})).json()["link"]
    assert (shown["kind"], shown["username"]) == ("first_admin", None)
    assert await become(ada, token) == 201
    await ada.renew_csrf_token()
    assert (await ada.get("/auth/session")).json()["user"]["is_admin"] is True
    assert (await ada.get("/site")).json()["site"]["needs_first_admin"] is False
    logs = (await ada.get("/admin/audit-logs")).json()["logs"]
    assert [(log["action"], log["target_label"]) for log in logs] == [("create_first_admin", "ada")]


async def test_a_link_works_once(people: People, longhouse: Longhouse) -> None:
    token = await first_admin_token(longhouse)
    statuses = await asyncio.gather(
        *(become(people.stranger(address=f"198.51.100.{n}"), token, f"ada_{n}x") for n in range(20))
    )
    assert statuses.count(201) == 1
    assert statuses.count(404) == 19
    assert await become(people.stranger(), token, "eve") == 404


async def test_a_new_link_voids_the_one_before(people: People, longhouse: Longhouse) -> None:
    old = await first_admin_token(longhouse)
    new = await first_admin_token(longhouse)
    assert await become(people.stranger(), old) == 404
    assert await become(people.stranger(), new) == 201


async def test_there_is_no_link_once_there_is_an_admin(
    people: People, longhouse: Longhouse
) -> None:
    token = await first_admin_token(longhouse)
    await people.admin()
    assert await become(people.stranger(), token, "eve") == 404
    async with longhouse.db.transaction() as tx:
        assert await identity.issue_first_admin_link(longhouse.house, tx) is None


async def test_the_first_link_expires_after_a_day(
    people: People, longhouse: Longhouse, clock: FakeClock
) -> None:
    token = await first_admin_token(longhouse)
    clock.advance(24 * HOUR + 1)
    assert await become(people.stranger(), token) == 404


async def test_a_refused_wish_does_not_use_the_link_up(
    people: People, longhouse: Longhouse
) -> None:
    token = await first_admin_token(longhouse)
    assert await become(people.stranger(), token, "a b") == 422
    assert await become(people.stranger(), token) == 201


@pytest.mark.parametrize("token", ["", "x" * 43, "' OR 1=1 --"])
async def test_a_token_nobody_gave_opens_nothing(people: People, token: str) -> None:
    stranger = people.stranger()
    assert (await stranger.post("/auth/links/inspect", {"token": token})).status_code == 404
    reset = await stranger.post("/auth/reset", {"token": token, "password": NEW})
    assert reset.status_code == 404
    assert await become(stranger, token) == 404


async def test_an_admin_lets_somebody_choose_a_new_password(people: People) -> None:
    ada, ben = await people.admin(), await people.member("ben")
    token = await reset_token(ada, ben)
    stranger = people.stranger("ben")
    shown = (await stranger.post("/auth/links/inspect", {"token": token})).json()["link"]
    assert (shown["kind"], shown["username"]) == ("reset", "ben")
    answer = await stranger.post("/auth/reset", {"token": token, "password": NEW})
    assert (answer.status_code, answer.json()) == (200, {})
    assert "set-cookie" not in answer.headers
    assert (await ben.get("/auth/session")).status_code == 401
    assert (await stranger.sign_in()).status_code == 401
    assert (await stranger.sign_in(NEW)).status_code == 200


async def test_no_browser_is_known_after_a_reset(people: People, clock: FakeClock) -> None:
    """Whoever had the old password may have come by one of them."""
    ada, ben = await people.admin(), await people.member("ben")
    await ben.post("/auth/reset", {"token": await reset_token(ada, ben), "password": NEW})
    clock.advance(60)
    for number in range(10):
        stranger = people.stranger("ben", address=f"198.51.100.{number}")
        assert (await stranger.sign_in("wrong kettle")).status_code == 401
    assert (await ben.sign_in("wrong kettle")).status_code == 429


async def test_a_reset_works_once_however_many_try(people: People) -> None:
    ada, ben = await people.admin(), await people.member("ben")
    token = await reset_token(ada, ben)
    answers = await asyncio.gather(
        *(
            people.stranger(address=f"198.51.100.{n}").post(
                "/auth/reset", {"token": token, "password": f"{NEW} {n}"}
            )
            for n in range(10)
        )
    )
    assert [answer.status_code for answer in answers].count(200) == 1


async def test_a_reset_refuses_a_weak_password_and_stays_good(people: People) -> None:
    ada, ben = await people.admin(), await people.member("ben")
    token = await reset_token(ada, ben)
    weak = await people.stranger().post("/auth/reset", {"token": token, "password": "password1"})
    assert weak.status_code == 422
    good = await people.stranger().post("/auth/reset", {"token": token, "password": NEW})
    assert good.status_code == 200


async def test_a_reset_does_not_go_past_the_second_factor(people: People, clock: FakeClock) -> None:
    ada, ben = await people.admin(), await people.member("ben")
    await switch_on(ben, clock)
    token = await reset_token(ada, ben)
    await people.stranger().post("/auth/reset", {"token": token, "password": NEW})
    answer = await people.stranger("ben").sign_in(NEW)
    assert (answer.status_code, answer.json()["code"]) == (401, "SECOND_FACTOR_REQUIRED")


async def test_a_link_of_an_admin_expires_after_a_day(people: People, clock: FakeClock) -> None:
    ada, ben = await people.admin(), await people.member("ben")
    token = await reset_token(ada, ben)
    clock.advance(24 * HOUR + 1)
    answer = await people.stranger().post("/auth/reset", {"token": token, "password": NEW})
    assert answer.status_code == 404


async def test_whoever_has_an_address_helps_themselves(
    people: People, clock: FakeClock, mailbox: Mailbox
) -> None:
    ben = await people.member("ben")
    await set_email(ben, "ben@example.org")
    await mailbox.next_to("ben@example.org")
    answer = await people.stranger().post("/auth/reset/request", {"username": "ben"})
    assert (answer.status_code, answer.json()) == (200, {})
    text = await mailbox.next_to("ben@example.org", after=1)
    token = re.search(r"/reset#(\S+)", text)
    assert token is not None
    clock.advance(HOUR - 1)
    used = await people.stranger().post("/auth/reset", {"token": token[1], "password": NEW})
    assert used.status_code == 200
    assert "set anew" in await mailbox.next_to("ben@example.org", after=2)


async def test_a_mailed_link_expires_after_an_hour(
    people: People, clock: FakeClock, mailbox: Mailbox
) -> None:
    ben = await people.member("ben")
    await set_email(ben, "ben@example.org")
    await mailbox.next_to("ben@example.org")
    await people.stranger().post("/auth/reset/request", {"username": "ben@example.org"})
    text = await mailbox.next_to("ben@example.org", after=1)
    token = re.search(r"/reset#(\S+)", text)
    assert token is not None
    clock.advance(HOUR + 1)
    used = await people.stranger().post("/auth/reset", {"token": token[1], "password": NEW})
    assert used.status_code == 404


async def test_asking_for_a_reset_is_the_same_answer_and_work_for_everybody(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    ben = await people.member("ben")
    await set_email(ben, "ben@example.org")
    await people.member("without_address")
    enqueued: list[str] = []
    real = reset_requests.enqueue

    async def note(tx: Tx, job: Job[Any], payload: Any) -> None:
        enqueued.append(job.name)
        await real(tx, job, payload)

    monkeypatch.setattr(reset_requests, "enqueue", note)
    seen: set[tuple[int, str, tuple[str, ...], tuple[str, ...]]] = set()
    for name in ("ben", "without_address", "nobody_here", "nobody@example.org", ""):
        enqueued.clear()
        answer = await people.stranger().post("/auth/reset/request", {"username": name})
        headers = tuple(sorted(answer.headers))
        seen.add((answer.status_code, answer.text, headers, tuple(enqueued)))
    assert len(seen) == 1
    status, text, _, jobs = seen.pop()
    assert (status, text, jobs) == (200, "{}", ("identity.mail_reset_link",))


async def test_a_changed_password_voids_links_that_wait(people: People) -> None:
    ada, ben = await people.admin(), await people.member("ben")
    token = await reset_token(ada, ben)
    changed = await ben.post(
        "/auth/password",
        {"current_password": PASSWORD, "new_password": NEW, "end_other_sessions": False},
    )
    assert changed.status_code == 200
    answer = await people.stranger().post("/auth/reset", {"token": token, "password": PASSWORD})
    assert answer.status_code == 404


async def test_links_are_stored_only_as_digests(people: People, longhouse: Longhouse) -> None:
    ada, ben = await people.admin(), await people.member("ben")
    token = await reset_token(ada, ben)
    async with longhouse.db.read() as read:
        stored = await read.values(bytes, "SELECT token_hash FROM identity.one_time_link")
    assert [len(digest) for digest in stored] == [32]
    assert token.encode() not in stored[0]


async def test_only_admins_who_just_confirmed_issue_links(people: People, clock: FakeClock) -> None:
    ada, ben = await people.admin(), await people.member("ben")
    assert (await ben.post(f"/admin/users/{ada.id}/reset-link")).status_code == 403
    clock.advance(700)
    await ada.renew_csrf_token()
    refused = await ada.post(f"/admin/users/{ben.id}/reset-link")
    assert refused.json()["code"] == "REAUTHENTICATION_REQUIRED"
    await ada.confirm()
    assert (await ada.post(f"/admin/users/{ben.id}/reset-link")).status_code == 201
