"""Which implementation of each port a setting names. Nothing is chosen by guessing."""

import msgspec

from longhouse.kernel.adapters.blobs_local import FolderBlobs
from longhouse.kernel.adapters.embedded_postgres import EmbeddedPostgres
from longhouse.kernel.adapters.live_memory import MemoryLive
from longhouse.kernel.blobs import Blobs
from longhouse.kernel.clock import Clock
from longhouse.kernel.config import Config, ConfigError
from longhouse.kernel.live import Live
from longhouse.kernel.mail import FolderPost, Post, SmtpPost
from longhouse.kernel.migrate import APP_ROLE
from longhouse.kernel.settings import (
    BlobSettings,
    DatabaseSettings,
    HouseSettings,
    LiveSettings,
    MailSettings,
)
from longhouse.kernel.supervise import Supervisor


class Address(msgspec.Struct, frozen=True):
    """How the database is reached: to change its shape, and to work in it."""

    owner_url: str
    url: str
    role: str | None


async def database_address(config: Config, supervisor: Supervisor) -> Address:
    """The configured database, or the embedded one, running until the supervisor stops."""
    settings = config.get(DatabaseSettings)
    if settings.url:
        return Address(settings.owner_url or settings.url, settings.url, APP_ROLE)
    embedded = EmbeddedPostgres(config.get(HouseSettings).data)
    await supervisor.start("embedded PostgreSQL", embedded.hold, embedded.release)
    supervisor.loop("embedded PostgreSQL", embedded.watch)
    return Address(embedded.owner_url, embedded.app_url, None)


def choose_live(config: Config, clock: Clock) -> Live:
    settings = config.get(LiveSettings)
    if settings.backend == "memory":
        return MemoryLive(clock)
    if not settings.redis_url:
        raise ConfigError("LONGHOUSE_LIVE_BACKEND=redis needs LONGHOUSE_LIVE_REDIS_URL.")
    # Loaded only where it is used: its client takes an eighth of what a process needs to start.
    from longhouse.kernel.adapters.live_redis import RedisLive

    try:
        return RedisLive(settings.redis_url)
    except ValueError:
        # What it says may repeat a part of the password.
        raise ConfigError(
            "LONGHOUSE_LIVE_REDIS_URL cannot be read. It looks like "
            "redis://:PASSWORD@HOST:6379/0, with %40 for an @ in the password."
        ) from None


async def forget_live_state(config: Config) -> None:
    """After a restore: topics begin anew, so that nobody resumes where things are not any more."""
    settings = config.get(LiveSettings)
    if settings.backend == "redis" and settings.redis_url:
        from longhouse.kernel.adapters.live_redis.forget import forget_everything

        await forget_everything(settings.redis_url)


def choose_blobs(config: Config) -> Blobs:
    settings = config.get(BlobSettings)
    if settings.backend == "folder":
        return FolderBlobs(settings.folder or config.get(HouseSettings).data / "blobs")
    if not settings.s3_bucket:
        raise ConfigError("LONGHOUSE_BLOBS_BACKEND=s3 needs LONGHOUSE_BLOBS_S3_BUCKET.")
    # Loaded only where it is used: it is larger than the rest of an idle house's adapters.
    from longhouse.kernel.adapters.blobs_s3 import S3Blobs

    return S3Blobs(
        bucket=settings.s3_bucket,
        prefix=settings.s3_prefix,
        region=settings.s3_region,
        endpoint=settings.s3_endpoint,
        access_key=settings.s3_access_key,
        secret_key=settings.s3_secret_key,
        path_style=settings.s3_path_style,
    )


def choose_post(config: Config) -> Post:
    settings = config.get(MailSettings)
    if settings.backend == "folder":
        return FolderPost(config.get(HouseSettings).data / "mail", settings.sender)
    return SmtpPost(
        host=settings.smtp_host,
        port=settings.smtp_port,
        username=settings.smtp_username,
        password=settings.smtp_password,
        sender=settings.sender,
        security=settings.smtp_security,
    )
