"""All experiments, in the order in which they are run."""

from experiments import (
    backups,
    brokers,
    checkers,
    clocks,
    databases,
    disks,
    gateways,
    hostile,
    logs,
    migrations,
    servers,
    sockets,
)
from experiments.declare import Experiment

EVERY: list[Experiment] = [
    *checkers.EXPERIMENTS,
    *servers.EXPERIMENTS,
    *databases.EXPERIMENTS,
    *brokers.EXPERIMENTS,
    *sockets.EXPERIMENTS,
    *gateways.EXPERIMENTS,
    *hostile.EXPERIMENTS,
    *clocks.EXPERIMENTS,
    *disks.EXPERIMENTS,
    *logs.EXPERIMENTS,
    *migrations.EXPERIMENTS,
    *backups.EXPERIMENTS,
]
