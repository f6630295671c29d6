"""Routes of the graph."""

from longhouse.features.graph.routes import friends, ties

ROUTES = [*ties.ROUTES, *friends.ROUTES]
