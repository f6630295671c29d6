"""What takes several steps cannot be had by taking the last one alone."""

from support.clocks import FakeClock
from support.households import GENERAL
from support.people import PASSWORD, People


async def test_no_step_can_be_left_out(people: People, clock: FakeClock) -> None:
    ada, ben = await people.admin("ada"), await people.member("ben")

    confirmed = await ben.post("/auth/second-factor/confirm", {"code": "123456"})
    assert confirmed.status_code == 404, "nothing was begun that could be confirmed"
    assert (await ben.post("/auth/recovery-codes")).status_code == 409
    # To begin is not to have it: the password alone still lets its owner in.
    assert (await ben.post("/auth/second-factor")).status_code == 201
    assert (await ben.post("/auth/recovery-codes")).status_code == 409
    state = (await ben.get("/auth/second-factor")).json()["second_factor"]
    assert state == {"enabled": False, "recovery_codes_left": 0}
    assert (await people.stranger("ben").sign_in()).status_code == 200

    begun = await ben.post("/media", {"size": 11, "mime": "image/png", "name": "door.png"})
    media = begun.json()["media"]["id"]
    post = {"content": "Look.", "section_id": GENERAL, "media_ids": [media]}
    refused = await ben.post("/posts", post)
    assert refused.status_code in (404, 409, 422), "not a byte of the picture has come"
    assert (await ben.get(f"/sections/{GENERAL}/feed")).json()["posts"] == []

    waiting = await people.stranger("petra").post(
        "/auth/register", {"username": "petra", "password": PASSWORD}
    )
    petra = people.stranger("petra")
    assert (await petra.sign_in()).json()["code"] == "ACCOUNT_PENDING"
    restored = await ada.post(f"/admin/users/{waiting.json()['id']}/restore")
    assert restored.status_code == 409, "who was never let in is not brought back"
    assert (await petra.sign_in()).json()["code"] == "ACCOUNT_PENDING"

    clock.advance(601)
    for path in ("/auth/second-factor", f"/admin/users/{ben.id}/reset-link"):
        skipped = await ada.post(path)
        assert skipped.json()["code"] == "REAUTHENTICATION_REQUIRED", path
