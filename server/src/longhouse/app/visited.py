"""What a process is made of that people reach: who they are, what they hear, what they ask."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from longhouse.kernel.house import House
from longhouse.kernel.http import Authenticator, PrincipalCache
from longhouse.kernel.http.api import Api, build_api
from longhouse.kernel.http.arrivals import Arrivals
from longhouse.kernel.http.edge import Edge
from longhouse.kernel.http.gate import Gate
from longhouse.kernel.http.identify import Identify
from longhouse.kernel.http.operations import Operations
from longhouse.kernel.http.origins import Origins
from longhouse.kernel.http.routes import issue_csrf_token
from longhouse.kernel.http.visitor import parse_networks
from longhouse.kernel.http.web import WebFiles
from longhouse.kernel.limits import Limits
from longhouse.kernel.module import Module
from longhouse.kernel.settings import HttpSettings
from longhouse.kernel.telemetry.telemetry import Telemetry
from longhouse.modules import PLAYER_ORIGINS
from longhouse.realtime.core import Realtime
from longhouse.realtime.settings import RealtimeSettings
from longhouse.realtime.timers import LoopTimers
from longhouse.realtime.topics import Topics
from longhouse.realtime.transports.asgi import SocketApp
from longhouse.realtime.transports.longpoll import wait_for_events
from longhouse.realtime.transports.tickets import issue_ticket
from longhouse.realtime.withdrawals import Withdrawals

if TYPE_CHECKING:
    from litestar.types import ASGIApp

    from longhouse.features.profiles.api import Presences
    from longhouse.realtime.transports.picows import Gateway

_WEB = Path(__file__).parent.parent / "web"


class Visited:
    def __init__(
        self,
        house: House,
        modules: Sequence[Module],
        telemetry: Telemetry,
        *,
        withdrawals: Withdrawals,
        limits: Limits,
    ) -> None:
        settings = house.config.get(HttpSettings)
        self._house = house
        self._modules = modules
        self._telemetry = telemetry
        self._limits = limits
        self._settings = settings
        self._secure = house.public_url.startswith("https://")
        self._arrivals = Arrivals(parse_networks(settings.trusted_proxies))
        self._origins = Origins(house.public_url, settings.allowed_origins)
        principals = PrincipalCache(house.db, self._authenticator(), house.clock)
        withdrawals.heed(principals)
        self._identify = Identify(principals, house.cookies)
        self.realtime = Realtime(
            live=house.live,
            timers=LoopTimers(house.clock),
            settings=house.config.get(RealtimeSettings),
            metrics=telemetry.metrics,
            topics=Topics([k for module in modules for k in module.topics], house.db.read),
            withdrawals=withdrawals,
            secrets=house.secrets,
            authenticate=self._identify.at_handshake,
            confirm=principals.confirm,
            origin_allowed=self._origins.allows,
            gatherings=[one for module in modules for one in module.gatherings],
            read=house.db.read,
            tracer=telemetry.tracer,
        )
        self._join_presence()

    def build_api(self) -> Api:
        house = self._house
        return build_api(
            self._modules,
            [issue_csrf_token, issue_ticket, wait_for_events],
            {
                "csrf": house.csrf,
                "clock": house.clock,
                "tickets": self.realtime.tickets,
                "longpoll": self.realtime.longpoll,
            },
            house.db,
            house.cookies,
            Gate(
                self._settings, house.clock, self._identify, house.csrf, self._origins, self._limits
            ),
        )

    def build_edge(self, api: Api, operations: Operations) -> Edge:
        return Edge(
            api=api,
            socket=cast("ASGIApp", SocketApp(self.realtime)),
            web=WebFiles(_WEB),
            operations=operations,
            clock=self._house.clock,
            observe=self._telemetry.metrics,
            tracer=self._telemetry.tracer,
            arrivals=self._arrivals,
            secure=self._secure,
            players=PLAYER_ORIGINS,
        )

    def build_gateway(self, operations: Operations) -> "Gateway":
        # Loaded only where it is used: a house in one process takes sockets through uvicorn.
        from longhouse.realtime.transports.picows import Gateway

        return Gateway(self.realtime, self._arrivals, operations, secure=self._secure)

    def _join_presence(self) -> None:
        """Profiles tell friends who is here, and realtime knows."""
        profiles = next(module for module in self._modules if module.name == "profiles")
        presences = cast("Presences", profiles.dependencies["presences"])
        presences.use(self.realtime.presence.online)
        self.realtime.presence.on_change(presences.changed)

    def _authenticator(self) -> Authenticator:
        """Identity fills the edge's port."""
        return cast("Authenticator", self._modules[0].dependencies["authenticator"])
