"""All experiments, in the order in which they are run."""

from experiments import databases, servers
from experiments.declare import Experiment

EVERY: list[Experiment] = [
    *servers.EXPERIMENTS,
    *databases.EXPERIMENTS,
]
