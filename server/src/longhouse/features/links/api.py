"""What other features and the composition root may ask of links."""

from longhouse.features.links.model import Metadata, SectionType, State, Unfolded
from longhouse.features.links.service.providers.recognise import PLAYER_ORIGINS
from longhouse.features.links.service.unfold import Unfold, address
from longhouse.kernel.outbound.errors import NotALink

__all__ = [
    "PLAYER_ORIGINS",
    "Metadata",
    "NotALink",
    "SectionType",
    "State",
    "Unfold",
    "Unfolded",
    "check_link",
]


def check_link(text: str) -> str:
    """The link as it is kept and followed; raises NotALink for what no browser may be sent to."""
    return address(text).link
