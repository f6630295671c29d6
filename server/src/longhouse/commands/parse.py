"""What can be typed."""

import argparse
import sys
from collections.abc import Sequence

from longhouse import __version__

# Flags that are settings too: they win over LONGHOUSE_DATA, LONGHOUSE_HOST and LONGHOUSE_PORT.
SETTING_FLAGS = ("data", "host", "port")
_MOST_WORKERS = 64
_MORE = """\
often wanted:
  a first house                longhouse up
  a link for its first admin   longhouse admin link
  a new password for somebody  longhouse admin reset NAME
  what the house holds         longhouse status
  whether it is well           curl http://127.0.0.1:8000/ready

Members are let in, made admins and sent away on the pages of the house, under Admin. Every command
says more with --help; docs/guide/running.md says how a house is run.
"""


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--data", metavar="DIR", help="folder for everything the house keeps")
    listening = argparse.ArgumentParser(add_help=False, parents=[shared])
    listening.add_argument("--host", help="address to listen on")
    listening.add_argument("--port", help="port to listen on")
    passed = argparse.ArgumentParser(add_help=False, parents=[listening])
    passed.add_argument(
        "--fd", type=int, metavar="N", help="listen on a socket that was passed (systemd: 3)"
    )

    parser = argparse.ArgumentParser(
        prog="longhouse",
        description="One roof over a whole community.",
        epilog=_MORE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    version = f"longhouse {__version__}"
    parser.add_argument("--version", action="version", version=version)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("up", parents=[listening], help="run the whole house in one process")
    serve = commands.add_parser("serve", parents=[passed], help="serve HTTP and sockets only")
    serve.add_argument(
        "--workers", type=_count, default=1, metavar="N", help="processes on this one port (1)"
    )
    serve.add_argument("--leader", type=int, help=argparse.SUPPRESS)
    commands.add_parser("gateway", parents=[passed], help="take sockets only")
    commands.add_parser("worker", parents=[shared], help="do jobs only")
    commands.add_parser("migrate", parents=[shared], help="bring the database up to date")
    backup = commands.add_parser(
        "backup", parents=[shared], help="write the whole house into one file, while it runs"
    )
    backup.add_argument("file", metavar="FILE", help="a name that is free, or a folder")
    backup.add_argument("--quiet", action="store_true", help="say only what went wrong")
    restore = commands.add_parser(
        "restore", parents=[shared], help="make a house of a backup, where there is none"
    )
    restore.add_argument("file", metavar="FILE")
    restore.add_argument(
        "--force", action="store_true", help="give up the house that is there, and all in it"
    )
    commands.add_parser(
        "status", parents=[shared], help="say what the house holds, and whether it runs"
    )
    commands.add_parser("version", help="say which version this is")
    commands.add_parser("config", parents=[listening], help="list every setting and its origin")
    commands.add_parser("openapi", parents=[shared], help="print the contract of the HTTP API")
    demo = commands.add_parser("demo", parents=[shared], help="fill the house with people")
    demo.add_argument("--members", type=int, default=24, metavar="N", help="how many (24)")

    search = commands.add_parser("search", help="look after the index of search")
    searching = search.add_subparsers(dest="task", required=True, metavar="TASK")
    searching.add_parser(
        "rebuild", parents=[shared], help="make the index anew, also beside a running house"
    )

    admin = commands.add_parser("admin", help="look after admins and the audit log")
    tasks = admin.add_subparsers(dest="task", required=True, metavar="TASK")
    create = tasks.add_parser(
        "create", parents=[shared], help="make an admin; the password is read from standard input"
    )
    create.add_argument("name")
    tasks.add_parser("link", parents=[shared], help="print a new link for the first admin")
    reset = tasks.add_parser(
        "reset", parents=[shared], help="print a link with which a member sets a new password"
    )
    reset.add_argument("name")
    reset.add_argument(
        "--second-factor",
        action="store_true",
        help="also switch it off, for who has lost telephone and recovery codes",
    )
    tasks.add_parser("verify-log", parents=[shared], help="check the audit log's chain")
    typed = parser.parse_args(arguments)
    if typed.command == "version":
        sys.stdout.write(version + "\n")
        parser.exit()
    return typed


def _count(text: str) -> int:
    count = int(text)
    if not 1 <= count <= _MOST_WORKERS:
        raise argparse.ArgumentTypeError(f"from 1 to {_MOST_WORKERS}, not {count}")
    return count
