"""What the composition root hands to every feature."""

from dataclasses import dataclass

from longhouse.kernel.blobs import Blobs
from longhouse.kernel.clock import Clock
from longhouse.kernel.config import Config
from longhouse.kernel.db import Database
from longhouse.kernel.http.cookies import Cookies
from longhouse.kernel.http.csrf import CsrfTokens
from longhouse.kernel.limits import Limits
from longhouse.kernel.live import Live
from longhouse.kernel.mail import Mailer
from longhouse.kernel.push import Withdraw
from longhouse.kernel.secrets import Secrets
from longhouse.kernel.telemetry.metrics import Metrics


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    config: Config
    clock: Clock
    db: Database
    live: Live
    blobs: Blobs
    limits: Limits
    mail: Mailer
    secrets: Secrets
    metrics: Metrics
    cookies: Cookies
    csrf: CsrfTokens
    withdraw: Withdraw
    public_url: str
    """Where members reach the house, without a slash at the end."""
