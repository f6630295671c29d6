"""Jobs: work that outlives its request, carried by PgQueuer in the same database.

Owns: declaring, enqueuing, scheduling and running jobs.
Promises: a job exists exactly when the transaction that enqueued it committed; it runs at least
once, is tried again with growing pauses, and is set aside for a person to see when it keeps
failing. Its work and its events are one transaction.
Never does: carry content; a job carries ids, reloads, re-checks, acts, and must not mind to run twice.
"""

from longhouse.kernel.jobs.declare import Job, Schedule
from longhouse.kernel.jobs.queue import (
    count_by_name,
    enqueue,
    enqueue_many,
    forget_all,
    put_back,
)
from longhouse.kernel.jobs.runner import JobRunner

__all__ = [
    "Job",
    "JobRunner",
    "Schedule",
    "count_by_name",
    "enqueue",
    "enqueue_many",
    "forget_all",
    "put_back",
]
