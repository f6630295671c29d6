"""What the command line and the demonstration may ask of search."""

from longhouse.features.search.service.rebuilding import Progress, rebuild

__all__ = ["Progress", "rebuild"]
