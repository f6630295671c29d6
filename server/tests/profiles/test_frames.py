"""What is told live, written into a list or sent: no more of a face than each may see of it."""

import json
from typing import Any

from identity.witnesses import Ear
from posts.steps import GENERAL, publish
from profiles.steps import befriend, say, show
from support.people import People, Person
from support.waiting import until


async def who_answered(person: Person, post_id: str) -> str | None:
    """The name of who did, as the list of notifications has it once it is there."""

    async def told() -> list[dict[str, Any]]:
        listed = (await person.get("/notifications")).json()["notifications"]
        return [
            one["actors"][0]
            for one in listed
            if one["type"] == "new_comment" and one["related_post_id"] == post_id
        ]

    await until(told)
    return (await told())[0]["display_name"]


async def test_a_frame_that_many_hear_shows_what_everybody_may_see(
    people: People, ear: Ear
) -> None:
    """Also to friends, who read more with their own eyes."""
    ben, stella = await people.member("ben"), await people.member("stella")
    await say(ben, display_name="Benedikt", bio="Likes kettles.")
    await befriend(ben, stella)
    await show(ben, display_name="connections")
    await ear.listen(f"section:{GENERAL}")
    await ear.listen(f"user:{stella.id}")
    post = await publish(ben, "Hello @stella")
    await ear.listen(f"post:{post['id']}")
    await ear.wait_for(f"section:{GENERAL}", "new_post")
    await ear.wait_for(f"user:{stella.id}", "mention")
    await ben.patch(f"/posts/{post['id']}", {"content": "Hello again"})
    await ear.wait_for(f"section:{GENERAL}", "post_updated")
    await ben.post("/comments", {"post_id": post["id"], "content": "And @stella, this."})
    await ear.wait_for(f"post:{post['id']}", "new_comment")
    kinds = {"new_post", "mention", "post_updated", "new_comment"}
    frames = [data for _, kind, data in ear.heard if kind in kinds]
    assert len(frames) >= 4
    assert "Benedikt" not in json.dumps(frames)
    await show(ben, display_name="public")
    ear.heard.clear()
    await publish(ben, "Open")
    told = await ear.wait_for(f"section:{GENERAL}", "new_post")
    assert told["user"]["display_name"] == "Benedikt"


async def test_a_notification_names_somebody_as_its_reader_may_see_them(
    people: People, ear: Ear
) -> None:
    ben, frida, stella = [await people.member(name) for name in ("ben", "frida", "stella")]
    await say(ben, display_name="Benedikt")
    await befriend(frida, ben)
    await show(ben, display_name="connections")
    for person, name in ((frida, "Benedikt"), (stella, None)):
        await ear.listen(f"user:{person.id}")
        post = await publish(person)
        await ben.post("/comments", {"post_id": post["id"], "content": "Indeed."})

        assert await who_answered(person, post["id"]) == name
    await ear.wait_for(f"user:{stella.id}", "notification")
    heard = [data for topic, _, data in ear.heard if topic == f"user:{stella.id}"]
    assert "Benedikt" not in json.dumps(heard)


async def test_who_keeps_the_house_sees_no_more_of_a_face_than_others(people: People) -> None:
    ada, ben = await people.admin(), await people.member("ben")
    await say(ben, display_name="Benedikt", visibility={"display_name": "connections"})
    post = await publish(ben)
    for page in ("/admin/users", "/admin/users?q=bened", f"/posts/{post['id']}"):
        assert "Benedikt" not in (await ada.get(page)).text, page
    await ben.delete(f"/posts/{post['id']}")
    assert "Benedikt" not in (await ada.get("/admin/content")).text
    restored = await ada.post(f"/admin/posts/{post['id']}/restore", {})
    assert restored.status_code == 200
    assert "Benedikt" not in restored.text
