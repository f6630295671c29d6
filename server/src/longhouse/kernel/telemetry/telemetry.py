"""All of telemetry as one thing to start and stop."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, TextIO

from longhouse.kernel.telemetry.logs import Logs
from longhouse.kernel.telemetry.metrics import Metrics
from longhouse.kernel.telemetry.settings import TelemetrySettings
from longhouse.kernel.telemetry.traces import open_tracer

if TYPE_CHECKING:
    from longhouse.kernel.telemetry.otlp.logs import OtlpLogHandler
    from longhouse.kernel.telemetry.otlp.metrics import OtlpMetrics


class Telemetry:
    """`secrets` are the values of all settings that are declared secret."""

    def __init__(
        self,
        settings: TelemetrySettings,
        *,
        secrets: Iterable[str] = (),
        stream: TextIO | None = None,
    ) -> None:
        self._settings = settings
        self.logs = Logs(settings, secrets=secrets, stream=stream)
        self.metrics = Metrics(settings.pod)
        self.metrics.watch_lost_lines(lambda: self.logs.lost)
        self.tracer = open_tracer(settings, self.logs.redactor)
        self._log_sender: OtlpLogHandler | None = None
        self._metric_sender: OtlpMetrics | None = None

    def start(self) -> None:
        self.logs.start()
        if self._settings.otlp_endpoint is None:
            return
        from longhouse.kernel.telemetry.otlp.logs import OtlpLogHandler
        from longhouse.kernel.telemetry.otlp.metrics import OtlpMetrics

        self._log_sender = OtlpLogHandler(self._settings)
        self.logs.also(self._log_sender)
        self._metric_sender = OtlpMetrics(self._settings, self.metrics)
        self._metric_sender.start()

    def stop(self) -> None:
        """Send what is waiting; takes a few seconds at most when the collector is gone."""
        self.tracer.stop()
        if self._metric_sender is not None:
            self._metric_sender.stop()
        self.logs.stop()
        if self._log_sender is not None:
            self._log_sender.close()
