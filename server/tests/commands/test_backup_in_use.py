"""Backups of a house in which things go on, and restores that something happens to."""

import asyncio
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from commands.homes import Home, bucket, objects
from longhouse.kernel.backup.connect import OBJECTS_STAY, connected
from media import files
from media.steps import collect, keys_in_store, uploaded
from notifications.steps import comment
from posts.steps import publish, read_no_pages
from support.conversations import check_counts, react
from support.people import People, Person
from support.running import RunningHouse, environment
from support.s3_server import BUCKET, S3Server
from support.waiting import until


@pytest.fixture
def s3() -> Iterator[S3Server]:
    server = S3Server()
    server.start()
    yield server
    server.stop()


class Chatter:
    """Somebody who publishes, shows pictures and reacts without end, and remembers what was
    answered."""

    def __init__(self, person: Person) -> None:
        self.posts: list[str] = []
        self.comments: list[str] = []
        self._person = person
        self._talking = asyncio.create_task(self._talk())

    async def stop(self) -> None:
        self._talking.cancel()
        await asyncio.gather(self._talking, return_exceptions=True)

    async def _talk(self) -> None:
        while True:
            picture = await uploaded(self._person, files.photo(width=60, height=40))
            post = await publish(self._person, "Again.", media_ids=[picture["id"]])
            self.posts.append(post["id"])
            self.comments.append((await comment(self._person, post, "And again."))["id"])
            await react(self._person, post)


async def test_all_that_was_answered_before_is_in_it_and_nothing_is_in_it_by_half(
    home: Home, elsewhere: Home
) -> None:
    async with home.house() as longhouse:
        await read_no_pages(longhouse)
        await home.run(_MUCH_TO_COPY)
        people = People(longhouse)
        talking = [Chatter(await people.member(name)) for name in ("ada", "ben", "carla")]
        await until(lambda: all(len(one.comments) > 3 for one in talking), within=60)
        said_before = {post for one in talking for post in one.posts}
        answered_before = {answer for one in talking for answer in one.comments}
        file = await home.backup()
        written = sum(len(one.posts) for one in talking) - len(said_before)
        for one in talking:
            await one.stop()
        await people.leave()
    assert written > 0, "nobody said anything while the backup was made"
    await elsewhere.restore(file)
    posts = await ids(elsewhere, "posts.post")
    assert said_before <= posts
    assert answered_before <= await ids(elsewhere, "responses.comment")
    # Each post is there with what its commit brought: its event, and its picture with every file.
    assert await elsewhere.ask(_POSTS_WITHOUT_EVENT) == 0
    assert await elsewhere.ask(_POSTS_WITHOUT_PICTURE) == 0
    kept = await elsewhere.ask_many("SELECT key FROM media.object WHERE state = 'kept'")
    assert kept == set(objects(elsewhere.data))
    async with elsewhere.house() as longhouse:
        await check_counts(longhouse)
        # A job that somebody had begun is begun anew, at once.
        await until(lambda: nothing_waits(elsewhere), within=60)


async def nothing_waits(home: Home) -> bool:
    waiting = "SELECT (SELECT count(*) FROM jobs.pgqueuer) + (SELECT count(*) FROM kernel.outbox"
    return await home.ask(f"{waiting} WHERE relayed_at IS NULL)") == 0


async def ids(home: Home, table: str) -> set[str]:
    return await home.ask_many(f"SELECT id::text FROM {table}")


# It is copied after the events and before the posts; meanwhile much is said.
_MUCH_TO_COPY = """
    INSERT INTO links.preview (url_hash, url, state, fresh_until)
    SELECT sha256(n::text::bytea), repeat(n::text, 30), 'new', now()
    FROM generate_series(1, 100000) AS n
"""
_POSTS_WITHOUT_EVENT = """
    SELECT count(*) FROM posts.post AS p WHERE NOT EXISTS (
        SELECT FROM kernel.outbox AS o
        WHERE o.name = 'posts.PostPublished' AND o.payload ->> 'post_id' = p.id::text)
"""
_POSTS_WITHOUT_PICTURE = """
    SELECT count(*) FROM media.asset AS a
    WHERE a.attached_at IS NOT NULL AND (a.status <> 'ready' OR NOT EXISTS (
        SELECT FROM media.object AS o WHERE o.asset_id = a.id AND o.state = 'kept'))
"""


async def test_files_are_not_deleted_while_they_are_copied_nor_copied_while_they_are_deleted(
    home: Home,
) -> None:
    async with home.house() as longhouse:
        people = People(longhouse)
        ada = await people.member("ada")
        picture = await uploaded(ada, files.photo())
        assert (await ada.delete(f"/media/{picture['id']}")).status_code == 200
        async with connected(home.url) as connection:
            await connection.execute("SELECT pg_advisory_lock($1)", OBJECTS_STAY)
            await collect(longhouse)
            assert await keys_in_store(longhouse)
            other = await home.type("backup", str(home.data / "other.tar"))
            assert "Another backup of this house is being made" in other.err
        async with connected(home.url) as connection, connection.transaction():
            await connection.execute("SELECT pg_advisory_xact_lock_shared($1)", OBJECTS_STAY)
            patient = asyncio.create_task(home.backup())
            await until(home.waits_for_a_lock)
        assert (await patient).exists()
        await collect(longhouse)
        assert await keys_in_store(longhouse) == set()
        await people.leave()


async def test_a_house_moves_between_a_folder_and_a_bucket(
    home: Home, elsewhere: Home, s3: S3Server
) -> None:
    async with home.house() as longhouse:
        people = People(longhouse)
        await uploaded(await people.member("ada"), files.photo())
        await people.leave()
    in_bucket = Home(elsewhere.url, elsewhere.data, bucket(s3.endpoint))
    await in_bucket.restore(await home.backup())
    before = objects(home.data)
    listed = s3.client.list_objects_v2(Bucket=BUCKET)["Contents"]
    assert {one["Key"] for one in listed} == set(before)
    assert not (elsewhere.data / "blobs").exists()
    back = await in_bucket.backup("back.tar")
    await home.restore(back, "--force")
    assert objects(home.data) == before


async def test_a_house_with_its_own_database_is_restored_into_an_empty_folder(
    home: Home, new_machine: Path
) -> None:
    """No database was set up beforehand, and then the house is started."""
    async with home.house() as longhouse:
        people = People(longhouse)
        await publish(await people.member("ada"), "From the old machine.")
        await people.leave()
    file = await home.backup()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "longhouse", "restore", "--data", str(new_machine), str(file)),
        env=environment({}),
        stderr=asyncio.subprocess.PIPE,
    )
    _, err = await process.communicate()
    assert process.returncode == 0, err.decode()
    house = RunningHouse(new_machine)
    await house.start()
    await until(lambda: house.first_link)
    assert await house.stop() == 0


async def test_the_owner_of_the_database_needs_to_rule_nothing_else(
    home: Home, elsewhere: Home
) -> None:
    """A role that owns its database and may work as the house's role is enough."""
    await home.run(
        "CREATE ROLE landlord LOGIN",
        "GRANT longhouse_app TO landlord WITH ADMIN OPTION",
    )
    try:
        async with home.house() as longhouse:
            people = People(longhouse)
            await publish(await people.member("ada"))
            await people.leave()
        file = await home.backup()
        await elsewhere.run(
            "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I OWNER TO landlord', current_database()); END $$"
        )
        owned = Home(elsewhere.url.replace("postgres@", "landlord@"), elsewhere.data)
        await owned.restore(file)
        async with owned.house() as longhouse:
            people = People(longhouse)
            ada = people.stranger("ada")
            await ada.sign_in()
            await publish(ada, "Still here.")
            running = await owned.type("restore", "--force", str(file))
            assert "The house is running" in running.err
            await people.leave()
        again = await owned.backup("again.tar")
        await owned.restore(again, "--force")
        assert await owned.ask("SELECT count(*) FROM posts.post") == 2
    finally:
        await elsewhere.run("REASSIGN OWNED BY landlord TO postgres", "DROP OWNED BY landlord")
        await home.run("DROP ROLE landlord")
