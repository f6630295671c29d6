"""Looking for malware before anything else is done with a file.

When the scanner does not answer nothing is taken: an upload in one request is refused with 503, one
that came in pieces waits and is looked at again.
"""

import asyncio
from pathlib import Path
from typing import Protocol

from longhouse.features.media.errors import ScannerDown
from longhouse.features.media.settings import MediaSettings

_CHUNK = 128 * 1024
_PATIENCE = 60.0
# The harmless file on which every scanner agrees, in two halves so that no scanner finds it here.
_TEST_SIGNATURE = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Scanner(Protocol):
    async def scan(self, file: Path) -> str | None:
        """What was found, or None; raises ScannerDown when nobody looked."""
        ...


class NoScanner:
    async def scan(self, file: Path) -> str | None:
        return None


class SignatureScanner:
    """Finds the test signature alone: for trying out what a finding leads to."""

    async def scan(self, file: Path) -> str | None:
        return await asyncio.to_thread(self._scan, file)

    def _scan(self, file: Path) -> str | None:
        kept = b""
        with file.open("rb") as opened:
            while chunk := opened.read(_CHUNK):
                if _TEST_SIGNATURE in kept + chunk:
                    return "test signature"
                kept = chunk[-len(_TEST_SIGNATURE) :]
        return None


class ClamdScanner:
    """ClamAV's daemon, by its INSTREAM command."""

    def __init__(self, address: str) -> None:
        self._address = address

    async def scan(self, file: Path) -> str | None:
        try:
            async with asyncio.timeout(_PATIENCE):
                answer = await self._ask(file)
        except (OSError, TimeoutError, asyncio.IncompleteReadError) as error:
            raise ScannerDown from error
        verdict = answer.removeprefix("stream: ")
        if verdict == "OK":
            return None
        if verdict.endswith(" FOUND"):
            return verdict.removesuffix(" FOUND")
        raise ScannerDown

    async def _ask(self, file: Path) -> str:
        if self._address.startswith("/"):
            reader, writer = await asyncio.open_unix_connection(self._address)
        else:
            host, _, port = self._address.rpartition(":")
            reader, writer = await asyncio.open_connection(host, int(port))
        try:
            writer.write(b"zINSTREAM\0")
            with await asyncio.to_thread(file.open, "rb") as opened:
                while chunk := await asyncio.to_thread(opened.read, _CHUNK):
                    writer.write(len(chunk).to_bytes(4) + chunk)
                    await writer.drain()
            writer.write(bytes(4))
            await writer.drain()
            return (await reader.readuntil(b"\0"))[:-1].decode("utf-8", "replace").strip()
        finally:
            writer.close()


def choose_scanner(settings: MediaSettings) -> Scanner:
    match settings.scanner:
        case "none":
            return NoScanner()
        case "signature":
            return SignatureScanner()
        case "clamd":
            return ClamdScanner(settings.clamd)
