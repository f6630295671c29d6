"""What a section is called, and who may say so."""

from identity.witnesses import Ear
from posts.steps import GENERAL, MUSIC, SECTIONS
from support.people import People, Person

ADDRESS = f"/admin/sections/{MUSIC}"


async def names(person: Person) -> list[str]:
    return [one["name"] for one in (await person.get("/sections")).json()["sections"]]


async def written_down(admin: Person) -> list[dict[str, object]]:
    return (await admin.get("/admin/audit-logs?action=rename_section")).json()["logs"]


async def test_an_admin_renames_a_section_and_all_hear_of_it_once(people: People, ear: Ear) -> None:
    ada, ben = await people.admin("ada"), await people.member("ben")
    topic = f"section:{MUSIC}"
    await ear.listen(topic)
    for _ in range(2):
        renamed = await ada.patch(ADDRESS, {"name": "  Songs \n and\ttunes "})
        assert renamed.status_code == 200
        assert renamed.json()["section"]["name"] == "Songs and tunes"
    assert await ear.wait_for(topic, "section_changed") == {"section_id": MUSIC}
    assert [kind for _, kind, _ in ear.heard] == ["section_changed"]
    shown = (await ben.get(f"/sections/{MUSIC}")).json()["section"]
    assert (shown["name"], shown["type"]) == ("Songs and tunes", "music")
    assert await names(ben) == ["Songs and tunes", *SECTIONS[1:]]
    [line] = await written_down(ada)
    assert (line["admin_username"], line["target_type"]) == ("ada", "section")
    assert (line["target_id"], line["target_label"]) == (MUSIC, "Music")
    assert line["details"] == {"name": {"from": "Music", "to": "Songs and tunes"}}


async def test_nobody_else_renames_a_section(people: People) -> None:
    ada, ben = await people.admin("ada"), await people.member("ben")
    refused = await ben.patch(ADDRESS, {"name": "Ben's songs"})
    assert (refused.status_code, refused.json()["code"]) == (403, "FORBIDDEN")
    assert (await people.stranger().patch(ADDRESS, {"name": "Mine"})).status_code == 401
    assert await names(ben) == SECTIONS
    assert await written_down(ada) == []


async def test_a_name_is_kept_as_it_is_read(people: People) -> None:
    ada = await people.admin("ada")
    for given, kept in (
        ("x", "x"),
        ("n" * 40, "n" * 40),
        ("ｆｉｌｍｓ", "films"),
        ("FILMS", "FILMS"),
        ("👩\u200d🍳 Küche", "👩\u200d🍳 Küche"),
    ):
        answer = await ada.patch(ADDRESS, {"name": given})
        assert (answer.status_code, answer.json()["section"]["name"]) == (200, kept)


async def test_a_name_that_is_none_or_of_another_is_refused_at_its_field(people: People) -> None:
    ada = await people.admin("ada")
    await ada.patch(f"/admin/sections/{GENERAL}", {"name": "Straße"})
    length, unseen, taken = (
        "A name has 1 to 40 characters.",
        "A name is made of characters that can be seen.",
        "Another section is called so. Please choose again.",
    )
    for name, refusal in {
        "": length,
        " \n ": length,
        "n" * 41: length,
        "...": unseen,
        "a\u202eb": unseen,
        "a\u200bb": unseen,
        "pHOTOS": taken,
        "STRASSE": taken,
    }.items():
        answer = await ada.patch(ADDRESS, {"name": name})
        assert (answer.status_code, answer.json()["details"]["fields"]) == (422, {"name": refusal})
    assert await names(ada) == [*SECTIONS[:-1], "Straße"]
    assert len(await written_down(ada)) == 1
