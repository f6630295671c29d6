"""What profiles bring to the house."""

from longhouse.features.profiles.events import PreferencesChanged, ProfileChanged
from longhouse.features.profiles.model import CountWritten, nothing_written
from longhouse.features.profiles.push import pushes
from longhouse.features.profiles.routes import ROUTES
from longhouse.features.profiles.service import Profiles
from longhouse.features.profiles.subscribers import SUBSCRIBERS
from longhouse.kernel.house import House
from longhouse.kernel.module import Module


def module(_house: House, *, count_written: CountWritten = nothing_written) -> Module:
    profiles = Profiles(count_written)
    return Module(
        name="profiles",
        events=(ProfileChanged, PreferencesChanged),
        routes=ROUTES,
        dependencies={"profiles": profiles},
        pushes=pushes(profiles),
        subscribers=SUBSCRIBERS,
    )
