"""The limits of a connection."""

from typing import Annotated, ClassVar

from longhouse.kernel.config import Settings, setting


class RealtimeSettings(Settings, frozen=True, kw_only=True):
    prefix: ClassVar[str] = "REALTIME"

    heartbeat_seconds: Annotated[
        int, setting("How often a connection is pinged; two missed pings end it.", ge=5, le=120)
    ] = 25
    handshake_seconds: Annotated[
        float, setting("How long a new connection may take to say who it is.", gt=0, le=60)
    ] = 5.0
    frame_bytes: Annotated[
        int, setting("How large a message from a client may be.", ge=1024, le=1_048_576)
    ] = 65_536
    frames_per_second: Annotated[
        float, setting("How many frames a client may send each second.", gt=0, le=1_000)
    ] = 20.0
    frames_burst: Annotated[
        int, setting("How many frames a client may send at once.", ge=1, le=10_000)
    ] = 60
    topics_per_connection: Annotated[
        int, setting("How many topics one connection may listen to.", ge=1, le=10_000)
    ] = 200
    sockets_per_address: Annotated[
        int,
        setting(
            "How many sockets one address, or one /64 of IPv6, may hold in each process; of those "
            "who have not shown who they are half as many.",
            ge=2,
        ),
    ] = 1_000
    sockets_per_member: Annotated[
        int, setting("How many sockets one member may hold in each process.", ge=1)
    ] = 100
    queue_bytes: Annotated[
        int, setting("How much may wait for a slow reader before it is cut off.", ge=16_384)
    ] = 262_144
    queue_frames: Annotated[
        int, setting("How many frames may wait for a slow reader before it is cut off.", ge=16)
    ] = 2_000
    join_milliseconds: Annotated[
        int, setting("Events within this time may travel in one message.", ge=0, le=1_000)
    ] = 20
    attendance_seconds: Annotated[
        float,
        setting("How long somebody is still shown on a canvas whose process has died.", ge=5),
    ] = 300.0
    poll_seconds: Annotated[
        float, setting("How long a long-poll waits for something to happen.", gt=0, le=50)
    ] = 25.0
    shutdown_seconds: Annotated[
        float, setting("How long connections may take to close when the house stops.", ge=0, le=60)
    ] = 5.0
    leave_seconds: Annotated[
        float,
        setting("Over how long a gateway that stops sends its connections away.", ge=0, le=300),
    ] = 5.0
