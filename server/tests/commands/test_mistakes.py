"""What a host gets wrong ends in one sentence that says what to do, and in exit code 1."""

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from longhouse.commands.parse import parse
from longhouse.commands.run import run
from support.postgres import Postgres

HIDDEN = "hunter2"
Refuse = Callable[[Sequence[str], Mapping[str, str]], str]


@pytest.fixture
def refuse(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Refuse:
    """What is said of a command that is refused, in this process."""

    def try_it(arguments: Sequence[str], settings: Mapping[str, str]) -> str:
        for name in [name for name in os.environ if name.startswith("LONGHOUSE_")]:
            monkeypatch.delenv(name)
        for name, value in {"LONGHOUSE_DATA": str(tmp_path / "data"), **settings}.items():
            monkeypatch.setenv(name, value)
        code = run(parse(arguments))
        said = capfd.readouterr()
        assert (code, said.out) == (1, "")
        # Log lines may stand before it.
        sentence = said.err.strip().splitlines()[-1]
        assert sentence.startswith("longhouse: ")
        assert sentence.endswith(".")
        assert HIDDEN not in said.err
        return sentence

    return try_it


def database(address: str) -> dict[str, str]:
    return {"LONGHOUSE_DATABASE_URL": address}


@pytest.mark.parametrize(
    ("arguments", "settings", "said"),
    [
        (["migrate"], database(f"postgresql://me:{HIDDEN}@127.0.0.1:9/house"),
         "The database at 127.0.0.1:9 cannot be reached: nothing listens there. Start it, or say"),
        (["migrate"], database("postgresql:///house?host=/nowhere"),
         "The database at /nowhere cannot be reached: no such file"),
        (["migrate"], database(f"postgresql://me:{HIDDEN}/9@db/house"),
         "LONGHOUSE_DATABASE_URL cannot be read. It looks like postgresql://"),
        (["migrate"], database(f"mysql://me:{HIDDEN}@db/house"),
         "LONGHOUSE_DATABASE_URL cannot be its value"),
        (["backup", "."], {}, "There is no house in"),
        (["status"], {}, "There is no house in"),
        (["config"], {"LONGHOUSE_LIVE_REDIS_URL": "localhost:6379"},
         "LONGHOUSE_LIVE_REDIS_URL cannot be its value"),
        (["serve", "--fd", "999"], {}, "No socket was passed as number 999."),
        (["config"], {"LONGHOUSE_PUBLIC_URL": "house.example"},
         "LONGHOUSE_PUBLIC_URL cannot be 'house.example'"),
        (["migrate", "--data", __file__], {}, "is not a folder. --data names"),
        (["admin", "link", "--data", f"{__file__}/house"], {}, "is not a folder. --data names"),
    ],
)  # fmt: skip
def test_a_mistake_is_said_with_what_to_do(
    refuse: Refuse, arguments: Sequence[str], settings: Mapping[str, str], said: str
) -> None:
    assert said in refuse(arguments, settings)


def test_a_database_that_lets_nobody_in_is_named(refuse: Refuse, postgres: Postgres) -> None:
    said = refuse(["migrate"], database(postgres.url("nowhere")))
    assert 'lets nobody in: database "nowhere" does not exist' in said
    assert "LONGHOUSE_DATABASE_URL says" in said
