"""The part that speaks OTLP over HTTP, and the only one that knows the OpenTelemetry SDK.

Owns: sending spans, log lines and the metrics registry to a collector, each from its own thread.
Promises: it is imported only when an endpoint is set; a collector that is slow or gone costs
bounded memory and no request; every span is recorded.
Never does: log what it could not send, for that would be sent again.
"""
