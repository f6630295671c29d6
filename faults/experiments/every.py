"""All experiments, in the order in which they are run."""

from experiments import brokers, databases, servers, sockets
from experiments.declare import Experiment

EVERY: list[Experiment] = [
    *servers.EXPERIMENTS,
    *databases.EXPERIMENTS,
    *brokers.EXPERIMENTS,
    *sockets.EXPERIMENTS,
]
