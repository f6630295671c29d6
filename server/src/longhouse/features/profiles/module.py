"""What profiles bring to the house."""

from collections.abc import Sequence

from longhouse.features.media import api as media
from longhouse.features.profiles.events import PreferencesChanged, ProfileChanged
from longhouse.features.profiles.model import (
    CountWritten,
    ShowcaseCollection,
    ShowSubjects,
    no_subjects,
    nothing_written,
)
from longhouse.features.profiles.push import pushes
from longhouse.features.profiles.routes import ROUTES
from longhouse.features.profiles.service.acting import Acting
from longhouse.features.profiles.service.changing import Changing
from longhouse.features.profiles.service.claiming import claim_names
from longhouse.features.profiles.service.finding import Finding
from longhouse.features.profiles.service.looking import Looking
from longhouse.features.profiles.service.pictures import Pictures
from longhouse.features.profiles.service.places import BundledPlaces
from longhouse.features.profiles.service.preferences import Prefers
from longhouse.features.profiles.service.presences import Presences
from longhouse.features.profiles.service.showing import Showing
from longhouse.features.profiles.subscribers import complete_faces, subscribers
from longhouse.kernel.house import House
from longhouse.kernel.jobs import Schedule
from longhouse.kernel.module import Loop, Module
from longhouse.kernel.settings import WordingSettings
from longhouse.kernel.wording import read_wording


def module(
    house: House,
    *,
    count_written: CountWritten = nothing_written,
    posts: ShowSubjects = no_subjects,
    comments: ShowSubjects = no_subjects,
    collections: Sequence[ShowcaseCollection] = (),
) -> Module:
    wording = read_wording(house.config.get(WordingSettings).list)
    presences = Presences(house.db, house.live)
    keys = [one.key for one in collections]
    looking = Looking(count_written, presences.online, keys)
    places = BundledPlaces(house.db)
    changing = Changing(house, places, wording, keys)
    pictures = Pictures(house)
    return Module(
        name="profiles",
        events=(ProfileChanged, PreferencesChanged),
        routes=ROUTES,
        dependencies={
            "acting": Acting(looking, posts=posts, comments=comments),
            "avatar_address": media.address_of(house),
            "changing": changing,
            "finding": Finding(looking),
            "looking": looking,
            "pictures": pictures,
            "places": places,
            "prefers": Prefers(),
            "presences": presences,
            "showing": Showing(wording, collections),
        },
        schedules=[
            Schedule("profiles.complete_faces", "27 * * * *", complete_faces),
            Schedule("profiles.claim_names", "33 * * * *", claim_names),
        ],
        pushes=pushes(pictures, keys),
        subscribers=subscribers(changing),
        reads=(
            "graph.friendship",
            "graph.barrier",
            "identity.account",
            "posts.post",
            "posts.section",
        ),
        loops=[Loop("presence of friends", presences.run)],
    )
