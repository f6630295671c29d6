"""`admin`: look after admins and the audit log from the machine itself."""

import argparse
import getpass
import sys

from longhouse.app import Longhouse
from longhouse.features.identity import api as identity
from longhouse.kernel import audit
from longhouse.kernel.config import Config
from longhouse.kernel.errors import AppError, InvalidFields


async def look_after(config: Config, arguments: argparse.Namespace) -> None:
    longhouse = Longhouse(config)
    await longhouse.open()
    try:
        match arguments.task:
            case "create":
                await _create(longhouse, arguments.name)
            case "link":
                await _link(longhouse)
            case "reset":
                await _reset(longhouse, arguments.name, second_factor=arguments.second_factor)
            case _:
                await _verify_log(longhouse)
    finally:
        await longhouse.close()


async def _create(longhouse: Longhouse, name: str) -> None:
    password = _read_password()
    try:
        async with longhouse.db.transaction() as tx:
            await identity.create_admin(longhouse.house, tx, name, password)
    except InvalidFields as refused:
        raise AppError(" ".join(wrong.sentence for wrong in refused.fields.values())) from None
    _say(f"{name} is an admin of this house.")


async def _link(longhouse: Longhouse) -> None:
    async with longhouse.db.transaction() as tx:
        link = await identity.issue_first_admin_link(longhouse.house, tx)
    if link is None:
        raise AppError("This house has an admin already.")
    _say(link)


async def _reset(longhouse: Longhouse, name: str, *, second_factor: bool) -> None:
    async with longhouse.db.transaction() as tx:
        link, until = await identity.issue_reset_link(
            longhouse.house, tx, name, switch_off_second_factor=second_factor
        )
    _say(f"Until {until:%H:%M} UTC {name} can set a new password here, once:\n{link}")


async def _verify_log(longhouse: Longhouse) -> None:
    async with longhouse.db.read() as read:
        broken = await audit.find_break(read)
    if broken is not None:
        raise AppError(f"The audit log was changed: entry {broken} is not as it was written.")
    _say("The audit log is as it was written.")


def _read_password() -> str:
    if sys.stdin.isatty():
        return getpass.getpass("Password: ")
    return sys.stdin.readline().rstrip("\r\n")


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
