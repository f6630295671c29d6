"""What a picture carries beside its pixels stays with whoever took it, whatever format it came in."""

import pyvips

from longhouse.app import Longhouse
from media import files
from media.steps import get_file, keys_in_store, uploaded
from support.people import People

SERIAL = "Serial-4711-of-a-camera"
OWNER = "Olga-who-owns-the-camera"
COMMENT = "Taken-at-home-by-Olga"
XMP = f"""<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:aux="http://ns.adobe.com/exif/1.0/aux/" aux:SerialNumber="{SERIAL}-in-XMP"/>
</rdf:RDF></x:xmpmeta><?xpacket end="w"?>""".encode()
# 48° 12' 30.25", as the three fractions that stand in the file.
LATITUDE = b"".join(n.to_bytes(4, "little") for n in (48, 1, 12, 1, 3025, 100))
RED, GREEN = [220, 20, 20], [20, 200, 20]


def ascii_field(text: str) -> str:
    return f"{text} ({text}, ASCII, {len(text) + 1} components, {len(text) + 1} bytes)"


def carrying(form: str, orientation: int | None = None, frames: int = 1) -> bytes:
    """Red on the left, green on the right, with all that a camera and an editor leave in a file."""
    left = files.plain(200, 240, RED)
    right = files.plain(200, 240, GREEN)
    picture = left.join(right, "horizontal").copy(interpretation="srgb")
    if frames > 1:
        picture = pyvips.Image.arrayjoin([picture, picture.invert()] * (frames // 2), across=1)
        picture = picture.copy(interpretation="srgb")
        picture.set_type(pyvips.GValue.gint_type, "page-height", 240)
        picture.set_type(pyvips.GValue.array_int_type, "delay", [70] * frames)
    texts = {
        "exif-ifd0-Model": ascii_field(SERIAL),
        "exif-ifd2-BodySerialNumber": ascii_field(SERIAL),
        "exif-ifd2-CameraOwnerName": ascii_field(OWNER),
        "exif-ifd3-GPSLatitude": "48/1 12/1 3025/100 (48, 12, 30.25, Rational, 3 components, 24 bytes)",
        "png-comment-0-Comment": COMMENT,
    }
    for name, text in texts.items():
        picture.set_type(pyvips.GValue.gstr_type, name, text)
    picture.set_type(pyvips.GValue.blob_type, "xmp-data", XMP)  # pyright: ignore[reportArgumentType] -- the library takes bytes for this type
    if orientation is not None:
        picture.set_type(pyvips.GValue.gint_type, "orientation", orientation)
    return bytes(picture.write_to_buffer(f".{form}"))


def commented(gif: bytes) -> bytes:
    """A comment and XMP right behind the colours of a GIF, whose writer leaves out both."""
    at = 13 + (3 << ((gif[10] & 7) + 1) if gif[10] & 0x80 else 0)
    comment = b"\x21\xfe" + bytes([len(COMMENT)]) + COMMENT.encode() + b"\0"
    mark = f"{SERIAL}{OWNER} adobe:ns:meta".encode() + LATITUDE
    xmp = b"\x21\xff\x0bXMP DataXMP" + bytes([len(mark)]) + mark + b"\0"
    return gif[:at] + comment + xmp + gif[at:]


def traces(content: bytes) -> set[str]:
    looked_for = {
        "serial": SERIAL.encode(),
        "owner": OWNER.encode(),
        "comment": COMMENT.encode(),
        "place": LATITUDE,
        "XMP": b"adobe:ns:meta",
    }
    return {name for name, mark in looked_for.items() if mark in content}


def chunks(webp: bytes) -> set[bytes]:
    found: set[bytes] = set()
    at = 12
    while at + 8 <= len(webp):
        found.add(webp[at : at + 4])
        length = int.from_bytes(webp[at + 4 : at + 8], "little")
        at += 8 + length + length % 2
    return found


PICTURES = {
    "JPEG": (carrying("jpg"), False),
    "JPEG, turned": (carrying("jpg", 6), True),
    "PNG": (carrying("png"), False),
    "PNG, turned": (carrying("png", 6), True),
    "WebP": (carrying("webp"), False),
    "WebP, turned": (carrying("webp", 6), True),
    "AVIF": (carrying("avif"), False),
    "AVIF, turned": (carrying("avif", 6), True),
    "GIF": (commented(carrying("gif")), False),
    "moving WebP": (carrying("webp", frames=4), False),
    "moving GIF": (commented(carrying("gif", frames=4)), False),
}
NOTHING_BUT_PICTURE = frozenset({b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF"})


async def test_nothing_but_the_picture_is_kept_or_shown_and_it_stands_upright(
    people: People, longhouse: Longhouse
) -> None:
    ben = await people.member("ben")
    for name, (content, turned) in PICTURES.items():
        assert traces(content) >= {"serial", "owner", "place"}, name
        media = await uploaded(ben, content)
        assert (media["width"], media["height"]) == ((240, 400) if turned else (400, 240)), name
        assert set(media["urls"]) == {"small", "medium", "original"}
        for size, url in media["urls"].items():
            shown = (await get_file(ben, url)).content
            assert (traces(shown), chunks(shown) - NOTHING_BUT_PICTURE) == (set(), set()), name
            assert begins_red(shown, on_top=turned), f"{name}, {size}"
    keys = await keys_in_store(longhouse)
    assert len(keys) >= 3 * len(PICTURES)
    for key in keys:
        stored = [piece async for piece in longhouse.house.blobs.read(key)]
        assert traces(b"".join(stored)) == set()


def begins_red(content: bytes, *, on_top: bool) -> bool:
    """What was on the left is on top once a picture is turned to the right."""
    picture = pyvips.Image.new_from_buffer(content, "")
    place = (picture.width // 2, 5) if on_top else (5, picture.height // 2)
    red, green = picture.getpoint(*place)[:2]
    return red > green + 100
