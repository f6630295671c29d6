"""What every feature stands on and what knows no feature.

Owns: settings, the database and its migrations, the outbox, jobs, the live port, HTTP manners,
identity of a caller, limits, telemetry, the audit log, starting and stopping.
Promises: no module in here imports a feature or the realtime core.
Never does: decide what a member may do; that is a feature's policy.
"""
