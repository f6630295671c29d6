"""What media bring to the house, built and wired."""

from longhouse.features.media.events import MediaRemoved
from longhouse.features.media.push import CHANGES, pushes
from longhouse.features.media.routes import ROUTES
from longhouse.features.media.service.assets import Assets
from longhouse.features.media.service.collecting import Collecting
from longhouse.features.media.service.intake import Intake
from longhouse.features.media.service.links import Links
from longhouse.features.media.service.processing import Processing
from longhouse.features.media.service.scanning import choose_scanner
from longhouse.features.media.service.serving import Serving
from longhouse.features.media.service.shelf import Shelf
from longhouse.features.media.service.shrinking import Shrink
from longhouse.features.media.service.uploads import Uploads
from longhouse.features.media.service.workshop import Workshop
from longhouse.features.media.settings import MediaSettings
from longhouse.features.media.subscribers import subscribers
from longhouse.kernel.house import House
from longhouse.kernel.jobs import Schedule
from longhouse.kernel.module import Module
from longhouse.kernel.settings import HouseSettings


def module(house: House) -> Module:
    settings = house.config.get(MediaSettings)
    links = Links(house.secrets)
    shelf = Shelf(house.db, house.blobs)
    workshop = Workshop(settings, house.config.get(HouseSettings).data.resolve() / "scratch")
    # Places of its own: what pages show does not keep members' uploads waiting.
    shrink = Shrink(Workshop(settings, workshop.scratch), settings)
    scanner = choose_scanner(settings)
    assets = Assets()
    processing = Processing(house.db, shelf, workshop, scanner, settings)
    collecting = Collecting(house.db, house.blobs, assets, workshop)
    return Module(
        name="media",
        events=(*CHANGES, MediaRemoved),
        routes=ROUTES,
        dependencies={
            "assets": assets,
            "intake": Intake(house.db, shelf, workshop, scanner, processing, settings),
            "links": links,
            "media_clock": house.clock,
            "media_db": house.db,
            "media_limits": house.limits,
            "media_settings": settings,
            "shrink": shrink,
            "serving": Serving(house.blobs, links),
            "uploads": Uploads(house.db, shelf, assets, processing, settings),
        },
        jobs=[processing.job],
        schedules=[Schedule("media.collect_unused", "7 * * * *", collecting.collect)],
        subscribers=subscribers(assets),
        pushes=pushes(links),
    )
