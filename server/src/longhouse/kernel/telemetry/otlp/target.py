"""Where telemetry is sent, and in whose name."""

from opentelemetry.sdk.resources import Resource

from longhouse import __version__
from longhouse.kernel.config import ConfigError
from longhouse.kernel.telemetry.settings import TelemetrySettings

SCOPE = "longhouse"
TIMEOUT_SECONDS = 5.0


def resource(settings: TelemetrySettings) -> Resource:
    return Resource(
        {
            "service.name": settings.service_name,
            "service.version": __version__,
            "service.instance.id": settings.pod,
        }
    )


def address(settings: TelemetrySettings, signal: str) -> str:
    return f"{(settings.otlp_endpoint or '').rstrip('/')}/v1/{signal}"


def headers(settings: TelemetrySettings) -> dict[str, str]:
    """The collector's headers, from `name=value,name=value`."""
    found: dict[str, str] = {}
    for part in (settings.otlp_headers or "").split(","):
        if not part.strip():
            continue
        name, equals, value = part.partition("=")
        if not equals or not name.strip():
            raise ConfigError(
                "LONGHOUSE_OTLP_HEADERS is not understood. Write name=value, separated by commas."
            )
        found[name.strip()] = value.strip()
    return found
