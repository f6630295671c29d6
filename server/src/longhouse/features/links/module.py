"""What links bring to the house, built and wired."""

from collections.abc import Awaitable, Callable

from longhouse.features.links.events import PageUnfolded
from longhouse.features.links.routes import ROUTES
from longhouse.features.links.service.look import Look
from longhouse.features.links.service.pictures import Pictures, Shrink
from longhouse.features.links.service.previews import Previews
from longhouse.features.links.service.unfold import Unfold
from longhouse.features.links.settings import LinksSettings
from longhouse.features.links.subscribers import Forgetting, subscribers
from longhouse.kernel.db import Tx
from longhouse.kernel.house import House
from longhouse.kernel.jobs import Schedule
from longhouse.kernel.limits import MINUTE
from longhouse.kernel.module import Module
from longhouse.kernel.outbound.client import Fetcher
from longhouse.kernel.outbound.dial import Dialer
from longhouse.kernel.outbound.network import SystemConnector, SystemResolver

# A page has several pictures, and one store of pictures serves many pages.
_PICTURES_FOR_A_PAGE = 5


def module(house: House, *, shrink: Shrink) -> Module:
    return connected(house, Dialer(SystemResolver(), SystemConnector()), shrink)


def connected(house: House, dialer: Dialer, shrink: Shrink) -> Module:
    """The feature on a network of the caller's choice."""
    settings = house.config.get(LinksSettings)
    most = settings.looks_per_host_per_minute
    fetcher = Fetcher(dialer, at_once=settings.at_once)
    look = Look(fetcher, settings, _allowance(house, "page", most))
    previews = Previews(house.db, look, settings)
    pictures = Pictures(
        # Places of their own: pictures that hang do not keep pages waiting.
        Fetcher(dialer, at_once=settings.at_once),
        house.blobs,
        house.secrets,
        house.clock,
        settings,
        allow=_allowance(house, "picture", most * _PICTURES_FOR_A_PAGE),
        shrink=shrink,
    )

    forgetting = Forgetting(pictures)

    async def forget_old_pictures(_tx: Tx) -> None:
        await pictures.forget_old()

    return Module(
        name="links",
        events=(PageUnfolded,),
        routes=ROUTES,
        dependencies={"unfold": Unfold(house, previews, pictures), "pictures": pictures},
        jobs=[previews.retry_job],
        subscribers=subscribers(forgetting),
        schedules=[
            Schedule("links.forget_old_previews", "23 4 * * *", previews.forget_old),
            Schedule("links.forget_old_pictures", "43 4 * * *", forget_old_pictures),
            # What an erased member named, and what was changed or never published.
            Schedule("links.forget_unused_previews", "33 4 * * *", forgetting.forget_unused),
        ],
        reads=("posts.link",),
    )


def _allowance(house: House, what: str, most: int) -> Callable[[str], Awaitable[bool]]:
    """The house may be used to knock at somebody's door only so often."""

    async def allow(host: str) -> bool:
        return await house.limits.allow(f"links:{what}:{host}", most, MINUTE)

    return allow
