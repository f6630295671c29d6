"""What a link is in the light of where it was put: a song on YouTube is a video, but music in Music."""

import msgspec

from longhouse.features.links.model import Metadata, Music, Photo, SectionType


def lean(metadata: Metadata, hint: SectionType | None) -> Metadata:
    """Only what a page leaves open is decided by the section."""
    if hint == "music" and metadata.kind == "video" and metadata.embed is not None:
        music = metadata.music or Music(artist=metadata.author, duration=metadata.duration)
        return msgspec.structs.replace(metadata, kind="music", music=music)
    if hint == "photo" and metadata.kind in ("generic", "article") and metadata.image:
        photo = metadata.photo or Photo(image=metadata.image)
        return msgspec.structs.replace(metadata, kind="photo", photo=photo)
    return metadata
