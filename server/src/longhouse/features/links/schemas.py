"""Shapes of links on the wire."""

import msgspec

from longhouse.features.links.model import Metadata, SectionType
from longhouse.kernel.http import Body


class PreviewWish(Body):
    url: str
    """A web address, or the ISBN of a book."""
    section_type: SectionType | None = None


class Previewed(msgspec.Struct):
    preview: Metadata | None
