"""Log lines by OTLP: the same lines that stderr has, secrets gone already."""

import logging

from opentelemetry._logs import SeverityNumber
from opentelemetry.exporter.otlp.proto.http._log_exporter import OTLPLogExporter
from opentelemetry.sdk._logs import LoggerProvider
from opentelemetry.sdk._logs.export import BatchLogRecordProcessor
from opentelemetry.util.types import AnyValue

from longhouse.kernel.telemetry.logs import Entry, entry_of
from longhouse.kernel.telemetry.otlp import target
from longhouse.kernel.telemetry.settings import TelemetrySettings

_SEVERITIES = (
    (logging.CRITICAL, SeverityNumber.FATAL),
    (logging.ERROR, SeverityNumber.ERROR),
    (logging.WARNING, SeverityNumber.WARN),
    (logging.INFO, SeverityNumber.INFO),
    (logging.NOTSET, SeverityNumber.DEBUG),
)


class OtlpLogHandler(logging.Handler):
    """Give it to `Logs.also`."""

    def __init__(self, settings: TelemetrySettings) -> None:
        super().__init__()
        self._provider = LoggerProvider(resource=target.resource(settings), shutdown_on_exit=False)
        self._provider.add_log_record_processor(
            BatchLogRecordProcessor(
                OTLPLogExporter(
                    endpoint=target.address(settings, "logs"),
                    headers=target.headers(settings),
                    timeout=target.TIMEOUT_SECONDS,
                )
            )
        )

    def emit(self, record: logging.LogRecord) -> None:
        # The exporter's own complaints would be sent through the exporter.
        if record.name.startswith(("opentelemetry", "urllib3")):
            return
        entry = entry_of(record)
        self._provider.get_logger(entry.logger).emit(
            timestamp=int(record.created * 1e9),
            severity_number=next(
                number for level, number in _SEVERITIES if record.levelno >= level
            ),
            severity_text=entry.level,
            body=entry.message,
            attributes=_attributes(entry),
        )

    def close(self) -> None:
        super().close()
        self._provider.shutdown()


def _attributes(entry: Entry) -> dict[str, AnyValue]:
    named = {
        "request_id": entry.request_id,
        "trace_id": entry.trace_id,
        "span_id": entry.span_id,
        "user_id": entry.user_id,
        "exception.type": entry.error,
        "exception.stacktrace": entry.error_stack,
    }
    attributes: dict[str, AnyValue] = {key: value for key, value in named.items() if value}
    attributes.update(
        (key, value if isinstance(value, str | bool | int | float) else str(value))
        for key, value in entry.fields.items()
    )
    return attributes
