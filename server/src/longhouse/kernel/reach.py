"""The first connection to the database: what keeps it from being made is said with what to do."""

import socket
from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit

import asyncpg

_PATIENCE = 20.0
_OLDEST = 16


class DatabaseOutOfReach(Exception):
    """No connection came about, or to one that does not do; the message says why and what to do,
    and holds no password."""


async def reach(
    owner_url: str, settings: Mapping[str, str]
) -> "asyncpg.Connection[asyncpg.Record]":
    connection = await _connect(owner_url, settings)
    unfit = _why_unfit(connection)
    if unfit is not None:
        await connection.close()
        raise DatabaseOutOfReach(f"The database at {_place(owner_url)} {unfit}")
    return connection


async def _connect(
    owner_url: str, settings: Mapping[str, str]
) -> "asyncpg.Connection[asyncpg.Record]":
    try:
        return await asyncpg.connect(owner_url, server_settings=dict(settings), timeout=_PATIENCE)
    except asyncpg.PostgresError as error:
        raise DatabaseOutOfReach(
            f"The database at {_place(owner_url)} lets nobody in: {error.args[0]}. LONGHOUSE_DATABASE_URL "
            "says which database it is, as whom, and with which password."
        ) from error
    except OSError as error:
        raise DatabaseOutOfReach(
            f"The database at {_place(owner_url)} cannot be reached: {_reason(error)}. Start it, or "
            "say by LONGHOUSE_DATABASE_URL where it is."
        ) from error
    except (ValueError, asyncpg.InterfaceError):
        # What they say may repeat a part of the password.
        raise DatabaseOutOfReach(
            "LONGHOUSE_DATABASE_URL cannot be read. It looks like "
            "postgresql://<name>:<password>@<host>:5432/<database>, with %40 for an @ in the password."
        ) from None


def _why_unfit(connection: "asyncpg.Connection[asyncpg.Record]") -> str | None:
    version = connection.get_server_version().major
    if version < _OLDEST:
        return f"is a PostgreSQL {version}. Longhouse needs {_OLDEST} or newer."
    encoding = str(connection.get_settings().server_encoding)
    if encoding != "UTF8":
        return (
            f"keeps text as {encoding}, which lacks most letters. Make one with CREATE DATABASE … "
            "ENCODING 'UTF8' TEMPLATE template0, and name that in LONGHOUSE_DATABASE_URL."
        )
    return None


def _place(url: str) -> str:
    """Host and port, and nothing that could be a part of the password."""
    parts = urlsplit(url)
    if "@" in parts.path + parts.query + parts.fragment:
        return "that address"
    host = parts.netloc.rpartition("@")[2]
    return host or parse_qs(parts.query).get("host", ["that address"])[0]


def _reason(error: OSError) -> str:
    if isinstance(error, TimeoutError):
        return f"nothing came back within {_PATIENCE:g} seconds"
    if isinstance(error, socket.gaierror):
        return "no machine is known by that name"
    if isinstance(error, ConnectionRefusedError):
        return "nothing listens there"
    return (error.strerror or str(error) or type(error).__name__).lower()
