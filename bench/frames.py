"""What travels: the frames of the bare side, and reading the offsets of either."""

_OFFSET = b'"offset":'


def bare_frame(number: int, size: int) -> bytes:
    """A frame that is read like those of the house, and as long."""
    head = f'{{"type":"settings_updated","offset":{number},"data":"'.encode()
    return head + b"x" * max(0, size - len(head) - 2) + b'"}'


def offsets(message: bytes) -> list[int]:
    """The offsets of all events in one message, which may hold several frames."""
    found: list[int] = []
    at = message.find(_OFFSET)
    while at >= 0:
        end = at + len(_OFFSET)
        stop = end
        while message[stop : stop + 1].isdigit():
            stop += 1
        found.append(int(message[end:stop]))
        at = message.find(_OFFSET, stop)
    return found
