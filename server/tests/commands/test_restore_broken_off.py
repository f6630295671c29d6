"""Restores that something happens to, and what is there then."""

import asyncio
import signal
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from commands.homes import Home, bucket, objects
from longhouse.kernel.backup.connect import connected
from media import files
from media.steps import uploaded
from support.people import People
from support.running import environment
from support.tables import checksums
from support.waiting import until


async def test_a_restore_that_was_killed_is_known_and_done_again(
    home: Home, elsewhere: Home
) -> None:
    async with home.house() as longhouse:
        people = People(longhouse)
        await uploaded(await people.member("ada"), files.photo())
        await people.leave()
    file = await home.backup()
    async with a_store_that_never_answers() as endpoint:
        in_vain = Home(elsewhere.url, elsewhere.data, bucket(endpoint))
        async with killed_in_the_end(in_vain, "restore", str(file)):
            await until(lambda: has_accounts(elsewhere), within=60)
    for command in (("serve", "--port", "0"), ("migrate",), ("admin", "link")):
        refused = await elsewhere.type(*command)
        assert refused.code == 1
        assert "was not finished. Run `longhouse restore FILE` again" in refused.err
    unfinished = await elsewhere.type("backup", str(elsewhere.data / "half.tar"))
    assert "There is no house" in unfinished.err or "Finish that first" in unfinished.err
    await elsewhere.restore(file)
    assert objects(elsewhere.data) == objects(home.data)
    assert (await elsewhere.type("migrate")).code == 0


async def has_accounts(home: Home) -> bool:
    """Whether the tables have been committed."""
    if await home.ask("SELECT to_regclass('identity.account')") is None:
        return False
    return bool(await home.ask("SELECT count(*) FROM identity.account"))


async def test_a_restore_that_fails_before_its_commit_leaves_what_was_there(
    home: Home, elsewhere: Home
) -> None:
    """The tables are all there or as they were."""
    async with home.house() as longhouse:
        await People(longhouse).member("ada")
    file = await home.backup()
    await elsewhere.restore(file)
    before = await checksums(elsewhere.url)
    # Somebody else's view stands on a table of ours and cannot be dropped by us.
    await elsewhere.run(
        "CREATE FUNCTION public.refuse() RETURNS event_trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'no room'; END $$",
        "CREATE EVENT TRIGGER refuse ON ddl_command_end WHEN TAG IN ('CREATE INDEX')"
        " EXECUTE FUNCTION public.refuse()",
    )
    refused = await elsewhere.type("restore", "--force", str(file))
    assert (refused.code, "no room" in refused.err) == (1, True)
    await elsewhere.run("DROP EVENT TRIGGER refuse")
    assert await checksums(elsewhere.url) == before
    assert (await elsewhere.type("migrate")).code == 0


async def test_a_restore_that_was_killed_before_its_commit_leaves_a_house_to_live_in(
    home: Home, elsewhere: Home
) -> None:
    for place, name in ((home, "ada"), (elsewhere, "ben")):
        async with place.house() as longhouse:
            await People(longhouse).member(name)
    file = await home.backup()
    async with connected(elsewhere.url) as connection, connection.transaction():
        await connection.execute("LOCK TABLE identity.account IN ACCESS SHARE MODE")
        async with killed_in_the_end(elsewhere, "restore", "--force", str(file)):
            await until(elsewhere.waits_for_a_lock, within=60)
            meanwhile = await elsewhere.type("serve", "--port", "0")
            another = await elsewhere.type("restore", "--force", str(file))
    assert "was not finished" in meanwhile.err
    assert "Somebody else is restoring" in another.err
    await until(elsewhere.is_let_go)
    assert (await elsewhere.type("migrate")).code == 0
    assert await elsewhere.ask("SELECT username FROM identity.account") == "ben"
    assert "with 1 account" in (await elsewhere.type("restore", str(file))).err
    await elsewhere.restore(file, "--force")
    assert await elsewhere.ask("SELECT username FROM identity.account") == "ada"


@asynccontextmanager
async def killed_in_the_end(home: Home, *arguments: str) -> AsyncGenerator[None]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "longhouse", *arguments),
        env=environment(home.environment()),
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        process.send_signal(signal.SIGKILL)
        await process.wait()


class Endpoint(asyncio.Protocol):
    """Takes everything and says nothing."""


class a_store_that_never_answers:  # noqa: N801 -- reads as a word in `async with`
    async def __aenter__(self) -> str:
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(Endpoint, "127.0.0.1", 0)
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
