"""`longhouse restore` refuses what it must, before anything is changed."""

from pathlib import Path

import pytest

from commands.homes import Home, lived_in, objects, read, write
from longhouse.kernel.backup.archive import CONTENTS, MANIFEST
from media import files
from media.steps import uploaded
from posts.steps import publish
from support.people import People
from support.tables import checksums


async def test_a_house_in_which_people_live_is_left_alone_unless_it_is_given_up(
    home: Home, elsewhere: Home
) -> None:
    await lived_in(home)
    file = await home.backup()
    await elsewhere.restore(file)
    async with elsewhere.house() as longhouse:
        people = People(longhouse)
        carla = await people.member("carla")
        await publish(carla, "Only here.")
        await uploaded(carla, files.photo(width=80))
        alone = await checksums(elsewhere.url)
        running = await elsewhere.type("restore", "--force", str(file))
        assert (running.code, "The house is running" in running.err) == (1, True)
        await people.leave()
    refused = await elsewhere.type("restore", str(file))
    assert refused.code == 1
    assert "3 accounts, 2 posts" in refused.err
    assert "--force" in refused.err
    assert await checksums(elsewhere.url) == alone
    forced = await elsewhere.type("restore", "--force", str(file))
    assert forced.code == 0, forced.err
    assert "given up: 3 accounts, 2 posts" in forced.err
    assert await elsewhere.ask("SELECT count(*) FROM identity.account") == 2
    assert objects(elsewhere.data) == objects(home.data)


@pytest.mark.parametrize("newer", ["schema", "format"])
async def test_a_newer_backup_is_refused(home: Home, elsewhere: Home, newer: str) -> None:
    await lived_in(home)
    file = await home.backup()
    content = read(file)
    if newer == "format":
        content[MANIFEST] = content[MANIFEST].replace(b'"format": 1', b'"format": 2')
    else:
        content[MANIFEST] = content[MANIFEST].replace(
            b'"migrations": [',
            b'"migrations": [{"version":9999,"name":"the_future","checksum":"x","serves":0},',
        )
    write(file, content)
    said = await elsewhere.type("restore", str(file))
    assert said.code == 1
    assert "newer" in said.err
    assert "Install that version" in said.err
    assert await elsewhere.is_untouched()


async def test_what_is_damaged_is_refused_before_anything_is_changed(
    home: Home, elsewhere: Home, tmp_path: Path
) -> None:
    await lived_in(home)
    whole = (await home.backup()).read_bytes()
    file = tmp_path / "damaged.tar"
    size = len(whole)
    for damaged in (b"no tar at all", whole[: size // 2], whole[:9000] + b"!" + whole[9001:]):
        file.write_bytes(damaged)
        said = await elsewhere.type("restore", str(file))
        assert said.code == 1
        assert "The backup is damaged" in said.err, said.err
        assert "Traceback" not in said.err
        assert await elsewhere.is_untouched()


async def test_a_file_that_lies_about_its_rows_changes_nothing(home: Home, elsewhere: Home) -> None:
    await lived_in(home)
    file = await home.backup()
    content = read(file)
    content[CONTENTS] = content[CONTENTS].replace(b'"posts.post": 1', b'"posts.post": 2')
    write(file, content)
    said = await elsewhere.type("restore", str(file))
    assert (said.code, "as many rows" in said.err) == (1, True)
    assert await elsewhere.ask("SELECT to_regnamespace('posts')") is None
    assert (await elsewhere.type("migrate")).code == 0


async def test_a_key_that_is_set_and_is_another_one_is_refused(home: Home, elsewhere: Home) -> None:
    await lived_in(home)
    file = await home.backup()
    other = {"LONGHOUSE_SECRET_KEY": "another key of more than thirty-two letters"}
    said = await elsewhere.type("restore", str(file), settings=other)
    assert (said.code, "another LONGHOUSE_SECRET_KEY" in said.err) == (1, True)
    assert await elsewhere.is_untouched()
