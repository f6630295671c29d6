"""What can be set: listed, masked, and refused by name when it is wrong."""

import socket
from pathlib import Path

import pytest

from commands.conftest import Type
from longhouse.kernel.config import load
from longhouse.modules import SETTINGS
from support.running import command

CANARY = "canary-of-the-deep-mine-0123456789"


async def test_every_setting_is_listed_and_no_secret_is_shown(type_command: Type) -> None:
    said = await type_command(
        "config",
        settings={
            "LONGHOUSE_SECRET_KEY": CANARY,
            "LONGHOUSE_HTTP_METRICS_TOKEN": CANARY,
            "LONGHOUSE_MAIL_SMTP_PASSWORD": CANARY,
            "LONGHOUSE_LIVE_REDIS_URL": f"redis://:{CANARY}@localhost",
            "LONGHOUSE_IDENTITY_SITE_NAME": "The long house",
        },
    )
    assert said.code == 0
    assert CANARY not in said.out + said.err
    for origin in load(SETTINGS, environment={}).origins:
        assert f"{origin.variable} = " in said.out, origin.variable
    assert "LONGHOUSE_SECRET_KEY = ********\n    (from environment" in said.out
    assert "LONGHOUSE_IDENTITY_SITE_NAME = The long house\n    (from environment" in said.out
    assert "LONGHOUSE_HOST = 127.0.0.1\n    (from default" in said.out


async def test_the_file_in_the_data_folder_is_read_and_the_environment_wins(
    type_command: Type, tmp_path: Path
) -> None:
    (tmp_path / "longhouse.toml").write_text("port = 9001\nhost = '0.0.0.0'\n")
    said = await type_command("config", settings={"LONGHOUSE_PORT": "9002"})
    assert "LONGHOUSE_PORT = 9002\n    (from environment" in said.out
    assert "LONGHOUSE_HOST = 0.0.0.0\n    (from longhouse.toml" in said.out
    flagged = await type_command("config", "--port", "9003")
    assert "LONGHOUSE_PORT = 9003\n    (from flag" in flagged.out


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"LONGHOUSE_DATABSE_URL": "x"}, "LONGHOUSE_DATABSE_URL"),
        ({"LONGHOUSE_DATABASE_POOL_MAX": "many"}, "LONGHOUSE_DATABASE_POOL_MAX"),
        ({"LONGHOUSE_IDENTITY_BCRYPT_COST": "4"}, "LONGHOUSE_IDENTITY_BCRYPT_COST"),
        ({"LONGHOUSE_SECRET_KEY": "change-me"}, "LONGHOUSE_SECRET_KEY"),
        ({"LONGHOUSE_HTTP_TRUSTED_PROXIES": "nginx"}, "LONGHOUSE_HTTP_TRUSTED_PROXIES"),
    ],
)
async def test_a_wrong_setting_stops_the_start_and_is_named(
    type_command: Type, settings: dict[str, str], named: str
) -> None:
    said = await type_command("serve", "--port", "0", settings=settings)
    assert said.code == 1
    assert said.out == ""
    assert said.err.startswith("longhouse: ")
    assert named in said.err
    assert "Traceback" not in said.err


async def test_a_secret_that_is_refused_is_not_repeated(type_command: Type) -> None:
    said = await type_command("serve", settings={"LONGHOUSE_SECRET_KEY": "hunter2"})
    assert said.code == 1
    assert "hunter2" not in said.out + said.err


async def test_what_cannot_be_typed_is_refused_with_the_usage() -> None:
    for arguments in ([], ["party"], ["up", "--colour", "red"], ["demo", "--members", "x"]):
        said = await command(*arguments)
        assert (said.code, said.out) == (2, ""), arguments
        assert said.err.startswith("usage: longhouse"), arguments


async def test_the_database_is_brought_up_to_date_once(
    type_command: Type, database_url: str
) -> None:
    said = await type_command("migrate")
    assert (said.code, said.out) == (0, "The database is up to date.\n")


async def test_a_database_that_is_not_there_is_said_to_be_so(type_command: Type) -> None:
    url = "postgresql://postgres:hunter2@127.0.0.1:9/house"
    said = await type_command("migrate", settings={"LONGHOUSE_DATABASE_URL": url})
    assert said.code == 1
    assert said.err.startswith("longhouse: ")
    assert "hunter2" not in said.err
    assert "Traceback" not in said.err


async def test_a_port_that_is_taken_is_named_with_what_to_do(type_command: Type) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        said = await type_command("serve", "--port", str(port))
    assert said.code == 1
    assert f"Something else listens on port {port} of 127.0.0.1 already." in said.err
    assert "LONGHOUSE_PORT or --port" in said.err
