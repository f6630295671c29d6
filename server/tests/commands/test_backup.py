"""`longhouse backup` and `longhouse restore`: everything is there again, and what is refused is
refused before anything was changed."""

import asyncio
import hashlib
import stat
import sys
from pathlib import Path

from commands.homes import Home, lived_in, objects, read, said_of_itself
from longhouse.kernel.backup.archive import SUMS
from longhouse.kernel.migrate import folder, migrate, read_migrations
from media.steps import get_file
from posts.steps import feed, publish
from support.conversations import check_counts
from support.people import People
from support.postgres import Postgres
from support.running import environment
from support.tables import checksums

# What a restore changes on purpose, and says so.
CHANGED = {"identity.session", "kernel.audit_entry", "kernel.restoration"}


async def test_a_house_comes_back_row_for_row_and_byte_for_byte(
    home: Home, elsewhere: Home
) -> None:
    before = await lived_in(home)
    file = await home.backup()
    said = await elsewhere.restore(file)
    assert "2 accounts, 1 post, 1 comment, 1 picture, film or sound" in said.out
    assert "Everybody has to sign in again" in said.out
    after = await checksums(elsewhere.url)
    assert {name for name in before if before[name] != after[name]} == CHANGED
    assert objects(home.data) == objects(elsewhere.data) != {}
    assert await sequences(home) == await sequences(elsewhere)
    assert (elsewhere.data / "secret.key").read_bytes() == (home.data / "secret.key").read_bytes()


async def test_a_restored_house_is_lived_in_as_before(home: Home, elsewhere: Home) -> None:
    await lived_in(home)
    async with home.house() as longhouse:
        people = People(longhouse)
        ada = people.stranger("ada")
        await ada.sign_in()
        open_before = dict(ada.client.cookies)
        assert (await ada.get("/users/me")).status_code == 200
        await people.leave()
    await elsewhere.restore(await home.backup())
    async with elsewhere.house() as longhouse:
        people = People(longhouse)
        ada, ben = people.stranger("ada"), people.stranger("ben")
        ada.client.cookies.update(open_before)
        assert (await ada.get("/users/me")).status_code == 401
        ada.client.cookies.clear()
        assert (await ada.sign_in()).json()["is_admin"] is True
        await ben.sign_in()
        (post,) = (await ada.get("/search?q=beautiful+sunflower")).json()["results"]
        assert post["type"] == "comment"
        said = await feed(ada)
        assert said == ['A "quoted"\ttab\\slash\nand 🌻']
        shown = (await ada.get(f"/posts/{post['data']['post']['id']}")).json()["post"]
        picture = await get_file(ada, shown["media"][0]["urls"]["original"])
        assert picture.content in objects(home.data).values()
        assert [one["type"] for one in (await ben.get("/notifications")).json()["notifications"]]
        # Numbers and ids go on where they were, and every index is there.
        await publish(ada, "We are back.")
        assert (await feed(ben))[0] == "We are back."
        await check_counts(longhouse)
        await checksums(elsewhere.url)
        await people.leave()
    assert await indexes(elsewhere) == await indexes(home)
    log = await elsewhere.type("admin", "verify-log")
    assert log.out == "The audit log is as it was written.\n"
    restored = await elsewhere.ask(
        "SELECT action FROM kernel.audit_entry ORDER BY seq DESC LIMIT 1"
    )
    assert restored == "restore_backup"


async def sequences(home: Home) -> object:
    return await home.ask(
        """
        SELECT string_agg(schemaname || '.' || sequencename || ' ' || last_value, ', ' ORDER BY sequencename)
        FROM pg_sequences WHERE schemaname <> 'jobs'
        """
    )


async def indexes(home: Home) -> object:
    return await home.ask(
        """
        SELECT string_agg(d, E'\\n' ORDER BY d) FROM (
            SELECT pg_get_indexdef(indexrelid) AS d FROM pg_index
            JOIN pg_class c ON c.oid = indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE nspname NOT LIKE 'pg\\_%'
            UNION ALL SELECT conrelid::regclass || ' ' || pg_get_constraintdef(k.oid)
            FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace
            WHERE nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'
            UNION ALL SELECT tgrelid::regclass || ' ' || tgname || tgenabled::text FROM pg_trigger
            WHERE NOT tgisinternal
        ) AS everything
        """
    )


async def test_a_backup_is_a_plain_file_that_others_can_open(home: Home) -> None:
    await lived_in(home)
    file = await home.backup()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [one.name for one in home.data.glob(".longhouse*")] == []
    content = read(file)
    sums = [line.split("  ") for line in content[SUMS].decode().splitlines()]
    assert [name for _, name in sums] == [name for name in content if name != SUMS]
    assert all(hashlib.sha256(content[name]).hexdigest() == sha256 for sha256, name in sums)
    assert b"KEEP THIS FILE SECRET" in content["README.txt"]
    manifest, said = said_of_itself(content)
    assert manifest["format"] == 1
    assert said["objects"] == len(objects(home.data))
    assert b"LONGHOUSE_DATABASE_URL = ********" in content["settings.txt"]


async def test_the_person_is_told_what_the_file_is_and_a_folder_is_filled(home: Home) -> None:
    await lived_in(home)
    said = await home.type("backup", str(home.data))
    assert said.code == 0, said.err
    (file,) = home.data.glob("longhouse-*.tar")
    assert said.out.startswith(f"{file}: ")
    assert "holds the key of the house" in said.out
    assert "%: the database" in said.err
    assert "\r" not in said.err
    quiet = await home.type("backup", "--quiet", str(home.data / "quiet.tar"))
    assert (quiet.code, quiet.out, quiet.err) == (0, "", "")


async def test_what_is_there_already_is_not_written_over(home: Home) -> None:
    await lived_in(home)
    file = await home.backup()
    before = file.read_bytes()
    said = await home.type("backup", str(file))
    assert (said.code, said.out) == (1, "")
    assert "is there already" in said.err
    assert file.read_bytes() == before


async def test_where_there_is_no_house_there_is_no_backup(elsewhere: Home, tmp_path: Path) -> None:
    file = tmp_path / "none.tar"
    nowhere = await elsewhere.type("backup", str(file))
    assert (nowhere.code, nowhere.err) == (
        1,
        f"longhouse: There is no house in {elsewhere.data}.\n",
    )
    (elsewhere.data / "secret.key").write_bytes(b"k" * 32)
    empty = await elsewhere.type("backup", str(file))
    assert (empty.code, empty.err) == (1, "longhouse: There is no house in this database.\n")
    gone = await elsewhere.type("backup", str(tmp_path / "no" / "such.tar"))
    assert "There is no folder" in gone.err
    assert not file.exists()
    assert not list(tmp_path.glob(".longhouse*"))


async def test_a_disk_that_is_full_leaves_nothing_behind(home: Home, tmp_path: Path) -> None:
    await lived_in(home)
    place = tmp_path / "small"
    place.mkdir()
    process = await asyncio.create_subprocess_exec(
        *("sh", "-c", f'ulimit -f 40; exec "$@" {place}/house.tar', "sh"),
        *(sys.executable, "-m", "longhouse", "backup"),
        env=environment(home.environment()),
        stderr=asyncio.subprocess.PIPE,
    )
    _, err = await process.communicate()
    assert process.returncode == 1
    assert "could not be written: file too large. Nothing of it was left." in err.decode()
    assert list(place.iterdir()) == []


async def test_an_older_backup_is_brought_up_to_date(
    elsewhere: Home, postgres: Postgres, tmp_path: Path
) -> None:
    known = read_migrations(folder())
    async with postgres.copy("template0") as url:
        old = Home(url, tmp_path / "old")
        old.data.mkdir()
        (old.data / "secret.key").write_bytes(b"k" * 32)
        await migrate(url, known[:-1])
        await old.run(
            "INSERT INTO identity.site_config VALUES ('site_name', '\"Old\"', NULL, now())"
        )
        file = await old.backup()
        before = await old.ask("SELECT count(*) FROM kernel.migration")
    await elsewhere.restore(file)
    assert before == len(known) - 1
    assert await elsewhere.ask("SELECT count(*) FROM kernel.migration") == len(known)
    assert await elsewhere.ask("SELECT value #>> '{}' FROM identity.site_config") == "Old"


async def test_what_the_store_has_lost_is_said_and_left_out(home: Home, elsewhere: Home) -> None:
    await lived_in(home)
    lost, spoilt, *_ = sorted((home.data / "blobs").rglob("*.webp"))
    lost.unlink()
    spoilt.write_bytes(spoilt.read_bytes()[:-1] + b"!")
    said = await home.type("backup", str(home.data / "house.tar"))
    assert said.code == 0
    assert "1 file missing in the store" in said.err
    assert "1 file damaged in the store" in said.err
    assert lost.name in said.err
    spoilt.unlink()
    assert "2 files missing" in (await elsewhere.restore(home.data / "house.tar")).err
    assert objects(elsewhere.data) == objects(home.data)


async def test_settings_come_along_unless_they_would_lead_elsewhere(
    home: Home, elsewhere: Home
) -> None:
    await lived_in(home)
    (home.data / "longhouse.toml").write_text("identity_session_days = 7\n")
    await elsewhere.restore(await home.backup("plain.tar"))
    assert (elsewhere.data / "longhouse.toml").read_text() == "identity_session_days = 7\n"

    (elsewhere.data / "longhouse.toml").unlink()
    (home.data / "longhouse.toml").write_text("blobs_folder = '/srv/house'\n")
    said = await elsewhere.restore(await home.backup("leading.tar"), "--force")
    assert not (elsewhere.data / "longhouse.toml").exists()
    assert "would lead elsewhere" in said.out
    beside = elsewhere.data / "longhouse.toml.from-backup"
    assert beside.read_text() == "blobs_folder = '/srv/house'\n"


async def test_a_key_from_the_settings_becomes_the_key_in_the_folder(
    home: Home, elsewhere: Home
) -> None:
    await lived_in(home)
    key = {"LONGHOUSE_SECRET_KEY": "the key of more than thirty-two letters"}
    said = await home.type("backup", str(home.data / "house.tar"), settings=key)
    assert said.code == 0, said.err
    await elsewhere.restore(home.data / "house.tar")
    expected = hashlib.sha256(key["LONGHOUSE_SECRET_KEY"].encode()).digest()
    assert (elsewhere.data / "secret.key").read_bytes() == expected
