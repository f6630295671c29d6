"""Routes of profiles."""

from longhouse.features.profiles.routes import people, profiles

ROUTES = [*profiles.ROUTES, *people.ROUTES]
