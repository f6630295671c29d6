"""A log that cannot be written: nobody waits for it, and what was lost is spoken of later."""

import fcntl
import json
import logging
import os
from collections.abc import Generator
from contextlib import contextmanager, suppress

from longhouse.kernel.telemetry.logs import Logs
from longhouse.kernel.telemetry.settings import TelemetrySettings
from longhouse.kernel.telemetry.telemetry import Telemetry
from support.waiting import until

log = logging.getLogger("longhouse.tests")
_LONG = "a word " * 1000
_MORE_THAN_FITS = 800


@contextmanager
def logging_to(descriptor: int) -> Generator[Logs]:
    with os.fdopen(descriptor, "w") as stream:
        logs = Logs(TelemetrySettings(), stream=stream)
        logs.start()
        try:
            yield logs
        finally:
            logs.stop()


async def test_a_pipe_that_nobody_reads_holds_nobody_up() -> None:
    reading, writing = os.pipe()
    with logging_to(writing) as logs:
        for number in range(_MORE_THAN_FITS):
            log.info("%d %s", number, _LONG)
        assert logs.lost > 0
        os.set_blocking(reading, False)
        said = b""

        def read() -> bool:
            nonlocal said
            with suppress(BlockingIOError):
                said += os.read(reading, 1 << 20)
            return said.count(b"\n") > _MORE_THAN_FITS - logs.lost

        await until(read)
        lines = [json.loads(line) for line in said.splitlines()]
        spoken_of = [line["message"] for line in lines if "were lost" in line["message"]]
        assert spoken_of == [f"{logs.lost} log lines were lost: they could not be written"]
    os.close(reading)


async def test_a_pipe_that_is_full_does_not_keep_a_process_from_its_end() -> None:
    reading, writing = os.pipe()
    fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, 4096)
    with logging_to(writing):
        log.info(_LONG)
    os.close(reading)


async def test_a_full_disk_costs_lines_and_nothing_else() -> None:
    with logging_to(os.open("/dev/full", os.O_WRONLY)) as logs:
        log.info("nobody will read this")
        await until(lambda: logs.lost == 1)


async def test_lost_lines_are_counted_for_those_who_watch() -> None:
    with os.fdopen(os.open("/dev/full", os.O_WRONLY), "w") as stream:
        house = Telemetry(TelemetrySettings(), stream=stream)
        house.start()
        log.info("nobody will read this")
        await until(lambda: b"log_lines_lost_total 1.0" in house.metrics.render())
        house.stop()
