"""Settings of telemetry."""

import os
import socket
from typing import Annotated, ClassVar, Literal

from longhouse.kernel.config import Settings, setting


def _host_name() -> str:
    # Kubernetes gives a pod its own name as the name of the host.
    return os.environ.get("HOSTNAME") or socket.gethostname()


class TelemetrySettings(Settings, frozen=True, kw_only=True):
    prefix: ClassVar[str] = ""

    log_level: Annotated[
        Literal["debug", "info", "warning", "error"],
        setting("The least important log lines that are written."),
    ] = "info"
    log_format: Annotated[
        Literal["auto", "json", "text"],
        setting("How log lines look; auto is text on a terminal and JSON everywhere else."),
    ] = "auto"
    otlp_endpoint: Annotated[
        str | None,
        setting(
            "Where an OpenTelemetry collector takes OTLP over HTTP, such as "
            "http://127.0.0.1:4318; when not set, no trace leaves this process.",
            pattern=r"^https?://",
        ),
    ] = None
    otlp_headers: Annotated[
        str | None,
        setting("Headers for the collector: name=value, separated by commas.", secret=True),
    ] = None
    service_name: Annotated[
        str, setting("What this house is called in traces, logs and metrics.", min_length=1)
    ] = "longhouse"
    pod_name: Annotated[
        str, setting("What this process is called in metrics; the host's name by default.")
    ] = ""

    @property
    def pod(self) -> str:
        return self.pod_name or _host_name()
