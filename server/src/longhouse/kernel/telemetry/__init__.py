"""What the house says about itself: logs, metrics and traces.

Owns: the shape of a log line, the name of every metric, the span of every piece of work, and the
only lines that speak to Prometheus and OpenTelemetry.
Promises: no secret reaches a log, a span or a label; a metric that is always on costs about a
microsecond; without an OTLP endpoint the OpenTelemetry SDK is not even imported.
Never does: raise into the work that it observes, or decide anything from what it measures.
"""
