"""The settings of the house itself."""

from pathlib import Path
from typing import Annotated, ClassVar, Literal

from longhouse.kernel.config import Settings, setting

# What is set to nothing counts as not set.
_DATABASE = r"^($|postgres(ql)?://)"


class HouseSettings(Settings, frozen=True, kw_only=True):
    data: Annotated[Path, setting("Folder for everything that the house keeps.")] = Path("data")
    host: Annotated[str, setting("Address to listen on.")] = "127.0.0.1"
    port: Annotated[int, setting("Port to listen on.", ge=0, le=65535)] = 8000
    public_url: Annotated[
        str | None,
        setting(
            "Address that members type, such as https://example.org; cookies and links use it.",
            pattern=r"^($|https?://[^/?#\s]+/?$)",
        ),
    ] = None
    secret_key: Annotated[
        str | None,
        setting(
            "Key that everything signed and sealed depends on; else made in the data folder.",
            secret=True,
        ),
    ] = None


class DatabaseSettings(Settings, frozen=True, kw_only=True):
    prefix: ClassVar[str] = "DATABASE"

    url: Annotated[
        str | None,
        setting(
            "A PostgreSQL 16 or newer; else the house runs its own in the data folder.",
            secret=True,
            pattern=_DATABASE,
        ),
    ] = None
    owner_url: Annotated[
        str | None,
        setting(
            "The same database as the role that may change the schema; else the same URL.",
            secret=True,
            pattern=_DATABASE,
        ),
    ] = None
    pool_min: Annotated[int, setting("Connections that are kept open.", ge=1, le=200)] = 2
    pool_max: Annotated[int, setting("Connections that may be open at once.", ge=4, le=500)] = 16
    acquire_seconds: Annotated[
        float, setting("How long a request waits for a connection before 503.", gt=0, le=60)
    ] = 5.0
    statement_milliseconds: Annotated[
        int, setting("How long one statement may take.", ge=100, le=600_000)
    ] = 15_000


class LiveSettings(Settings, frozen=True, kw_only=True):
    prefix: ClassVar[str] = "LIVE"

    backend: Annotated[
        Literal["memory", "redis"],
        setting("Where live state is shared: memory for one process, redis for more."),
    ] = "memory"
    redis_url: Annotated[
        str | None,
        setting(
            "Address of a Redis 7 or Valkey, for the redis backend.",
            secret=True,
            pattern=r"^($|rediss?://|unix://)",
        ),
    ] = None


class HttpSettings(Settings, frozen=True, kw_only=True):
    prefix: ClassVar[str] = "HTTP"

    trusted_proxies: Annotated[
        str,
        setting("Addresses or networks, separated by commas, whose X-Forwarded headers count."),
    ] = ""
    allowed_origins: Annotated[
        str, setting("Further web origins, separated by commas, that may call with credentials.")
    ] = ""
    body_bytes: Annotated[
        int, setting("Largest request body, uploads apart.", ge=1024, le=100_000_000)
    ] = 1_000_000
    body_seconds: Annotated[
        float, setting("How long a request body may take to arrive.", gt=0, le=600)
    ] = 30.0
    requests_per_minute: Annotated[
        int, setting("Requests a minute for each member.", ge=10, le=1_000_000)
    ] = 600
    anonymous_requests_per_minute: Annotated[
        int,
        setting("Requests a minute for each address that is not signed in.", ge=10, le=1_000_000),
    ] = 300
    requests_at_once: Annotated[
        int,
        setting(
            "Requests of one member, or of one address that is not signed in, that each process "
            "works on at once; more wait in line.",
            ge=1,
            le=10_000,
        ),
    ] = 6
    metrics_token: Annotated[
        str | None,
        setting(
            "Bearer token for /metrics; without one only this machine may read it.", secret=True
        ),
    ] = None
    drain_seconds: Annotated[
        int, setting("How long open requests and sockets may finish at a stop.", ge=0, le=300)
    ] = 30


class MailSettings(Settings, frozen=True, kw_only=True):
    prefix: ClassVar[str] = "MAIL"

    backend: Annotated[
        Literal["folder", "smtp"], setting("Where mail goes: a folder in the data folder, or SMTP.")
    ] = "folder"
    sender: Annotated[str, setting("Address that mail comes from.")] = "longhouse@localhost"
    smtp_host: Annotated[str, setting("SMTP server.")] = "localhost"
    smtp_port: Annotated[int, setting("Port of the SMTP server.", ge=1, le=65535)] = 587
    smtp_username: Annotated[str | None, setting("Name at the SMTP server.")] = None
    smtp_password: Annotated[str | None, setting("Password at the SMTP server.", secret=True)] = (
        None
    )
    smtp_security: Annotated[
        Literal["starttls", "tls", "none"], setting("How the connection is secured.")
    ] = "starttls"


class BlobSettings(Settings, frozen=True, kw_only=True):
    prefix: ClassVar[str] = "BLOBS"

    backend: Annotated[
        Literal["folder", "s3"],
        setting("Where pictures and films lie: a folder, or an S3-compatible store."),
    ] = "folder"
    folder: Annotated[
        Path | None, setting("The folder, for the folder backend; else blobs in the data folder.")
    ] = None
    s3_bucket: Annotated[str | None, setting("The bucket, for the s3 backend.")] = None
    s3_prefix: Annotated[str | None, setting("A folder in the bucket that the house keeps to.")] = (
        None
    )
    s3_region: Annotated[str, setting("Region of the bucket.")] = "us-east-1"
    s3_endpoint: Annotated[
        str | None,
        setting("Address of a store that is not Amazon's, such as https://s3.example.org."),
    ] = None
    s3_access_key: Annotated[
        str | None, setting("Name of the key; else the machine's own role is used.", secret=True)
    ] = None
    s3_secret_key: Annotated[str | None, setting("The secret of the key.", secret=True)] = None
    s3_path_style: Annotated[
        bool, setting("Put the bucket into the path of an address rather than into its host.")
    ] = True


class WordingSettings(Settings, frozen=True, kw_only=True):
    prefix: ClassVar[str] = "WORDING"

    list: Annotated[
        Path | None,
        setting(
            "A text file with the words that are refused, one a line, instead of the list that "
            "comes with the house; an empty one refuses nothing."
        ),
    ] = None
