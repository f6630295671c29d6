"""How long what was found, or not found, is believed."""

from datetime import timedelta

# A look is over after this long, whatever became of its process; then another may begin.
LEASE = timedelta(seconds=15)
# What is found nowhere else any more is shown this much longer than it is fresh.
STALE = timedelta(days=7)
# A preview that nobody has asked about for this long is forgotten.
FORGOTTEN = timedelta(days=30)

_RETRIES = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1))


def retry_after(attempts: int) -> timedelta | None:
    """When to ask again after so many failures in a row; None when it is time to give up."""
    return _RETRIES[attempts - 1] if 1 <= attempts <= len(_RETRIES) else None
