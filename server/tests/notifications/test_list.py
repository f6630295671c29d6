"""The list: rows and the news of sections in one order, in pages, by day, with one count."""

from notifications.steps import comment, listed, rows, told, unread, who
from posts.steps import GENERAL, MUSIC, publish
from support.clocks import FakeClock
from support.people import People


async def test_the_news_of_a_section_is_one_of_the_list_until_it_is_read(people: People) -> None:
    ada, ben, carla = [await people.member(name) for name in ("ada", "ben", "carla")]
    await publish(ben, "First.")
    newest = await publish(carla, "Second.")
    await publish(ada, "My own.")
    await publish(ben, "A song.", MUSIC)
    general = next(one for one in await listed(ada) if one["id"] == GENERAL)
    assert (general["count"], who(general), general["actor_count"]) == (2, ["carla", "ben"], 2)
    assert (general["related_post_id"], general["excerpt"]) == (newest["id"], "Second.")
    assert await unread(ada) == 2
    answer = await ada.patch(f"/notifications/{GENERAL}", {"read": True})
    assert answer.json()["notification"]["read_at"] is not None
    assert await unread(ada) == 1
    assert (await ada.delete(f"/notifications/{MUSIC}")).status_code == 200
    assert await listed(ada) == []
    assert (await ada.get("/sections")).json()["sections"][0]["unread"] is False


async def test_of_muted_people_and_of_sections_one_left_nothing_is_new(people: People) -> None:
    ada, ben = await people.member("ada"), await people.member("ben")
    await publish(ben)
    await publish(ben, "A song.", MUSIC)
    answer = await ada.delete(f"/sections/{MUSIC}/subscription")
    assert answer.json() == {"subscription": {"section_id": MUSIC, "subscribed": False}}
    assert [one["id"] for one in await listed(ada)] == [GENERAL]
    assert await unread(ada) == 1
    await ada.post(f"/users/{ben.id}/mute")
    assert await listed(ada) == []
    assert await unread(ada) == 0
    await ada.delete(f"/users/{ben.id}/mute")
    await ada.put(f"/sections/{MUSIC}/subscription")
    assert await unread(ada) == 2


async def test_a_newcomer_is_not_told_of_what_was_before_them(people: People) -> None:
    ben = await people.member("ben")
    await publish(ben)
    ada = await people.member("ada")
    assert await listed(ada) == []


async def test_the_list_is_read_in_pages_without_gap_or_double(
    people: People, clock: FakeClock
) -> None:
    ada, ben = await people.member("ada"), await people.member("ben")
    for number in range(5):
        post = await publish(ada, f"Number {number}")
        await comment(ben, post)
        await told(ada, *(["new_comment"] * (number + 1)))
        clock.advance(60)
        if number == 2:
            await publish(ben)
            clock.advance(60)
    whole = [one["id"] for one in await listed(ada)]
    assert len(whole) == 6
    assert whole.index(GENERAL) == 2
    read: list[str] = []
    cursor = ""
    while True:
        answer = (await ada.get(f"/notifications?limit=2{cursor}")).json()
        read += [one["id"] for one in answer["notifications"]]
        assert answer["meta"]["unread_count"] == 6
        if not answer["meta"]["has_more"]:
            break
        cursor = f"&cursor={answer['meta']['cursor']}"
    assert read == whole


async def test_days_are_those_of_where_the_member_lives(people: People, clock: FakeClock) -> None:
    """It is noon in UTC on the first of May."""
    ada, ben, carla = [await people.member(name) for name in ("ada", "ben", "carla")]
    await ben.post(f"/users/{ada.id}/follow")
    [one] = await told(ada, "follow")
    await ada.patch(f"/notifications/{one['id']}", {"read": True})
    clock.advance(11 * 3600)
    for person in (ada, carla):
        await person.renew_csrf_token()
    await carla.post(f"/users/{ada.id}/follow")
    await told(ada, "follow", "follow")

    async def days() -> list[tuple[str, int]]:
        groups = (await ada.get("/notifications?view=grouped")).json()["groups"]
        return [(group["day"], len(group["notifications"])) for group in groups]

    assert await days() == [("2026-05-01", 2)]
    await ada.patch("/users/me/settings", {"timezone": "Europe/Vienna"})
    assert await days() == [("2026-05-02", 1), ("2026-05-01", 1)]


async def test_reading_all_leaves_nothing_unread(people: People) -> None:
    ada, ben = await people.member("ada"), await people.member("ben")
    await publish(ben)
    await ben.post(f"/users/{ada.id}/follow")
    await told(ada, "follow")
    assert await unread(ada) == 2
    answer = await ada.post("/notifications/read-all", {})
    assert answer.json() == {"unread_count": 0}
    assert [one["read_at"] is not None for one in await listed(ada)] == [True]


async def test_what_was_thrown_away_does_not_come_back(people: People) -> None:
    ada, ben = await people.member("ada"), await people.member("ben")
    post = await publish(ada)
    await comment(ben, post)
    [one] = await told(ada, "new_comment")
    assert (await ben.delete(f"/notifications/{one['id']}")).status_code == 404
    assert (await ada.delete(f"/notifications/{one['id']}")).json() == {}
    assert await rows(ada) == []
    assert (await ada.delete(f"/notifications/{one['id']}")).status_code == 404
    await comment(ben, post, "Once more.")
    [other] = await told(ada, "new_comment")
    assert other["count"] == 1


async def test_preferences_change_only_where_they_are_named(people: People) -> None:
    ada = await people.member("ada")
    answer = await ada.patch(
        "/notifications/preferences",
        {"types": {"follow": {"email": True}}, "quiet_hours": {"start": "23:15"}},
    )
    chosen = answer.json()["preferences"]
    assert chosen["types"]["follow"] == {"in_app": True, "push": True, "email": True}
    assert chosen["types"]["reaction"] == {"in_app": True, "push": False, "email": False}
    assert chosen["quiet_hours"] == {"enabled": False, "start": "23:15", "end": "07:00"}
    assert chosen["email_batching"] == "hourly"
    for bad, field in (
        ({"start": "7:00"}, "quiet_hours.start"),
        ({"end": "24:00"}, "quiet_hours.end"),
        ({"end": "23:15"}, "quiet_hours.end"),
    ):
        refused = await ada.patch("/notifications/preferences", {"quiet_hours": bad})
        assert list(refused.json()["details"]["fields"]) == [field]
    assert (await ada.get("/notifications/preferences")).json()["preferences"] == chosen
