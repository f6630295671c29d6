"""What canvases bring to the house."""

from longhouse.features.canvas.events import CanvasMade, CanvasRemoved, CanvasRenamed
from longhouse.features.canvas.push import TOPICS, gathering, pushes
from longhouse.features.canvas.routes import ROUTES
from longhouse.features.canvas.service import Canvases, People
from longhouse.features.canvas.settings import CanvasSettings
from longhouse.features.canvas.subscribers import subscribers
from longhouse.features.media import api as media
from longhouse.kernel.house import House
from longhouse.kernel.module import Module
from longhouse.kernel.settings import WordingSettings
from longhouse.kernel.wording import read_wording


def module(house: House) -> Module:
    settings = house.config.get(CanvasSettings)
    wording = read_wording(house.config.get(WordingSettings).list)
    people = People(media.address_of(house))
    canvases = Canvases(settings, house.live, house.withdraw, people, wording)
    return Module(
        name="canvas",
        events=(CanvasMade, CanvasRenamed, CanvasRemoved),
        routes=ROUTES,
        dependencies={"canvases": canvases},
        subscribers=subscribers(canvases),
        topics=TOPICS,
        gatherings=[gathering(settings, house.limits, people, wording)],
        pushes=pushes(people),
    )
